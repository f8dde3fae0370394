import { sql } from 'kysely'
import type { DigestContent, DigestIssue } from '../model/digest.ts'
import type { Db } from './schema.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Longer than any server of mail is waited for. */
const SENDING_MS = 15 * 60_000

/** A message of a digest that is to be sent. It belongs to whoever took it. */
export type DigestDelivery = { issue: DigestIssue; receiver: string; attempts: number }

/** The store's door for digests: what was made, and who was told. */
export interface Digests {
  /** Where the last issue ended; null when there was none. */
  lastDigestIssue(digestId: string): Promise<Date | null>
  /** Keeps an issue and who is to get it. False when another process was first: it stands as that one made it. */
  saveDigestIssue(issue: DigestIssue, receivers: string[]): Promise<boolean>
  /** The newest first; those with stories alone. */
  listDigestIssues(digestId: string, limit: number): Promise<DigestIssue[]>
  findDigestIssue(digestId: string, until: Date): Promise<DigestIssue | null>
  /** Takes messages that are due. One that was taken is sent once, or given back by `endDigestDelivery`: a process that dies meanwhile may have sent it. */
  takeDigestDeliveries(now: Date, limit: number): Promise<DigestDelivery[]>
  /** Gives up what was taken so long ago that whoever took it has died, and tells whose it was: it may have been sent. */
  giveUpDigestDeliveries(now: Date): Promise<{ digestId: string; receiver: string }[]>
  /** How a try ended: sent, to be tried again, or given up. */
  endDigestDelivery(
    delivery: DigestDelivery,
    end: { state: 'sent' | 'failed' | 'waiting'; error: string | null; nextAttemptAt: Date | null },
  ): Promise<void>
}

type Row = { digest_id: string; since: Date; until: Date; made_at: Date; content: DigestContent }

const toIssue = ({ digest_id, since, until, made_at, content }: Row): DigestIssue => ({
  digestId: digest_id,
  since,
  until,
  madeAt: made_at,
  content,
})

/** The store's part for digests. */
export function buildDigests(db: Db): Digests {
  return {
    async lastDigestIssue(digestId) {
      const { rows } = await sql<{ until: Date | null }>`
        select max(until) as until from carbonwire.digest_issue where digest_id = ${digestId}`.execute(
        db,
      )
      return rows[0]?.until ?? null
    },
    saveDigestIssue: (issue, receivers) => saveIssue(db, issue, receivers),
    async listDigestIssues(digestId, limit) {
      const { rows } = await sql<Row>`
        select * from carbonwire.digest_issue
        where digest_id = ${digestId} and jsonb_array_length(content -> 'entries') > 0
        order by until desc limit ${limit}`.execute(db)
      return rows.map(toIssue)
    },
    async findDigestIssue(digestId, until) {
      const { rows } = await sql<Row>`
        select * from carbonwire.digest_issue where digest_id = ${digestId} and until = ${until}`.execute(
        db,
      )
      return rows[0] ? toIssue(rows[0]) : null
    },
    takeDigestDeliveries: (now, limit) => takeDue(db, now, limit),
    async giveUpDigestDeliveries(now) {
      const { rows } = await sql<{ digest_id: string; receiver: string }>`
        update carbonwire.digest_delivery
        set state = 'failed', error = 'the process that sent it died: it may have arrived'
        where state = 'sending' and next_attempt_at <= ${new Date(now.getTime() - SENDING_MS)}
        returning digest_id, receiver`.execute(db)
      return rows.map(row => ({ digestId: row.digest_id, receiver: row.receiver }))
    },
    async endDigestDelivery({ issue, receiver }, { state, error, nextAttemptAt }) {
      await sql`
        update carbonwire.digest_delivery set state = ${state}, error = ${error}, next_attempt_at = ${nextAttemptAt}
        where digest_id = ${issue.digestId} and until = ${issue.until} and receiver = ${receiver}`.execute(
        db,
      )
    },
  }
}

async function saveIssue(db: Db, issue: DigestIssue, receivers: string[]): Promise<boolean> {
  const { digestId, since, until, madeAt, content } = issue
  return inTransaction(db, async tx => {
    const { rows } = await sql`
      insert into carbonwire.digest_issue (digest_id, since, until, made_at, content)
      values (${digestId}, ${since}, ${until}, ${madeAt}, ${toJson(content)}::jsonb)
      on conflict do nothing returning digest_id`.execute(tx)
    if (rows.length === 0) return false
    // Who could not be reached for days gets the last one, not all of them.
    await sql`
      update carbonwire.digest_delivery set state = 'failed', error = 'a later issue was made'
      where digest_id = ${digestId} and until < ${until} and state = 'waiting'`.execute(tx)
    await sql`
      insert into carbonwire.digest_delivery (digest_id, until, receiver, state, next_attempt_at)
      select ${digestId}, ${until}, receiver, 'waiting', ${madeAt} from unnest(${receivers}::text[]) as receiver`.execute(
      tx,
    )
    return true
  })
}

async function takeDue(db: Db, now: Date, limit: number): Promise<DigestDelivery[]> {
  const { rows } = await sql<Row & { receiver: string; attempts: number }>`
    with taken as (
      update carbonwire.digest_delivery
      set state = 'sending', attempts = attempts + 1, next_attempt_at = ${now}
      where (digest_id, until, receiver) in (
        select digest_id, until, receiver from carbonwire.digest_delivery
        where state = 'waiting' and next_attempt_at <= ${now}
        order by next_attempt_at limit ${limit} for update skip locked)
      returning digest_id, until, receiver, attempts)
    select issue.*, taken.receiver, taken.attempts
    from taken join carbonwire.digest_issue issue using (digest_id, until)`.execute(db)
  return rows.map(row => ({ issue: toIssue(row), receiver: row.receiver, attempts: row.attempts }))
}
