import { expect, test } from 'vitest'
import { inventedEvents, type Report, series } from '../../bench/eval/events.ts'
import { assignPlace } from '../../src/dedupe/assign-place.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Comparable } from '../../src/model/story.ts'
import { arriving, invent } from './invented-news.ts'

const known = new StoryIndex()
const toInvented = ([title, text, date]: Report) => ({ title, text, date: date ?? '2026-05-18' })

// What else came in these weeks, so that the words of the subject are common and the names of an event are not.
const everything = [
  ...inventedEvents.flatMap(({ reports, looksAlike }) => [...reports, ...looksAlike]),
  ...series.flat(),
]
everything.forEach((report, at) => {
  const { id, storyId, fingerprint } = invent(toInvented(report))
  known.add({ articleId: id, storyId: storyId!, fingerprint, sequence: at + 1 })
})

/** How an article is placed beside one other: linked, merged, or neither. */
function place(one: Report, other: Report): 'linked' | 'merged' | 'apart' {
  const candidate: Comparable = invent(toInvented(one))
  const placement = assignPlace(arriving(toInvented(other)), [candidate], {
    never: new Set(),
    isFurniture: () => false,
    weighKey: known.weighKey,
    isRareKey: known.isRareKey,
    isScarceKey: known.isScarceKey,
  })
  if (placement.kind !== 'placed') return 'apart'
  if (placement.place.kind === 'copies') return 'merged'
  return placement.siblings.length > 0 ? 'linked' : 'apart'
}

const pairsOf = <Thing>(things: Thing[]) =>
  things.flatMap((one, at) => things.slice(at + 1).map(other => [one, other] as const))

const events = inventedEvents.flatMap(({ reports }) => pairsOf(reports))
const nearMisses = [
  ...inventedEvents.flatMap(({ reports, looksAlike }) =>
    reports.slice(0, 3).flatMap(report => looksAlike.map(other => [report, other] as const)),
  ),
  ...series.flatMap(pairsOf),
]
const placed = (pairs: (readonly [Report, Report])[]) =>
  pairs.map(([one, other]) => ({ pair: `${one[0]} | ${other[0]}`, how: place(one, other) }))
const count = (found: ReturnType<typeof placed>, how: string) =>
  found.filter(row => row.how === how).length

test('reports of one event are linked, and what only looks like one is not', () => {
  const right = placed(events)
  const wrong = placed(nearMisses)
  const linked = count(right, 'linked')
  const mistaken = wrong.filter(({ how }) => how !== 'apart')
  expect(right.length + wrong.length).toBeGreaterThanOrEqual(150)
  expect(linked / right.length).toBeGreaterThanOrEqual(0.6)
  expect(linked / (linked + mistaken.length)).toBeGreaterThanOrEqual(0.9)
})

test('reports in other words are never merged', () => {
  expect(placed(events).filter(({ how }) => how === 'merged')).toEqual([])
  expect(placed(nearMisses).filter(({ how }) => how === 'merged')).toEqual([])
})

test.each<[kind: string, one: Report, other: Report]>([
  [
    'two pieces of one column',
    ['【碳路十年】分好“账本” 青禾县让林农受益', '青禾县碳汇收益分给林农。'.repeat(8), '2026-05-18'],
    [
      '【碳路十年】做大“账本” 青禾县让林农增收',
      '青禾县碳汇收益让林农增收。'.repeat(8),
      '2026-05-19',
    ],
  ],
  [
    'two laws that begin on one day',
    [
      '《青禾湿地保护条例》7月1日起施行',
      '条例自7月1日起施行，省人大常委会公布了全文。',
      '2026-05-18',
    ],
    [
      '《青禾热力供应条例》7月1日起施行',
      '条例自7月1日起施行，省人大常委会公布全文。',
      '2026-05-18',
    ],
  ],
  [
    'two evenings of one film',
    ['纪录片《海岸线上的碳》今晚播出', '纪录片《海岸线上的碳》今晚八点播出。', '2026-05-18'],
    [
      '纪录片《海岸线上的碳》今晚继续播出',
      '纪录片《海岸线上的碳》今晚八点继续播出。',
      '2026-05-19',
    ],
  ],
  [
    'one torch in two counties',
    [
      '云岭零碳火炬骑行活动今天在柏溪县接力',
      '两百名骑手从柏溪县城出发，途经三座光伏村。',
      '2026-05-18',
    ],
    [
      '云岭零碳火炬骑行活动今天在禾丰县接力',
      '两百名骑手从禾丰县城出发，途经两座风电场。',
      '2026-05-19',
    ],
  ],
  [
    'two companies that pay the same',
    [
      'Brannock fined £14m over methane leak',
      'The regulator in Harwick fined Brannock for a leak that lasted six weeks.',
      '2026-05-18',
    ],
    [
      'Delphin Water to pay £14m over sewage',
      'Delphin Water was fined for letting sewage into the Tolle.',
      '2026-05-18',
    ],
  ],
  [
    'two doings of one company',
    [
      '青檀热电公布年报 净利润下降三成',
      '青檀热电17日公布年报，营业收入87亿元，董事会同意分红。',
      '2026-05-18',
    ],
    [
      '青檀热电两座老炉永久熄火',
      '青檀热电3号、4号炉17日永久熄火，共发电412亿千瓦时。',
      '2026-05-18',
    ],
  ],
])('%s are not related', (_kind, one, other) => {
  expect(place(one, other)).toBe('apart')
})

test.each<[string, Report, Report]>([
  [
    'a report and what explains the rules that it quotes',
    [
      '国务院印发《零碳园区建设实施办法》',
      '国务院印发《零碳园区建设实施办法》，提出到2030年建成100个国家级零碳园区。',
      '2026-05-18',
    ],
    ['一图读懂《零碳园区建设实施办法》', '怎么建？谁来认？2030年的目标如何分解？', '2026-05-19'],
  ],
  [
    'an opening and what was said there, by the name of the meeting, whatever else the titles tell',
    [
      '第七届白鹭湾国际零碳航运论坛明天开幕',
      '第七届白鹭湾国际零碳航运论坛明天在白鹭湾开幕，四十个国家的港口与船东代表将讨论绿色燃料加注。',
      '2026-05-18',
    ],
    [
      '汪霁在第七届白鹭湾国际零碳航运论坛上呼吁统一燃料标准',
      '汪霁昨天在第七届白鹭湾国际零碳航运论坛上说，各港口的绿色燃料标准应当统一，船东才敢订船。',
      '2026-05-19',
    ],
  ],
  [
    'a notice and what a reader asks about it, by a name and a figure that one of them spells in characters',
    [
      '青檀热电两座老炉永久熄火',
      '青檀热电3号、4号炉17日永久熄火，两座炉子共发电412亿千瓦时。厂长冼怀礼宣读了停炉令。',
      '2026-05-18',
    ],
    [
      '最后一铲煤：老司炉在炉前站了很久',
      '冼怀礼念完命令，炉膛暗了下去。四百一十二亿度电，是这里三代人的账本。',
      '2026-05-18',
    ],
  ],
  [
    'reports in two languages, by how a company is spelled abroad and what it pays',
    [
      '衡朗检测伪造煤样被罚260万元',
      '江檀中级法院17日宣判，衡朗检测公司为九家电厂伪造煤样，罚款260万元，负责人获刑。',
      '2026-05-18',
    ],
    [
      'Henglang Testing fined over doctored coal samples',
      'A court in Jiangtan fined Henglang Testing 2.6 million yuan on May 17 for samples it had mixed with stone dust.',
      '2026-05-19',
    ],
  ],
  [
    'reports in two languages, by how a foreign company sounds and a figure',
    [
      '塞尔维克公司将关闭褐煤机组，140兆瓦2033年退役',
      '塞尔维克公司宣布，最后一台140兆瓦褐煤机组将于2033年关闭，比法律规定早五年。',
      '2026-05-18',
    ],
    [
      'Selvick to close its last lignite unit five years early',
      'The board of Selvick said on Monday that the 140MW coal unit would shut in 2033.',
      '2026-05-18',
    ],
  ],
])('%s are related', (_kind, one, other) => {
  expect(place(one, other)).toBe('linked')
})

test.each<[kind: string, one: Report, other: Report, how: 'linked' | 'apart']>([
  [
    'a notice and what a reader of it says two days later, of one day',
    [
      '青禾铝业直连专线送电，铝厂用上自家风',
      '3月11日，青禾铝业的直连专线送电，投资九亿元。',
      '2026-03-12',
    ],
    [
      '一根线省下多少钱？厂长算了笔账',
      '前天，青禾铝业接上了风场，厂长说出口订单好谈了。',
      '2026-03-13',
    ],
    'linked',
  ],
  [
    'two things that one company does on two days',
    [
      '青禾铝业直连专线送电，铝厂用上自家风',
      '3月11日，青禾铝业的直连专线送电，投资九亿元。',
      '2026-03-12',
    ],
    ['铝价上涨，有厂家调价', '昨日，青禾铝业上调铝锭报价，下游观望。', '2026-03-13'],
    'apart',
  ],
  [
    'a ruling in two languages, told by the weekday and by the day',
    [
      'Court voids permits of Selwick field',
      'Judges in Ravenmoor on Wednesday cancelled the permit of the Selwick field, saying that burning the oil was not weighed.',
      '2026-03-12',
    ],
    [
      '海外法院撤销油田许可',
      '法院11日裁定，塞尔威克油田的许可无效，理由是没有评估燃烧排放。',
      '2026-03-13',
    ],
    'linked',
  ],
  [
    'a vote in two languages that name nobody',
    [
      'Lawmakers delay vote on ferry levy',
      'Lawmakers on Tuesday put off a vote on a levy for ferries by a year.',
      '2026-03-12',
    ],
    ['渡轮碳费推迟一年表决', '议员10日决定，对渡轮收费的表决推迟一年。', '2026-03-12'],
    'linked',
  ],
  [
    'votes of two days',
    [
      'Lawmakers delay vote on ferry levy',
      'Lawmakers on Tuesday put off a vote on a levy for ferries by a year.',
      '2026-03-12',
    ],
    ['渡轮碳费推迟一年表决', '议员12日决定，对渡轮收费的表决推迟一年。', '2026-03-12'],
    'apart',
  ],
])('%s', (_, one, other, how) => {
  expect(place(one, other)).toBe(how)
})

test.each([
  [
    'talks with two guests',
    '林岸同新加坡总理会谈',
    '林岸同新西兰总理会谈',
    '林岸在江河宫同来访的总理举行会谈，双方同意加强绿色经济和电力互联的合作，并见证签署十二份文件。',
  ],
  [
    'two meetings of one body',
    '林岸主持召开省政府常务会议',
    '林岸主持召开省政府党组会议',
    '会议听取节能降碳工作汇报，部署下一步任务，强调要压实各方责任，确保完成全年目标。',
  ],
])('%s are two events', (_, one, other, text) => {
  expect(place([one, text], [other, `昨天，${text}`])).not.toBe('linked')
})

test('a report in Japanese is linked with one in English by what both count', () => {
  const english =
    'The industry ministry of Japan named 312 companies whose emissions must be covered from next year. The threshold is 100,000 tonnes, and prices are held between 1,700 and 4,300 yen a tonne, the ministry said.'
  const japanese =
    '日本の経済産業省は来年度からの制度の対象が312社になると公表した。年10万トン以上の企業で、価格は1トン1,700円から4,300円とする。'
  expect(
    place(
      ['Ministry names 312 firms for trading', english],
      ['対象は312社 経産省が公表', japanese],
    ),
  ).toBe('linked')
})
