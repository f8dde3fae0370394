import { readFileSync } from 'node:fs'

/** A headline of the set, and whether it belongs on the wire. */
export type Headline = { language: string; title: string; wanted: boolean }

/** The invented headlines of `headlines.txt`. */
export function readHeadlines(): Headline[] {
  let language = ''
  const rows: Headline[] = []
  for (const line of readFileSync(new URL('headlines.txt', import.meta.url), 'utf8').split('\n')) {
    language = /^\[(.+)\]$/.exec(line)?.[1] ?? language
    const [, sign, title] = /^([+-]) (.+)$/.exec(line) ?? []
    if (title) rows.push({ language, title, wanted: sign === '+' })
  }
  return rows
}
