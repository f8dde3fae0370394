import { expect, test } from 'vitest'
import { StoryIndex } from '../../../src/dedupe/story-index.ts'
import type { Store } from '../../../src/store/store.ts'
import { later, link, listing, round, source, start, tell } from '../invented-news.ts'

/** What is known of sources: when they are asked, pages that they share, new names, bad files. */
export function testSources(open: () => Store): void {
  test('a new source is due at once, and one that comes again keeps its time', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.endRound(round({ nextRoundAt: later(30) }))
    await store.syncSources([source()], later(1))
    expect((await store.findSource('news.example'))?.nextRoundAt).toEqual(later(30))
  })

  test('a shorter interval holds from now on', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.endRound(round({ nextRoundAt: later(30) }))
    await store.syncSources([source('news.example', { intervalMinutes: 10 })], later(1))
    expect((await store.findSource('news.example'))?.nextRoundAt).toEqual(later(11))
  })

  test('a source whose file is gone is inactive, and due at once when it comes back', async () => {
    const store = open()
    await store.syncSources([source(), source('other.example')], start)
    await store.endRound(round({ nextRoundAt: later(30) }))
    await store.syncSources([source('other.example')], later(1))
    const states = await store.listSources()
    expect(states.map(({ source: { id }, active }) => [id, active])).toEqual([
      ['news.example', false],
      ['other.example', true],
    ])
    await store.syncSources([source()], later(2))
    expect(await store.findSource('news.example')).toMatchObject({
      active: true,
      nextRoundAt: later(2),
    })
  })

  test('a link that two sources list is fetched once and stands in the feed of both', async () => {
    const store = open()
    const index = new StoryIndex()
    await store.syncSources([source(), source('second.example')], start)
    await store.saveListing(listing([link('news.example/1')]))
    const listed = { ...listing([link('news.example/1')]), sourceId: 'second.example' }
    expect(await store.saveListing(listed)).toMatchObject({ fresh: 0 })
    await tell(store, index, 'news.example/1')
    const read = async (id: string) =>
      (await store.readFeed({ source: [id] }, 9)).map(({ sources }) => sources)
    const both = ['news.example', 'second.example']
    expect(await read('second.example')).toEqual([both])
    expect(await read('news.example')).toEqual([both])
    expect((await store.findSource('second.example'))?.articles).toBe(1)

    // One that comes later, and lists a page of another host that it does not follow.
    await store.syncSources([source(), source('second.example'), source('third.example')], later(1))
    const sequence = await store.lastSequence()
    const recorded = link('news.example/1', { state: 'recorded', reason: 'other-host' })
    await store.saveListing({ ...listing([recorded]), sourceId: 'third.example' })
    expect(await read('third.example')).toEqual([])
    await store.saveListing({ ...listing([link('news.example/1')]), sourceId: 'third.example' })
    expect(await read('third.example')).toEqual([[...both, 'third.example']])
    expect((await store.findSource('third.example'))?.articles).toBe(1)
    expect(await store.lastSequence()).toBe(sequence)
  })

  test('what a source that is gone had not read yet is taken over by one that lists it', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.saveListing(listing([link('news.example/1')]))
    await store.syncSources([source('second.example')], later(1))
    await store.saveListing({ ...listing([link('news.example/1')]), sourceId: 'second.example' })
    expect(await store.dueLinks('second.example', later(2), 9)).toHaveLength(1)
  })

  test('a file that is gone and a new one with the same entries are one source under another name', async () => {
    const store = open()
    const index = new StoryIndex()
    const before = source()
    await store.syncSources([before, source('other.example')], start)
    await store.saveListing(listing([link('news.example/1'), link('news.example/2')]))
    await tell(store, index, 'news.example/1')
    await store.syncSources([{ ...before, id: 'renamed' }, source('other.example')], later(1))
    expect(await store.findSource('news.example')).toBeNull()
    expect(await store.findSource('renamed')).toMatchObject({ articles: 1, active: true })
    expect(await store.dueLinks('renamed', later(2), 9)).toHaveLength(1)
    const [item] = await store.readFeed({ source: ['renamed'] }, 9)
    expect(item).toMatchObject({ source: { id: 'renamed' }, sources: ['renamed'] })
    expect(await store.renameSource('nobody', 'somebody')).toBe(false)
    expect(await store.renameSource('renamed', 'other.example')).toBe(true)
    expect(await store.readFeed({ source: ['other.example'] }, 9)).toHaveLength(1)
  })

  test('a source whose file is bad stays as it was', async () => {
    const store = open()
    await store.syncSources([source(), source('other.example')], start)
    await store.syncSources([source('other.example')], later(1), ['news.example'])
    expect((await store.findSource('news.example'))?.active).toBe(true)
    await store.syncSources([], later(2), 'all')
    expect((await store.findSource('other.example'))?.active).toBe(true)
  })
}
