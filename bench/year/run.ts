import { loadConfig } from '../../src/config/load-config.ts'
import { buildCalendar } from '../../src/health/calendar.ts'
import { scoreYear } from './score.ts'
import { simulateYear } from './simulate.ts'

/** `node bench/year/run.ts [seed] [first day] [publishers] [days]`: a simulated year of 100 sources with 30 planted breakages. */
const [seed = '1', first = '2025-12-01', publishers = '100', days = '365'] = process.argv.slice(2)
const { holidays } = await loadConfig('config')
const options = {
  ...{
    seed: Number(seed),
    publishers: Number(publishers),
    breakages: Math.ceil(Number(publishers) * 0.3),
  },
  ...{ first, days: Number(days), calendar: buildCalendar(holidays) },
}
for (const followsRhythm of [false, true]) {
  const started = process.cpuUsage().user
  const score = scoreYear(simulateYear({ ...options, followsRhythm }))
  console.log(
    `\n${followsRhythm ? 'at its own rhythm' : 'every 30 minutes'} (${Math.round((process.cpuUsage().user - started) / 1e6)} s of processor time)`,
  )
  console.log(
    `found ${score.found} of ${score.planted} in time, ${score.falseAlarms.length} false alarms, ${score.networkAlarms} of 2 outages of the network told in one line`,
  )
  console.log(`${score.requests} requests, median delay ${score.medianDelay.toFixed(1)} minutes`)
  for (const line of score.missed) console.log(`  missed: ${line}`)
  for (const line of score.falseAlarms) console.log(`  false: ${line}`)
}
