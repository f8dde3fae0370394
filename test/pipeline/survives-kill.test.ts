import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { startChild } from '../children.ts'
import { freePort } from '../services.ts'

const bin = join(import.meta.dirname, '../../bin/carbonwire.mjs')
const bornAt = '2026-11-20T04:00:00.000Z'
const dirs: string[] = []
let port: number

beforeAll(async () => {
  port = await freePort()
})

afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

/** A data directory whose invented web has the same addresses and dates as every other's. */
function newDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-kill-'))
  dirs.push(dir)
  writeFileSync(join(dir, 'birth.json'), JSON.stringify({ port, bornAt }))
  return dir
}

/** Runs the demo once. With `killAt`, sends SIGKILL as soon as that many links have been read. */
function runDemo(dir: string, killAt?: number): Promise<'done' | 'killed'> {
  return new Promise((resolve, reject) => {
    const child = startChild(
      process.execPath,
      [bin, 'demo', '--once', '--data', dir, '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let output = ''
    child.stdout.on('data', chunk => {
      output += chunk
      const read = [...output.matchAll(/(\d+) of \d+ links read/g)].at(-1)?.[1]
      if (killAt !== undefined && read && Number(read) >= killAt) child.kill('SIGKILL')
    })
    child.stderr.on('data', chunk => {
      output += chunk
    })
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed')
      else if (code === 0) resolve('done')
      else reject(new Error(`the demo ended with ${code ?? signal}:\n${output}`))
    })
  })
}

/** Everything a reader could tell two stores apart by. */
async function contentOf(dir: string) {
  const { store, pool } = await openStore({ databaseUrl: null, dataDir: join(dir, 'store') })
  try {
    const { rows: articles } = await pool.query<{ url: string; title: string }>(
      'select url, title from carbonwire.article order by url',
    )
    const { rows: members } = await pool.query<{ story_id: string; url: string }>(
      'select m.story_id, a.url from carbonwire.member m join carbonwire.article a on a.id = m.article_id',
    )
    const stories = Object.values(Object.groupBy(members, ({ story_id }) => story_id))
    const items = await store.readFeed({}, 1000)
    return {
      articles,
      stories: stories
        .map(each =>
          each!
            .map(({ url }) => url)
            .sort()
            .join('\n'),
        )
        .sort(),
      itemUrls: items.length,
      itemIds: new Set(items.map(({ id }) => id)).size,
      titles: items.map(({ title }) => title).sort(),
    }
  } finally {
    await store.close()
  }
}

test('a line that is killed again and again ends with the same articles, stories and items', {
  timeout: 600_000,
}, async () => {
  const calm = newDataDir()
  expect(await runDemo(calm)).toBe('done')
  const expected = await contentOf(calm)
  expect(expected.articles.length).toBeGreaterThan(190)

  const shaken = newDataDir()
  for (const killAt of [1, 60, 140]) await runDemo(shaken, killAt)
  expect(await runDemo(shaken)).toBe('done')
  const survived = await contentOf(shaken)

  expect(survived.articles).toEqual(expected.articles)
  expect(survived.stories).toEqual(expected.stories)
  expect(survived.itemUrls).toBe(expected.itemUrls)
  expect(survived.itemIds).toBe(survived.itemUrls)
  expect(survived.titles).toEqual(expected.titles)
})
