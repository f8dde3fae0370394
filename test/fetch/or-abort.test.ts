import { expect, test } from 'vitest'
import { orAbort } from '../../src/fetch/or-abort.ts'

const never = new Promise<never>(() => {})

test('the promise comes first', async () => {
  expect(await orAbort(Promise.resolve(7), new AbortController().signal)).toBe(7)
})

test('the signal comes first', async () => {
  const stop = new AbortController()
  const waiting = orAbort(never, stop.signal)
  stop.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})

test('the signal has fired before, and what fails later bothers nobody', async () => {
  const failing = Promise.reject(new Error('later'))
  await expect(orAbort(failing, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})
