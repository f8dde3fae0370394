import { sql } from 'kysely'
import { addressId } from './names.ts'
import type { Tx } from './schema.ts'
import { addToFeed } from './sightings.ts'
import type { LinkToAdd } from './store.ts'
import { toJson } from './stored-values.ts'

export type AddLinks = { sourceId: string; links: LinkToAdd[]; depth: number; at: Date }

/** How the rows of one call are handed to the database, all in one parameter. */
const columns = sql`r(id uuid, url_key text, url text, state text, position integer, title text, truncated boolean,
  published jsonb, outlet text, summary text, guid text, outcome jsonb)`

/**
 * Adds links and this source's sightings of them. A link that is known keeps its row: one that was only recorded becomes open
 * when it comes again as open, and what the first listing left out (date, full title) is filled in. Counts what is new to be fetched or recorded.
 */
export async function addLinks(tx: Tx, { sourceId, links, depth, at }: AddLinks): Promise<number> {
  if (!links.length) return 0
  const rows = toJson(toRows(links))

  const inserted = await sql<{ id: string }>`
    insert into carbonwire.link (id, url_key, url, source_id, state, depth, due_at, position, title, truncated,
      published, outlet, summary, guid, outcome, first_seen_at)
    select r.id, r.url_key, r.url, ${sourceId}, r.state, ${depth}::integer, case when r.state = 'open' then ${at}::timestamptz end,
      r.position, r.title, r.truncated, r.published, r.outlet, r.summary, r.guid, r.outcome, ${at}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where not exists (select from carbonwire.alias where alias.id = r.id)
    order by r.id
    on conflict (id) do nothing
    returning id`.execute(tx)
  const fresh = inserted.rows.length
  const opened = fresh < links.length ? await completeKnown(tx, sourceId, rows, depth, at) : 0

  await sight(tx, sourceId, rows, at)
  return fresh + opened
}

/** Writes down who lists these links. What an article was read from already stands in this source's feed from now on, too. */
async function sight(tx: Tx, sourceId: string, rows: string, at: Date): Promise<void> {
  const seen = await sql<{ link_id: string }>`
    insert into carbonwire.sighting as known (link_id, source_id, first_seen_at, title, published, outlet, followed)
    select distinct on (1) coalesce(alias.target_id, r.id), ${sourceId}, ${at}::timestamptz, r.title, r.published, r.outlet,
      r.state = 'open'
    from jsonb_to_recordset(${rows}::jsonb) as ${columns} left join carbonwire.alias on alias.id = r.id
    order by 1
    on conflict (link_id, source_id) do update set followed = true where excluded.followed and not known.followed
    returning case when known.followed then known.link_id end as link_id`.execute(tx)
  const followed = seen.rows.flatMap(({ link_id }) => link_id ?? [])
  if (followed.length) await addToFeed(tx, sourceId, followed)
}

/** Sorted by id, so that two listings with the same links lock them in the same order. */
function toRows(links: LinkToAdd[]) {
  const rows = new Map<string, object>()
  for (const [position, link] of links.entries()) {
    const id = addressId(link.urlKey)
    if (rows.has(id)) continue
    const { urlKey, url, state, title, truncated, published, outlet, summary, guid, reason } = link
    const outcome = state === 'recorded' ? { kind: 'skipped', reason } : null
    rows.set(id, {
      ...{ id, url_key: urlKey, url, state, position, title, truncated },
      ...{ published, outlet, summary, guid: guid ?? null, outcome },
    })
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

async function completeKnown(tx: Tx, sourceId: string, rows: string, depth: number, at: Date) {
  await sql`
    select from carbonwire.link
    where id in (select (r ->> 'id')::uuid from jsonb_array_elements(${rows}::jsonb) as r)
      and article_id is null and (state in ('recorded', 'open') or published is null or truncated)
    order by id for update`.execute(tx)
  await sql`
    update carbonwire.link set
      published = coalesce(link.published, r.published),
      title = case when link.truncated and not r.truncated then r.title else link.title end,
      truncated = link.truncated and r.truncated
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where link.id = r.id and link.article_id is null
      and ((link.published is null and r.published is not null) or (link.truncated and not r.truncated))`.execute(
    tx,
  )
  const opened = await sql`
    update carbonwire.link set state = 'open', due_at = ${at}::timestamptz, source_id = ${sourceId}, depth = ${depth}::integer,
      url = r.url, outcome = null
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where link.id = r.id and r.state = 'open' and (link.state = 'recorded' or (link.source_id <> ${sourceId}
      and exists (select from carbonwire.source where id = link.source_id and not active)
      and link.article_id is null and link.state = 'open'))`.execute(tx)
  // Articles of a source that is gone are asked for again by one that follows them.
  await sql`
    update carbonwire.link set source_id = ${sourceId}
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where link.id = r.id and r.state = 'open' and link.article_id is not null and link.source_id <> ${sourceId}
      and exists (select from carbonwire.source where id = link.source_id and not active)`.execute(
    tx,
  )
  return Number(opened.numAffectedRows ?? 0)
}
