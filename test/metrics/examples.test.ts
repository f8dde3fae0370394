import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openMeter } from '../../src/metrics/meter.ts'
import { openLineMetrics } from '../../src/server/probes/line-metrics.ts'
import { fixtureParts } from '../server/fixture-parts.ts'
import { hasPromtool } from './promtool.ts'

const folder = join(import.meta.dirname, '../../docs/prometheus')
const alerts = readFileSync(join(folder, 'alerts.yml'), 'utf8')
const dashboard = readFileSync(join(folder, 'grafana-dashboard.json'), 'utf8')

test('examples and documentation name metrics that there are', async () => {
  const { parts } = fixtureParts([])
  const text = `${await openMeter().registry.metrics()}\n${await openLineMetrics(parts).render()}`
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  const docs = readFileSync(join(folder, '../metrics.md'), 'utf8')
  const named = [...`${alerts} ${dashboard} ${docs}`.matchAll(/\bcarbonwire_[a-z_]+/g)]
    .map(([name]) => name.replace(/_(?:bucket|count|sum)$/, ''))
    .filter(name => !known.has(name))
  expect([...new Set(named)]).toEqual([])
  const told = [...known].filter(name => name!.startsWith('carbonwire_') && !docs.includes(name!))
  expect(told).toEqual([])
})

test('the dashboard is JSON with a question in every panel', () => {
  const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] }
  expect(panels.length).toBeGreaterThan(10)
  expect(panels.every(({ targets }) => targets.every(({ expr }) => expr.length > 0))).toBe(true)
})

test.skipIf(!hasPromtool)(
  `the alert rules hold before Prometheus' checker${hasPromtool ? '' : ' (skipped: no promtool on this machine)'}`,
  () => {
    const checked = spawnSync('promtool', ['check', 'rules', join(folder, 'alerts.yml')])
    expect([checked.status, String(checked.stderr)]).toEqual([0, ''])
  },
)
