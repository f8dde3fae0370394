import { expect, test, vi } from 'vitest'
import { type ApiChange, isLogGone, openClient } from '../../src/client/client.ts'

const change = (sequence: number): ApiChange => ({
  ...{ sequence, at: '2026-03-01T08:00:00Z', kind: 'added', storyId: `urn:uuid:${sequence}` },
  ...{ into: null, story: null },
})
const event = (sequence: number) =>
  `id: ${sequence}\nevent: added\ndata: ${JSON.stringify(change(sequence))}\n\n`

/** A server of a change log: pages of two, and one stream after another, each of which ends as its connection is lost. */
function invented(log: number, streams: ((after: number) => string | Response)[]) {
  const asked: string[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    init.signal?.throwIfAborted()
    const { pathname, searchParams } = new URL(url)
    const after = Number(searchParams.get('after'))
    asked.push(`${pathname.split('/').at(-1)} ${after} ${searchParams.get('epoch') ?? '–'}`)
    if (pathname.endsWith('/changes')) {
      const all = Array.from({ length: log - after }, (_, at) => after + 1 + at)
      const page = all.slice(0, 2)
      const next = page.at(-1) ?? after
      return Response.json({ changes: page.map(change), next, more: next < log, epoch: 'e1' })
    }
    const answer = streams.shift()?.(after) ?? ''
    return typeof answer === 'string' ? new Response(answer) : answer
  }
  return { asked, client: openClient({ base: 'https://wire.example', fetch }) }
}

const gone = () =>
  Response.json({ type: 'about:blank', title: 'Gone', status: 410 }, { status: 410 })

test('what was missed comes first, then what happens, and nothing is lost or told twice over lost connections', async () => {
  const { client, asked } = invented(5, [
    after => event(after + 1) + event(after + 2),
    () => new Response('busy', { status: 503 }),
    after => `: still here\n\n${event(after + 1)}`,
  ])
  const stop = new AbortController()
  const seen: number[] = []
  for await (const followed of client.follow({ after: 0 }, stop.signal)) {
    seen.push(followed.change.sequence)
    expect(followed.place).toEqual({ after: followed.change.sequence, epoch: 'e1' })
    if (seen.length === 8) stop.abort()
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(asked.slice(0, 4)).toEqual(['changes 0 –', 'changes 2 e1', 'changes 4 e1', 'events 5 e1'])
  expect(asked).toContain('changes 7 e1')
}, 60_000)

test('a log that was restored ends it with an error that says so', async () => {
  const { client } = invented(1, [gone])
  const seen: number[] = []
  const following = async () => {
    for await (const followed of client.follow({ after: 0 })) seen.push(followed.change.sequence)
  }
  const error = await following().catch(thrown => thrown)
  expect(isLogGone(error)).toBe(true)
  expect(seen).toEqual([1])
})

test('a signal that fires with the last event ends it at once, without a wait', async () => {
  vi.useFakeTimers()
  const { client } = invented(0, [after => event(after + 1)])
  const stop = new AbortController()
  const following = client.follow({ after: 0 }, stop.signal)
  expect((await following.next()).value?.change.sequence).toBe(1)
  stop.abort()
  // No clock moves here: a wait would never end.
  expect((await following.next()).done).toBe(true)
  vi.useRealTimers()
})

test('a signal ends it while it waits for the next attempt', async () => {
  const { client } = invented(1, [])
  const stop = new AbortController()
  const following = client.follow({ after: 1 }, stop.signal)
  const next = following.next()
  stop.abort()
  expect((await next).done).toBe(true)
})

test('figures are followed the same way, narrowed in their pages and in their stream', async () => {
  const asked: string[] = []
  const figure = (sequence: number) => ({ sequence, kind: 'added', market: 'cn-ets', value: 81 })
  const fetch = async (url: string) => {
    const { pathname, search } = new URL(url)
    asked.push(`${pathname}${search}`)
    if (pathname.endsWith('/changes'))
      return Response.json({ changes: [figure(4)], next: 6, more: false, epoch: 'e1' })
    return new Response(`id: 7\nevent: added\ndata: ${JSON.stringify(figure(7))}\n\n`)
  }
  const stop = new AbortController()
  const seen: number[] = []
  const wire = openClient({ base: 'https://wire.example', fetch })
  const filter = { market: ['cn-ets', 'ccer'], measure: ['close'] }
  for await (const { change, place } of wire.followSeries(
    { after: 3 },
    { ...filter, signal: stop.signal },
  )) {
    seen.push(change.sequence)
    expect(place).toEqual({ after: change.sequence, epoch: 'e1' })
    if (seen.length === 2) stop.abort()
  }
  expect(seen).toEqual([4, 7])
  const narrowed = 'market=cn-ets%2Cccer&measure=close'
  expect(asked).toEqual([
    `/api/v1/series/changes?${narrowed}&after=3`,
    `/api/v1/series/events?${narrowed}&epoch=e1&after=6`,
  ])
})
