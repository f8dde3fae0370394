import { sql } from 'kysely'
import type { ChangeKind, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/** The numbers of one transaction that changes what readers see. Nobody else has them until it commits. */
export type Wire = {
  tx: Tx
  now: Date
  /** The change log's own name: another one after a restore. */
  epoch: string
  sequence: number
  print: number
  /** The first number this transaction gave; null while it changed nothing. */
  first: number | null
  /** Entries of the change log that are written with the numbers. */
  changes: ChangeRow[]
}

type ChangeRow = {
  sequence: number
  at: Date
  kind: ChangeKind
  story_id: string
  into_id: string | null
}

/** Locks the one row that gives the numbers: from here to the commit this transaction is alone, so no number is seen before a lower one. */
export async function lockWire(tx: Tx, now: Date): Promise<Wire> {
  const row = await tx
    .selectFrom('wire')
    .select(['epoch', 'last_sequence', 'last_print'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { epoch, last_sequence: sequence, last_print: print } = row
  return { tx, now, epoch, sequence, print, first: null, changes: [] }
}

/** Adds one entry to the change log and returns its number. */
export function addChange(
  wire: Wire,
  kind: ChangeKind,
  storyId: string,
  into: string | null = null,
): number {
  const sequence = ++wire.sequence
  wire.first ??= sequence
  wire.changes.push({ sequence, at: wire.now, kind, story_id: storyId, into_id: into })
  return sequence
}

/** Keeps the numbers that were given, and what they were given to. */
export async function saveWire({ tx, sequence, print, changes }: Wire): Promise<void> {
  await sql`
    with told as (
      insert into carbonwire.change (sequence, at, kind, story_id, into_id)
      select r.* from jsonb_to_recordset(${toJson(changes)}::jsonb)
        as r(sequence integer, at timestamptz, kind text, story_id text, into_id text))
    update carbonwire.wire set last_sequence = ${sequence}, last_print = ${print}`.execute(tx)
}
