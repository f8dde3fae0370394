import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** How the line as a whole stands, over all processes. Ages in seconds; null when there is none. */
export type LineState = {
  /** Articles that wait to be published, without those that cannot be. */
  unpublished: number
  oldestUnpublished: number | null
  /** Links that are due now, counted to 100,000. */
  dueLinks: number
  /** How long the source waits whose round is most overdue; those that are held back do not count. */
  mostOverdue: number | null
  /** Since the last round of any source ended. */
  sinceLastRound: number | null
  activeSources: number
  /** Breakages that are not over. */
  openIncidents: number
  /** Hosts that are left alone for now. */
  heldHosts: number
  lastSequence: number
  databaseBytes: number
}

const MOST_LINKS = 100_000

/** See `Store.measureLine`. */
export async function measureLine(db: Db): Promise<LineState> {
  const { rows } = await sql<Record<keyof LineState, string | number | null>>`
    select waiting.count as "unpublished", waiting.oldest as "oldestUnpublished",
      (select count(*) from (select 1 from carbonwire.link where state = 'open' and due_at <= now() limit ${MOST_LINKS}) as due) as "dueLinks",
      planned.overdue as "mostOverdue", planned.since as "sinceLastRound", planned.count as "activeSources",
      (select count(*) from carbonwire.incident where ended_at is null) as "openIncidents",
      (select count(*) from carbonwire.host where held_until > now()) as "heldHosts",
      (select last_sequence from carbonwire.wire) as "lastSequence",
      pg_database_size(current_database()) as "databaseBytes"
    from
      (select count(*) as count, extract(epoch from now() - min(fetched_at)) as oldest from carbonwire.article
        where published_revision < revision and fault is null) as waiting,
      (select count(*) as count, extract(epoch from now() - max(last_round_at)) as since,
        extract(epoch from now() - min(next_round_at) filter (where hold_until is null or hold_until < now())) as overdue
        from carbonwire.source where active) as planned`.execute(db)
  const [row] = rows
  const age = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : Math.max(0, Number(value))
  return {
    unpublished: Number(row!.unpublished),
    oldestUnpublished: age(row!.oldestUnpublished),
    dueLinks: Number(row!.dueLinks),
    mostOverdue: age(row!.mostOverdue),
    sinceLastRound: age(row!.sinceLastRound),
    activeSources: Number(row!.activeSources),
    openIncidents: Number(row!.openIncidents),
    heldHosts: Number(row!.heldHosts),
    lastSequence: Number(row!.lastSequence),
    databaseBytes: Number(row!.databaseBytes),
  }
}
