import type { Published } from '../model/published.ts'
import { dayNumber } from './fingerprint.ts'

/** What `chooseDate` must know of one article of a story. */
export type DatedArticle = { published: Published | null }

/** Copies come within two weeks; a date that is further before the lead's is that of another thing on its page. */
const BELIEVED_DAYS = 14

/**
 * The article whose date a story bears, and that is the first to have printed it: the lead where no other is earlier, else the
 * earliest that is believed. Null where none says when it came out.
 */
export function chooseDate<Article extends DatedArticle>(
  articles: Article[],
  lead: Article,
): Article | null {
  const dated = articles.filter(({ published }) => published !== null)
  const leadDay = lead.published && dayOf(lead)
  const believed = dated.filter(
    article => leadDay === null || leadDay - dayOf(article) <= BELIEVED_DAYS,
  )
  return believed.reduce<Article | null>(
    (first, article) => (first === null || isEarlier(article, first, lead) ? article : first),
    null,
  )
}

const dayOf = ({ published }: DatedArticle) => dayNumber(published, new Date(0))

/** A day alone is no earlier than a minute of that day. Of two that may be the first, the lead is, else the one that knows the minute. */
function isEarlier<Article extends DatedArticle>(a: Article, b: Article, lead: Article): boolean {
  const [one, other] = [a.published!, b.published!]
  if (one.precision === 'minute' && other.precision === 'minute') {
    return (
      one.at.getTime() < other.at.getTime() ||
      (a === lead && one.at.getTime() === other.at.getTime())
    )
  }
  if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b)
  if (a === lead || b === lead) return a === lead
  return one.precision === 'minute' && other.precision === 'day'
}
