import { expect, test } from 'vitest'
import { openLastingPace } from '../../src/fetch/lasting-pace.ts'
import type { HostMark, HostMemory } from '../../src/model/pace.ts'

const polite = { gapMs: 60_000, concurrency: 1 }
const fail = (error: unknown) => expect.unreachable(String(error))

/** A memory in which processes follow each other. */
function openMemory(): HostMemory {
  const kept = new Map<string, HostMark>()
  let isWhole = true
  return {
    async recall() {
      const before = isWhole
      isWhole = false
      return { marks: [...kept.values()], isWhole: before }
    },
    async keep(marks) {
      for (const mark of marks) kept.set(mark.host, mark)
    },
    async end() {
      isWhole = true
    },
  }
}

/** What a process that starts now is told when it wants a host at once. */
async function askAtOnce(memory: HostMemory, host: string): Promise<string> {
  const pace = await openLastingPace(memory, fail)
  const answer = await pace.takeTurn(host, polite, { maxWaitMs: 0 })
  await pace.close()
  return answer.kind
}

test('a gap goes on in the next process, and a host that nobody asked does not wait', async () => {
  const memory = openMemory()
  expect(await askAtOnce(memory, 'a.example:443')).toBe('turn')
  expect(await askAtOnce(memory, 'a.example:443')).toBe('later')
  expect(await askAtOnce(memory, 'b.example:443')).toBe('turn')
})

test('after a process that was killed every host waits its gap, whether it was known or not', async () => {
  const memory = openMemory()
  const killed = await openLastingPace(memory, fail)
  await killed.takeTurn('a.example:443', polite)
  expect(await askAtOnce(memory, 'a.example:443')).toBe('later')

  await openLastingPace(memory, fail)
  expect(await askAtOnce(memory, 'b.example:443')).toBe('later')
})

test('a host that asked to be left alone is left alone by the next process, however the last one ended', async () => {
  const memory = openMemory()
  const killed = await openLastingPace(memory, fail)
  await killed.holdOff('a.example:443', Date.now() + 3_600_000, 'retry-after')

  const next = await openLastingPace(memory, fail)
  const answer = await next.takeTurn(
    'a.example:443',
    { gapMs: 0, concurrency: 1 },
    { maxWaitMs: 0 },
  )
  expect(answer).toMatchObject({ kind: 'later', reason: 'retry-after' })
})
