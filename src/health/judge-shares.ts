import {
  type ArticleMeasure,
  type CountedField,
  countedFields,
  type DayCounts,
  type Finding,
  type RoundRecord,
  type ToldIncident,
} from '../model/health.ts'
import {
  BATCH_MS,
  FEW_MISSES,
  findChange,
  type Known,
  type Proof,
  type Trial,
  usualDays,
} from './find-change.ts'
import { judgeLengths } from './judge-lengths.ts'
import { judgePages } from './judge-pages.ts'
import { type ReasonWords, tell } from './reason-words.ts'
import { wasTakenOver } from './taken-over.ts'
import { goOn, percent, tellOfArticles } from './tell-finding.ts'

/** A share that should stay as it was: what is counted, and the proof that it has changed. */
type Share = { said: ReasonWords; rule: string; proof: Proof }

const HOUR_MS = 3_600_000
/** What articles need not have and have no longer for so long is how the source is now. */
const ADOPTED_MS = 21 * 24 * HOUR_MS

/**
 * What an article need not have is looked at day by day, and must be missing on two of them: some days are of notices without a picture,
 * of papers without a writer.
 */
const optional: Proof = { sure: 26, lastsMs: 24 * HOUR_MS, batch: 0.5, most: 0.45 }
const fields: Record<CountedField, Share> = {
  published: {
    ...{ said: 'a date', rule: 'article.published' },
    proof: { sure: 13, isCommon: true },
  },
  minute: { said: 'a time of day', rule: 'article.published', proof: optional },
  outlet: { said: 'an outlet', rule: 'article.outlet', proof: optional },
  byline: { said: 'a writer', rule: 'article.byline', proof: optional },
  body: {
    ...{ said: 'a text', rule: 'article.body' },
    // Papers and videos come without a text now and then, some of them on one day.
    proof: { sure: 9, isCommon: true, lastsMs: BATCH_MS, surest: 0.9, left: 1 / 3, flood: 6 },
  },
  picture: { said: 'a picture', rule: 'article.body', proof: optional },
}

/**
 * Fields that articles had and have no longer, bodies that became short, pages that are no articles any more. What was told of them goes
 * on until enough is sound again.
 */
export function judgeShares(
  rounds: RoundRecord[],
  days: DayCounts[],
  told: ToldIncident[],
  now: Date,
): Finding[] {
  const first = rounds[0]?.startedAt.toISOString().slice(0, 10) ?? ''
  // What was before the rounds that are at hand; a day may be split between both.
  const past = days.filter(({ day }) => day < first)
  const toldOf = (of: ArticleMeasure['of']) => told.find(({ measure }) => measure?.of === of)
  const withArticles = rounds.filter(round => round.counts.articles > 0 && !wasTakenOver(round))
  // Most of the time nothing is missing, and this is asked after every round.
  const missed = countMissed(withArticles)
  const suspects = countedFields.filter(field => missed[field] >= FEW_MISSES || toldOf(field))
  return [
    ...suspects.flatMap(field => judgeField(field, withArticles, days, past, toldOf(field), now)),
    ...judgeLengths(withArticles, past, toldOf('length')),
    ...judgePages(rounds, past, toldOf('pages')),
  ]
}

/** How many articles have not each field. */
function countMissed(rounds: RoundRecord[]): Record<CountedField, number> {
  const missed = { published: 0, minute: 0, outlet: 0, byline: 0, body: 0, picture: 0 }
  for (const { counts } of rounds)
    for (const field of countedFields)
      missed[field] += counts.articles - (counts.fields[field] ?? 0)
  return missed
}

function judgeField(
  field: CountedField,
  rounds: RoundRecord[],
  days: DayCounts[],
  past: DayCounts[],
  told: ToldIncident | undefined,
  now: Date,
): Finding[] {
  const { said, rule, proof } = fields[field]
  const isByDay = proof === optional
  const ofDays = (days: DayCounts[]) =>
    days.map(({ fields, articles }) => ({ hits: fields[field] ?? 0, tries: articles }))
  const before = usualDays(ofDays(past))
  const change = isByDay
    ? findChange(
        noneKnown,
        days.map(day => dayTrialOf(day, field)),
        proof,
        told && isUsualNow(told, before, now) ? undefined : told,
      )
    : findChange(
        before,
        rounds.map(round => trialOf(round, field)),
        proof,
        told,
      )
  if (!change) return []
  const { usual, hits, tries } = change
  if (!tries) return goOn(told)
  const example = rounds.findLast(({ counts }) => counts.examples[field])?.counts.examples[field]
  return [
    tellOfArticles(
      { of: field, usual },
      tell(
        '{} of the last {} articles have not {}, before {} had: {}',
        ...[tries - hits, tries, said, percent(usual), tell('a rule "{}" may help', rule)],
      ),
      example ?? told?.where ?? null,
      tell('{} of the articles had {}', percent(usual), said),
      tell('{} of the articles have', percent(hits / tries)),
    ),
  ]
}

const noneKnown: Known = { hits: 0, tries: 0 }

const trialOf = ({ counts, startedAt: at }: RoundRecord, field: CountedField): Trial => ({
  ...{ at, hits: counts.fields[field] ?? 0, tries: counts.articles },
  example: counts.examples[field],
})

/** A day by itself; its instant is made for those days alone that are looked into. */
const dayTrialOf = ({ day, fields, articles }: DayCounts, field: CountedField): Trial => ({
  ...{ hits: fields[field] ?? 0, tries: articles, example: undefined },
  get at() {
    return new Date(`${day}T00:00:00Z`)
  },
})

/** True when most days before are, by now, as what was told. */
function isUsualNow({ openedAt, measure }: ToldIncident, before: Known, now: Date): boolean {
  if (now.getTime() - openedAt.getTime() < ADOPTED_MS || !before.tries) return false
  return before.hits / before.tries < measure!.usual * 0.8
}
