import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { end } from '../children.ts'
import { expectWhole, openEmbeddedLine } from './embedded-line.ts'
import { seeded } from './processes.ts'

const KILLS = Number(process.env.FAULT_KILLS ?? 20)

test(`killed ${KILLS} times within one crawl, it ends like one that was left alone`, {
  timeout: 240_000 + KILLS * 3_000,
}, async () => {
  await using line = await openEmbeddedLine()
  const { start, base } = line
  const random = seeded(7)
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start()
    await sleep(300 + random() * 3200)
    await end(child, 'SIGKILL')
  }
  const child = start()
  await expectWhole(base)
  expect(await end(child, 'SIGTERM')).toBe(0)
})
