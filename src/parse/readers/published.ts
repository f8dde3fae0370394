import type { FieldExplanation } from '../../model/article.ts'
import type { Published } from '../../model/published.ts'
import { readAddressDay } from '../../text/address-date.ts'
import { readFormattedDate } from '../../text/date-format.ts'
import { dayOf } from '../../text/date-years.ts'
import { type DateOptions, type Moment, readDate } from '../../text/read-dates.ts'
import { dayIn } from '../../text/zone.ts'
import type { ArticleLayout } from '../article-layout.ts'
import type { ReadContext } from '../context.ts'
import { dateOptions } from '../date-options.ts'
import type { PageDocument } from '../document.ts'
import { explainEvidence } from './date-evidence.ts'
import { ruledField } from './field-rules.ts'
import { attributeDates } from './published-attributes.ts'
import { candidateOf, type DateCandidate } from './published-candidate.ts'
import { choosePublished, isBelieved } from './published-choice.ts'
import { jsonLdDates, metaDates } from './published-declared.ts'
import { scriptDates } from './published-scripts.ts'
import { visibleDates } from './published-visible.ts'
import { shownZone } from './published-zone.ts'

export type PublishedReading = {
  published: Published | null
  modified: Published | null
  explanation: FieldExplanation
  /** True when the operator's rule for the date found none on this page. */
  isRuleMissed: boolean
}

/**
 * When the page says that its article came out, and when it was changed: what is declared for machines, what is shown
 * near the title, what the listing said, what the address carries. Null when the page does not say.
 */
export function readPublished(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
): PublishedReading {
  const options = dateOptions(page, context)
  const ruled = ruledDates(page, context, options)
  const told = [
    ...ruled,
    ...jsonLdDates(page, layout.title, options),
    ...metaDates(page, layout, options),
    ...attributeDates(page, layout, options),
    ...visibleDates(page, layout, options),
    ...otherDates(context),
  ]
  // Pages that a script fills carry their date in its data.
  const candidates = [
    ...told,
    ...(hasDate(told) ? [] : scriptDates(page, layout.title, options)),
  ].sort((a, b) => b.score - a.score)

  const chosen = choosePublished(candidates, context, () => lastYear(page, context))
  const changed = candidates.find(
    ({ role, score, thing }) => role === 'modified' && thing !== 'another thing' && score > 4,
  )
  const asPublished = ({ moment, evidence }: DateCandidate): Published => ({
    ...moment,
    zone: shownZone(moment, candidates, page, context),
    evidence,
  })
  const published = chosen && asPublished(chosen)
  return {
    published,
    modified: changed ? asPublished(changed) : null,
    explanation: {
      field: 'published',
      candidates: candidates.slice(0, 30).map(({ moment, from, score, thing }) => ({
        value: momentText(moment),
        from: thing === 'this page' ? from : `${from} (${thing})`,
        score,
      })),
      chosen: published && momentText(published),
      reason: chosen
        ? `best believed: ${explainEvidence(chosen.row)}`
        : 'the page says no date of its own',
    },
    isRuleMissed: context.articleRules?.published !== undefined && ruled.length === 0,
  }
}

/** The newest year that the page prints anywhere, in its foot line too; null when it prints none. */
function lastYear(page: PageDocument, { now }: ReadContext): number | null {
  let last: number | null = null
  for (const { text } of page.lines) {
    for (const [found] of text
      .slice(0, 4000)
      .matchAll(/(?<![\d.,])(?:19[89]\d|20\d\d)(?![\d.,]\d|\d)/g)) {
      const year = Number(found)
      if (year <= now.getUTCFullYear() && (last === null || year > last)) last = year
    }
  }
  return last
}

const hasDate = (candidates: DateCandidate[]) => candidates.some(isBelieved)

function ruledDates(
  page: PageDocument,
  { articleRules: rules }: ReadContext,
  options: DateOptions,
): DateCandidate[] {
  return ruledField(page, rules?.published).texts.flatMap(text => {
    const formatted = rules?.dateFormat ? readFormattedDate(text, rules.dateFormat, options) : null
    const moment = formatted ?? readDate(text, { ...options, compact: true })
    return moment ? [candidateOf('rule', { moment })] : []
  })
}

/** What the listing that led here said, and what the address carries: to confirm and to fill in. */
function otherDates(context: ReadContext): DateCandidate[] {
  const candidates: DateCandidate[] = []
  const listed = context.listed?.published
  if (listed) {
    const { evidence: _, ...moment } = listed
    candidates.push(candidateOf('listing', { moment }))
  }
  const day = readAddressDay(context.url)
  if (day && day <= dayIn(context.zone, context.now)) {
    const moment = { precision: 'day', day, zone: context.zone } as const
    candidates.push(candidateOf('address', { moment }))
  }
  return candidates
}

const momentText = (moment: Moment) =>
  moment.precision === 'day'
    ? dayOf(moment)
    : `${moment.at.toISOString().slice(0, 16)}Z (${moment.zone})`
