import {
  type Chance,
  enDay,
  exact,
  group,
  md,
  plus,
  pointsOf,
  type Template,
  two,
  weekEn,
  ymd,
} from './bulletins.ts'

const close = (chance: Chance, from: number, to: number) => chance.price(from, to)

/** A paper of Taiwan: 民國 years, 今天, 每公噸, its own and China's market in one text. */
const taiwan: Template = (chance, day) => {
  const price = chance.whole(1_500, 4_800)
  const tons = chance.whole(10, 900)
  const cea = close(chance, 60, 100)
  return {
    title: '碳權交易冷清 國內減量額度成交有限',
    lang: 'zh-Hant',
    body: `<p>（中央記者林一台北${md(day)}電）臺灣碳權交易所今天（民國${Number(day.slice(0, 4)) - 1911}年${md(day)}）公布，國內減量額度收盤價每公噸新台幣${group(price)}元，與前一交易日持平，成交量${tons}公噸，成交金額${two((price * tons) / 10_000)}萬元。</p><p>大陸全國碳市場今天收盤價每噸人民幣${two(cea)}元，跌0.42%。</p>`,
    points: [
      ...pointsOf(['taiwan', 'TWC', 'TWD'], day, {
        close: price,
        change_pct: 0,
        volume_total: tons,
        value_total: exact(two((price * tons) / 10_000), 4),
      }),
      ...pointsOf(['cn-ets', 'CEA', 'CNY'], day, { close: cea, change_pct: -0.42 }),
    ],
  }
}

/** A broker's note: abbreviations, a week's table with a row a day. */
const brokerTable: Template = (chance, day) => {
  const days = [0, 1, 2]
    .map(at => plus(day, at - 2))
    .filter(one => ![0, 6].includes(new Date(Date.parse(one)).getUTCDay()))
  const rows = days.map(one => ({
    one,
    close: close(chance, 65, 95),
    high: close(chance, 96, 99),
    low: close(chance, 60, 64),
    volume: chance.price(8, 40),
  }))
  return {
    title: 'Carbon desk note: EUA Dec-26',
    lang: 'en',
    body: `<p>Below are the last sessions of the front-year contract; the average column is for reference only.</p><table><caption>EUA Dec-26, EUR/t</caption><tr><th>Date</th><th>High</th><th>Low</th><th>Settlement</th><th>Average</th><th>Volume (Mt)</th></tr>${rows.map(r => `<tr><td>${enDay(r.one)} ${r.one.slice(0, 4)}</td><td>${two(r.high)}</td><td>${two(r.low)}</td><td>${two(r.close)}</td><td>70.00</td><td>${two(r.volume)}</td></tr>`).join('')}<tr><td>Total</td><td></td><td></td><td></td><td></td><td>88.00</td></tr></table>`,
    points: rows.flatMap(r =>
      pointsOf(['eu-ets', 'EUA-Dec26', 'EUR'], r.one, {
        high: r.high,
        low: r.low,
        close: r.close,
        volume_total: exact(two(r.volume), 6),
      }),
    ),
  }
}

/** Figures in Chinese characters and of full width. */
const hanFigures: Template = (chance, day) => {
  const digits = '零一二三四五六七八九'
  const [tens, ones, tenth] = [chance.whole(6, 9), chance.whole(1, 9), chance.whole(1, 9)]
  const wide = (text: string) =>
    text.replace(/[\d.]/g, one => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
  const tons = two(chance.price(10, 90))
  return {
    title: '碳市收盘',
    body: `<p>${md(day)}全国碳市场报收每吨${digits[tens]}十${digits[ones]}元${digits[tenth]}角，涨百分之零点${digits[tenth]}，成交${wide(tons)}万吨，成交额${digits[ones]}千${digits[tens]}百万元。截至当日，累计成交八亿五千万吨。</p>`,
    points: pointsOf(['cn-ets', 'CEA', 'CNY'], day, {
      close: exact(`${tens * 10 + ones}.${tenth}`),
      change_pct: exact(`0.${tenth}`),
      volume_total: exact(tons, 4),
      value_total: ones * 10_000_000 + tens * 1_000_000,
      volume_cumulative: 850_000_000,
    }),
  }
}

/** CCER beside the allowances, in one sentence, and a correction of the day before. */
const twoMarkets: Template = (chance, day) => {
  const [a, b] = [close(chance, 60, 100), close(chance, 60, 100)]
  return {
    title: '碳市场日评',
    body: `<p>今日，CEA收于${two(a)}元/吨，CCER收于${two(b)}元/吨，价差为${two(Math.abs(a - b))}元/吨。其中CCER成交3.2万吨，成交均价${two(b - 0.2)}元/吨；全国碳市场全天成交12.5万吨，其中大宗协议成交10万吨。</p>`,
    points: [
      ...pointsOf(['cn-ets', 'CEA', 'CNY'], day, {
        close: a,
        volume_total: 125_000,
        volume_block: 100_000,
      }),
      ...pointsOf(['ccer', 'CCER', 'CNY'], day, { close: b, volume_total: 32_000 }),
    ],
  }
}

/** An auction's result in Britain, and the market after it. */
const ukAuction: Template = (chance, day) => {
  const sold = chance.whole(1_000_000, 4_000_000)
  const [clearing, settled] = [close(chance, 40, 60), close(chance, 40, 60)]
  return {
    title: 'UK allowance auction draws strong demand',
    lang: 'en',
    body: `<p>LONDON, ${enDay(day)} - The UK sold ${group(sold)} allowances at an auction on ${weekEn(day)}, clearing at £${two(clearing)}, a discount of 12 pence to the secondary market. The sale was 2.4 times oversubscribed.</p><p>The UKA Dec-26 contract settled 0.45% lower at £${two(settled)} with 1.2 million tonnes traded.</p>`,
    points: [
      ...pointsOf(['uk-ets', 'UKA', 'GBP'], day, { volume_auction: sold }),
      ...pointsOf(['uk-ets', 'UKA-Dec26', 'GBP'], day, {
        close: settled,
        change_pct: -0.45,
        volume_total: 1_200_000,
      }),
    ],
  }
}

/** A correction. */
const correction: Template = (chance, day) => {
  const [right, wrong] = [close(chance, 60, 79), close(chance, 80, 99)]
  return {
    title: chance.pick(['更正', '更正说明', '勘误']),
    published: plus(day, 1),
    body: chance.pick([
      `<p>本网${md(day)}发布的《碳市收盘》一文中，全国碳市场收盘价误为${two(wrong)}元/吨，应为${two(right)}元/吨，特此更正。</p>`,
      `<p>${md(day)}全国碳市场收盘价由${two(wrong)}元/吨更正为${two(right)}元/吨，给读者造成不便，敬请谅解。</p>`,
      `<p>${md(day)}全国碳市场收盘价应为${two(right)}元/吨，而非此前发布的${two(wrong)}元/吨。</p>`,
    ]),
    points: pointsOf(['cn-ets', 'CEA', 'CNY'], day, { close: right }),
  }
}

/** The modes one under the other, as an application prints them. */
const listOfModes: Template = (chance, day) => {
  const [listed, block] = [chance.whole(1, 99_999), two(chance.price(1, 60))]
  const price = close(chance, 60, 100)
  return {
    title: `CEA盘后数据 ${day}`,
    body: `<ul><li>开盘价：${two(price)}元/吨</li><li>收盘价：${two(price)}元/吨（-0.35%）</li><li>挂牌协议成交量：${group(listed)}吨</li><li>大宗协议成交量：${block}万吨</li><li>单向竞价：无成交</li><li>昨收盘：77.00元/吨</li><li>加权均价：78.12元/吨</li></ul>`,
    points: pointsOf(['cn-ets', 'CEA', 'CNY'], day, {
      open: price,
      close: price,
      change_pct: -0.35,
      volume_listed: listed,
      volume_block: exact(block, 4),
      volume_auction: 0,
    }),
  }
}

/** Asia in a round-up: won, New Zealand dollars, a share of other goods. */
const asia: Template = (chance, day) => {
  const [kau, nzu] = [chance.whole(8_000, 14_000), close(chance, 40, 70)]
  const tons = chance.whole(1_000, 90_000)
  return {
    title: 'Asia-Pacific carbon wrap',
    lang: 'en',
    body: `<p>South Korea's KAU25 closed at ${group(kau)} won on ${enDay(day)}, up 1.5 percent, with ${group(tons)} tonnes changing hands. Newcastle coal finished at $101.20.</p><p>Spot NZUs ended at NZ$${two(nzu)}, flat on the day. No trades were reported in the Hubei pilot.</p>`,
    points: [
      ...pointsOf(['korea', 'KAU25', 'KRW'], day, {
        close: kau,
        change_pct: 1.5,
        volume_total: tons,
      }),
      ...pointsOf(['nz', 'NZU', 'NZD'], day, { close: nzu, change_pct: 0 }),
      ...pointsOf(['hubei', 'HBEA', 'CNY'], day, { volume_total: 0 }),
    ],
  }
}

/** A month's review: sums, averages, the month's end alone. */
const monthly: Template = (chance, day) => {
  const price = close(chance, 60, 100)
  const total = two(chance.price(7, 9))
  return {
    title: `${Number(day.slice(5, 7))}月碳市场月报`,
    published: plus(day, 3),
    body: `<p>本月全国碳市场成交1,234.5万吨，环比增长12.1%，成交额10.2亿元，月均价${two(price - 1)}元/吨，最高价99.99元/吨，最低价55.55元/吨。${ymd(day)}收盘价${two(price)}元/吨，较上月末上涨3.6%。</p><p>截至${ymd(day)}，配额累计成交${total}亿吨，累计成交额580亿元。</p>`,
    points: pointsOf(['cn-ets', 'CEA', 'CNY'], day, {
      close: price,
      volume_cumulative: exact(total, 8),
      value_cumulative: 58_000_000_000,
    }),
  }
}

export const templatesB: Record<string, Template> = {
  taiwan,
  brokerTable,
  hanFigures,
  twoMarkets,
  ukAuction,
  correction,
  listOfModes,
  asia,
  monthly,
}
