import { type RawBuilder, sql } from 'kysely'
import { LONGEST_HOLD_MS, STRICT_FOR_MS } from '../model/pace.ts'
import type { Db, Tx } from './schema.ts'
import { inTransaction } from './transaction.ts'

/** What lies less far ahead is the difference of two machines. */
const SAME = sql`interval '1 minute'`
/** A request lasts 20 s, and a round that lives renews its lease every three. */
const SOON = sql`interval '1 minute'`
/** What is not later than that; nothing stays nothing, which `least` would make a time of. */
const atMost = (column: string, at: RawBuilder<unknown>) =>
  sql`case when ${sql.ref(column)} > ${at} then ${at} else ${sql.ref(column)} end`
const ms = (count: number) => sql`${count}::float8 * interval '1 ms'`

/**
 * See `Store.followClock`. What waits was given its time from the moment it was written: where that moment is to come, both go back by as
 * much. Attempts that have no such moment are due, and what holds others off holds no longer than it ever may.
 */
export async function followClock(db: Db, now: Date): Promise<boolean> {
  await freeHeld(db)
  if (!(await isAhead(db, now))) return false
  return inTransaction(db, async tx => {
    await moveSources(tx, now)
    await moveRounds(tx, now)
    await moveLinks(tx, now)
    await tryAgain(tx, now)
    return true
  })
}

/** Cheap to ask at every start: what has no index is looked through only when this is true. */
async function isAhead(db: Db, now: Date): Promise<boolean> {
  const limit = sql`${now}::timestamptz + ${SAME}`
  const { rows } = await sql<{ ahead: boolean }>`
    select exists (select from carbonwire.source where last_round_at > ${limit} or hold_since > ${limit}
        or (last_round_at is null and next_round_at > ${limit}))
      or exists (select from carbonwire.article where first_fetched_at > ${limit}) as ahead`.execute(
    db,
  )
  return rows[0]!.ahead
}

async function moveSources(tx: Tx, now: Date): Promise<void> {
  const at = sql`${now}::timestamptz`
  await sql`
    update carbonwire.source set
      next_round_at = case when last_round_at is null then ${atMost('next_round_at', at)}
        else next_round_at - greatest(last_round_at - ${at}, interval '0') end,
      last_round_at = ${atMost('last_round_at', at)},
      hold_until = hold_until - greatest(hold_since - ${at}, interval '0'),
      hold_since = ${atMost('hold_since', at)}
    where id in (select id from carbonwire.source where last_round_at > ${now} or hold_since > ${now}
      or (last_round_at is null and next_round_at > ${now}) order by id for update)`.execute(tx)
}

/** Those of one source keep their order, and the times between them. */
async function moveRounds(tx: Tx, now: Date): Promise<void> {
  await sql`
    update carbonwire.round set started_at = started_at - ahead.ahead, ended_at = ended_at - ahead.ahead
    from (select source_id, max(ended_at) - ${now}::timestamptz as ahead from carbonwire.round
      where ended_at > ${now} group by source_id) as ahead
    where round.source_id = ahead.source_id and round.ended_at > ${now}`.execute(tx)
}

async function moveLinks(tx: Tx, now: Date): Promise<void> {
  const at = sql`${now}::timestamptz`
  await sql`
    update carbonwire.link set
      due_at = due_at - (greatest(ended_at, first_seen_at) - ${at}),
      ended_at = ${atMost('ended_at', at)}, first_seen_at = ${atMost('first_seen_at', at)}
    where id in (select id from carbonwire.link where greatest(ended_at, first_seen_at) > ${now} order by id for update)`.execute(
    tx,
  )
  // What is fetched from now on is newer.
  await sql`
    update carbonwire.article set fetched_at = least(fetched_at, ${now}), first_fetched_at = least(first_fetched_at, ${now})
    where id in (select id from carbonwire.article where greatest(fetched_at, first_fetched_at) > ${now} order by id for update)`.execute(
    tx,
  )
  await sql`
    update carbonwire.robots set expires_at = expires_at - (fetched_at - ${now}::timestamptz), fetched_at = ${now}
    where fetched_at > ${now}`.execute(tx)
}

async function tryAgain(tx: Tx, now: Date): Promise<void> {
  for (const table of ['subscriber', 'notice', 'digest_delivery'])
    await sql`
      update ${sql.table(`carbonwire.${table}`)} set next_attempt_at = ${now} where next_attempt_at > ${now}`.execute(
      tx,
    )
}

/** What is held by the database's own clock: hosts, turns, leases, subscribers. */
async function freeHeld(db: Db): Promise<void> {
  const clock = sql`clock_timestamp()`
  await sql`
    update carbonwire.host set last_start = ${atMost('last_start', clock)},
      held_until = ${atMost('held_until', sql`${clock} + ${ms(LONGEST_HOLD_MS)}`)},
      strict_until = ${atMost('strict_until', sql`${clock} + ${ms(STRICT_FOR_MS)}`)}
    where last_start > clock_timestamp() + ${SAME} or held_until > clock_timestamp() + ${ms(LONGEST_HOLD_MS)} + ${SAME}`.execute(
    db,
  )
  await sql`
    update carbonwire.turn set ends_at = clock_timestamp() + ${SOON} where ends_at > clock_timestamp() + 2 * ${SOON}`.execute(
    db,
  )
  await sql`
    update carbonwire.lease set expires_at = clock_timestamp() + ${SOON}
    where expires_at > clock_timestamp() + case when name like 'source:%' then 2 * ${SOON} else interval '1 hour' end`.execute(
    db,
  )
  await sql`
    update carbonwire.subscriber set held_until = clock_timestamp() + ${SOON}
    where held_until > clock_timestamp() + 2 * ${SOON}`.execute(db)
}
