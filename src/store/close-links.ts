import { sql } from 'kysely'
import type { Saving } from './saving.ts'
import type { Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

const columns = sql`r(id uuid, url_key text, url text, source_id text, depth integer, title text, etag text, last_modified text,
  outcome jsonb, article_id uuid, due_at timestamptz, at timestamptz)`

/**
 * Writes how the fetches of links ended, and the rows of the articles' own addresses where those are others. An article is asked for
 * again under one address only: the one it was first read at.
 */
export async function closeLinks(tx: Tx, savings: Saving[]): Promise<void> {
  const asked = await findAsked(tx, savings)
  const rows = savings.map(saving => {
    const isAsked = asked.some(
      ({ id, article_id }) => article_id === saving.articleId && id !== saving.linkId,
    )
    const { linkId, request } = saving
    return toRow(saving, linkId, request.urlKey, isAsked ? null : request.nextVisitAt)
  })
  await sql`${insertLinks(rows)}
    on conflict (id) do update set state = 'done', attempts = 0, page_id = null, etag = excluded.etag, last_modified = excluded.last_modified,
      visits = link.visits + (link.article_id is not null and link.ended_at is distinct from excluded.ended_at)::integer,
      outcome = excluded.outcome, article_id = excluded.article_id, due_at = excluded.due_at, ended_at = excluded.ended_at`.execute(
    tx,
  )

  const own = savings
    .filter(({ linkId, articleId }) => linkId !== articleId)
    .map(saving => toRow(saving, saving.articleId, saving.request.articleKey, null))
  if (own.length)
    await sql`${insertLinks(own)}
      on conflict (id) do update set state = 'done', article_id = excluded.article_id, due_at = null
      where link.article_id is null`.execute(tx)
}

/** The links under which these articles are asked for again. */
async function findAsked(tx: Tx, savings: Saving[]): Promise<{ id: string; article_id: string }[]> {
  const ids = savings.map(({ articleId }) => articleId)
  const { rows } = await sql<{ id: string; article_id: string }>`
    select id, article_id from carbonwire.link where article_id = any(${ids}::uuid[]) and due_at is not null`.execute(
    tx,
  )
  return rows
}

function toRow({ request, articleId }: Saving, id: string, urlKey: string, dueAt: Date | null) {
  const { page, sourceId, depth, article, validators, outcome } = request
  return {
    ...{ id, url_key: urlKey, url: page.finalUrl, source_id: sourceId, depth },
    ...{ title: article.title, etag: validators.etag, last_modified: validators.lastModified },
    ...{ outcome, article_id: articleId, due_at: dueAt, at: page.fetchedAt },
  }
}

const insertLinks = (rows: object[]) => sql`
  insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, etag, last_modified,
    outcome, article_id, due_at, first_seen_at, ended_at)
  select r.id, r.url_key, r.url, r.source_id, 'done', r.depth, 0, r.title, false, r.etag, r.last_modified,
    r.outcome, r.article_id, r.due_at, r.at, r.at
  from jsonb_to_recordset(${toJson(rows)}::jsonb) as ${columns} order by r.id`
