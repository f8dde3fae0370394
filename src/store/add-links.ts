import { sql } from 'kysely'
import type { LinkToAdd } from './doors/crawling.ts'
import { addressId } from './names.ts'
import type { Tx } from './schema.ts'
import { addToFeeds } from './sightings.ts'
import { toJson } from './stored-values.ts'

/** The links that one page of a source prints. */
export type AddLinks = { sourceId: string; links: LinkToAdd[]; depth: number; at: Date }

/** How the rows of one call are handed to the database, all in one parameter. */
const columns = sql`r(n integer, id uuid, source_id text, depth integer, at timestamptz, url_key text, url text, state text,
  position integer, title text, truncated boolean, published jsonb, outlet text, summary text, outcome jsonb)`

type LinkRow = { n: number; id: string; source_id: string; [column: string]: unknown }

/**
 * Adds the links of pages and their sources' sightings of them. A link that is known keeps its row: one that was only recorded becomes
 * open when it comes again as open, and what the first listing left out (date, full title) is filled in. Counts what is new to be
 * fetched or recorded.
 */
export async function addLinks(tx: Tx, pages: AddLinks[]): Promise<number> {
  const printed = toRows(pages)
  if (!printed.length) return 0
  const news = await findNews(tx, printed)
  if (!news.length) return 0
  const rows = toJson(news)

  const inserted = await sql<{ id: string }>`
    insert into carbonwire.link (id, url_key, url, source_id, state, depth, due_at, position, title, truncated,
      published, outlet, summary, outcome, first_seen_at)
    select r.id, r.url_key, r.url, r.source_id, r.state, r.depth, case when r.state = 'open' then r.at end,
      r.position, r.title, r.truncated, r.published, r.outlet, r.summary, r.outcome, r.at
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where not exists (select from carbonwire.alias where alias.id = r.id)
    order by r.id, r.state = 'open' desc, r.n
    on conflict (id) do nothing
    returning id`.execute(tx)
  const fresh = inserted.rows.length
  const opened = fresh < news.length ? await completeKnown(tx, rows) : 0

  await sight(tx, rows)
  return fresh + opened
}

/** Writes down who lists these links. What an article was read from already stands in these sources' feeds from now on, too. */
async function sight(tx: Tx, rows: string): Promise<void> {
  const seen = await sql<{ link_id: string | null; source_id: string }>`
    insert into carbonwire.sighting as known (link_id, source_id, first_seen_at, title, published, outlet, followed)
    select distinct on (1, 2) coalesce(alias.target_id, r.id), r.source_id, r.at, r.title, r.published, r.outlet, r.state = 'open'
    from jsonb_to_recordset(${rows}::jsonb) as ${columns} left join carbonwire.alias on alias.id = r.id
    order by 1, 2, r.state = 'open' desc, r.n
    on conflict (link_id, source_id) do update set followed = true where excluded.followed and not known.followed
    returning case when known.followed then known.link_id end as link_id, source_id`.execute(tx)
  await addToFeeds(
    tx,
    seen.rows.filter(row => row.link_id !== null) as { link_id: string; source_id: string }[],
  )
}

/** Sorted by id, so that two pages with the same links lock them in the same order. */
function toRows(pages: AddLinks[]): LinkRow[] {
  const rows = new Map<string, LinkRow>()
  for (const { sourceId, links, depth, at } of pages) {
    for (const [position, link] of links.entries()) {
      const id = addressId(link.urlKey)
      const key = `${id} ${sourceId} ${link.state}`
      if (rows.has(key)) continue
      const { urlKey, url, state, title, truncated, published, outlet, summary, reason } = link
      const outcome = state === 'recorded' ? { kind: 'skipped', reason } : null
      rows.set(key, {
        ...{ n: rows.size, id, source_id: sourceId, depth, at, url_key: urlKey, url, state },
        ...{ position, title, truncated, published, outlet, summary, outcome },
      })
    }
  }
  return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Those of the rows that tell something: pages print the same lists again and again. A link that its source has printed before, under the
 * same title and date, and that needs not be opened is left out.
 */
async function findNews(tx: Tx, printed: LinkRow[]): Promise<LinkRow[]> {
  const asked = printed.map(({ n, id, source_id, state, title, published }) => ({
    ...{ n, id, source_id, state, title, published },
  }))
  const known = await sql<{ n: number }>`
    select r.n from jsonb_to_recordset(${toJson(asked)}::jsonb)
        as r(n integer, id uuid, source_id text, state text, title text, published jsonb)
      left join carbonwire.alias on alias.id = r.id
      left join carbonwire.link on link.id = r.id
      left join carbonwire.source as owner on owner.id = link.source_id
      join carbonwire.sighting on sighting.link_id = coalesce(alias.target_id, r.id) and sighting.source_id = r.source_id
    where sighting.title = r.title and sighting.published is not distinct from r.published
      and (r.state <> 'open' or (sighting.followed and link.state is distinct from 'recorded' and owner.active is not false))`.execute(
    tx,
  )
  const left = new Set(known.rows.map(({ n }) => n))
  return left.size ? printed.filter(({ n }) => !left.has(n)) : printed
}

async function completeKnown(tx: Tx, rows: string): Promise<number> {
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
    where link.id = r.id and link.article_id is null and link.state <> 'removed'
      and ((link.published is null and r.published is not null) or (link.truncated and not r.truncated))`.execute(
    tx,
  )
  const opened = await sql`
    update carbonwire.link set state = 'open', due_at = r.at, source_id = r.source_id, depth = r.depth, url = r.url, outcome = null
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where link.id = r.id and r.state = 'open' and (link.state = 'recorded' or (link.source_id <> r.source_id
      and exists (select from carbonwire.source where id = link.source_id and not active)
      and link.article_id is null and link.state = 'open'))`.execute(tx)
  // Articles of a source that is gone are asked for again by one that follows them.
  await sql`
    update carbonwire.link set source_id = r.source_id
    from jsonb_to_recordset(${rows}::jsonb) as ${columns}
    where link.id = r.id and r.state = 'open' and link.article_id is not null and link.source_id <> r.source_id
      and exists (select from carbonwire.source where id = link.source_id and not active)`.execute(
    tx,
  )
  return Number(opened.numAffectedRows ?? 0)
}
