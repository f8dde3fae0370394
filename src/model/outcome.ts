/** How a job or a link ended. The same words in the log line, the counter, and beside the link in the store. */
export type OutcomeKind =
  | 'saved'
  | 'unchanged'
  | 'copied'
  | 'published'
  | 'delivered'
  | 'offTopic'
  | 'skipped'
  | 'gone'
  | 'blocked'
  | 'notArticle'
  | 'forbidden'
  | 'retry'
  | 'failed'

/** The closed list of reasons, grouped by the kind they go with. */
export const outcomeReasons = {
  skipped: [
    'running',
    'article-gone',
    'source-gone',
    'not-due',
    'aborted',
    'other-host',
    'too-deep',
    'excluded',
    'too-old',
    'already-known',
    'needs-browser',
    'no-room',
    'removed',
  ],
  gone: ['http-404', 'http-410'],
  blocked: [
    'http-401',
    'http-403',
    'http-405',
    'http-429',
    'http-451',
    'challenge',
    'login',
    'redirect',
  ],
  notArticle: ['error-page', 'empty', 'listing', 'not-html', 'no-title', 'no-text'],
  forbidden: [
    'robots',
    'private-address',
    'bad-address',
    'scheme',
    'port',
    'credentials',
    'too-many-redirects',
    'redirect-loop',
    'redirect-without-location',
  ],
  retry: [
    'http-5xx',
    'http-429',
    'http-408',
    'timeout',
    'network',
    'dns',
    'tls',
    'truncated',
    'bad-framing',
    'crawl-delay',
    'reader-fault',
    'own-fault',
    'host-busy',
    'robots-unreachable',
  ],
  failed: [
    'http-4xx',
    'http-other',
    'too-large',
    'bad-encoding',
    'wrong-type',
    'too-complex',
    'parse-timeout',
    'parse-memory',
    'invalid-feed',
    'invalid-sitemap',
    'no-links',
    'too-many-tries',
  ],
} as const

export type Reason = (typeof outcomeReasons)[keyof typeof outcomeReasons][number]

/** How a job or a link ended, with the reason where the kind alone does not say it. */
export type Outcome = { kind: OutcomeKind; reason?: Reason; detail?: string }
