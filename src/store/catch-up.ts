import { sql } from 'kysely'
import { PreparedTexts } from '../dedupe/prepare-text.ts'
import type { StoryIndex } from '../dedupe/story-index.ts'
import type { Fingerprint } from '../model/story.ts'
import { readLog } from './epoch.ts'
import type { Db } from './schema.ts'

const BATCH = 2000
/** Prepared texts kept beside an index, about 20 kB each. */
const TEXTS_KEPT = 500

/** What this process knows beside an index: the last merge it has heard of, and texts prepared before. */
type Companion = { merged: number; texts: PreparedTexts; epoch: string | null }
const companions = new WeakMap<StoryIndex, Companion>()

export function companionOf(index: StoryIndex): Companion {
  const known = companions.get(index)
  if (known) return known
  const companion = { merged: 0, texts: new PreparedTexts(TEXTS_KEPT), epoch: null }
  companions.set(index, companion)
  return companion
}

/** Empties an index that was told what did not come to be; it is filled again at its next use. */
export function forgetAll(index: StoryIndex): void {
  index.clear()
  companions.delete(index)
}

type PrintRow = { print: number; article_id: string; story_id: string; data: Fingerprint }

/**
 * Takes into the index what was published since: by other processes, or before this one started. Everything it reads is committed,
 * so the index stays right even when the transaction around it is given up.
 */
export async function catchUp(db: Db, index: StoryIndex): Promise<void> {
  const { epoch } = await readLog(db)
  await catchUpWith(db, index, { epoch, print: Infinity })
}

/** The same for who knows the log's name and the last print that was given: nothing is asked that is known. */
export async function catchUpWith(
  db: Db,
  index: StoryIndex,
  { epoch, print }: { epoch: string; print: number },
): Promise<void> {
  followEpoch(epoch, index)
  while (index.sequence < print) {
    const { rows } = await sql<PrintRow>`
      select fingerprint.print, fingerprint.article_id, member.story_id, fingerprint.data
      from carbonwire.fingerprint join carbonwire.member on member.article_id = fingerprint.article_id
      where fingerprint.print > ${index.sequence} order by fingerprint.print limit ${BATCH}`.execute(
      db,
    )
    for (const row of rows) {
      index.add({
        articleId: row.article_id,
        storyId: row.story_id,
        fingerprint: row.data,
        sequence: row.print,
      })
    }
    if (rows.length < BATCH) break
  }
  await hearMerges(db, index)
}

/** What was put in the place of all that was there has other numbers. */
function followEpoch(epoch: string, index: StoryIndex): void {
  const known = companionOf(index).epoch
  if (known !== null && known !== epoch) forgetAll(index)
  companionOf(index).epoch = epoch
}

async function hearMerges(db: Db, index: StoryIndex): Promise<void> {
  const companion = companionOf(index)
  const rows = await db
    .selectFrom('change')
    .select(['sequence', 'story_id', 'into_id'])
    .where('kind', '=', 'merged')
    .where('sequence', '>', companion.merged)
    .orderBy('sequence')
    .execute()
  for (const row of rows) {
    index.moveStory(row.story_id, row.into_id!)
    companion.merged = row.sequence
  }
}
