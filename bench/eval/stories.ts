import { assignPlace } from '../../src/dedupe/assign-place.ts'
import { fingerprint } from '../../src/dedupe/fingerprint.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Comparable } from '../../src/model/story.ts'
import { inventedEvents, type Report, series } from './events.ts'
import { type Figure, figureOf } from './figures.ts'
import { readShortReports } from './read-short-reports.ts'

const DAY = Date.parse('2026-05-18T00:00:00Z') / 86_400_000
let serial = 0

function toComparable([title, text]: Report, day = DAY): Comparable {
  serial++
  const urlKey = `news${serial}.example/${serial}`
  return {
    id: `article-${serial}`,
    urlKey,
    title,
    text,
    outlet: null,
    host: `news${serial}.example`,
    fingerprint: fingerprint({ urlKey, title, text, day }),
    storyId: `story-${serial}`,
    storyNumber: serial,
    startsStory: true,
  }
}

const everything = [
  ...inventedEvents.flatMap(({ reports, looksAlike }) => [...reports, ...looksAlike]),
  ...series.flat(),
]

/** An index that has seen all of a set, so that the words of the subject are common in it. */
function seenIndex(reports: Report[]): StoryIndex {
  const index = new StoryIndex()
  reports.forEach((report, at) => {
    const { id, storyId, fingerprint } = toComparable(report)
    index.add({ articleId: id, storyId: storyId!, fingerprint, sequence: at + 1 })
  })
  return index
}
const index = seenIndex(everything)

/** How one article is placed beside one other. */
function place(
  one: Report,
  other: Report,
  daysLater = 0,
  { weighKey, isRareKey, isScarceKey } = index,
): 'copy' | 'related' | 'apart' {
  const article = { ...toComparable(other, DAY + daysLater), storyId: null, startsStory: false }
  const placement = assignPlace(article, [toComparable(one)], {
    never: new Set(),
    isFurniture: () => false,
    weighKey,
    isRareKey,
    isScarceKey,
  })
  if (placement.kind !== 'placed') return 'apart'
  if (placement.place.kind === 'copies') return 'copy'
  return placement.siblings.length ? 'related' : 'apart'
}

const pairsOf = <Thing>(things: Thing[]) =>
  things.flatMap((one, at) => things.slice(at + 1).map(other => [one, other] as const))

const added = {
  zh: '有关部门表示，将继续跟踪项目的运行情况，数据会在网上按月公布。参加座谈的专家建议，把监测结果与考核挂钩。',
  en: 'The ministry said it would publish figures every month. Experts at the meeting asked for the results to be open to all.',
}
const languageOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')
const credits = {
  zh: (title: string, text: string): Report => [
    `【要闻】${title}_江河新闻网`,
    `来源：江河晚报\n${text}\n（责任编辑：何田）`,
  ],
  en: (title: string, text: string): Report => [
    `${title} - The Northern Herald`,
    `By Ann Sample\n${text}\nSign up for our newsletter`,
  ],
}

/** What those do who carry a text of somebody else. */
const edits: Record<string, (report: Report) => Report> = {
  'word for word': report => report,
  'with credits and a tail': ([title, text]) => credits[languageOf(text)](title, text),
  'with a passage added': ([title, text]) => [title, `${text}\n${added[languageOf(text)]}`],
  'in other marks and widths': ([title, text]) => [
    title,
    text.replaceAll('，', ',').replaceAll('%', '％'),
  ],
}

function evaluateCopies(): Figure {
  const reports = inventedEvents.flatMap(event => event.reports)
  return figureOf(
    'copies that join',
    reports.flatMap(report =>
      Object.entries(edits).map(([how, edit]) => ({
        name: `${report[0]} ${how}`,
        right: place(report, edit(report)) === 'copy',
      })),
    ),
  )
}

const isApart = (one: Report, other: Report, daysLater = 0) => ({
  name: `${one[0]} | ${other[0]}`,
  right: place(one, other, daysLater) !== 'copy',
})

const quietTitles = [
  () => '碧湾碳市场每日综合价格行情',
  (day: number) => `碧湾碳市场行情（3月${day}日）`,
  () => '今日碧湾碳市场无成交',
  (day: number) => `碧湾碳市场日评（3.${day}）`,
]
const quietText = '今日碧湾碳市场无成交，收盘价74.20元/吨，与前一日持平。累计成交量8.65亿吨。'

function evaluateLookAlikes(): Figure {
  const others = inventedEvents.flatMap(({ reports, looksAlike }) =>
    reports.flatMap(report => looksAlike.map(other => isApart(report, other))),
  )
  const bulletins = quietTitles.flatMap(one =>
    quietTitles.flatMap(other =>
      [1, 3, 7].map(gap => isApart([one(5), quietText], [other(5 + gap), quietText], gap)),
    ),
  )
  const issues = series.flatMap(pairsOf).map(([one, other]) => isApart(one, other, 1))
  return figureOf('look-alikes that stay apart', [...others, ...bulletins, ...issues])
}

function evaluateRelated(): Figure[] {
  const events = inventedEvents.flatMap(({ reports }) => pairsOf(reports))
  const misses = inventedEvents.flatMap(({ reports, looksAlike }) =>
    reports.slice(0, 3).flatMap(report => looksAlike.map(other => [report, other] as const)),
  )
  const named = (pairs: (readonly [Report, Report])[], wanted: boolean) =>
    pairs.map(([one, other]) => ({
      name: `${one[0]} | ${other[0]}`,
      right: (place(one, other) === 'related') === wanted,
    }))
  return [
    figureOf('reports of one event that are linked', named(events, true)),
    figureOf('reports of other events that are not', named(misses, false)),
  ]
}

function evaluateShortReports(): Figure[] {
  const told = readShortReports()
  const asReport = ({ title, text }: (typeof told)[number]): Report => [title, text]
  const seen = seenIndex(told.map(asReport))
  const pairs = pairsOf(told)
    .filter(([one, other]) => one.event === other.event && (one.reports || other.reports))
    .map(([one, other]) => ({
      name: `${one.title} | ${other.title}`,
      isOneEvent: one.reports && other.reports,
      how: place(asReport(one), asReport(other), other.day - one.day, seen),
    }))
  const figure = (set: string, isOneEvent: boolean) =>
    figureOf(
      set,
      pairs
        .filter(pair => pair.isOneEvent === isOneEvent)
        .map(({ name, how }) => ({ name, right: how === (isOneEvent ? 'related' : 'apart') })),
    )
  return [
    figure('short reports of one event that are linked', true),
    figure('short reports of other events that are not', false),
  ]
}

/** Places invented copies, look-alikes and reports of one event. */
export const evaluateStories = (): Figure[] => [
  evaluateCopies(),
  evaluateLookAlikes(),
  ...evaluateRelated(),
  ...evaluateShortReports(),
]
