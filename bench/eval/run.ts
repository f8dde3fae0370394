/**
 * `npm run eval`: judges relevance, stories and reading on invented sets and prints the table. `--wrong` names what came out wrong.
 * Ends with 1 when a figure is under its floor in `floor.json`; a floor may only rise.
 */
import { evaluateAll, underFloor } from './evaluate.ts'

const figures = await evaluateAll()
const width = Math.max(...figures.map(({ set }) => set.length))
for (const { set, rows, right, wrong } of figures) {
  const share = ((100 * right) / rows).toFixed(1).padStart(5)
  console.log(
    `${set.padEnd(width)}  ${String(right).padStart(4)} of ${String(rows).padStart(4)}  ${share} %`,
  )
  if (process.argv.includes('--wrong')) for (const name of wrong) console.log(`    ${name}`)
}
const low = underFloor(figures)
for (const line of low) console.error(line)
process.exitCode = low.length ? 1 : 0
