import { loadavg } from 'node:os'
import type { Reporter, TestModule } from 'vitest/node'

/** What these tests are bound to on a machine at rest. */
const BOUND_S = 600
const SHOWN = 5

const seconds = (ms: number) => `${Math.round(ms / 1000)} s`

/** Tells at the end how long all of it took, and where the time went when that is more than it is bound to. */
export class TellTime implements Reporter {
  readonly #startedAt = Date.now()

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tookMs = Date.now() - this.#startedAt
    const load = loadavg()[1]!.toFixed(1)
    console.log(
      `the faults took ${seconds(tookMs)} of the ${BOUND_S} s they are bound to (load ${load})`,
    )
    if (tookMs <= BOUND_S * 1000) return
    const files = modules
      .map(each => ({ name: each.relativeModuleId, ms: each.diagnostic().duration }))
      .sort((a, b) => b.ms - a.ms)
    console.log(
      `OVER ITS BOUND. On a machine at rest that is a fault of these tests; the longest files: ${files
        .slice(0, SHOWN)
        .map(({ name, ms }) => `${name} ${seconds(ms)}`)
        .join(', ')}`,
    )
  }
}
