import { loadConfig } from '../../src/config/load-config.ts'
import { buildCalendar } from '../../src/health/calendar.ts'
import { scoreRequests, scoreYear } from './score.ts'
import { simulateYear } from './simulate.ts'

/**
 * `node bench/year/run.ts [seed] [first day] [publishers] [days]`: a simulated year of 100 sources with 30 planted breakages, judged at
 * each source's own rhythm; its requests and delays beside those of an interval of 30 minutes. A seed of 0 is a fresh one.
 */
const [asked = '0', first = '2025-12-01', publishers = '100', days = '365'] = process.argv.slice(2)
const seed = Number(asked) || crypto.getRandomValues(new Uint32Array(1))[0]!
const { holidays } = await loadConfig('config')
const options = {
  ...{ seed, publishers: Number(publishers), breakages: Math.ceil(Number(publishers) * 0.3) },
  ...{ first, days: Number(days), calendar: buildCalendar(holidays) },
}
const fixed = scoreRequests(simulateYear({ ...options, followsRhythm: false }))
const score = scoreYear(simulateYear({ ...options, followsRhythm: true }))
const cpu = Math.round(process.cpuUsage().user / 1e6)
const part = Math.round((100 * score.requests) / fixed.requests)
console.log(
  `seed ${seed}: found ${score.found} of ${score.planted} in time, ${score.falseAlarms.length} false alarms, ${score.toldTwice} told twice, ${score.networkAlarms} of 2 outages of the network in one line; ${part} % of the requests (${score.requests} of ${fixed.requests}), median delay ${score.medianDelay.toFixed(1)} minutes (every 30 minutes: ${fixed.medianDelay.toFixed(1)}); ${cpu} s of processor time`,
)
for (const line of score.missed) console.log(`  missed: ${line}`)
for (const line of score.falseAlarms) console.log(`  false: ${line}`)
