import { expect, test } from 'vitest'
import { assignPlace } from '../../src/dedupe/assign-place.ts'
import { judgePair } from '../../src/dedupe/judge-pair.ts'
import { PreparedTexts, prepareText } from '../../src/dedupe/prepare-text.ts'
import type { Comparable } from '../../src/model/story.ts'
import { arriving, forest, type Invented, invent, port, storage } from './invented-news.ts'

const ruleOf = (a: Invented, b: Invented) =>
  judgePair(
    prepareText(invent(a), () => false),
    prepareText(invent(b), () => false),
  )?.rule ?? null

/** A day of March 2026 in every spelling that a bulletin has for it. */
type Day = { date: string; day: number }
const march = (day: number): Day => ({ date: `2026-03-${String(day).padStart(2, '0')}`, day })

const bulletinTitles: Record<string, (day: Day) => string> = {
  'no day': () => '碧湾碳市场每日综合价格行情',
  'the day in brackets': ({ day }) => `碧湾碳市场行情（3月${day}日）`,
  'the day in digits': ({ date }) => `碧湾碳市场综合价格行情及成交信息${date.replaceAll('-', '')}`,
  today: () => '今日碧湾碳市场无成交',
  'the price': () => '碧湾碳市场收盘价74.20元/吨，与前一日持平',
  'the day before it': ({ day }) => `3月${day}日碧湾碳配额挂牌协议交易无成交`,
  'a comment': ({ day }) => `碧湾碳市场日评（3.${day}）`,
  'no word of a bulletin': () => '碧湾碳配额74.20元',
}
const bulletinTexts: Record<string, (day: Day) => string> = {
  'the whole day': ({ day }) =>
    `2026年3月${day}日，碧湾碳市场行情：今日挂牌协议交易无成交，收盘价74.20元/吨，与前一日持平。今日大宗协议交易无成交。截至2026年3月${day}日，碧湾碳市场配额累计成交量8.65亿吨，累计成交额576.63亿元。`,
  'no day': () =>
    '今日碧湾碳市场无成交，收盘价74.20元/吨，与前一日持平。截至今日，碧湾碳市场碳排放配额累计成交量8.65亿吨，累计成交额576.63亿元。交易主体可登录交易系统查询持仓。',
  'month and day': ({ day }) =>
    `3月${day}日，碧湾碳配额全天没有成交，收盘价报74.20元/吨，较前一交易日不变。当日大宗协议交易成交量为0吨。年内累计成交量865万吨，成交额6.42亿元。`,
  'no figures': () =>
    '碧湾碳市场今日挂牌协议交易与大宗协议交易均未成交，价格维持前一交易日水平。交易机构提醒，市场参与者应当关注配额清缴的期限，理性安排买卖。',
}
const bulletins = Object.keys(bulletinTexts).flatMap(text =>
  [1, 3, 7].map(gap => [text, gap] as const),
)

test.each(bulletins)(
  'bulletins of quiet days whose text tells %s stay apart at a distance of %i',
  (text, gap) => {
    const wrong: string[] = []
    for (const [one, titleOf] of Object.entries(bulletinTitles)) {
      for (const [other, otherTitleOf] of Object.entries(bulletinTitles)) {
        const issue = (title: typeof titleOf, day: Day) => ({
          title: title(day),
          text: bulletinTexts[text]!(day),
          date: day.date,
        })
        const rule = ruleOf(issue(titleOf, march(5)), issue(otherTitleOf, march(5 + gap)))
        if (rule) wrong.push(`${one} | ${other}: ${rule}`)
      }
    }
    expect(wrong).toEqual([])
  },
)

test.each(Object.keys(bulletinTexts))(
  'a bulletin whose text tells %s is copied on its day under any title',
  text => {
    const titles = Object.values(bulletinTitles).slice(0, 6)
    const copy = (title: string) => ({
      title,
      text: bulletinTexts[text]!(march(5)),
      date: '2026-03-05',
    })
    for (const title of titles) {
      expect([title, ruleOf(copy(titles[1]!(march(5))), copy(title(march(5))))]).not.toContain(null)
    }
  },
)

test.each<[string, (day: number) => string, (day: number) => string]>([
  [
    'Korean',
    () => '배출권 시장 일일 시황',
    day =>
      `3월 ${day}일 배출권 시장은 거래가 없었다. 종가는 톤당 9천870원으로 전날과 같았다. 3월 ${day}일까지 누적 거래량은 7천410만 톤이다. 거래소는 정산 기한까지 매일 시황을 알린다.`,
  ],
  [
    'Japanese',
    () => '排出枠市況',
    day =>
      `3月${day}日の排出枠市場は取引がなかった。終値は一トン987円で前日から変わらず。3月${day}日までの累計の出来高は741万トン。取引所は期限まで毎日の市況を伝える。`,
  ],
])(
  'bulletins of quiet days in %s stay apart, and are copied on their day',
  (_, titleOf, textOf) => {
    const issue = (day: number, title = titleOf(day)) => ({
      title,
      text: textOf(day),
      date: march(day).date,
    })
    expect(ruleOf(issue(11), issue(12))).toBeNull()
    expect(ruleOf(issue(11), issue(12, `${titleOf(12)} (3.12)`))).toBeNull()
    expect(ruleOf(issue(11), issue(11))).not.toBeNull()
  },
)

const quarter = (title: string): Invented => ({
  title,
  text: '碧湾能源局今天发布数据，全省新增风电装机1462万千瓦，其中陆上风电1340万千瓦、海上风电122万千瓦。北部地区占新增装机的67%，风电累计并网容量达到6.1亿千瓦。有关负责人表示，下一步将推动基地建设，完善绿证制度，加强消纳监测。',
  date: '2026-04-20',
})

test.each([
  ['一季度全省新增风电装机1462万千瓦', '第一季度全省新增风电装机1462万千瓦'],
  ['一季度全省新增风电1462万千瓦', 'Q1全省新增风电1462万千瓦'],
  ['一季度全省新增风电1462万千瓦', '1—3月全省新增风电1462万千瓦'],
  ['周一公布全省新增风电装机 北部占67%', '星期一公布全省新增风电装机 北部占67.0%'],
  ['风电装机观察之一', '风电装机观察（一）'],
  ['3月全省新增风电装机公布', '4月20日公布全省新增风电装机'],
  ['2025年全省风电装机报告', '全省风电装机报告（2026年发布）'],
])('one text of one day is one news as %s and as %s', (one, other) => {
  expect(ruleOf(quarter(one), quarter(other))).not.toBeNull()
})

test('one text in the words of Taiwan is one news', () => {
  const text = (it: {
    software: string
    network: string
    data: string
    quality: string
    project: string
    learn: string
  }) =>
    `據${it.learn}，碧灣電力公司啟用新的${it.software}平台，透過${it.network}蒐集各機組的${it.data}，提升供電${it.quality}。該${it.project}由三家公司負責，每天處理的${it.data}超過四千萬筆，調度人員可以在手機上查看每一座電廠的排放。公司表示，${it.project}完工之後，調度中心的人力可以減少三成。`
  const mainland = text({
    software: '軟件',
    network: '網絡',
    data: '數據',
    quality: '質量',
    project: '項目',
    learn: '了解',
  })
  const taiwan = text({
    software: '軟體',
    network: '網路',
    data: '資料',
    quality: '品質',
    project: '專案',
    learn: '瞭解',
  })
  const title = '碧灣電力啟用新調度平台'
  expect(ruleOf({ title, text: mainland }, { title, text: taiwan })).toBe('copy')
})

const permit = (county: string, tail: string): Invented => ({
  title: `光伏发电项目获备案${tail}`,
  text: `${county}发展改革局近日批复同意${county}100兆瓦光伏发电项目备案。项目位于${county}境内，占地约两千亩，采用农光互补方式建设，配套建设一座升压站，建成后年均发电量约1.2亿千瓦时，可节约标准煤约3.6万吨。`,
})
const named = (county: string, tail: string) => {
  const { text } = permit(county, tail)
  return { title: `${county}光伏获备案${tail}`, text }
}

test.each<[string, Invented, Invented]>([
  ['approvals of two counties under one title', permit('甲北县', ''), permit('乙岭县', '')],
  [
    'approvals of two counties before one tail',
    named('甲北县', '_云岭号·政务_云岭新闻-The Yunling Daily'),
    named('乙岭县', '_云岭号·政务_云岭新闻-The Yunling Daily'),
  ],
  [
    'a draft and what was made of it',
    {
      title: '碧湾碳排放权交易管理办法（征求意见稿）公布',
      text: '碧湾生态环境厅今天公布碳排放权交易管理办法（征求意见稿），办法共五章四十条，明确了配额分配、核查清缴和监督管理的要求。纳入管理的单位应当建立监测计划，按年度报告排放数据，并对数据的真实性负责。未按时足额清缴的，按差额的五倍以上处以罚款。',
      date: '2026-03-05',
    },
    {
      title: '碧湾碳排放权交易管理办法公布',
      text: '碧湾生态环境厅今天公布碳排放权交易管理办法，办法共五章四十条，明确了配额分配、核查清缴和监督管理的要求。纳入管理的单位应当建立监测计划，按年度报告排放数据，并对数据的真实性负责。未按时足额清缴的，按差额的五倍以上处以罚款。',
      date: '2026-03-15',
    },
  ],
  [
    'a line that a piece is broadcast, and the piece',
    {
      title: '坚定信心真抓实干 推动港口绿色转型',
      text: `坚定信心真抓实干，推动港口绿色转型。\n${port.text}`,
    },
    {
      title: '坚定信心真抓实干 推动港口绿色转型',
      text: '本台今天播发快评《坚定信心真抓实干 推动港口绿色转型》。',
    },
  ],
])('%s are two stories', (_, one, other) => {
  expect(ruleOf(one, other)).toBeNull()
})

const added =
  '有关部门提醒，企业报送的数据要有原始凭证，抽查发现弄虚作假的，将按照规定扣减下一年度的配额。参加会议的专家认为，配额的分配办法还要细化，企业需要更早知道自己的数额，才能安排检修和采购的计划。'

test.each<[string, Invented, Invented]>([
  [
    'two numbers put right and a passage added, the same day',
    port,
    {
      ...port,
      text: `${port.text.replace('860米', '880米').replace('3100万', '3180万')}\n${added}${added}`,
    },
  ],
  [
    'an update of the next day that says so',
    port,
    {
      title: `（更新）${port.title}`,
      text: `${port.text.replace('860米', '880米')}\n${added}`,
      date: '2026-05-19',
    },
  ],
  [
    'a passage added in English',
    storage,
    {
      ...storage,
      text: `${storage.text.replace('71 days', '74 days')}\nUpdate: ${storage.text.split('\n')[2]} The ministry declined to comment on the figures.`,
    },
  ],
])('%s is a revision', (_, one, other) => {
  expect(ruleOf(one, other)).not.toBeNull()
})

/** Twenty passages of which each text holds eight: with each next text two go and two come. */
const passages = [port, forest]
  .flatMap(({ text }) => text.split(/(?<=。)/))
  .map(line => line.trim())

test('texts that each share three quarters with the next do not become one story', () => {
  const texts = Array.from({ length: 5 }, (_, step) =>
    passages.slice(step * 2, step * 2 + 8).join(''),
  )
  const placed: Comparable[] = []
  for (const text of texts) {
    const article = arriving({ title: '碧湾碳市场动态', text })
    const placement = assignPlace(article, placed, {
      never: new Set(),
      isFurniture: () => false,
      texts: new PreparedTexts(20),
    })
    const copies =
      placement.kind === 'placed' && placement.place.kind === 'copies' ? placement.place : null
    article.storyId = copies?.storyId ?? article.id
    article.storyNumber = placed.length
    article.startsStory = !copies
    placed.push(article)
  }
  expect(placed[1]!.storyId).toBe(placed[0]!.storyId)
  expect(placed.at(-1)!.storyId).not.toBe(placed[0]!.storyId)
})

test('a word of one script in the spelling of the other is the same text', () => {
  const told = (learn: string) =>
    `據${learn}，碧灣電力公司啟用新的調度平台，每天處理的紀錄超過四千萬筆，人員可以在手機上查看每一座電廠的排放。公司表示，完工之後人力可以減少三成。`
  const title = '碧灣電力啟用新調度平台'
  const original = { title, text: told('了解') }
  expect(ruleOf(original, { title, text: told('瞭解') })).toBe('copy')
  expect(invent(original).fingerprint.contentHash).toBe(
    invent({ title, text: told('瞭解') }).fingerprint.contentHash,
  )
})

const county = (name: string) =>
  `根据建设项目环境影响评价审批程序的有关规定，我局拟对${name}光伏发电项目作出批复决定。为体现公开公正的原则，强化公众参与，现将有关情况予以公示，公示期为五个工作日。自公示起五日内，申请人和利害关系人可以提出听证申请。项目总投资8200万元，占地面积120亩，配套建设储能设施一座。`
const caption = (name: string) => `4月8日，工人在${name}光伏电站检修设备。记者 郑一 摄`
const tender =
  '本招标项目已具备招标条件，建设规模总装机100兆瓦，拟安装16台机组。投标人须具有独立法人资格，不接受联合体投标。招标文件售价一千元，售后不退，电子招标平台下载。'

test.each<[what: string, one: Invented, other: Invented]>([
  [
    'one generic title and equal figures, the county told once',
    { title: '关于拟作出环评批复决定的公示', text: county('青石县') },
    { title: '关于拟作出环评批复决定的公示', text: county('白水县') },
  ],
  [
    'captions of two photographs',
    { title: '图集：光伏工人检修', text: caption('青石县') },
    { title: '图集：光伏工人检修', text: caption('白水县') },
  ],
  [
    'two lots of one tender',
    { title: '青石风电项目（一标段）招标公告', text: tender },
    { title: '青石风电项目（二标段）招标公告', text: tender },
  ],
])('%s stay apart', (_what, one, other) => {
  expect(ruleOf(one, other)).toBeNull()
})

test.each<[what: string, one: Invented, other: Invented]>([
  [
    'a part that is counted in another spelling, under a title that the text does not repeat',
    { title: '碳市场十年回望之一：从试点到全国', text: forest.text },
    { title: '碳市场十年回望（一）从试点到全国', text: forest.text },
  ],
  [
    'a share in Han numerals',
    { title: '云岭钢铁碳强度下降5%', text: `云岭钢铁碳强度下降5%。${storage.text}` },
    { title: '云岭钢铁碳强度下降百分之五', text: `云岭钢铁碳强度下降百分之五。${storage.text}` },
  ],
  [
    'a correction that names another sum',
    { title: '碧湾储能公司获3亿元融资', text: `碧湾储能公司获3亿元融资。${storage.text}` },
    { title: '更正：碧湾储能公司获5亿元融资', text: `碧湾储能公司获5亿元融资。${storage.text}` },
  ],
])('%s is one story', (_what, one, other) => {
  expect(ruleOf(one, other)).not.toBeNull()
})
