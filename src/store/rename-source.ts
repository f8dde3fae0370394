import { sql } from 'kysely'
import type { Source } from '../model/source.ts'
import type { Db, Stored, Tx } from './schema.ts'
import { inTransaction } from './transaction.ts'

/** Tables in which a source is named by its id alone, so that a new name is all there is to write. */
const named = ['round', 'alarm', 'link', 'article', 'replay', 'source_day', 'incident'] as const

/** See `Store.renameSource`. */
export async function renameSource(db: Db, from: string, to: string): Promise<boolean> {
  return inTransaction(db, tx => renameInside(tx, from, to))
}

/** What stands under `from` stands under `to` from now on. False when there is no `from`. */
async function renameInside(tx: Tx, from: string, to: string): Promise<boolean> {
  const { rows } = await sql<{ id: string; articles: number }>`
    select id, articles from carbonwire.source where id in (${from}, ${to}) order by id for update`.execute(
    tx,
  )
  const old = rows.find(({ id }) => id === from)
  if (!old || from === to) return false

  if (rows.some(({ id }) => id === to)) {
    await sql`update carbonwire.source set articles = articles + ${old.articles} where id = ${to}`.execute(
      tx,
    )
    await sql`delete from carbonwire.source where id = ${from}`.execute(tx)
    await sql`delete from carbonwire.alarm where source_id = ${from}`.execute(tx)
    await sql`delete from carbonwire.round where source_id = ${from}`.execute(tx)
    await sql`delete from carbonwire.source_day where source_id = ${from}`.execute(tx)
    await sql`delete from carbonwire.incident where source_id = ${from}`.execute(tx)
  } else {
    await sql`update carbonwire.source set id = ${to} where id = ${from}`.execute(tx)
  }
  for (const table of named)
    await sql`update ${sql.table(`carbonwire.${table}`)} set source_id = ${to} where source_id = ${from}`.execute(
      tx,
    )
  await renameSightings(tx, from, to)
  await renameInStories(tx, from, to)
  // They are kept under names made of the source's: the next round asks for its lists without validators.
  await sql`delete from carbonwire.listing where source_id = ${from}`.execute(tx)
  await sql`delete from carbonwire.paging where source_id = ${from}`.execute(tx)
  await sql`delete from carbonwire.backfill where source_id = ${from}`.execute(tx)
  return true
}

async function renameSightings(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into carbonwire.sighting as known (link_id, source_id, first_seen_at, title, published, outlet, followed)
    select link_id, ${to}, first_seen_at, title, published, outlet, followed from carbonwire.sighting where source_id = ${from}
    on conflict (link_id, source_id) do update set followed = known.followed or excluded.followed,
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at)`.execute(tx)
  await sql`delete from carbonwire.sighting where source_id = ${from}`.execute(tx)
}

/** Where stories and subscribers name it. Readers see the same piece of news under another name: no change is told. */
async function renameInStories(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    update carbonwire.story set
      sources = (select array_agg(distinct case when s = ${from} then ${to} else s end) from unnest(sources) as s),
      item = jsonb_set(item, '{sources}', (select coalesce(jsonb_agg(distinct case when s = ${from} then ${to} else s end), '[]')
        from unnest(sources) as s))
    where ${from} = any(sources)`.execute(tx)
  await sql`
    update carbonwire.story set item = jsonb_set(item, '{source,id}', to_jsonb(${to}::text))
    where item #>> '{source,id}' = ${from} and ${to} = any(sources)`.execute(tx)
  await sql`
    update carbonwire.subscriber set filter = jsonb_set(filter, '{source}', (
      select jsonb_agg(distinct case when s = ${from} then ${to} else s end) from jsonb_array_elements_text(filter -> 'source') as s))
    where jsonb_typeof(filter -> 'source') = 'array' and filter -> 'source' ? ${from}`.execute(tx)
}

/** A file that is gone and a new one with the same entries are one source that was renamed. */
export async function renameMoved(
  tx: Tx,
  sources: Source[],
  kept: string[] | 'all',
): Promise<void> {
  const { rows } = await sql<{ id: string; config: Stored<Source>; active: boolean }>`
    select id, config, active from carbonwire.source`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const configured = new Set(sources.map(({ id }) => id))
  const left = rows.filter(
    ({ id, active }) => active && !configured.has(id) && kept !== 'all' && !kept.includes(id),
  )
  for (const source of sources) {
    if (known.has(source.id)) continue
    const before = left.filter(({ config }) => entriesOf(config) === entriesOf(source))
    // Two that were alike: which of them it was cannot be told.
    if (before.length === 1) await renameInside(tx, before[0]!.id, source.id)
  }
}

const entriesOf = ({ entries }: Pick<Source, 'entries'>) =>
  entries
    .map(({ url }) => url)
    .sort()
    .join('\n')
