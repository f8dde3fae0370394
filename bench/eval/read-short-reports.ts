import { readFileSync } from 'node:fs'

/** A report in two sentences, of which event it is, and whether it only looks like a report of it. */
export type ShortReport = {
  event: number
  reports: boolean
  day: number
  title: string
  text: string
}

/** The invented reports of `short-reports.txt`. */
export function readShortReports(): ShortReport[] {
  const events = readFileSync(new URL('short-reports.txt', import.meta.url), 'utf8').split('\n\n')
  return events.flatMap((lines, event) =>
    [...lines.matchAll(/^([=-])(\d+)\|([^|\n]+)\|(.+)$/gm)].map(([, sign, day, title, text]) => ({
      event,
      reports: sign === '=',
      day: Number(day),
      title: title!,
      text: text!,
    })),
  )
}
