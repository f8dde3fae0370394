import { spawnSync } from 'node:child_process'

/** Whether Prometheus' own checker is here; suites that need it say so when they skip. */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0

/** What promtool finds wrong with a text of metrics; empty when nothing. */
export function checkMetrics(text: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  })
  return status === 0 ? '' : `${stdout}${stderr}` || `exit ${status}`
}
