import type { Carried, DemoArticle } from './article.ts'
import { briefs } from './articles/briefs.ts'
import { energy } from './articles/energy.ts'
import { english } from './articles/english.ts'
import { market } from './articles/market.ts'
import { other } from './articles/other.ts'
import { policy } from './articles/policy.ts'
import { series } from './articles/series.ts'

const green = '绿笺网'
const daily = '江畔日报'
const trade = '碳讯中国'
const office = '云岭省生态环境厅'

/** The site's own report. */
const own =
  (outlet: string | null) =>
  (article: DemoArticle): Carried => ({ article, outlet })

/** Somebody else's report, word for word, with a credit line. */
const reprint =
  (outlet: string, laterMinutes: number) =>
  (article: DemoArticle): Carried => ({
    article,
    outlet,
    laterMinutes,
  })

/** The beginning alone, under a shorter title, as portals carry what they have from others. */
const abridge =
  (outlet: string, laterMinutes: number) =>
  (article: DemoArticle): Carried => ({
    article,
    outlet,
    laterMinutes,
    paragraphs: article.paragraphs.slice(0, -1),
  })

/** A light hand: a service line at the foot and a changed head of the title. */
const edit =
  (outlet: string, laterMinutes: number) =>
  (article: DemoArticle): Carried => ({
    article,
    outlet,
    laterMinutes,
    title: article.title.replace(/ /u, ','),
    paragraphs: [
      ...article.paragraphs,
      '声明:本文转载自其他媒体,目的在于传递更多信息,不代表本网观点。',
    ],
  })

const every = (articles: DemoArticle[], step: number, from = 0) =>
  articles.filter((_, at) => at % step === from)

/** One page of the demo without a date, one that is gone, and one that has moved. */
const specials = (
  carried: Carried[],
  { undated, gone, moved }: Record<'undated' | 'gone' | 'moved', string>,
) =>
  carried.map(each => ({
    ...each,
    ...(each.article.slug === undated ? { undated: true } : {}),
    ...(each.article.slug === gone ? { gone: true } : {}),
    ...(each.article.slug === moved ? { moved: true } : {}),
  }))

/** Which site carries what, and how it came by it. */
export const carriedBySite: Record<string, Carried[]> = {
  'lvjian.localhost': specials(
    [
      ...every(policy, 2).map(own(green)),
      ...every(energy, 2).map(own(green)),
      ...every(policy, 2, 1).map(reprint(daily, 95)),
      ...every(energy, 2, 1).map(edit(daily, 70)),
      ...every(market, 2).map(reprint(trade, 50)),
      ...every(briefs, 3).map(reprint(office, 120)),
      ...every(other, 2).map(own(green)),
      ...every(other, 2, 1).map(reprint(daily, 45)),
    ],
    { undated: 'museum-night', gone: 'school-lunch', moved: 'green-building-rule' },
  ),
  'jiangpan.localhost': specials(
    [
      ...every(policy, 2, 1).map(own(daily)),
      ...every(energy, 2, 1).map(own(daily)),
      ...every(policy, 2).map(abridge(green, 140)),
      ...every(briefs, 3, 1).map(own(daily)),
      ...every(briefs, 3, 2).map(reprint(office, 80)),
      ...every(market, 2, 1).map(reprint(trade, 90)),
      ...every(other, 2, 1).map(own(daily)),
      ...every(other, 4).map(reprint(green, 60)),
    ],
    { undated: 'brief-taxi', gone: 'brief-mangrove', moved: 'metro-line-nine' },
  ),
  'tanxun.localhost': specials(
    [
      ...market.map(own(trade)),
      ...series.filter(({ slug }) => /^(weekly|auction)/.test(slug)).map(own(trade)),
      ...every(energy, 3).map(reprint(green, 200)),
      ...every(energy, 3, 1).map(abridge(daily, 230)),
      ...every(policy, 3).map(reprint(green, 180)),
      ...briefs.map(reprint(office, 160)),
    ],
    { undated: 'inclusive-carbon-account', gone: '', moved: 'ccer-first-batch' },
  ),
  'hbt-yunling.localhost': [
    ...every(briefs, 3).map(own(office)),
    ...every(briefs, 3, 2).map(own(office)),
    ...series.filter(({ slug }) => /^(monthly|notice)/.test(slug)).map(own(office)),
    ...every(policy, 2).map(reprint(green, 300)),
    ...every(energy, 3, 2).map(reprint(green, 260)),
    ...every(market, 4, 1).map(reprint(trade, 240)),
  ],
  'carbonledger.localhost': english
    .filter((_, at) => at < 10 || at === 13)
    .map(own('The Carbon Ledger')),
  'gridpost.localhost': [
    ...english.slice(10).map(own('Grid Post')),
    ...english
      .slice(0, 8)
      .filter((_, at) => at % 2 === 0)
      .map(reprint('The Carbon Ledger', 400)),
  ],
}
