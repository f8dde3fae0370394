import { createHistogram } from 'node:perf_hooks'
import { Gauge, type Registry } from 'prom-client'

/** Node's own measure of it wakes the process every 10 ms, which is most of what a process costs that has nothing to do; and counts those 10 ms. */
const LOOK_EVERY_MS = 500

/** What is told, by the names under which dashboards know it, in nanoseconds. */
const figures = {
  min: 'The least that the event loop was late since it was last asked.',
  max: 'The most that the event loop was late since it was last asked.',
  mean: 'How late the event loop was, on average, since it was last asked.',
  stddev: 'By how much that varies.',
  p50: 'Half of the time the event loop was less late than this.',
  p90: 'Nine tenths of the time the event loop was less late than this.',
  p99: 'All but a hundredth of the time the event loop was less late than this.',
}
type Figure = keyof typeof figures

/** Adds `nodejs_eventloop_lag_*_seconds`: how late what is due is begun, looked at twice a second. It keeps no process alive. */
export function addEventLoopDelay(registry: Registry): void {
  const delays = createHistogram()
  let due = performance.now() + LOOK_EVERY_MS
  const look = () => {
    const now = performance.now()
    // A histogram takes whole numbers from 1 on.
    delays.record(Math.max(1, Math.round((now - due) * 1e6)))
    due = now + LOOK_EVERY_MS
    setTimeout(look, LOOK_EVERY_MS).unref()
  }
  setTimeout(look, LOOK_EVERY_MS).unref()

  const read = (figure: Figure): number => {
    if (!delays.count) return 0
    return figure.startsWith('p')
      ? delays.percentile(Number(figure.slice(1)))
      : delays[figure as 'min' | 'max' | 'mean' | 'stddev']
  }
  const names = Object.keys(figures) as Figure[]
  for (const figure of names)
    new Gauge({
      name: `nodejs_eventloop_lag_${figure}_seconds`,
      help: figures[figure],
      registers: [registry],
      collect() {
        this.set(read(figure) / 1e9)
        // They are asked one after the other, in this order.
        if (figure === names.at(-1)) delays.reset()
      },
    })
}
