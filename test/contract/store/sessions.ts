import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import { later, start } from '../invented-news.ts'

/** Who operates in the browser: one password, sessions that end. */
export function testSessions(open: () => Store): void {
  test('a session is opened by the password alone, ends by itself, by its owner, and with the password', async () => {
    const store = open()
    expect(await store.openSession('', start)).toBeNull()
    await store.setPassword('correct horse battery', start)
    expect(await store.openSession('correct horse', start)).toBeNull()
    const sessions = [
      (await store.openSession('correct horse battery', start))!,
      (await store.openSession('correct horse battery', start))!,
      (await store.openSession('correct horse battery', start))!,
    ] as const
    const findAll = (minutes: number) =>
      Promise.all(sessions.map(async ({ id }) => !!(await store.findSession(id, later(minutes)))))
    expect(await store.findSession(sessions[0].id, later(1))).toEqual(sessions[0])
    expect(await store.findSession('another', later(1))).toBeNull()
    expect(await findAll(11 * 60)).toEqual([true, true, true])
    await store.endSession(sessions[1].id)
    expect(await findAll(11 * 60)).toEqual([true, false, true])
    expect(await findAll(13 * 60)).toEqual([false, false, false])
    await store.setPassword('another battery', later(20))
    expect(await findAll(30)).toEqual([false, false, false])
  })
}
