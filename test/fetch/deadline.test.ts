import { globSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { startDeadline } from '../../src/fetch/deadline.ts'

/** Sweeps up whatever nobody holds. */
async function sweepUp(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  for (let times = 0; times < 5; times++) {
    gc()
    await sleep(5)
  }
}

/** What a step of a round does with the round's signal: it makes one of its own of it, and is over before the round is. */
async function useForAStep(signal: AbortSignal): Promise<void> {
  const own = AbortSignal.any([signal, new AbortController().signal])
  const listener = () => undefined
  own.addEventListener('abort', listener)
  await sweepUp()
  own.removeEventListener('abort', listener)
}

test('a deadline that steps have listened to is known to have passed, whatever was swept up meanwhile', async () => {
  const { signal, hasPassed, clear } = startDeadline(300, new AbortController().signal)
  await useForAStep(signal)
  await expect.poll(() => signal.aborted).toBe(true)
  await sweepUp()
  expect(signal.aborted).toBe(true)
  expect(hasPassed()).toBe(true)
  expect(AbortSignal.any([signal, new AbortController().signal]).aborted).toBe(true)
  clear()
})

test('a deadline fires with the first of the outer signals, and with its reason', () => {
  const [one, other] = [new AbortController(), new AbortController()]
  const { signal, hasPassed, clear } = startDeadline(60_000, one.signal, other.signal)
  expect(signal.aborted).toBe(false)
  other.abort('full')
  expect([signal.aborted, signal.reason, hasPassed()]).toEqual([true, 'full', false])
  clear()
  const late = startDeadline(60_000, one.signal, other.signal)
  expect(late.signal.reason).toBe('full')
  late.clear()
})

test('no signal is made of AbortSignal.timeout and others, for it may be lost', () => {
  const offenders = globSync('src/**/*.ts').filter(file =>
    /AbortSignal\.any\([^)]*AbortSignal\.timeout/s.test(readFileSync(file, 'utf8')),
  )
  expect(offenders).toEqual([])
})
