import { sql } from 'kysely'
import { instantOfPublished } from '../feeds/feed-dates.ts'
import { addLinks } from './add-links.ts'
import { closeLinks } from './close-links.ts'
import type { SaveArticle, SavedArticle } from './doors/crawling.ts'
import { endBarred } from './end-barred.ts'
import { writeAlias } from './links.ts'
import { addressId } from './names.ts'
import { insertPages, packPage } from './pages.ts'
import { keepText } from './revisions.ts'
import type { Saving } from './saving.ts'
import type { Db, Tx } from './schema.ts'
import { countArticles } from './sightings.ts'
import { readArticle, toJson, toText } from './stored-values.ts'
import { inTransaction, lockSources } from './transaction.ts'

/** See `Store.saveArticles`: pages, texts, related links and the links' own states, all in one transaction. */
export async function saveArticles(db: Db, requests: SaveArticle[]): Promise<SavedArticle[]> {
  if (!requests.length) return []
  const packed = await Promise.all(requests.map(pack))
  return inTransaction(db, async tx => {
    await lockSources(
      tx,
      requests.map(({ sourceId }) => sourceId),
    )
    await resolveArticles(tx, packed)
    const barred = await endBarred(tx, packed)
    const allowed = packed.filter(saving => !barred.has(saving))
    if (!allowed.length) return packed.map(saving => barred.get(saving)!)
    await insertPages(
      tx,
      allowed.flatMap(({ page, furtherPages }) => [page, ...furtherPages]),
    )
    const saved = new Map<Saving, SavedArticle>()
    for (const wave of splitWaves(allowed)) {
      for (const [saving, end] of await writeArticles(tx, wave)) saved.set(saving, end)
      await closeLinks(tx, wave)
    }
    await countArticles(
      tx,
      [...saved]
        .filter(([, { change }]) => change === 'new')
        .map(([{ request, articleId }]) => ({ articleId, sourceId: request.sourceId })),
    )
    await addLinks(
      tx,
      allowed.map(({ request: { sourceId, related, depth, page } }) => ({
        ...{ sourceId, links: related, depth, at: page.fetchedAt },
      })),
    )
    return packed.map(saving => (saved.get(saving) ?? barred.get(saving))!)
  })
}

async function pack(request: SaveArticle): Promise<Saving> {
  const [page, ...furtherPages] = await Promise.all(
    [request.page, ...request.furtherPages].map(packPage),
  )
  const [linkId, articleId] = [addressId(request.urlKey), addressId(request.articleKey)]
  return { request, page: page!, furtherPages, linkId, articleId }
}

/** Notes under which other keys the articles were reached, and finds the articles that their keys stand for. */
async function resolveArticles(tx: Tx, savings: Saving[]): Promise<void> {
  for (const { request, linkId } of savings)
    if (linkId !== addressId(request.articleKey))
      await writeAlias(tx, request.urlKey, request.articleKey)

  const keys = savings.map(({ request }) => addressId(request.articleKey))
  const { rows } = await sql<{ id: string; target_id: string }>`
    select id, target_id from carbonwire.alias where id = any(${keys}::uuid[])`.execute(tx)
  const targets = new Map(rows.map(row => [row.id, row.target_id]))
  for (const [at, saving] of savings.entries())
    saving.articleId = targets.get(keys[at]!) ?? keys[at]!
}

/** What is one article, or one link, is written one after the other. */
function splitWaves(savings: Saving[]): Saving[][] {
  const waves: { ids: Set<string>; savings: Saving[] }[] = []
  for (const saving of savings) {
    const ids = [saving.articleId, saving.linkId]
    const last = waves.findLastIndex(wave => ids.some(id => wave.ids.has(id)))
    waves[last + 1] ??= { ids: new Set(), savings: [] }
    waves[last + 1]!.savings.push(saving)
    for (const id of ids) waves[last + 1]!.ids.add(id)
  }
  return waves.map(wave => wave.savings)
}

type Before = {
  id: string
  revision: number
  content: unknown
  fetched_at: Date
  gone_at: Date | null
}

async function writeArticles(tx: Tx, wave: Saving[]): Promise<Map<Saving, SavedArticle>> {
  const ends = new Map<Saving, SavedArticle>()
  const known = await readBefore(tx, wave)
  const inserted = await insertArticles(
    tx,
    wave.filter(({ articleId }) => !known.has(articleId)),
  )
  // One that another process has stored meanwhile is there now.
  const late = wave.filter(({ articleId: id }) => !known.has(id) && !inserted.has(id))
  if (late.length) for (const [id, before] of await readBefore(tx, late)) known.set(id, before)

  const same: Saving[] = []
  for (const saving of wave) {
    const { articleId } = saving
    const before = known.get(articleId)
    if (!before) ends.set(saving, { articleId, revision: 1, change: 'new' })
    else ends.set(saving, await reviseArticle(tx, saving, before, same))
  }
  await touchArticles(tx, same)
  return ends
}

async function readBefore(tx: Tx, wave: Saving[]): Promise<Map<string, Before>> {
  const ids = wave.map(({ articleId }) => articleId)
  const { rows } = await sql<Before>`
    select id, revision, content, fetched_at, gone_at from carbonwire.article
    where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  return new Map(rows.map(row => [row.id, row]))
}

/** The ids of those that were not there. */
async function insertArticles(tx: Tx, savings: Saving[]): Promise<Set<string>> {
  if (!savings.length) return new Set()
  const rows = savings.map(saving => ({
    ...articleFields(saving),
    id: saving.articleId,
    url_key: saving.request.articleKey,
    source_id: saving.request.sourceId,
  }))
  const inserted = await sql<{ id: string }>`
    insert into carbonwire.article (id, url_key, source_id, revision, url, title, outlet, language, published_at, content, encoding,
      page_id, further_page_ids, fetched_at, first_fetched_at)
    select r.id, r.url_key, r.source_id, 1, r.url, r.title, r.outlet, r.language, r.published_at, r.content, r.encoding,
      r.page_id, r.further_page_ids, r.fetched_at, r.fetched_at
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(id uuid, url_key text, source_id text, url text, title text, outlet text,
      language text, published_at timestamptz, content jsonb, encoding text, page_id uuid, further_page_ids uuid[],
      fetched_at timestamptz)
    order by r.id
    on conflict (id) do nothing
    returning id`.execute(tx)
  return new Set(inserted.rows.map(({ id }) => id))
}

function articleFields({ request, page, furtherPages }: Saving) {
  const { article } = request
  return {
    url: article.url,
    title: article.title,
    outlet: article.outlet?.name ?? null,
    language: article.language,
    published_at: instantOfPublished(article.published),
    content: article,
    encoding: request.encoding,
    page_id: page.id,
    further_page_ids: furtherPages.map(({ id }) => id),
    fetched_at: request.page.fetchedAt,
  }
}

/** An older fetch never overwrites what a newer one said; a text that reads the same stays as it is, and is put to `same`. */
async function reviseArticle(
  tx: Tx,
  saving: Saving,
  before: Before,
  same: Saving[],
): Promise<SavedArticle> {
  const { request, articleId } = saving
  const unchanged = { articleId, revision: before.revision, change: 'unchanged' as const }
  if (before.fetched_at > request.page.fetchedAt) return unchanged

  const isBack = before.gone_at !== null && request.page.fetchedAt > before.gone_at
  if (before.gone_at && !isBack) return unchanged
  if (!isBack && !request.isRevision(readArticle(before.content))) {
    same.push(saving)
    return unchanged
  }

  const revision = before.revision + 1
  // The text of a page that was taken down went into the history then.
  if (!isBack) await keepText(tx, articleId)
  const { url, title, outlet, content, ...fields } = articleFields(saving)
  await tx
    .updateTable('article')
    .set({
      ...{ ...fields, revision, url: toText(url), title: toText(title), content: toJson(content) },
      ...{ outlet: outlet === null ? null : toText(outlet), gone_at: null, gone_outcome: null },
    })
    .where('id', '=', articleId)
    .execute()
  if (isBack) {
    const { fetched_at: at, page_id } = fields
    await tx
      .insertInto('revision')
      .values({ article_id: articleId, revision, kind: 'back', at, page_id, content: null })
      .execute()
  }
  return { articleId, revision, change: 'revised' }
}

/** The page was fetched again and says the same. */
async function touchArticles(tx: Tx, savings: Saving[]): Promise<void> {
  if (!savings.length) return
  const rows = savings.map(({ articleId, page, request }) => ({
    ...{ id: articleId, page_id: page.id, fetched_at: request.page.fetchedAt },
  }))
  await sql`
    update carbonwire.article set fetched_at = r.fetched_at, page_id = r.page_id
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as r(id uuid, page_id uuid, fetched_at timestamptz)
    where article.id = r.id`.execute(tx)
}
