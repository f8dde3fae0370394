import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from '../model/source.ts'
import type { SourceCheck } from '../pipeline/check-source.ts'
import { say } from './words/say.ts'

/** What was seen, in one line. */
function seenOf({ entries, articles }: SourceCheck): string {
  const rows = entries.reduce((sum, each) => sum + each.rows.length, 0)
  const dated = entries.reduce((sum, each) => sum + each.dated, 0)
  const read = articles.filter(({ fields }) => fields !== null).length
  return say`${rows} rows, ${dated} dated; ${read} of ${articles.length} articles read`
}

/** Writes into the source's file the day it was seen to work, and what was seen. The rest of the file stays as it is written. */
export async function noteVerified(
  configDir: string,
  source: Source,
  check: SourceCheck,
  now: Date,
): Promise<void> {
  const line = `verified: ${now.toISOString().slice(0, 10)}  # ${seenOf(check)}`
  await rewrite(configDir, source, text =>
    /^verified:.*$/m.test(text)
      ? text.replace(/^verified:.*$/m, line)
      : text.replace(/^zone:.*$/m, zone => `${zone}\n${line}`),
  )
}

/** Where an entry gives nothing and one of its alternates does, the two change places in the file. */
export async function pickAlternate(
  configDir: string,
  source: Source,
  check: SourceCheck,
): Promise<void> {
  await rewrite(configDir, source, text =>
    check.entries.reduce((next, { entry, alternates }) => {
      const best = alternates.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows)[0]
      return best ? swap(next, entry.url, best.url) : next
    }, text),
  )
}

async function rewrite(
  configDir: string,
  { id }: Source,
  change: (text: string) => string,
): Promise<void> {
  const file = join(configDir, 'sources', `${id}.yaml`)
  const text = await readFile(file, 'utf8')
  const next = change(text)
  if (next !== text) await writeFile(file, next)
}

/** Exchanges two addresses where each stands by itself, not where it begins a longer one. */
function swap(text: string, a: string, b: string): string {
  const escaped = [a, b].map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const either = new RegExp(`(?<![^\\s"'\\[,])(?:${escaped.join('|')})(?![^\\s"'\\],])`, 'g')
  return text.replace(either, found => (found === a ? b : a))
}
