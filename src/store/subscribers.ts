import { sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import type { SeriesChangeQuery } from '../model/series.ts'
import type { DeliveryReport, NewSubscriber, Subscriber } from '../model/subscriber.ts'
import { isUuid } from '../text/uuid.ts'
import { addressId } from './names.ts'
import type { Db, Stored, Tables } from './schema.ts'
import { toJson, toText } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Tries of one subscriber that are kept to look at. */
const DELIVERIES_KEPT = 200

/** Who is told of changes, and how far each was told. The queue may forget a delivery; the cursor here does not. */
export interface Subscribers {
  /**
   * Upserts by kind, callback and topic: one that is there keeps its cursor, and takes the new secret, filter and lease. A disabled one
   * begins anew.
   */
  saveSubscriber(
    subscriber: NewSubscriber,
    state: 'pending' | 'active',
    now: Date,
  ): Promise<Subscriber>
  findSubscriber(id: string): Promise<Subscriber | null>
  /** By kind, callback and topic. */
  findSubscription(
    kind: Subscriber['kind'],
    callback: string,
    topic: string | null,
  ): Promise<Subscriber | null>
  listSubscribers(kind?: Subscriber['kind']): Promise<Subscriber[]>
  setSubscriberState(id: string, state: Subscriber['state'], reason: string | null): Promise<void>
  removeSubscriber(id: string): Promise<boolean>
  /** WebSub subscriptions whose lease was over by then go. */
  removeExpired(before: Date): Promise<number>
  /**
   * Takes active subscribers that have changes to be told of now. They belong to the caller for `holdMs`, so that no two workers tell the
   * same; whose WebSub lease is over is left out.
   */
  takeDueSubscribers(now: Date, limit: number, holdMs: number): Promise<Subscriber[]>
  /** Changes up to this number are told, or were none of its concern. Gives the subscriber back. Never goes backward. */
  advanceCursor(id: string, sequence: number): Promise<void>
  /**
   * How a try ended, and gives the subscriber back. One that worked moves the cursor; one that failed is tried again at `nextAttemptAt`, or,
   * when that is null, disables the subscriber with the error as its reason.
   */
  endDelivery(report: DeliveryReport, nextAttemptAt: Date | null): Promise<void>
  /** Which of these stories it was told of, and not of their end. */
  toldStories(id: string, storyIds: string[]): Promise<Set<string>>
  /** It has been told of these, and that those are none of its concern any more. */
  noteTold(id: string, storyIds: string[], left: string[]): Promise<void>
  /** Everything after this number is told again. */
  rewindSubscriber(id: string, sequence: number): Promise<void>
  /** The newest tries first. */
  listDeliveries(id: string, limit: number): Promise<DeliveryReport[]>
}

type Row = Omit<
  {
    [Column in keyof Tables['subscriber']]: Tables['subscriber'][Column]
  },
  'filter'
> & { filter: Stored<FeedQuery> & SeriesChangeQuery }

function toSubscriber(row: Row): Subscriber {
  const { kind, filter } = row
  return kind === 'series'
    ? { kind, filter, ...stateOf(row) }
    : { kind, filter: storiesOf(filter), ...stateOf(row) }
}

function stateOf(row: Row): Omit<Subscriber, 'kind' | 'filter'> {
  return {
    id: row.id,
    callback: row.callback,
    topic: row.topic,
    secret: row.secret,
    cursor: row.cursor,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    failingSince: row.failing_since,
    nextAttemptAt: row.next_attempt_at,
    leaseUntil: row.lease_until,
    lastDeliveredAt: row.last_delivered_at,
    ownerId: row.owner_id,
    createdAt: row.created_at,
  }
}

function storiesOf({ since, until, ...query }: Stored<FeedQuery>): FeedQuery {
  const days = {
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
  }
  return { ...query, ...days }
}

const idOf = (kind: string, callback: string, topic: string | null) =>
  addressId(`${kind} ${callback} ${topic ?? ''}`)

/** The store's part for those who are told of changes. */
export function buildSubscribers(db: Db): Subscribers {
  const find = async (id: string) => {
    if (!isUuid(id)) return null
    const row = await db
      .selectFrom('subscriber')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    return row ? toSubscriber(row as Row) : null
  }
  return {
    async saveSubscriber(subscriber, state, now) {
      const id = idOf(subscriber.kind, subscriber.callback, subscriber.topic)
      await upsert(db, id, subscriber, state, now)
      return (await find(id))!
    },
    findSubscriber: find,
    findSubscription: (kind, callback, topic) => find(idOf(kind, callback, topic)),
    async listSubscribers(kind) {
      let rows = db.selectFrom('subscriber').selectAll().orderBy('created_at').orderBy('id')
      if (kind) rows = rows.where('kind', '=', kind)
      return (await rows.execute()).map(row => toSubscriber(row as Row))
    },
    async setSubscriberState(id, state, reason) {
      await db
        .updateTable('subscriber')
        .set({ state, reason, attempts: 0, failing_since: null, next_attempt_at: null })
        .where('id', '=', id)
        .execute()
    },
    async removeSubscriber(id) {
      const { numDeletedRows } = await db
        .deleteFrom('subscriber')
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    takeDueSubscribers: (...given) => takeDue(db, ...given),
    async advanceCursor(id, sequence) {
      await sql`
        update carbonwire.subscriber set cursor = greatest(cursor, ${sequence}), held_until = null where id = ${id}`.execute(
        db,
      )
    },
    endDelivery: (...given) => endDelivery(db, ...given),
    async rewindSubscriber(id, sequence) {
      await db
        .updateTable('subscriber')
        .set({ cursor: Math.max(0, sequence), next_attempt_at: null })
        .where('id', '=', id)
        .execute()
    },
    removeExpired: before => removeExpired(db, before),
    toldStories: (...given) => toldStories(db, ...given),
    noteTold: (...given) => noteTold(db, ...given),
    listDeliveries: (...given) => listDeliveries(db, ...given),
  }
}

async function upsert(
  db: Db,
  id: string,
  { kind, callback, topic, secret, filter, cursor, leaseUntil, ownerId }: NewSubscriber,
  state: 'pending' | 'active',
  now: Date,
): Promise<void> {
  await sql`
    insert into carbonwire.subscriber as known (id, kind, callback, topic, secret, filter, cursor, state, lease_until, owner_id, created_at)
    values (${id}, ${kind}, ${toText(callback)}, ${topic === null ? null : toText(topic)}, ${secret}, ${toJson(filter)}::jsonb,
      ${cursor}, ${state}, ${leaseUntil}, ${ownerId}, ${now})
    on conflict (id) do update set secret = excluded.secret, filter = excluded.filter, lease_until = excluded.lease_until,
      -- One that holds is renewed without a break; one that was given up begins where it is asked to.
      cursor = case when known.state = 'disabled' then excluded.cursor else known.cursor end,
      state = case when known.state = 'active' then known.state else excluded.state end,
      reason = null, attempts = 0, failing_since = null, next_attempt_at = null`.execute(db)
}

async function takeDue(db: Db, now: Date, limit: number, holdMs: number): Promise<Subscriber[]> {
  const { rows } = await sql<Row>`
    update carbonwire.subscriber set held_until = clock_timestamp() + ${holdMs} * interval '1 ms'
    where id in (
      select id from carbonwire.subscriber
      where state = 'active' and cursor < case kind
          when 'series' then (select coalesce(max(sequence), 0) from carbonwire.series_change)
          else (select last_sequence from carbonwire.wire) end
        and (next_attempt_at is null or next_attempt_at <= ${now})
        and (held_until is null or held_until <= clock_timestamp())
        and (lease_until is null or lease_until > ${now})
      order by next_attempt_at nulls first, cursor limit ${limit} for update skip locked)
    returning *`.execute(db)
  return rows.map(toSubscriber)
}

async function endDelivery(
  db: Db,
  { subscriberId, sequence, at, ok, status, ms, error }: DeliveryReport,
  nextAttemptAt: Date | null,
): Promise<void> {
  await inTransaction(db, async tx => {
    const logged = await tx
      .insertInto('delivery')
      .values({ subscriber_id: subscriberId, sequence, at, ok, status, ms, error })
      .onConflict(conflict => conflict.columns(['subscriber_id', 'sequence', 'at']).doNothing())
      .returning('sequence')
      .executeTakeFirst()
    if (!logged) return
    if (ok)
      await sql`
        update carbonwire.subscriber set cursor = greatest(cursor, ${sequence}), attempts = 0, failing_since = null,
          next_attempt_at = null, held_until = null, last_delivered_at = ${at} where id = ${subscriberId}`.execute(
        tx,
      )
    else
      await sql`
        update carbonwire.subscriber set attempts = attempts + 1, failing_since = coalesce(failing_since, ${at}),
          next_attempt_at = ${nextAttemptAt}, held_until = null,
          state = case when ${nextAttemptAt}::timestamptz is null then 'disabled' else state end,
          reason = case when ${nextAttemptAt}::timestamptz is null then ${error ?? 'it failed for too long'} else reason end
        where id = ${subscriberId}`.execute(tx)
    await sql`
      delete from carbonwire.delivery where subscriber_id = ${subscriberId} and at < (
        select at from carbonwire.delivery where subscriber_id = ${subscriberId}
        order by at desc offset ${DELIVERIES_KEPT} limit 1)`.execute(tx)
  })
}

async function removeExpired(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('subscriber')
    .where('kind', '=', 'websub')
    .where('lease_until', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

async function toldStories(db: Db, id: string, storyIds: string[]): Promise<Set<string>> {
  if (!storyIds.length) return new Set()
  const rows = await db
    .selectFrom('told')
    .select('story_id')
    .where('subscriber_id', '=', id)
    .where('story_id', 'in', storyIds)
    .execute()
  return new Set(rows.map(row => row.story_id))
}

async function noteTold(db: Db, id: string, storyIds: string[], left: string[]): Promise<void> {
  // A subscriber that was removed meanwhile needs no note.
  await sql`
    insert into carbonwire.told (subscriber_id, story_id)
    select subscriber.id, story_id from carbonwire.subscriber, unnest(${storyIds}::text[]) as story_id where subscriber.id = ${id}
    on conflict do nothing`.execute(db)
  if (left.length)
    await db
      .deleteFrom('told')
      .where('subscriber_id', '=', id)
      .where('story_id', 'in', left)
      .execute()
}

async function listDeliveries(db: Db, id: string, limit: number): Promise<DeliveryReport[]> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('subscriber_id', '=', id)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ subscriber_id, ...row }) => ({ subscriberId: subscriber_id, ...row }))
}
