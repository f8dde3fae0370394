import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Break } from '../faults/breaking-web.ts'
import { DAY_MS, HOUR_MS, openWatchedLine, type WatchedLine } from '../faults/watched-line.ts'

/** The sites are named after their number: a host that is called after a wall is one. */
const moods: [Break, string, RegExp][] = [
  ['forbidden', 'blocked', /refuses us \(http-403\)/],
  ['captcha', 'blocked', /whether we are human/],
  ['captcha-on-articles', 'blocked', /its articles/],
  ['login', 'blocked', /login/],
  ['home', 'blocked', /home page/],
  ['emptied', 'broken', /list is empty/],
  ['gambling', 'hijacked', /taken over/],
  ['moved', 'broken', /leads to elsewhere\.localhost:\d+ now: the site has moved/],
  ['gone', 'broken', /not there any more/],
  ['robots', 'blocked', /robots\.txt/],
]

const siteOf = (mood: Break) => `site${moods.findIndex(each => each[0] === mood)}`

let line: WatchedLine
beforeAll(async () => {
  line = await openWatchedLine([...moods.map(([mood]) => siteOf(mood)), 'cert', 'half', 'office'])
})
afterAll(() => line[Symbol.asyncDispose]())

describe('what broke is told once, with its evidence, and so is its end', () => {
  test.each(moods)('%s', async (mood, kind, reason) => {
    const { web, world, rounds, toldOf, stateOf, setClock } = line
    const id = siteOf(mood)
    const site = web.site(id)
    await rounds(id, 2, 1)
    expect(await stateOf(id)).toMatchObject({ state: 'healthy' })
    site.mood = mood
    // The rules of robots.txt are believed for a day.
    if (mood === 'robots') setClock(Date.now() + DAY_MS)
    await rounds(id, 1, 1)
    expect(toldOf(id)).toEqual([])
    await rounds(id, 1, 2)
    expect(toldOf(id)).toMatchObject([
      { event: 'opened', incident: { kind, reason: expect.stringMatching(reason) } },
    ])
    expect(await stateOf(id)).toMatchObject({ state: kind })
    const { incident } = toldOf(id)[0]!
    expect(incident.before).toBeTruthy()
    const good = incident.goodPageId && (await world.store.findPage(incident.goodPageId))
    expect(Buffer.from((good || { bytes: new Uint8Array() }).bytes).toString()).toContain('公告')

    site.mood = 'well'
    if (mood === 'robots') setClock(Date.now() + DAY_MS)
    await rounds(id, 1, 1)
    expect(line.eventsOf(id)).toEqual(['opened', 'ended'])
    expect(await stateOf(id)).toMatchObject({ state: 'healthy' })
  })

  test('half of the articles without a date, until they have one again', async () => {
    const { web, rounds, toldOf, eventsOf } = line
    const site = web.site('half')
    // Pages of before are visited again meanwhile, and have their dates.
    await rounds('half', 3, 6)
    site.mood = 'half-dates'
    await rounds('half', 1, 4, 4 * HOUR_MS)
    expect(toldOf('half')).toEqual([])
    await rounds('half', 3, 4, 4 * HOUR_MS)
    expect(toldOf('half')).toMatchObject([
      {
        event: 'opened',
        incident: { kind: 'degraded', reason: expect.stringContaining('have not a date') },
      },
    ])
    expect(toldOf('half')[0]!.incident.where).toMatch(/\/2026\/t\d+\.html$/)
    await rounds('half', 4, 3, 6 * HOUR_MS)
    expect(eventsOf('half')).toEqual(['opened'])
    site.mood = 'well'
    await rounds('half', 3, 6)
    expect(eventsOf('half')).toEqual(['opened', 'ended'])
  })

  test('a certificate that ran out', async () => {
    const { web, rounds, toldOf } = line
    await rounds('cert', 2, 1)
    web.spendCertificate()
    await rounds('cert', 1, 1)
    // Somebody else answers: it is no fault of this machine's network.
    await rounds('office', 1, 0)
    await rounds('cert', 1, 1)
    expect(toldOf('cert')).toMatchObject([
      {
        event: 'opened',
        incident: { kind: 'broken', reason: expect.stringContaining('certificate') },
      },
    ])
    web.renewCertificate()
    await rounds('cert', 1, 1)
    expect(line.eventsOf('cert')).toEqual(['opened', 'ended'])
  })
})

describe('a channel', () => {
  test('that is down is told later, once', async () => {
    const { told, hook, web, rounds } = line
    const id = siteOf('gone')
    const site = web.site(id)
    const before = told.length
    hook.status = 503
    site.mood = 'gone'
    await rounds(id, 2, 0)
    site.mood = 'well'
    await rounds(id, 1, 0)
    site.mood = 'gone'
    await rounds(id, 2, 0)
    hook.status = 204
    // The waits between tries are over, and nothing else is to be told.
    await rounds('office', 2, 0, HOUR_MS)
    // The one that was over before anybody could be told of it is not told.
    expect(told.slice(before)).toMatchObject([{ event: 'opened', incident: { sourceId: id } }])
  })

  test('is told the end alone when somebody has taken the incident up already', async () => {
    const { told, hook, web, rounds, world } = line
    const id = siteOf('home')
    await rounds(id, 1, 0)
    const before = told.length
    web.site(id).mood = 'home'
    hook.status = 503
    await rounds(id, 2, 0)
    hook.status = 204
    const [open] = await world.store.listIncidents({ sourceId: id, open: true })
    await world.store.acknowledgeIncident(open!.id, 'desk', world.now())
    await rounds('office', 1, 0, HOUR_MS)
    expect(told.slice(before)).toEqual([])
    web.site(id).mood = 'well'
    await rounds(id, 1, 0)
    expect(told.slice(before)).toMatchObject([
      { event: 'ended', incident: { acknowledgedBy: 'desk' } },
    ])
  })
})
