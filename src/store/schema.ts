import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type {
  DayCounts,
  Finding,
  HealthState,
  IncidentKind,
  Plan,
  RoundCounts,
} from '../model/health.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Relevance, Tier } from '../model/relevance.ts'
import type { RobotsEntry } from '../model/robots-entry.ts'
import type { SeriesChangeQuery } from '../model/series.ts'
import type { Source } from '../model/source.ts'
import type { Fingerprint, Place, Sibling } from '../model/story.ts'

/** A value as it comes out of JSON: dates are strings. */
export type Stored<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { [Key in keyof T]: Stored<T[Key]> }
      : T

/** Read as a value, written as its JSON text (`toJson`). */
export type Json<T> = ColumnType<Stored<T>, string, string>
export type NullableJson<T> = ColumnType<Stored<T> | null, string | null, string | null>

export type ChangeKind = 'added' | 'updated' | 'merged' | 'split' | 'removed'

/** The tables of the schema `carbonwire`, as the migrations leave them. */
export type Tables = {
  source: {
    id: string
    config: Json<Source>
    active: boolean
    articles: Generated<number>
    next_round_at: Date | null
    last_round_at: Date | null
    last_outcome: NullableJson<Outcome>
    outcomes: ColumnType<Record<string, number>, string | undefined, string>
    hold_since: Date | null
    hold_until: Date | null
    hold_level: Generated<number>
    hold_reason: string | null
    removed_at: Date | null
    removed_reason: string | null
    health: NullableJson<StoredHealth>
    plan: NullableJson<Plan>
    reach: NullableJson<{ at: string; reached: boolean; since?: string }>
  }
  audit: {
    id: ColumnType<string, never, never>
    at: Date
    actor: string
    action: string
    subject: string
    detail: ColumnType<unknown, string | null, never>
  }
  backfill: {
    source_id: string
    since: Date
    state: 'running' | 'done' | 'stopped'
    asked_at: Date
    ended_at: Date | null
  }
  removal: { id: string; url_key: string; reason: string | null; at: Date }
  round: {
    source_id: string
    started_at: Date
    ended_at: Date
    outcome: Json<Outcome>
    outcomes: ColumnType<Record<string, number>, string, string>
    counts: NullableJson<RoundCounts>
  }
  source_day: { source_id: string; day: string; counts: Json<DayCounts> }
  incident: {
    id: string
    source_id: string | null
    kind: IncidentKind
    finding: Json<Finding>
    opened_at: Date
    last_seen_at: Date
    ended_at: Date | null
    acknowledged_at: Date | null
    acknowledged_by: string | null
  }
  notice: {
    incident_id: string
    event: 'opened' | 'ended'
    channel: string
    attempts: Generated<number>
    next_attempt_at: Date | null
    told_at: Date | null
    error: string | null
  }
  alarm: { source_id: string; kind: string; place: string; message: string; since: Date }
  lease: { name: string; holder: string; expires_at: Date }
  body: { hash: Buffer; bytes: Buffer; size: number }
  page: {
    id: string
    url: string
    final_url: string
    status: number
    headers: Json<Record<string, string>>
    fetched_at: Date
    body_hash: Buffer
  }
  listing: {
    id: string
    source_id: string
    url: string
    etag: string | null
    last_modified: string | null
    page_id: string | null
    asked_at: Date
  }
  paging: {
    id: string
    source_id: string
    entry_url: string
    url: string | null
    pages: number
    ended: boolean
  }
  link: {
    id: string
    url_key: string
    url: string
    source_id: string
    state: 'open' | 'recorded' | 'done' | 'removed'
    depth: number
    attempts: Generated<number>
    visits: Generated<number>
    due_at: Date | null
    position: number
    title: string
    truncated: boolean
    published: ColumnType<StoredPublished | null, string | null, string | null>
    outlet: string | null
    summary: string | null
    guid: string | null
    etag: string | null
    last_modified: string | null
    outcome: NullableJson<Outcome>
    article_id: string | null
    page_id: string | null
    first_seen_at: Date
    ended_at: Date | null
  }
  told: { subscriber_id: string; story_id: string }
  sighting: {
    link_id: string
    source_id: string
    first_seen_at: Date
    title: string
    published: ColumnType<StoredPublished | null, string | null, string | null>
    outlet: string | null
    followed: Generated<boolean>
  }
  alias: { id: string; url_key: string; target_id: string }
  article: {
    id: string
    url_key: string
    source_id: string
    revision: number
    published_revision: Generated<number>
    url: string
    title: string
    outlet: string | null
    language: string | null
    published_at: Date | null
    content: ColumnType<unknown, string, string>
    encoding: string
    page_id: string
    further_page_ids: string[]
    fetched_at: Date
    first_fetched_at: Date
    gone_at: Date | null
    gone_outcome: NullableJson<Outcome>
    relevance: NullableJson<Relevance>
    tier: Tier | null
    host_outlet: string | null
    template: string | null
    fault: string | null
    story_id: string | null
  }
  revision: {
    article_id: string
    revision: number
    kind: 'text' | 'gone' | 'back'
    at: Date
    page_id: string | null
    content: ColumnType<unknown, string | null, string | null>
  }
  wire: {
    one: Generated<boolean>
    epoch: Generated<string>
    last_sequence: number
    last_print: number
  }
  story: {
    id: string
    started_by: string
    lead_id: string
    dated_by: string | null
    first_sequence: number
    sequence: number
    first_seen: Date
    modified: Date
    into_id: string | null
    removed: Generated<boolean>
    published_at: Date | null
    /** Made by the database from the item and its dates. */
    dated: Generated<Date>
    said_day: Generated<string | null>
    tier: Tier
    topics: string[]
    sources: string[]
    outlets: string[]
    language: string | null
    gone: boolean
    item: Json<FeedItem>
    body_hash: string | null
    phrases: Buffer | null
  }
  word: { part: number; shelf: number; entries: Buffer }
  word_waiting: { place: number; words: number[]; title_words: number[] }
  member: { article_id: string; story_id: string; place: Json<Place>; joined_at: Date }
  sibling: { story_id: string; other_id: string; figures: Json<Sibling> }
  never_merge: { first_id: string; second_id: string; at: Date }
  fingerprint: {
    article_id: string
    print: number
    data: Json<Fingerprint>
  }
  replay: {
    id: string
    stage: 'parse' | 'stories' | 'topics'
    source_id: string | null
    since: Date | null
    dry_run: boolean
    state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
    message: string | null
    total: number | null
    done: Generated<number>
    cursor_at: Date | null
    cursor_id: string | null
    counts: ColumnType<Record<string, number>, string | undefined, string>
    asked_at: Date
    started_at: Date | null
    ended_at: Date | null
  }
  replay_example: {
    replay_id: string
    article_id: string
    difference: ColumnType<unknown, string, string>
  }
  subscriber: {
    id: string
    kind: 'webhook' | 'websub' | 'series'
    callback: string
    topic: string | null
    secret: string | null
    filter: Json<FeedQuery | SeriesChangeQuery>
    cursor: number
    state: 'pending' | 'active' | 'disabled'
    reason: string | null
    attempts: number
    failing_since: Date | null
    next_attempt_at: Date | null
    held_until: Date | null
    lease_until: Date | null
    last_delivered_at: Date | null
    owner_id: string | null
    created_at: Date
  }
  delivery: {
    subscriber_id: string
    sequence: number
    at: Date
    ok: boolean
    status: number | null
    ms: number
    error: string | null
  }
  series_point: {
    market: string
    instrument: string
    day: ColumnType<string, string, string>
    measure: string
    article_id: string
    revision: number
    value: number
    unit: string
    place: string
    quote: string
    printed: string
    is_correction: boolean
    held: string | null
  }
  series_change: {
    sequence: Generated<number>
    at: Generated<Date>
    market: string
    instrument: string
    day: ColumnType<string, string, string>
    measure: string
    was: number | null
    value: number | null
    unit: string
    article_id: string | null
    is_correction: boolean
  }
  api_key: {
    id: string
    name: string
    hash: Buffer
    /** Its text before the last change, which counts until then. */
    old_hash: Buffer | null
    old_until: Date | null
    scopes: string[]
    per_minute: number | null
    created_at: Date
    last_used_at: Date | null
    revoked_at: Date | null
  }
  change: { sequence: number; at: Date; kind: ChangeKind; story_id: string; into_id: string | null }
  robots: {
    origin: string
    verdict: RobotsEntry['verdict']
    body: string
    fetched_at: Date
    expires_at: Date
  }
}

export type StoredHealth = { state: HealthState; reason: string; since: string }

export type StoredPublished = { zone: string; evidence: string } & (
  | { precision: 'minute'; at: string }
  | { precision: 'day'; day: string }
)

/** The database, or one transaction of it: inside a transaction only its own handle may be awaited. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
