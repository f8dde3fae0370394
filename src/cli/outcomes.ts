import { type OutcomeRule, outcomeRules, type Schedule, schedules } from '../model/outcome-rules.ts'

const head = `# How a link ends

Every link that is fetched ends in one of these ways, under the same words in the log, in the counters of its source and in the
store. Hardly any end is final at once: the web may be walled, slow or out of order today and well tomorrow. This table is
made from the code (\`carbonwire outcomes\` prints it).

- **Asked again after** counts from each end of that kind in a row. A link that was never read is given up thirty days after it
  was first seen at the latest. \`carbonwire crawl SOURCE\` asks again at once for what may have passed.
- **Wall**: when five pages of a source in a row end so (ten, where others were read), the source is held back. Its links
  wait, one page is tried after 1, 3, 6, 12 and then every 24 hours, and when that one can be read everything that ended at the wall is due.
- A page that came and gave no article is kept: \`carbonwire replay parse\` reads it by today's rules.

| end | what was met | asked again after | wall |
| --- | --- | --- | --- |
`

/** The table of outcomes, as it stands in the documentation. */
export function renderOutcomes(): string {
  const rows = outcomeRules.map(rule => {
    const cells = [`\`${rule.kind}:${rule.reason}\``, rule.meaning, renderSchedule(rule)]
    return `| ${[...cells, rule.isWall ? 'yes' : ''].join(' | ')} |`
  })
  return `${head}${rows.join('\n')}\n`
}

function renderSchedule({ again }: OutcomeRule): string {
  const { waitsMs, endless }: Schedule = schedules[again]
  if (!waitsMs.length) return 'never'
  const waits = waitsMs.map(renderWait)
  return endless ? `${waits.join(', ')}, and so on` : `${waits.join(', ')}, then no more`
}

function renderWait(ms: number): string {
  const minutes = ms / 60_000
  if (minutes < 1) return `${ms / 1000} s`
  if (minutes < 60) return `${minutes} min`
  return minutes < 48 * 60 ? `${minutes / 60} h` : `${minutes / 1440} d`
}
