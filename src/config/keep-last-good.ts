import { basename, dirname } from 'node:path'
import type { Config } from './load-config.ts'

/** Sources whose files are there and bad: what is known of them goes on. `all` when the directory itself cannot be read. */
export function keptSources({ problems }: Pick<Config, 'problems'>): string[] | 'all' {
  if (problems.some(({ file }) => basename(file) === 'sources')) return 'all'
  return problems.flatMap(({ file }) => sourceOf(file) ?? [])
}

/** The id of the source that a file describes; null for a file of another kind. */
const sourceOf = (file: string): string | null =>
  basename(dirname(file)) === 'sources' ? basename(file).replace(/\.ya?ml$/, '') : null

/** The configuration after an edit: each file by itself is as it was read last without a problem. */
export function keepLastGood(before: Config, loaded: Config): Config {
  const isBad = (name: string) => loaded.problems.some(({ file }) => isFile(file, name))
  const kept = keptSources(loaded)
  const goOn = before.sources.filter(
    ({ id }) =>
      (kept === 'all' || kept.includes(id)) && !loaded.sources.some(source => source.id === id),
  )
  return {
    sources: [...loaded.sources, ...goOn].sort((a, b) => (a.id < b.id ? -1 : 1)),
    topics: loaded.topics ?? before.topics,
    outlets: isBad('outlets.yaml') ? before.outlets : loaded.outlets,
    twins: isBad('twins.yaml') ? before.twins : loaded.twins,
    seriesConfig: isBad('series.yaml') ? before.seriesConfig : loaded.seriesConfig,
    digests: isBad('digests.yaml') ? before.digests : loaded.digests,
    feeds: isBad('feeds.yaml') ? before.feeds : loaded.feeds,
    presets: loaded.presets,
    alarms: isBad('alarms.yaml') ? before.alarms : loaded.alarms,
    holidays: isBad('holidays.yaml') ? before.holidays : loaded.holidays,
    problems: loaded.problems,
  }
}

const isFile = (file: string, name: string) =>
  basename(file) === name && basename(dirname(file)) !== 'sources'
