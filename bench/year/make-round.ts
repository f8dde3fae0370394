import { wallDay } from '../../src/health/calendar.ts'
import { countedFields, type EntryCounts, type RoundRecord } from '../../src/model/health.ts'
import { type Breakage, breakEntry } from './breakages.ts'
import type { Publisher, Shares } from './publishers.ts'
import type { Random } from './random.ts'

/** What a publisher is like at the moment of a round. */
export type Scene = {
  publisher: Publisher
  now: Date
  /** This machine has no network; the publisher's server fails. */
  isOffline: boolean
  isFailing: boolean
  broken: Breakage | undefined
  /** New pieces by column, and pieces of today. */
  fresh: number[]
  today: number[]
  isFirst: boolean
}

const YIELDS_NOTHING = 0.005

/** What a round counts. */
export function makeRound(random: Random, scene: Scene): RoundRecord {
  const { publisher, now, isOffline, isFailing, broken } = scene
  const failure = isOffline
    ? random.pick(['retry:network', 'retry:dns'])
    : random.pick(['retry:timeout', 'retry:http-5xx'])
  const entries = publisher.columns.map(({ url, rows }, index): EntryCounts => {
    const whole: EntryCounts = {
      ...{ url, outcome: 'saved', status: 200, rows, dated: rows, offHost: 0, strange: 0 },
      ...{ fresh: 0, newest: null, pageId: null },
    }
    if (isOffline || isFailing)
      return { ...whole, outcome: failure, status: null, rows: null, dated: 0 }
    const isHit = broken && (broken.column === null || broken.column === index)
    return (isHit && breakEntry(broken.kind, whole)) || wellEntry(random, scene, whole, index)
  })
  const isRead =
    !isOffline &&
    !isFailing &&
    (!broken || breakEntry(broken.kind, entries[0]!) === null || broken.column !== null)
  const fresh = isRead ? entries.reduce((sum, entry) => sum + entry.fresh, 0) : 0
  return { startedAt: now, ...countNews(random, scene, entries, fresh) }
}

function wellEntry(
  random: Random,
  { publisher, fresh, today, isFirst }: Scene,
  whole: EntryCounts,
  index: number,
): EntryCounts {
  const { isOfToday, rows } = publisher.columns[index]!
  const count = fresh[index]!
  if (!count && publisher.saysUnchanged && !isFirst)
    return { ...whole, outcome: 'unchanged', status: 304, rows: null, dated: 0 }
  // Some rows are led by a pinned one, or cut by an advertisement.
  const shown = isOfToday ? Math.min(today[index]!, rows) : Math.max(1, rows - random.upTo(2))
  return {
    ...whole,
    outcome: count ? 'saved' : 'unchanged',
    fresh: count,
    rows: shown,
    dated: shown,
  }
}

/** Quarters of days whose articles are of another make, the same for all rounds of them. */
function isOdd({ id, zone, oddHours }: Publisher, now: Date): boolean {
  const { day, hour } = wallDay(zone, now)
  const text = `${id}${day}${Math.floor(hour / 6)}`
  let hash = 2166136261
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619)
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296 < oddHours
}

function sharesNow({ publisher, now, broken }: Scene): Shares {
  const { shares } = publisher
  const odd = isOdd(publisher, now)
    ? { picture: 0.2, byline: shares.byline / 2, outlet: shares.outlet * 0.6, body: 0.85 }
    : {}
  if (broken?.kind === 'half-dates')
    return { ...shares, ...odd, published: 0.5, minute: shares.minute / 2 }
  if (broken?.kind === 'no-text') return { ...shares, ...odd, body: 0.2 }
  return { ...shares, ...odd }
}

function countNews(
  random: Random,
  scene: Scene,
  entries: EntryCounts[],
  fresh: number,
): Pick<RoundRecord, 'outcomes' | 'counts'> {
  const { publisher, broken } = scene
  const walled = broken?.kind === 'captcha-on-articles' && fresh > 0
  const some = (count: number, chance: number) => {
    let hits = 0
    for (let each = 0; each < count; each++) if (random.chance(chance)) hits++
    return hits
  }
  const lost = walled ? fresh : some(fresh, YIELDS_NOTHING)
  const articles = fresh - lost
  const outcomes: Record<string, number> = {}
  if (articles) outcomes.saved = articles
  if (lost)
    outcomes[walled ? 'blocked:challenge' : random.pick(['gone:http-404', 'notArticle:no-text'])] =
      lost
  const shares = articles ? sharesNow(scene) : publisher.shares
  return {
    outcomes,
    counts: {
      ...{ asked: true, entries, articles },
      fields: Object.fromEntries(
        countedFields.map(field => [field, some(articles, shares[field])]),
      ) as RoundRecord['counts']['fields'],
      bodyChars: Array.from({ length: articles }, () =>
        Math.round(publisher.bodyChars * (0.4 + random.gamma(3) / 4)),
      ),
      ...{ judged: articles, relevant: some(articles, shares.relevant) },
      ...{ requests: entries.length, bytes: 30_000, statuses: {} },
      notModified: entries.filter(({ status }) => status === 304).length,
      examples: lost ? { refused: `https://${publisher.id}/1.html` } : {},
    },
  }
}
