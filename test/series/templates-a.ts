import {
  type Chance,
  exact,
  group,
  md,
  plus,
  pointsOf,
  signed,
  type Template,
  two,
  usDay,
  weekEn,
  weekZh,
  ymd,
} from './bulletins.ts'

const cea: [string, string, string] = ['cn-ets', 'CEA', 'CNY']
const eua: [string, string, string] = ['eu-ets', 'EUA-Dec26', 'EUR']

const quote = (chance: Chance, from: number, to: number) => {
  const low = chance.price(from, to)
  const high = exact(two(low + chance.price(1, 2)))
  const open = exact(two(low + 0.3))
  const close = exact(two(low + 0.7))
  const change = chance.whole(-300, 300) / 100 || 0.35
  return { low, high, open, close, change }
}

/** The exchange's own daily review: everything in one order, cumulative at the end. */
const exchangeReview: Template = (chance, day) => {
  const q = quote(chance, 60, 100)
  const [listed, listedValue, block, blockValue] = [
    chance.whole(1_000, 900_000),
    chance.whole(100_000, 80_000_000),
    chance.whole(1_000, 900_000),
    chance.whole(100_000, 80_000_000),
  ]
  const total = listed + block
  const cumulative = chance.whole(700_000_000, 990_000_000)
  const verb = q.change < 0 ? '下跌' : '上涨'
  const noBlock = chance.next() < 0.3
  return {
    title: chance.pick([
      '全国碳市场每日综合价格行情及成交信息',
      `全国碳市场每日成交数据${day.replaceAll('-', '')}`,
      `${md(day)}全国碳市场行情`,
    ]),
    body: `<p>今日全国碳市场综合价格行情为：开盘价${two(q.open)}元/吨，最高价${two(q.high)}元/吨，最低价${two(q.low)}元/吨，收盘价${two(q.close)}元/吨，收盘价较前一日${verb}${Math.abs(q.change)}%。</p>
<p>今日挂牌协议交易成交量${group(listed)}吨，成交额${group(listedValue)}.00元；${noBlock ? '今日无大宗协议交易' : `大宗协议交易成交量${group(block)}吨，成交额${group(blockValue)}.00元`}；今日无单向竞价。</p>
<p>今日全国碳排放配额总成交量${group(noBlock ? listed : total)}吨，总成交额${group(noBlock ? listedValue : listedValue + blockValue)}.00元。</p>
<p>${day.slice(0, 4)}年1月1日至${md(day)}，全国碳市场碳排放配额成交量23,456,789吨，成交额1,987,654,321.00元。</p>
<p>截至${ymd(day)}，全国碳市场碳排放配额累计成交量${group(cumulative)}吨，累计成交额61,234,567,890.12元。</p>`,
    points: pointsOf(cea, day, {
      open: q.open,
      high: q.high,
      low: q.low,
      close: q.close,
      change_pct: q.change,
      volume_listed: listed,
      value_listed: listedValue,
      volume_block: noBlock ? 0 : block,
      ...(noBlock ? {} : { value_block: blockValue }),
      volume_auction: 0,
      volume_total: noBlock ? listed : total,
      value_total: noBlock ? listedValue : listedValue + blockValue,
      volume_cumulative: cumulative,
      value_cumulative: 61_234_567_890.12,
    }),
  }
}

/** A wire's flash: short sentences, units of 万 and 亿, the year before beside the day before. */
const wireFlash: Template = (chance, day) => {
  const q = quote(chance, 60, 100)
  const tenThousands = two(chance.price(3, 90))
  const money = two(chance.price(1, 9))
  const down = q.change < 0
  return {
    title: `全国碳价${down ? '走低' : '上扬'} 收报${q.close.toFixed(1)}元`,
    body: `<p>本报北京${md(day)}电（记者 林间）${md(day)}，全国碳市场收报${two(q.close)}元/吨，较上一交易日${down ? '跌' : '涨'}${Math.abs(q.change)}%，同比上涨12.5%。盘中最高触及${two(q.high)}元，最低下探至${two(q.low)}元。</p>
<p>当日成交${tenThousands}万吨，环比减少8.1%；成交额${money}亿元。业内人士预计，年内碳价有望升至120元/吨。</p>`,
    points: pointsOf(cea, day, {
      close: q.close,
      change_pct: q.change,
      high: q.high,
      low: q.low,
      volume_total: exact(tenThousands, 4),
      value_total: exact(money, 8),
    }),
  }
}

/** A weekly column: sums and averages of the week, and the Friday's close. */
const weekly: Template = (chance, day) => {
  const friday = plus(day, -((new Date(Date.parse(day)).getUTCDay() + 2) % 7))
  const q = quote(chance, 60, 100)
  const mid = plus(friday, -2)
  const volume = two(chance.price(5, 50))
  return {
    title: '一周碳市场：交投回暖',
    published: plus(friday, 2),
    body: `<p>本周（${md(plus(friday, -4))}至${md(friday)}），全国碳市场共成交${two(chance.price(90, 300))}万吨，较上周增长23.4%，成交总额2.31亿元，周均价${two(q.open)}元/吨，周内最高价${two(q.high)}元/吨，最低价${two(q.low)}元/吨。</p>
<p>周${weekZh(friday)}收盘价${two(q.close)}元/吨，较上周五上涨3.2%。单日看，${md(mid)}成交最为活跃，成交${volume}万吨。</p>`,
    points: [
      ...pointsOf(cea, friday, { close: q.close }),
      ...pointsOf(cea, mid, { volume_total: exact(volume, 4) }),
    ],
  }
}

/** A table with merged heads and units in them. */
const mergedTable: Template = (chance, day) => {
  const rows = ['CEA22', 'CEA23', 'CEA24', 'CEA25'].map(name => ({
    name,
    ...quote(chance, 60, 100),
    volume: chance.whole(10, 9_000),
    quiet: chance.next() < 0.25,
  }))
  return {
    title: `全国碳市场分年度配额行情（${ymd(day)}）`,
    body: `<p>以下为各年度配额当日的价格和成交情况，供各位会员参考。</p><table><thead><tr><th rowspan="2">品种</th><th colspan="4">价格（元/吨）</th><th rowspan="2">涨跌幅</th><th colspan="2">挂牌协议</th></tr><tr><th>开盘</th><th>最高</th><th>最低</th><th>收盘</th><th>成交量（吨）</th><th>成交额（万元）</th></tr></thead><tbody>${rows
      .map(r =>
        r.quiet
          ? `<tr><td>${r.name}</td><td>—</td><td>—</td><td>—</td><td>${two(r.close)}</td><td>持平</td><td>无成交</td><td></td></tr>`
          : `<tr><td>${r.name}</td><td>${two(r.open)}</td><td>${two(r.high)}</td><td>${two(r.low)}</td><td>${two(r.close)}</td><td>${signed(r.change)}%</td><td>${group(r.volume)}</td><td>${two(r.volume / 100)}</td></tr>`,
      )
      .join(
        '',
      )}<tr><td>合计</td><td></td><td></td><td></td><td></td><td></td><td>99,999</td><td>888.00</td></tr></tbody></table>`,
    points: rows.flatMap(r =>
      pointsOf(
        ['cn-ets', r.name, 'CNY'],
        day,
        r.quiet
          ? { close: r.close, change_pct: 0, volume_listed: 0 }
          : {
              open: r.open,
              high: r.high,
              low: r.low,
              close: r.close,
              change_pct: r.change,
              volume_listed: r.volume,
              value_listed: exact(two(r.volume / 100), 4),
            },
      ),
    ),
  }
}

/** The English press on Europe, the morning after. */
const europeMorning: Template = (chance, day) => {
  const q = quote(chance, 65, 95)
  const before = two(q.close - 0.4)
  const volume = chance.pick(['18.4', '21.7', '9.3', '33'])
  const down = q.change < 0
  return {
    title: `EU carbon ${down ? 'slips' : 'climbs'} as cold spell nears`,
    lang: 'en',
    published: plus(day, 1),
    body: `<p>European carbon prices ${down ? 'fell' : 'rose'} on ${weekEn(day)}, tracking gas. The benchmark Dec-26 EUA settled at €${two(q.close)} a tonne, ${down ? 'down' : 'up'} ${Math.abs(q.change)}% from €${before} the day before.</p>
<p>The contract opened at €${two(q.open)}, traded between €${two(q.low)} and €${two(q.high)}, and some ${volume} million allowances changed hands. Bids were seen at €60.10.</p><p>Analysts at a bank expect EUAs to average €95 in 2027. The Dec-27 contract ended at €${two(q.close + 2)}.</p>`,
    points: pointsOf(eua, day, {
      close: q.close,
      change_pct: q.change,
      open: q.open,
      low: q.low,
      high: q.high,
      volume_total: exact(volume, 6),
    }),
  }
}

/** The pilots in prose, each with its own clause. */
const pilots: Template = (chance, day) => {
  const names = [
    ['湖北', 'hubei', 'HBEA'],
    ['广东', 'guangdong', 'GDEA'],
    ['上海', 'shanghai', 'SHEA'],
    ['深圳', 'shenzhen', 'SZEA'],
    ['福建', 'fujian', 'FJEA'],
  ] as const
  const [a, b, c] = [chance.whole(0, 1), chance.whole(2, 3), 4].map(at => names[at]!)
  const [pa, pb] = [chance.price(30, 60), chance.price(30, 60)]
  const [va, vb] = [chance.whole(100, 99_000), chance.whole(100, 99_000)]
  return {
    title: `地方碳市场：${a![0]}领涨`,
    body: `<p>${md(day)}，${a![0]}碳市场收盘价${two(pa)}元/吨，上涨1.25%，成交${group(va)}吨；${b![0]}碳市场收盘价${two(pb)}元/吨，下跌0.80%，其中挂牌点选成交${group(vb)}吨；${c![0]}碳市场无成交。</p>`,
    points: [
      ...pointsOf([a![1], a![2], 'CNY'], day, { close: pa, change_pct: 1.25, volume_total: va }),
      ...pointsOf([b![1], b![2], 'CNY'], day, { close: pb, change_pct: -0.8, volume_listed: vb }),
      ...pointsOf([c![1], c![2], 'CNY'], day, { volume_total: 0 }),
    ],
  }
}

/** California and RGGI in the American press. */
const american: Template = (chance, day) => {
  const [cca, rga] = [chance.price(25, 45), chance.price(15, 28)]
  const lots = group(chance.whole(1_000_000, 9_000_000))
  return {
    title: `North American carbon: ${usDay(day)}`,
    lang: 'en',
    body: `<p>California carbon allowances for December 2026 delivery closed at $${two(cca)} on ${weekEn(day)}, a 0.6% drop on the day, with ${lots} allowances traded.</p><p>In the Northeast, RGGI Dec-26 futures ended the session at $${two(rga)} per short ton, unchanged.</p>`,
    points: [
      ...pointsOf(['california', 'CCA-Dec26', 'USD'], day, {
        close: cca,
        change_pct: -0.6,
        volume_total: Number(lots.replaceAll(',', '')),
      }),
      ...pointsOf(['rggi', 'RGA-Dec26', 'USD'], day, { close: rga, change_pct: 0 }),
    ],
  }
}

export const templatesA: Record<string, Template> = {
  exchangeReview,
  wireFlash,
  weekly,
  mergedTable,
  europeMorning,
  pilots,
  american,
}
