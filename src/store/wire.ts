import type { ChangeKind, Tx } from './schema.ts'

/** The numbers of one transaction that changes what readers see. Nobody else has them until it commits. */
export type Wire = {
  tx: Tx
  now: Date
  sequence: number
  print: number
  /** The first number this transaction gave; null while it changed nothing. */
  first: number | null
}

/** Locks the one row that gives the numbers: from here to the commit this transaction is alone, so no number is seen before a lower one. */
export async function lockWire(tx: Tx, now: Date): Promise<Wire> {
  const row = await tx
    .selectFrom('wire')
    .select(['last_sequence', 'last_print'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { tx, now, sequence: row.last_sequence, print: row.last_print, first: null }
}

/** Writes one entry of the change log and returns its number. */
export async function addChange(
  wire: Wire,
  kind: ChangeKind,
  storyId: string,
  into: string | null = null,
): Promise<number> {
  const sequence = ++wire.sequence
  wire.first ??= sequence
  await wire.tx
    .insertInto('change')
    .values({ sequence, at: wire.now, kind, story_id: storyId, into_id: into })
    .execute()
  return sequence
}

/** Keeps the numbers that were given. */
export async function saveWire({ tx, sequence, print }: Wire): Promise<void> {
  await tx.updateTable('wire').set({ last_sequence: sequence, last_print: print }).execute()
}
