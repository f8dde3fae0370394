import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Outcome } from '../model/outcome.ts'
import type { Replay, ReplayExample, ReplayRequest } from '../model/replay.ts'
import type { StoredArticle } from '../model/stored-article.ts'
import { articleColumns, toStoredArticle } from './articles.ts'
import type { DueLink } from './doors/crawling.ts'
import type { Db, StoredPublished, Tables } from './schema.ts'
import { readPublished, toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Examples of differences that are kept of one run. */
const EXAMPLES_KEPT = 200

/** Runs of a stage over what is stored. A run that is cut short goes on after the last article it noted. */
export interface Replays {
  askReplay(request: ReplayRequest, now: Date): Promise<Replay>
  findReplay(id: string): Promise<Replay | null>
  /** Ids of those that wait or run, the oldest first. */
  openReplays(): Promise<string[]>
  /** Counts what there is to do; one that runs already goes on. */
  startReplay(id: string, now: Date): Promise<Replay | null>
  /** The next articles, by the time they were first fetched, and for `parse` the pages that gave none. Empty at the end. */
  readReplayBatch(id: string, limit: number): Promise<(ReplayArticle | KeptPage)[]>
  /** These articles are done: their counts are added and the run goes on after the last of them. A batch noted twice counts once. */
  noteReplayBatch(
    id: string,
    articles: Pick<StoredArticle, 'id' | 'firstFetchedAt'>[],
    counts: Record<string, number>,
    examples: ReplayExample[],
  ): Promise<void>
  endReplay(
    id: string,
    state: 'done' | 'failed' | 'stopped',
    message: string | null,
    now: Date,
  ): Promise<void>
  listReplayExamples(id: string, limit: number): Promise<ReplayExample[]>
}

/** An article with the pages that it was read from. */
export type ReplayArticle = StoredArticle & { furtherPageIds: string[]; encoding: string }

/** A page that was kept though it gave no article. */
export type KeptPage = Omit<DueLink, 'attempts' | 'lastOutcome' | 'firstSeenAt' | 'article'> & {
  /** Of its link. */
  id: string
  pageId: string
  article: null
  firstFetchedAt: Date
  outcome: Outcome | null
}

type Row = { [Column in keyof Tables['replay']]: unknown }

function toReplay(row: Row): Replay {
  return {
    id: row.id,
    stage: row.stage,
    sourceId: row.source_id,
    since: row.since,
    dryRun: row.dry_run,
    state: row.state,
    message: row.message,
    total: row.total,
    done: row.done,
    counts: row.counts,
    askedAt: row.asked_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  } as Replay
}

/** The store's part for runs over what is stored. */
export function buildReplays(db: Db): Replays {
  const find = async (id: string) => {
    const row = await db.selectFrom('replay').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? toReplay(row) : null
  }
  return {
    async askReplay({ stage, sourceId, since, dryRun }, now) {
      const row = await db
        .insertInto('replay')
        .values({
          ...{ id: randomUUID(), stage, source_id: sourceId, since, dry_run: dryRun },
          ...{ state: 'waiting', message: null, total: null, cursor_at: null, cursor_id: null },
          ...{ asked_at: now, started_at: null, ended_at: null },
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toReplay(row)
    },
    findReplay: find,
    async openReplays() {
      const rows = await db
        .selectFrom('replay')
        .select('id')
        .where('state', 'in', ['waiting', 'running'])
        .orderBy('asked_at')
        .execute()
      return rows.map(({ id }) => id)
    },
    async startReplay(id, now) {
      await sql`
        update carbonwire.replay set state = 'running', started_at = coalesce(started_at, ${now}),
          total = coalesce(total, (select count(*)::integer from carbonwire.article where ${chosen})
            + (select count(*)::integer from carbonwire.link where ${chosenPages}))
        where id = ${id} and state in ('waiting', 'running')`.execute(db)
      return find(id)
    },
    async readReplayBatch(id, limit) {
      const [articles, pages] = await Promise.all([
        readBatch(db, id, limit),
        readKeptPages(db, id, limit),
      ])
      return [...articles, ...pages].sort(byTime).slice(0, limit)
    },
    noteReplayBatch: (...given) => noteBatch(db, ...given),
    async endReplay(id, state, message, now) {
      await db
        .updateTable('replay')
        .set({ state, message, ended_at: now })
        .where('id', '=', id)
        .where('state', 'in', ['waiting', 'running'])
        .execute()
    },
    async listReplayExamples(id, limit) {
      const rows = await db
        .selectFrom('replay_example')
        .select('difference')
        .where('replay_id', '=', id)
        .orderBy('article_id')
        .limit(limit)
        .execute()
      return rows.map(({ difference }) => difference as ReplayExample)
    },
  }
}

/** What of `article` the row of `replay` asks for. Those that were first fetched after it was asked for were read by today's rules. */
const chosen: RawBuilder<unknown> = sql`(replay.source_id is null or article.source_id = replay.source_id)
  and (replay.since is null or article.first_fetched_at >= replay.since)
  and article.first_fetched_at <= replay.asked_at`

/** What of `link` it asks for: kept pages, when it is about reading. */
const chosenPages: RawBuilder<unknown> = sql`replay.stage = 'parse' and link.page_id is not null and link.article_id is null
  and (replay.source_id is null or link.source_id = replay.source_id)
  and (replay.since is null or link.first_seen_at >= replay.since) and link.first_seen_at <= replay.asked_at`

type Timed = Pick<StoredArticle, 'id' | 'firstFetchedAt'>
const byTime = (a: Timed, b: Timed) =>
  a.firstFetchedAt.getTime() - b.firstFetchedAt.getTime() || (a.id < b.id ? -1 : 1)

type KeptRow = { [Column in keyof Tables['link']]: unknown }

async function readKeptPages(db: Db, id: string, limit: number): Promise<KeptPage[]> {
  const { rows } = await sql<KeptRow>`
    select link.* from carbonwire.link join carbonwire.replay on replay.id = ${id} where ${chosenPages}
      and (replay.cursor_id is null or (link.first_seen_at, link.id) > (replay.cursor_at, replay.cursor_id))
    order by link.first_seen_at, link.id limit ${limit}`.execute(db)
  return rows.map(toKeptPage)
}

const toKeptPage = (row: KeptRow): KeptPage =>
  ({
    id: row.id,
    urlKey: row.url_key,
    url: row.url,
    sourceId: row.source_id,
    depth: row.depth,
    pageId: row.page_id,
    article: null,
    firstFetchedAt: row.first_seen_at,
    outcome: row.outcome,
    listed: {
      title: row.title,
      truncated: row.truncated,
      published: readPublished(row.published as StoredPublished | null),
    },
  }) as KeptPage

async function readBatch(db: Db, id: string, limit: number): Promise<ReplayArticle[]> {
  const rows = await db
    .selectFrom('article')
    .innerJoin('replay', join => join.on(sql<boolean>`true`))
    .select(articleColumns.map(column => `article.${column}` as const))
    .select(['article.further_page_ids', 'article.encoding'])
    .where('replay.id', '=', id)
    .where(sql<boolean>`${chosen}`)
    .where(
      sql<boolean>`(replay.cursor_id is null or (article.first_fetched_at, article.id) > (replay.cursor_at, replay.cursor_id))`,
    )
    .orderBy('article.first_fetched_at')
    .orderBy('article.id')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    ...toStoredArticle(row),
    furtherPageIds: row.further_page_ids,
    encoding: row.encoding,
  }))
}

async function noteBatch(
  db: Db,
  id: string,
  articles: Pick<StoredArticle, 'id' | 'firstFetchedAt'>[],
  counts: Record<string, number>,
  examples: ReplayExample[],
): Promise<void> {
  const last = articles.at(-1)
  if (!last) return
  await inTransaction(db, async tx => {
    const row = await tx
      .selectFrom('replay')
      .select(['cursor_at', 'cursor_id', 'counts', 'done'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row || isBehind(last, row.cursor_at, row.cursor_id)) return

    const total = { ...row.counts }
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count
    await tx
      .updateTable('replay')
      .set({
        done: row.done + articles.length,
        counts: toJson(total),
        cursor_at: last.firstFetchedAt,
        cursor_id: last.id,
      })
      .where('id', '=', id)
      .execute()
    const known = await tx
      .selectFrom('replay_example')
      .select(sql<number>`count(*)::integer`.as('n'))
      .where('replay_id', '=', id)
      .executeTakeFirstOrThrow()
    const kept = examples.slice(0, Math.max(0, EXAMPLES_KEPT - known.n))
    if (kept.length)
      await tx
        .insertInto('replay_example')
        .values(
          kept.map(example => ({
            replay_id: id,
            article_id: example.articleId,
            difference: toJson(example),
          })),
        )
        .onConflict(conflict => conflict.columns(['replay_id', 'article_id']).doNothing())
        .execute()
  })
}

function isBehind(
  last: Pick<StoredArticle, 'id' | 'firstFetchedAt'>,
  at: Date | null,
  id: string | null,
): boolean {
  if (!at || !id) return false
  return (
    last.firstFetchedAt < at || (last.firstFetchedAt.getTime() === at.getTime() && last.id <= id)
  )
}
