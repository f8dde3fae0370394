import type { Outcome, OutcomeKind, Reason } from './outcome.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** When a link that ended so is asked for again. */
export type Schedule = {
  /** The waits after the first, the second … end of this kind in a row. */
  waitsMs: readonly number[]
  /** True when it goes on with the last wait for as long as the link is there; else it is given up after that. */
  endless: boolean
  /** False when the page was not asked for at all: such an end counts as no try. */
  counts: boolean
}

/** The ways in which an end may pass. */
export const schedules = {
  never: { waitsMs: [], endless: false, counts: true },
  turn: { waitsMs: [minute / 2], endless: true, counts: false },
  ours: {
    waitsMs: [5 * minute, 30 * minute, 2 * hour, 12 * hour, day],
    endless: true,
    counts: true,
  },
  outage: {
    waitsMs: [5 * minute, 30 * minute, 2 * hour, 12 * hour, day, 3 * day, 9 * day],
    endless: false,
    counts: true,
  },
  wall: {
    waitsMs: [3 * hour, 12 * hour, 36 * hour, 4 * day, 8 * day],
    endless: false,
    counts: true,
  },
  late: { waitsMs: [30 * minute, 6 * hour, day], endless: false, counts: true },
  unfinished: { waitsMs: [hour, 6 * hour, day, 3 * day], endless: false, counts: true },
  rule: { waitsMs: [day, 3 * day, 10 * day], endless: false, counts: true },
  look: { waitsMs: [hour], endless: false, counts: true },
} as const satisfies Record<string, Schedule>

export type ScheduleName = keyof typeof schedules

/** What an end of a link means, and how it goes on. */
export type OutcomeRule = {
  kind: OutcomeKind
  reason: Reason
  /** What was met, in plain words. */
  meaning: string
  again: ScheduleName
  /** True when somebody's wall stands before the page: many such ends hold the whole source back. */
  isWall?: boolean
}

/** Every way in which the fetch of a link ends without an article. The documentation's table is made of it. */
export const outcomeRules: readonly OutcomeRule[] = [
  rule('blocked', 'http-401', 'the server wants a login', 'wall', true),
  rule('blocked', 'http-403', 'the server refuses', 'wall', true),
  rule('blocked', 'http-405', 'the server refuses to be asked', 'wall', true),
  rule('blocked', 'http-429', 'the server says "too many"', 'wall', true),
  rule('blocked', 'http-451', 'refused for legal reasons', 'wall', true),
  rule('blocked', 'challenge', 'a page that asks whether you are human', 'wall', true),
  rule('blocked', 'login', 'a page that asks for a login', 'wall', true),
  rule(
    'blocked',
    'redirect',
    'a redirect to the home page, a section or a page of the wall',
    'wall',
    true,
  ),
  rule(
    'gone',
    'http-404',
    'not there: gone when it is not there at the second look either',
    'look',
  ),
  rule('gone', 'http-410', 'taken down, as the server says', 'never'),
  rule('notArticle', 'error-page', 'an error told in words', 'unfinished'),
  rule('notArticle', 'empty', 'an answer without a byte', 'unfinished'),
  rule('notArticle', 'no-text', 'a page without a text', 'unfinished'),
  rule('notArticle', 'no-title', 'a page without a title', 'unfinished'),
  rule('notArticle', 'listing', 'a list of other pages', 'look'),
  rule('notArticle', 'not-html', 'a picture, a film, a PDF, a feed', 'never'),
  rule('forbidden', 'robots', 'robots.txt asks crawlers to stay away', 'rule'),
  rule('forbidden', 'redirect-loop', 'redirects in a circle', 'wall', true),
  rule('forbidden', 'too-many-redirects', 'more than five redirects', 'wall', true),
  rule('forbidden', 'redirect-without-location', 'a redirect to nowhere', 'unfinished'),
  rule('forbidden', 'private-address', 'an address on a private network', 'look'),
  rule('forbidden', 'bad-address', 'no address', 'never'),
  rule('forbidden', 'scheme', 'neither http nor https', 'never'),
  rule('forbidden', 'port', 'a port that is not for the web', 'never'),
  rule('forbidden', 'credentials', 'an address with a user name', 'never'),
  rule('retry', 'http-5xx', 'the server is out of order', 'outage'),
  rule('retry', 'http-429', 'the server says "too many"', 'outage'),
  rule('retry', 'http-408', 'the server waited in vain', 'outage'),
  rule('retry', 'timeout', 'no answer in time', 'outage'),
  rule('retry', 'network', 'no connection', 'outage'),
  rule('retry', 'dns', 'no address for the name', 'outage'),
  rule('retry', 'tls', 'no secure connection', 'outage'),
  rule('retry', 'truncated', 'an answer that was cut short', 'outage'),
  rule('retry', 'bad-framing', 'an answer that is no HTTP', 'outage'),
  rule(
    'retry',
    'robots-unreachable',
    'robots.txt cannot be read, so nothing is asked for',
    'outage',
  ),
  rule('retry', 'crawl-delay', 'the host has no turn: it asks for long pauses', 'turn'),
  rule('retry', 'host-busy', 'the host has no turn', 'turn'),
  rule('retry', 'own-fault', 'a fault or an outage of ours', 'ours'),
  rule('retry', 'reader-fault', 'a fault of the reader, which this page has shown', 'late'),
  rule('failed', 'parse-timeout', 'the reading took too long', 'late'),
  rule('failed', 'parse-memory', 'the reading took too much memory', 'late'),
  rule('failed', 'http-4xx', 'the server refuses in another way', 'wall', true),
  rule('failed', 'http-other', 'a status that means nothing here', 'look'),
  rule('failed', 'too-large', 'more bytes than a page may have', 'never'),
  rule('failed', 'too-complex', 'a page past the limits of the reader', 'never'),
  rule('failed', 'bad-encoding', 'bytes that cannot be unpacked', 'look'),
  rule('failed', 'wrong-type', 'not what was asked for', 'never'),
  rule(
    'skipped',
    'other-host',
    "on a host, or redirected to one, that is not the source's",
    'never',
  ),
  rule('skipped', 'too-deep', 'further away than the source follows links', 'never'),
  rule('skipped', 'excluded', "left out by the source's patterns", 'never'),
  rule('skipped', 'too-old', 'older than the source keeps', 'never'),
  rule('skipped', 'needs-browser', 'shows nothing without a browser', 'never'),
  rule('skipped', 'removed', 'taken out because somebody asked for it', 'never'),
]

function rule(
  kind: OutcomeKind,
  reason: Reason,
  meaning: string,
  again: ScheduleName,
  isWall = false,
): OutcomeRule {
  return { kind, reason, meaning, again, ...(isWall && { isWall }) }
}

const byName = new Map(outcomeRules.map(each => [`${each.kind}:${each.reason}`, each]))

/** The rule for an outcome; null for one that ends no link. */
export const findRule = ({ kind, reason }: Outcome): OutcomeRule | null =>
  byName.get(`${kind}:${reason}`) ?? null

/** When a link that ended so is asked for again. What the table does not know is not asked for again. */
export const scheduleOf = (outcome: Outcome): Schedule & { name: ScheduleName } => {
  const name = findRule(outcome)?.again ?? 'never'
  return { name, ...schedules[name] }
}

/** True when a wall stands before the page, so that the pages beside it will end the same way. */
export const isWalled = (outcome: Outcome): boolean => findRule(outcome)?.isWall ?? false
