import { expect, test } from 'vitest'
import { untilDone } from '../../src/cli/when-there.ts'

const away = Object.assign(new Error('terminating connection'), { code: '57P01' })
const never = new AbortController().signal

test('what the database keeps from being done is done once it is back, and each try is told', async () => {
  const told: string[] = []
  let tries = 0
  const work = async () => {
    tries++
    if (tries < 3) throw away
    return 'done'
  }
  const onAway = ({ message }: Error) => void told.push(message)
  expect(await untilDone(work, { onAway, until: never })).toBe('done')
  expect(told).toEqual(['terminating connection', 'terminating connection'])
})

test('what waiting does not mend is thrown at once', async () => {
  const wrong = Object.assign(new Error('no such column'), { code: '42703' })
  const work = () => Promise.reject(wrong)
  const onAway = () => expect.unreachable()
  await expect(untilDone(work, { onAway, until: never })).rejects.toBe(wrong)
})

test('nobody is waited for when the process is to end', async () => {
  const stop = new AbortController()
  const work = () => Promise.reject(away)
  const onAway = () => stop.abort()
  await expect(untilDone(work, { onAway, until: stop.signal })).rejects.toThrow(/abort/)
})
