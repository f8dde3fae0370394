import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { ConfigError, renderProblem } from '../config/config-error.ts'
import { type Config, loadConfig } from '../config/load-config.ts'
import { parseDocument } from '../config/parse-document.ts'
import { applyPreset } from '../config/presets.ts'
import { readSettings } from '../config/read-settings.ts'
import { watchConfig } from '../config/watch-config.ts'
import { countFields, fallenFields } from '../draft/compare-fields.ts'
import { findCrossProblems } from '../draft/cross-rules.ts'
import { tellDraft } from '../draft/draft-words.ts'
import type { Settings } from '../model/settings.ts'
import { type Source, sourceSchema } from '../model/source.ts'
import {
  checkSource,
  type RecordedRead,
  type Replayed,
  type ReplayedList,
  recordingsOf,
  replayArticle,
  replayList,
  reviveListed,
  type SourceCheck,
} from '../pipeline/check-source.ts'
import type { SiteReader } from '../pipeline/site-reader.ts'
import { loadRecordings, type Recording, saveRecordings } from '../store/recordings.ts'
import { buildTopicTable } from '../topics/topic-table.ts'
import type { SentPage } from './check-commands.ts'
import type { Differences, SourceReport } from './check-report.ts'
import { isLocalAddress, withFetcher } from './fetch-page.ts'
import { noSuchSource } from './no-such-source.ts'
import { noteVerified, pickAlternate } from './note-verified.ts'
import { reachStore } from './reach-store.ts'
import { renderCheck } from './render-check.ts'
import { aborted, untilStopped } from './until-stopped.ts'
import { inLanguage } from './words/say.ts'

export type CheckOptions = {
  all?: boolean
  offline?: boolean
  watch?: boolean
  strict?: boolean
  regress?: boolean
  json?: boolean
  with?: string
  pages?: number
}

const MOST_REQUESTS = 60
const STORED_PAGES = 20
const A_DAY_MS = 86_400_000

/** `carbonwire check`: what sources give now, and what a change would change. */
export async function check(ids: string[], options: CheckOptions): Promise<void> {
  const settings = readSettings(process.env)
  const pages: SiteReader['pages'] = new Map()
  const checkNow = () => checkOnce(ids, options, settings, pages)
  if (!options.watch) {
    if (!(await checkNow())) process.exitCode = 1
    return
  }
  // Watched from before the first look, so that no edit falls between the two; one look after the other.
  const looked = Promise.withResolvers<void>()
  // Pages that were fetched are read again by the rules as they are written: nobody is asked twice.
  await using _watch = await watchConfig(settings.configDir, async () => {
    await looked.promise
    await checkNow().catch(error => console.error(String(error)))
  })
  await checkNow().finally(looked.resolve)
  const stop = untilStopped()
  // A watch keeps no process alive by itself.
  const alive = setInterval(() => {}, A_DAY_MS)
  await aborted(stop)
  clearInterval(alive)
}

/** True when nothing is wrong that these options call wrong. */
async function checkOnce(
  ids: string[],
  options: CheckOptions,
  settings: Settings,
  pages: SiteReader['pages'],
): Promise<boolean> {
  const loaded = await loadConfig(settings.configDir)
  const config = options.with ? await withFile(loaded, options.with) : loaded
  const sources = chooseSources(config, ids, options)
  const inFiles = config.problems.map(renderProblem)
  const across = findCrossProblems(config.sources)
  const stored = options.regress ? new Map() : await storedPages(settings, sources, options)
  const reports: SourceReport[] = []
  for (const source of sources) {
    const problems = across.filter(each => each.source === source.id).map(({ message }) => message)
    const report = await reportOn(
      source,
      problems,
      stored.get(source.id) ?? [],
      options,
      settings,
      config,
      pages,
    )
    reports.push(report)
    if (!options.json) console.log(renderCheck(report, source))
  }
  if (options.json)
    console.log(JSON.stringify({ problems: inFiles, sources: reports.map(plain) }, null, 2))
  else for (const problem of inFiles) console.log(`✗ ${inLanguage(problem)}`)
  return inFiles.length === 0 && reports.every(report => isGood(report, options))
}

function isGood(
  { problems, now, fallen, recorded }: SourceReport,
  { strict, regress }: CheckOptions,
): boolean {
  const isBroken = now?.entries.every(({ rows }) => rows.length === 0)
  if (problems.length > 0 || isBroken) return false
  if (regress && [...recorded.articles, ...recorded.lists].some(isWorse)) return false
  return !strict || (fallen.length === 0 && (now?.problems.length ?? 0) === 0)
}

const isWorse = (one: Replayed | ReplayedList) =>
  'lost' in one
    ? one.lost.length > 0
    : one.after === null || one.differences.some(({ kind }) => kind !== 'gained')

function chooseSources(
  { sources }: Config,
  ids: string[],
  { all, regress, with: file }: CheckOptions,
): Source[] {
  if (ids.length > 0)
    return ids.map(id => {
      const source = sources.find(each => each.id === id)
      if (source) return source
      throw noSuchSource(
        id,
        sources.map(each => each.id),
      )
    })
  if (file) return sources.slice(-1)
  if (!all && !regress)
    throw new ConfigError('carbonwire check: expected ids of sources, --all or --regress')
  // One that is off because nobody knows its address is looked for.
  return sources.filter(
    ({ enabled, entries }) =>
      enabled || regress || entries.some(({ alternates }) => alternates?.length),
  )
}

/** The configuration with one file that is not live yet in the place of the source of its id. */
async function withFile(config: Config, file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new ConfigError(`${file}: cannot be read (${(cause as Error).message})`, { cause })
  })
  const document = parseDocument(file, text, sourceSchema)
  if ('problem' in document) throw new ConfigError(renderProblem(document.problem))
  const source = applyPreset(document.value, config.presets)
  return { ...config, sources: [...config.sources.filter(({ id }) => id !== source.id), source] }
}

async function reportOn(
  source: Source,
  problems: string[],
  stored: SentPage[],
  options: CheckOptions,
  settings: Settings,
  config: Config,
  pages: SiteReader['pages'],
): Promise<SourceReport> {
  const recordings = await loadRecordings<RecordedRead>(settings.dataDir, source.id)
  const recorded: Differences = { articles: [], lists: [] }
  for (const { page, kind, read } of recordings) {
    if ('article' in read)
      recorded.articles.push(
        replayArticle(config.outlets, source, page, read.article, reviveListed(read.listed)),
      )
    else if (kind !== 'article')
      recorded.lists.push(
        replayList(config.outlets, source, kind as Source['entries'][0]['kind'], page, read.rows),
      )
  }
  const articles = stored.map(({ page, fields, listed }) => {
    const kept = {
      ...page,
      bytes: Buffer.from(page.bytes, 'base64'),
      fetchedAt: new Date(page.fetchedAt),
    }
    return replayArticle(config.outlets, source, kept, fields, reviveListed(listed))
  })
  const now =
    options.offline || options.regress ? null : await lookNow(source, settings, config, pages)
  const all = [...recorded.articles, ...articles]
  const report: SourceReport = {
    id: source.id,
    problems,
    now,
    recorded,
    stored: { articles, lists: [] },
    fallen: fallenOf(all, recorded.lists),
  }
  if (now && isHealthy(report)) {
    await keepRecordings(settings.dataDir, source.id, recordingsOf(now))
    if (options.all) await noteVerified(settings.configDir, source, now, new Date())
  } else if (now && options.all) await pickAlternate(settings.configDir, source, now)
  return report
}

/** What is only in memory is not to be found by the next check. */
const keepRecordings = async (
  dataDir: string,
  id: string,
  recordings: Recording<RecordedRead>[],
): Promise<void> => {
  if (!dataDir.startsWith('memory:')) await saveRecordings(dataDir, id, recordings)
}

const fallenOf = (articles: Replayed[], lists: ReplayedList[]): string[] => [
  ...fallenFields(
    countFields(articles.map(({ before }) => before)),
    countFields(articles.map(({ after }) => after)),
  ),
  ...articles
    .filter(({ after }) => after === null)
    .map(({ url, why }) => tellDraft('no article any more: {} ({})', url, String(why))),
  ...lists
    .filter(({ lost }) => lost.length > 0)
    .map(({ url, lost }) => `${lost.length} rows less: ${url}`),
]

/** Every list gives rows and the articles were read: worth being kept as the last good. */
const isHealthy = ({ now, problems }: SourceReport) =>
  now !== null &&
  problems.length === 0 &&
  now.entries.every(({ rows }) => rows.length > 0) &&
  now.articles.length > 0 &&
  now.articles.every(({ fields }) => fields !== null)

async function lookNow(
  source: Source,
  settings: Settings,
  config: Config,
  pages: SiteReader['pages'],
): Promise<SourceCheck> {
  const isLocal = await isLocalAddress(source.entries[0]!.url)
  return withFetcher(settings, fetcher =>
    checkSource(
      {
        fetcher,
        outlets: config.outlets,
        zone: source.zone,
        language: source.language,
        gapMs: isLocal ? 0 : source.politeness.gapMs,
        left: MOST_REQUESTS,
        pages,
      },
      source,
      config.topics && buildTopicTable(config.topics),
    ),
  )
}

/** The pages that were fetched last, with what was read of them, where a store is there already. */
async function storedPages(
  settings: Settings,
  sources: Source[],
  { pages = STORED_PAGES }: CheckOptions,
): Promise<Map<string, SentPage[]>> {
  const found = new Map<string, SentPage[]>()
  if (pages === 0 || (!settings.databaseUrl && !existsSync(settings.dataDir))) return found
  await using reached = await reachStore()
  for (const { id } of sources)
    found.set(id, await reached.ask<SentPage[]>('recentPages', { sourceId: id, limit: pages }))
  return found
}

/** Without the bytes, which nobody reads. */
const plain = ({ now, ...report }: SourceReport) => ({
  ...report,
  now: now && {
    ...now,
    entries: now.entries.map(({ page: _, rows, ...entry }) => ({ ...entry, rows })),
    articles: now.articles.map(({ page: _, ...article }) => article),
  },
})
