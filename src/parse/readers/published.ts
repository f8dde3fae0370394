import type { FieldExplanation } from '../../model/article.ts'
import type { Published } from '../../model/published.ts'
import { readAddressDay } from '../../text/address-date.ts'
import type { DateOrder } from '../../text/date-spellings.ts'
import type { DateOptions, Moment } from '../../text/read-dates.ts'
import { dayIn, fixedOffset, offsetAt, wallTime } from '../../text/zone.ts'
import type { ArticleLayout } from '../article-layout.ts'
import type { ReadContext } from '../context.ts'
import type { PageDocument } from '../document.ts'
import type { DateCandidate } from './published-candidate.ts'
import { jsonLdDates, metaDates } from './published-declared.ts'
import { attributeDates, visibleDates } from './published-visible.ts'

export type PublishedReading = {
  published: Published | null
  modified: Published | null
  explanation: FieldExplanation
}

/** Shown dates under this are those of other things: rows of lists, events, comments. */
const LEAST_SCORE = 3.4
const MINUTE_MS = 60_000

/**
 * When the page says that its article came out, and when it was changed: what is declared for machines, what is shown
 * near the title, what the listing said, what the address carries. Null when the page does not say.
 */
export function readPublished(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
): PublishedReading {
  const options: DateOptions = {
    now: context.now,
    zone: context.zone,
    order: orderOf(page, context),
  }
  const candidates = [
    ...jsonLdDates(page, options),
    ...metaDates(page, options),
    ...attributeDates(page, layout, options),
    ...visibleDates(page, layout, options),
    ...otherDates(context),
  ].sort((a, b) => b.score - a.score)

  const chosen = choose(candidates, context)
  const changed = candidates.find(({ role }) => role === 'modified')
  const published = chosen && asPublished(chosen, context)
  return {
    published,
    modified: changed ? asPublished(changed, context) : null,
    explanation: {
      field: 'published',
      candidates: candidates
        .slice(0, 30)
        .map(({ moment, from, score }) => ({ value: momentText(moment), from, score })),
      chosen: published && momentText(published),
      reason: chosen ? `best believed: ${chosen.from}` : 'the page says no date of its own',
    },
  }
}

/** How the page's language writes 02/05/2021; null where both ways are usual. */
function orderOf(page: PageDocument, context: ReadContext): DateOrder | undefined {
  const html = page.elements.find(element => element.name === 'html')
  const language = (html?.attribs.lang ?? context.language ?? '').toLowerCase()
  if (/^(?:zh|ja|ko)/.test(language)) return 'ymd'
  if (
    language === 'en-us' ||
    /^America\/(?:New_York|Chicago|Denver|Los_Angeles)/.test(context.zone)
  )
    return 'mdy'
  if (language === '' || language === 'en') return undefined
  return 'dmy'
}

function otherDates(context: ReadContext): DateCandidate[] {
  const candidates: DateCandidate[] = []
  const listed = context.listed?.published
  if (listed) {
    const { evidence: _, ...moment } = listed
    candidates.push({
      moment,
      evidence: 'list',
      role: 'published',
      from: 'the listing',
      score: 3.3,
      place: null,
    })
  }
  const day = readAddressDay(context.url)
  if (day && day <= dayIn(context.zone, context.now)) {
    candidates.push({
      moment: { precision: 'day', day, zone: context.zone },
      evidence: 'address',
      role: 'published',
      from: 'the address',
      score: 3,
      place: null,
    })
  }
  return candidates
}

export const dayOf = (moment: Moment): string =>
  moment.precision === 'day' ? moment.day : dayIn(moment.zone, moment.at)

const momentText = (moment: Moment) =>
  moment.precision === 'day' ? moment.day : `${moment.at.toISOString().slice(0, 16)}Z`

function choose(candidates: DateCandidate[], context: ReadContext): DateCandidate | null {
  const published = candidates.filter(({ role }) => role === 'published')
  const address = published.find(({ evidence }) => evidence === 'address')
  for (const candidate of published) {
    if (!address || candidate === address) continue
    // What the address confirms is believed more; the day after is the same evening in another zone.
    const apart = Math.abs(Date.parse(dayOf(candidate.moment)) - Date.parse(dayOf(address.moment)))
    if (apart <= 86_400_000) candidate.score += 1.2
  }
  published.sort((a, b) => b.score - a.score)
  const best = published[0] ?? candidates.find(({ role }) => role === 'modified')
  if (!best) return null
  if (best.evidence === 'visible' && best.score < LEAST_SCORE) {
    return published.find(({ evidence }) => evidence === 'list' || evidence === 'address') ?? null
  }
  return refine(best, published, context)
}

/** A declared day takes the minute that is shown for it, and a declared zone that cannot be right gives way. */
function refine(best: DateCandidate, all: DateCandidate[], context: ReadContext): DateCandidate {
  const shown = all.filter(
    other => other !== best && other.moment.precision === 'minute' && other.score >= LEAST_SCORE,
  )
  if (best.moment.precision === 'day') {
    const sameDay = shown.find(
      other =>
        dayOf(other.moment) === dayOf(best.moment) ||
        localDay(other, context) === dayOf(best.moment),
    )
    return sameDay ?? best
  }
  const liar = shown.find(
    other =>
      other.evidence === 'visible' &&
      other.place !== null &&
      isOffsetApart(best.moment, other.moment, context.zone),
  )
  return liar ?? best
}

const localDay = ({ moment }: DateCandidate, { zone }: ReadContext) =>
  moment.precision === 'minute' ? dayIn(zone, moment.at) : moment.day

/** True when two instants differ by exactly the source's offset: one of them was written with the wrong zone's label. */
function isOffsetApart(declared: Moment, shown: Moment, zone: string): boolean {
  if (declared.precision === 'day' || shown.precision === 'day' || shown.zone !== zone) return false
  const offset = offsetAt(zone, shown.at.getTime()) * MINUTE_MS
  if (offset === 0) return false
  const apart = declared.at.getTime() - shown.at.getTime()
  return Math.abs(Math.abs(apart) - Math.abs(offset)) < MINUTE_MS
}

function asPublished({ moment, evidence }: DateCandidate, { zone }: ReadContext): Published {
  if (moment.precision === 'day') return { ...moment, evidence }
  const offset = fixedOffset(moment.zone)
  const home = offsetAt(zone, moment.at.getTime())
  // Universal time and the source's own offset are ways to write an instant, no place of their own.
  const isHome = offset !== null && zone !== 'Etc/UTC' && (offset === home || offset === 0)
  return { ...moment, zone: isHome ? zone : moment.zone, evidence }
}

/** The clock of a moment in its zone, for comparing what pages print. */
export const shownClock = (moment: Moment & { precision: 'minute' }) =>
  wallTime(moment.at, moment.zone)
