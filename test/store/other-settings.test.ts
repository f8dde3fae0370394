import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'
import {
  hasPgBouncer,
  hasPostgres,
  needing,
  type Service,
  startPgBouncer,
  startPostgres,
} from '../services.ts'

/** What an operator, or a shared server, may have set. */
const settings = {
  datestyle: 'SQL, DMY',
  timezone: 'America/New_York',
  search_path: '"$user", elsewhere',
  intervalstyle: 'sql_standard',
  bytea_output: 'escape',
}

/** One article on its way from the listing to a subscriber, with every date that comes back. */
async function goThrough(databaseUrl: string) {
  const { store, now } = await openStore({ databaseUrl, dataDir: '' })
  try {
    const { start, later } = news
    await store.syncSources([news.source(), news.source('Zeit.example'.toLowerCase())], start)
    await store.saveListing(news.listing([news.link('news.example/1')]))
    const [due] = await store.dueLinks('news.example', start, 10)
    await news.saveOne(store, news.reading('news.example/1'))
    const index = new StoryIndex()
    await news.publishKey(store, index, 'news.example/1')
    await news.tell(store, index, 'news.example/2', {
      ...news.wind,
      outlet: { printed: 'zebra', name: 'zebra' },
    })
    await news.tell(store, index, 'news.example/3', {
      ...news.steel,
      outlet: { printed: 'Äther', name: 'Äther' },
    })
    const [item] = await store.readFeed({ q: '碳排放权' }, 10)
    const [again] = await store.dueLinks('news.example', later(60), 10)
    const page = await store.findPage((await store.findArticleByKey('news.example/1'))!.pageId)
    return {
      firstSeen: due?.firstSeenAt,
      published: item?.published,
      modified: item?.modified,
      firstFetched: again?.article?.firstFetchedAt,
      fetchedAt: page?.fetchedAt,
      bytes: Buffer.from(page?.bytes ?? []).toString(),
      outlets: (await store.countBy('outlet', {})).map(({ name }) => name),
      planned: (await store.plannedRounds(start)).map(({ nextAt }) => nextAt),
      isNow: Math.abs(now().getTime() - Date.now()) < 60_000,
    }
  } finally {
    await store.close()
  }
}

describe.skipIf(!hasPostgres)(
  needing('a database with other settings', 'postgres', hasPostgres),
  () => {
    let server: Service
    let expected: Awaited<ReturnType<typeof goThrough>>
    const run = async (...statements: string[]) => {
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    }
    const urlOf = (name: string) => server.url.replace(/\/postgres$/, `/${name}`)

    beforeAll(async () => {
      server = await startPostgres()
      await run('create database plain')
      expected = await goThrough(urlOf('plain'))
    })
    afterAll(() => server?.[Symbol.asyncDispose]())

    test('gives back the same dates, bytes and orders', async () => {
      await run(
        'create database other',
        ...Object.entries(settings).map(
          ([name, value]) =>
            `alter database other set ${name} = ${name === 'search_path' ? value : `'${value}'`}`,
        ),
      )
      expect(await goThrough(urlOf('other'))).toEqual(expected)
      expect(expected.published).toMatchObject({ precision: 'minute', at: news.start })
      expect(expected.outlets).toEqual(['zebra', 'Äther'])
    })

    test('sorts names the same way whatever its collation is', async () => {
      await run(
        "create database sorted template template0 encoding 'UTF8' locale_provider icu icu_locale 'de-DE' locale 'C.UTF-8'",
      )
      expect(await goThrough(urlOf('sorted'))).toEqual(expected)
    })

    test.skipIf(!hasPgBouncer)(
      `behind a pooler that changes connections with every transaction${hasPgBouncer ? '' : ' (skipped: no pgbouncer on this machine)'}`,
      async () => {
        await run(
          'create database pooled',
          "alter database pooled set datestyle = 'SQL, DMY'",
          "alter database pooled set timezone = 'America/New_York'",
        )
        await using pooler = await startPgBouncer(urlOf('pooled'))
        expect(await goThrough(pooler.url)).toEqual(expected)
      },
    )
  },
)
