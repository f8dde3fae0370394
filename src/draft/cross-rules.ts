import { compilePattern } from '../model/linear-pattern.ts'
import type { Link } from '../model/link.ts'
import type { Source } from '../model/source.ts'
import { urlKey } from '../text/url-key.ts'
import { tellDraft } from './draft-words.ts'

/** What is wrong between the lines of source files, though each is right by itself. */
export type Problem = { source: string; message: string }

/** Rules over all files: one list or feed belongs to one of them, and once. */
export function findCrossProblems(sources: Source[]): Problem[] {
  const owners = new Map<string, string>()
  return sources.flatMap(source =>
    source.entries.flatMap(({ kind, url }) => {
      const key = `${kind === 'json' ? url : (urlKey(url) ?? url)}`
      const owner = owners.get(key)
      owners.set(key, owner ?? source.id)
      if (owner === undefined) return []
      const message =
        owner === source.id
          ? tellDraft('the {} {} is named twice in this file', kind, url)
          : tellDraft('the {} {} is named in {} too', kind, url, owner)
      return [{ source: source.id, message }]
    }),
  )
}

/** Rules that what is listed shows to be wrong: patterns that meet nothing or everything, hosts that are not named. */
export function findRowProblems(source: Source, rows: Link[]): Problem[] {
  if (rows.length === 0) return []
  const paths = rows.map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search)
  const meets = (pattern: string) => paths.filter(path => compilePattern(pattern).test(path)).length
  const included = paths.filter(
    path => !source.include.length || source.include.some(each => compilePattern(each).test(path)),
  ).length
  const say = (message: string) => ({ source: source.id, message })
  return [
    ...source.include
      .filter(pattern => meets(pattern) === 0)
      .map(pattern => say(tellDraft('include {} meets none of {} rows', pattern, rows.length))),
    ...(source.include.length && included < rows.length * 0.5 && included > 0
      ? [say(tellDraft('include keeps {} of {} rows only', included, rows.length))]
      : []),
    ...source.exclude
      .filter(pattern => meets(pattern) > rows.length * 0.5)
      .map(pattern =>
        say(tellDraft('exclude {} meets {} of {} rows', pattern, meets(pattern), rows.length)),
      ),
  ]
}
