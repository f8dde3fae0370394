/**
 * What the JSON API answers, written out so that the client stands alone: no schema library is needed to read these types. They are the
 * schemas of the server, which `test/client/types.test.ts` holds them to; what each field means stands in the API's own description.
 */

/** An instant, RFC 3339 in UTC: `2026-03-01T08:00:00Z`. */
type Instant = string
type Tier = 'relevant' | 'adjacent' | 'off'

/** When the publisher says it came out: an instant, or a calendar day in `zone`. */
export type ApiPublished =
  | { precision: 'minute'; at: Instant; zone: string; evidence: string }
  | { precision: 'day'; day: string; zone: string; evidence: string }

/** RFC 9457. */
export type ApiProblem = {
  type: string
  title: string
  status: number
  detail?: string | undefined
}

export type ApiLink = {
  title: string
  url: string
  published: ApiPublished | null
  articleId: string | null
}

export type ApiStory = {
  id: string
  sequence: number
  firstSequence: number
  title: string
  url: string
  published: ApiPublished | null
  firstSeen: Instant
  modified: Instant
  byline: string[]
  outlet: { name: string; url: string | null } | null
  source: { id: string; name: string; url: string | null }
  language: string | null
  summary: string
  html?: string | undefined
  text?: string | undefined
  images: { url: string; alt: string | null; width: number | null; height: number | null }[]
  tier: Tier
  topics: string[]
  copies: { name: string; title: string; url: string }[]
  related: string[]
  gone: boolean
}

export type ApiStories = { stories: ApiStory[]; next: number | null; sequence: number }

type Figures = Record<string, number | boolean>

/** Why an article is (not) in the feed, and what it was compared with. */
export type ApiExplanation = {
  verdict: string
  relevance: {
    tier: Tier
    score: number
    topics: string[]
    mode: 'general' | 'dedicated' | 'all'
    roundup: boolean
    terms: {
      term: string
      topic: string
      where: 'title' | 'lead' | 'body' | 'keywords'
      effect: 'decides' | 'supports' | 'demoted'
      words: string
    }[]
    series?: { template: string; own: Tier; issues: number; relevant: number }
  }
  near: {
    articleId: string
    title: string
    url: string
    storyId: string | null
    sameStory: boolean
    rule: string | null
    figures: Figures
    vetoes: string[]
    shared: string[]
  }[]
}

export type ApiArticle = {
  explanation?: ApiExplanation | undefined
  id: string
  url: string
  sourceId: string
  storyId: string | null
  revision: number
  fetchedAt: Instant
  firstFetchedAt: Instant
  gone: boolean
  title: string
  kicker: string | null
  subtitle: string | null
  published: ApiPublished | null
  modified: ApiPublished | null
  byline: string[]
  editors: string[]
  outlet: { printed: string; name: string } | null
  language: string | null
  summary: string | null
  keywords: string[]
  tier: Tier | null
  topics: string[]
  html: string
  text: string
  images: { url: string; alt: string | null; caption: string | null }[]
  previous: ApiLink | null
  next: ApiLink | null
  related: {
    heading: string | null
    kind: 'index' | 'related' | 'latest' | 'hot'
    links: ApiLink[]
  }[]
}

export type ApiArticleHead = Omit<
  ApiArticle,
  'html' | 'text' | 'related' | 'previous' | 'next' | 'images'
>
export type ApiArticles = { articles: ApiArticleHead[]; next: string | null }

export type ApiRevision = {
  revision: number
  at: Instant
  kind: 'text' | 'gone' | 'back'
  title: string | null
  text: string | null
}

export type ApiMember = {
  articleId: string
  title: string
  url: string
  sourceId: string
  outlet: string | null
  published: ApiPublished | null
  gone: boolean
  place: 'starts' | 'copies'
  isFirst: boolean
  isLead: boolean
  rule: string | null
  figures: Figures | null
}

export type ApiStoryView = {
  story: ApiStory
  members: ApiMember[]
  related: { id: string; title: string; url: string }[]
}

export type ApiChange = {
  sequence: number
  at: Instant
  kind: 'added' | 'updated' | 'merged' | 'split' | 'removed'
  storyId: string
  into: string | null
  story: ApiStory | null
}

export type ApiChanges = { changes: ApiChange[]; next: number; more: boolean; epoch: string }

export type ApiSource = {
  id: string
  name: string
  nameEn: string | null
  language: string
  zone: string
  active: boolean
  verified: boolean
  verifiedOn: string | null
  lastRoundAt: Instant | null
  nextRoundAt: Instant | null
  lastOutcome: { kind: string; reason?: string | undefined } | null
  articles: number
  openLinks: number
  outcomes: Record<string, number>
  alarms: { kind: string; where: string; message: string; since: Instant }[]
  feed: string
}

export type ApiTopic = {
  id: string
  name: string
  nameEn: string
  tier: 'core' | 'energy' | 'sector'
  stories: number
  feed: string
}

export type ApiOutlet = { name: string; stories: number; newest: Instant; feed: string }

/** A part of a text; `found` where it is what was searched for. */
export type ApiHighlight = { text: string; found: boolean }[]

export type ApiHits = {
  hits: { story: ApiStory; title: ApiHighlight; snippet: ApiHighlight }[]
  total: number
  atLeast: boolean
  next: number | null
  nothing: {
    words: string[]
    phrases: string[]
    excluded: string[]
    widen: {
      by: string
      word: string | null
      search: string
      total: number
      atLeast: boolean
    }[]
  } | null
}

export type ApiDays = { days: { day: string; stories: number; topics: Record<string, number> }[] }

/** Which stories a webhook is told of; all of it must hold, any value of a list will do. */
export type ApiWebhookFilter = {
  topic?: string[] | undefined
  source?: string[] | undefined
  outlet?: string[] | undefined
  language?: string[] | undefined
  tier?: ('relevant' | 'adjacent')[] | undefined
}

/** A measure of the market figures. */
export type ApiMeasure =
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'change_pct'
  | `volume_${'listed' | 'block' | 'auction' | 'total' | 'cumulative'}`
  | `value_${'listed' | 'block' | 'total' | 'cumulative'}`

/** Which market figures a webhook is told of; `changed` leaves those out that nobody was told before. */
export type ApiWebhookSeries = {
  market?: string[] | undefined
  instrument?: string[] | undefined
  measure?: ApiMeasure[] | undefined
  changed?: true | undefined
}

export type ApiNewWebhook = {
  url: string
  filter?: ApiWebhookFilter | undefined
  series?: ApiWebhookSeries | undefined
  after?: number | undefined
}

export type ApiWebhook = {
  id: string
  url: string
  filter: ApiWebhookFilter
  series: ApiWebhookSeries | null
  state: 'pending' | 'active' | 'disabled'
  reason: string | null
  cursor: number
  attempts: number
  failingSince: Instant | null
  nextAttemptAt: Instant | null
  lastDeliveredAt: Instant | null
  createdAt: Instant
}

export type ApiCreatedWebhook = ApiWebhook & { secret: string }

export type ApiDelivery = {
  sequence: number
  at: Instant
  ok: boolean
  status: number | null
  ms: number
  error: string | null
}

export type ApiKeyInfo = {
  id: string
  name: string
  scopes: string[]
  perMinute: number | null
  createdAt: Instant
  lastUsedAt: Instant | null
  revokedAt: Instant | null
}

export type ApiCreatedKey = ApiKeyInfo & { key: string }

/** A figure of a market that is new, was set right or is told no more. */
export type ApiSeriesChange = {
  sequence: number
  at: Instant
  kind: 'added' | 'changed' | 'withdrawn'
  market: string
  instrument: string
  day: string
  measure: string
  was: number | null
  value: number | null
  unit: string
  articleId: string | null
  isCorrection: boolean
}

export type ApiSeriesChanges = {
  changes: ApiSeriesChange[]
  next: number
  more: boolean
  epoch: string
}
