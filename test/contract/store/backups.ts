import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StoryIndex } from '../../../src/dedupe/story-index.ts'
import type { Store } from '../../../src/store/store.ts'
import { later, link, listing, source, start, steel, tell, wind } from '../invented-news.ts'

/** What every store must do for copies of everything. */
export function testBackups(open: () => Store): void {
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-backup-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a backup brings everything back, and followers begin again', async () => {
    const [store, index] = [open(), new StoryIndex()]
    const file = join(folder, 'news.backup')
    await store.syncSources([source()], start)
    await store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
    await tell(store, index, 'news.example/1', wind)
    await store.noteAction({ at: start, actor: 'a', action: 'b', subject: 'c', detail: { d: 1 } })
    const before = { feed: await store.readFeed({}, 9), log: await store.readLog() }

    const report = await store.backup(file, later(1))
    expect(report).toMatchObject({ madeAt: later(1) })
    expect(report.rows).toBeGreaterThan(5)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['news.backup'])

    await tell(store, index, 'news.example/2', steel)
    await store.removeAddresses(['news.example/1'], null, later(2))
    const between = await store.readLog()
    expect(await store.restore(file)).toMatchObject({ rows: report.rows, madeAt: later(1) })

    expect(await store.readFeed({}, 9)).toEqual(before.feed)
    const article = await store.findArticleByKey('news.example/1')
    expect((await store.findPage(article!.pageId))?.bytes.length).toBeGreaterThan(10)
    expect((await store.search({ q: '海上风电' }, 9)).hits).toHaveLength(1)
    expect(await store.dueLinks('news.example', later(3), 9)).toHaveLength(1)
    expect(await store.listActions(9)).toMatchObject([{ subject: 'c', detail: { d: 1 } }])
    const log = await store.readLog()
    expect(log.epoch).not.toBe(before.log.epoch)
    expect(log.lastSequence).toBeGreaterThan(between.lastSequence)

    // What was known of the stories that are gone is forgotten, and the line goes on.
    const { storyId } = await tell(store, index, 'news.example/2', steel)
    expect((await store.readFeed({}, 9)).map(({ id }) => id)).toEqual([storyId, before.feed[0]?.id])
    await store.noteAction({ at: start, actor: 'a', action: 'b', subject: 'e', detail: null })
    expect(await store.listActions(1)).toMatchObject([{ subject: 'e' }])
  })

  test('what is no whole backup changes nothing', async () => {
    const [store, index] = [open(), new StoryIndex()]
    await store.syncSources([source()], start)
    await tell(store, index, 'news.example/1', wind)
    const file = join(folder, 'short.backup')
    await store.backup(file, later(1))
    const whole = readFileSync(file)
    const log = await store.readLog()
    const bad = join(folder, 'bad.backup')
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, whole.length - 200),
      Buffer.from('<html>'),
      Buffer.alloc(0),
    ]) {
      writeFileSync(bad, bytes)
      await expect(store.restore(bad)).rejects.toThrow(/no backup|ends early/)
    }
    expect(await store.readLog()).toEqual(log)
    expect(await store.readFeed({}, 9)).toHaveLength(1)
  })
}
