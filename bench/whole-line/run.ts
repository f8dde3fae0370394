/**
 * The whole line beside others, over invented pages of 29 kB on three loopback hosts, without a gap: processor time of all processes
 * (their own and their children's, database and queue included), and what else an operator would ask.
 *
 *   npm run bench                        every part, with a table; writes bench/results.json
 *   npm run bench -- cost latency        these parts alone
 *   npm run bench -- cost --pages 80 --shape embedded
 *   npm run bench -- reading --directory DIR   reading alone, on pages of one's own
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureCores } from './cores.ts'
import { measureGrowth } from './growth.ts'
import { measureIdle } from './idle.ts'
import { measureLatency } from './latency.ts'
import { measureReading } from './reading.ts'
import type { Row } from './row.ts'
import { measureSideBySide } from './side-by-side.ts'
import type { Shape } from './started-line.ts'
import { measureStop } from './stop.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '240' },
    warm: { type: 'string', default: '60' },
    shape: { type: 'string', multiple: true, default: ['embedded', 'services'] },
    stored: { type: 'string', multiple: true, default: ['1000', '10000'] },
    directory: { type: 'string' },
    out: { type: 'string' },
  },
})
const aHost = (count: string) => Math.ceil(Number(count) / 3)
const shapes = values.shape as Shape[]
const warm = aHost(values.warm)
const pages = aHost(values.pages)

type Part = (tell: (row: Row) => void) => Promise<unknown>

/** What can be measured, by the name it is asked for. */
const parts: Record<string, Part> = {
  cost: tell => measureSideBySide(warm, pages, shapes, tell),
  latency: tell => measureLatency(warm, pages, tell),
  stop: tell => measureStop(pages, tell),
  idle: tell => measureIdle(tell),
  growth: tell => measureGrowth(values.stored.map(Number), warm, pages, tell),
  cores: tell => measureCores(warm, pages, tell),
  reading: tell => measureReading(values.directory, tell),
}

const wanted = positionals.length ? positionals : Object.keys(parts)
const results: Record<string, Row[]> = {}
for (const name of wanted) {
  const part = parts[name]
  if (!part) throw new Error(`"${name}" is no part: ${Object.keys(parts).join(' ')}`)
  const rows: Row[] = []
  console.log(`\n${name}`)
  await part(row => {
    rows.push(row)
    console.log(renderRow(row))
  })
  results[name] = rows
}
writeFileSync(
  values.out ?? new URL('../results.json', import.meta.url),
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, ...values, results }, null, 2)}\n`,
)

function renderRow({ name, ...figures }: Row): string {
  const told = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`)
  return `  ${name.padEnd(34)} ${told.join('  ')}`
}
