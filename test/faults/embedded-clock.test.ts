import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { end } from '../children.ts'
import { faketime } from '../clock.ts'
import { expectWhole, openEmbeddedLine, whole } from './embedded-line.ts'

const limit = { timeout: 300_000 }

test.skipIf(!faketime)(
  'a clock that jumps by hours both ways loses and doubles nothing',
  limit,
  async () => {
    await using opened = new AsyncDisposableStack()
    const clock = join(tmpdir(), `carbonwire-clock-${process.pid}`)
    opened.defer(() => rmSync(clock, { force: true }))
    writeFileSync(clock, '+0\n')
    await using line = await openEmbeddedLine({
      LD_PRELOAD: faketime!,
      FAKETIME_TIMESTAMP_FILE: clock,
      // Timers are not to jump: the clock on the wall is.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_NO_CACHE: '1',
    })
    const { web, start, base } = line
    const child = start()
    // In the midst of the crawl, each time.
    for (const [part, offset] of ['+2h', '-3h', '+5h', '+0'].entries()) {
      while (web.asked.length < (whole * (part + 1)) / 5) await sleep(50)
      writeFileSync(clock, `${offset}\n`)
    }
    await expectWhole(base)
    await end(child, 'SIGKILL')
  },
)
