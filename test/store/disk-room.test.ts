import { expect, test } from 'vitest'
import { openDiskRoom } from '../../src/store/disk-room.ts'

const GB = 1024 ** 3
const MB = 1024 ** 2

test('a full disk is told, and counts as free only when there is some more than the least', async () => {
  let free = 10 * GB
  const room = openDiskRoom('/data', { free: async () => ({ free, total: 100 * GB }) })
  expect(await room.look()).toEqual({ ok: true })
  free = 10 * MB
  expect(await room.look()).toMatchObject({ ok: false, reason: expect.stringContaining('full') })
  free = 70 * MB
  expect((await room.look()).ok).toBe(false)
  free = 200 * MB
  expect((await room.look()).ok).toBe(true)
})

test('a database that has no room tells so by its errors, and is tried again after a while', async () => {
  let now = 0
  const room = openDiskRoom(null, { now: () => now })
  room.noteError(Object.assign(new Error('duplicate key'), { code: '23505' }))
  expect((await room.look()).ok).toBe(true)
  room.noteError(Object.assign(new Error('could not extend file'), { code: '53100' }))
  expect((await room.look()).ok).toBe(false)
  now = 31_000
  expect((await room.look()).ok).toBe(true)
})
