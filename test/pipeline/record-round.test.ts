import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import type { Article } from '../../src/model/article.ts'
import type { Page } from '../../src/model/page.ts'
import type { RecordedRead } from '../../src/pipeline/check-source.ts'
import { recordRound, sampleArticle, sampleEntry } from '../../src/pipeline/record-round.ts'
import { openRound } from '../../src/pipeline/round.ts'
import type { World } from '../../src/pipeline/world.ts'
import { loadRecordings } from '../../src/store/recordings.ts'
import { link, source, start } from '../contract/invented-news.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'carbonwire-recordings-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const never = new AbortController().signal
const world = { settings: { dataDir }, log: pino({ level: 'silent' }) } as unknown as World
const pageOf = (url: string, at: Date): Page => ({
  ...{ url, finalUrl: url, status: 200, headers: {}, fetchedAt: at },
  bytes: Buffer.from(`<html>${url}</html>`),
})
const article = (title: string) =>
  ({
    ...{ title, published: null, outlet: null, byline: [], editors: [], language: 'zh-Hans' },
    ...{ images: [], related: [], text: '正文。' },
  }) as unknown as Article

/** A round of a healthy source that read its list and so many articles. */
async function round(hours: number, articles: number) {
  const at = new Date(start.getTime() + hours * 3_600_000)
  const own = source()
  const opened = openRound('1', own, at, { signal: never, finish: never })
  const entry = own.entries[0]!
  sampleEntry(opened, entry, pageOf(entry.url, at), [link('news.example/1')])
  for (let n = 0; n < articles; n++)
    sampleArticle(
      opened,
      pageOf(`https://news.example/${hours}/${n}`, at),
      article(`第${n}篇`),
      link(`news.example/${n}`),
    )
  await recordRound(world, opened)
  const kept = await loadRecordings<RecordedRead>(dataDir, own.id)
  return kept.filter(({ kind }) => kind === 'article').map(({ page }) => page.url)
}

test('a healthy source is recorded in its rounds: a few pages, twice a day, the oldest make room', async () => {
  expect(await round(0, 5)).toHaveLength(2)
  // An hour later nothing is due.
  expect(await round(1, 5)).toHaveLength(2)
  for (const day of [1, 2, 3, 4, 5]) await round(day * 24, 3)
  const kept = await round(144, 3)
  expect(kept).toHaveLength(8)
  expect(kept).not.toContain('https://news.example/0/0')
  expect(kept).toContain('https://news.example/144/1')
})
