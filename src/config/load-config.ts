import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod'
import { type AlarmsConfig, alarmsSchema } from '../model/alarms-config.ts'
import { type Channel, channelsSchema } from '../model/channel.ts'
import { type Digest, digestsSchema } from '../model/digest.ts'
import { type Holidays, holidaysSchema } from '../model/holidays.ts'
import { outletsSchema } from '../model/outlet.ts'
import type { Preset } from '../model/preset.ts'
import { type SeriesConfig, seriesSchema } from '../model/series.ts'
import { type Source, sourceSchema } from '../model/source.ts'
import { type TopicsConfig, topicsSchema } from '../model/topics-config.ts'
import { twinsSchema } from '../model/twins.ts'
import { buildOutletTable, type OutletTable } from '../text/outlet-table.ts'
import { buildTwins, noTwins, type Twins } from '../text/url-twins.ts'
import { type ConfigProblem, renderProblem } from './config-error.ts'
import { findDigestProblem } from './digest-problems.ts'
import { nearestWord } from './nearest-word.ts'
import { applyPreset, readPresets } from './presets.ts'
import { keepDocuments, readDocument, wholeFile } from './read-document.ts'

/** Everything under the configuration directory. What had a problem is absent, and the problem is in `problems`. */
export type Config = {
  sources: Source[]
  /** Null when `topics.yaml` is absent or bad: without it nothing can be judged. */
  topics: TopicsConfig | null
  outlets: OutletTable
  twins: Twins
  /** Null when `series.yaml` is absent or bad: no figures are read. */
  seriesConfig: SeriesConfig | null
  feeds: Channel[]
  digests: Digest[]
  /** What is known of publishing systems. */
  presets: Preset[]
  /** Null when `alarms.yaml` is absent or bad: the log alone tells. */
  alarms: AlarmsConfig | null
  /** Null when `holidays.yaml` is absent or bad: weekends alone are days off. */
  holidays: Holidays | null
  problems: ConfigProblem[]
}

const isAbsent = (problem: ConfigProblem) => problem.message.startsWith('is not there')

/** One file that may be absent; null where it is, or where it cannot be used. */
async function findDocument<S extends z.ZodType>(
  file: string,
  schema: S,
  problems: ConfigProblem[],
) {
  const document = await readDocument(file, schema)
  if ('value' in document) return document
  if (!isAbsent(document.problem)) problems.push(document.problem)
  return null
}

async function listSourceFiles(dir: string, problems: ConfigProblem[]): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    return entries
      .filter(entry => !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name))
      .map(entry => entry.name)
      .sort()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const what =
      code === 'ENOENT'
        ? 'is not there, expected a directory of sources'
        : `cannot be read: ${message}`
    problems.push(wholeFile(dir, what).problem)
    return []
  }
}

async function readSources(
  dir: string,
  presets: Preset[],
  problems: ConfigProblem[],
): Promise<Source[]> {
  const names = await listSourceFiles(dir, problems)
  const documents = await Promise.all(
    names.map(async name => ({
      name,
      document: await readDocument(join(dir, name), sourceSchema),
    })),
  )

  const owners = new Map<string, string>()
  for (const { name, document } of documents) {
    if ('value' in document && name === `${document.value.id}.yaml`)
      owners.set(document.value.id, name)
  }
  const sources: Source[] = []
  for (const { name, document } of documents) {
    if ('problem' in document) {
      problems.push(document.problem)
      continue
    }
    const { id } = document.value
    const owner = owners.get(id)
    const { preset } = document.value
    if (preset !== undefined && !presets.some(each => each.id === preset)) {
      const ids = presets.map(each => each.id)
      const meant = nearestWord(preset, ids)
      problems.push(
        document.problemAt(
          ['preset'],
          `there is no preset "${preset}", ${meant ? `did you mean ${meant}?` : `expected one of ${ids.join(', ') || 'config/presets, which is empty'}`}`,
        ),
      )
      continue
    }
    if (owner === name) sources.push(applyPreset(document.value, presets))
    else if (owner) {
      problems.push(
        document.problemAt(
          ['id'],
          `id "${id}" is already taken by ${join(dir, owner)}, expected "${stem(name)}" as the file is named`,
        ),
      )
    } else {
      const expected =
        name === `${id}.yml`
          ? 'expected a file name that ends .yaml'
          : `expected "${stem(name)}" as the file is named`
      problems.push(document.problemAt(['id'], `id is "${id}", ${expected}`))
    }
  }
  return sources
}

const stem = (name: string) => name.replace(/\.ya?ml$/, '')

async function readTopics(file: string, problems: ConfigProblem[]): Promise<TopicsConfig | null> {
  const document = await readDocument(file, topicsSchema)
  if ('problem' in document) {
    problems.push(document.problem)
    return null
  }
  const ids = document.value.topics.map(topic => topic.id)
  const twice = ids.findIndex((id, at) => ids.indexOf(id) < at)
  if (twice < 0) return document.value

  problems.push(
    document.problemAt(
      ['topics', twice, 'id'],
      `two topics have the id "${ids[twice]}", expected one`,
    ),
  )
  return null
}

async function readChannels(
  file: string,
  topics: TopicsConfig | null,
  problems: ConfigProblem[],
): Promise<Channel[]> {
  const document = await findDocument(file, channelsSchema, problems)
  if (!document) return []

  const topicIds = topics?.topics.map(({ id }) => id)
  const ids = new Set<string>()
  return document.value.filter(({ id, query }, at) => {
    const unknown = query.topic?.findIndex(topic => topicIds && !topicIds.includes(topic)) ?? -1
    if (ids.has(id)) {
      problems.push(
        document.problemAt([at, 'id'], `two channels have the id "${id}", expected one`),
      )
    } else if (unknown >= 0) {
      const written = query.topic![unknown]!
      const meant = nearestWord(written, topicIds!)
      const hint = meant ? `did you mean ${meant}?` : `expected one of ${topicIds!.join(', ')}`
      problems.push(
        document.problemAt(
          [at, 'query', 'topic', unknown],
          `topic "${written}" is not in topics.yaml, ${hint}`,
        ),
      )
    } else {
      ids.add(id)
      return true
    }
    return false
  })
}

async function readDigests(
  file: string,
  known: Pick<Config, 'topics' | 'feeds'>,
  problems: ConfigProblem[],
): Promise<Digest[]> {
  const document = await findDocument(file, digestsSchema, problems)
  if (!document) return []
  return document.value.filter((digest, at) => {
    const before = document.value.slice(0, at)
    const problem = findDigestProblem(digest, before, known)
    if (problem) problems.push(document.problemAt([at, problem.key], problem.message))
    return !problem
  })
}

/**
 * Reads the configuration: `sources/*.yaml`, `topics.yaml`, `outlets.yaml`, `feeds.yaml`, `digests.yaml`, `twins.yaml`, `series.yaml`,
 * `alarms.yaml` and `holidays.yaml`. Nothing is thrown
 * for what an operator wrote: each bad file gives one problem, and the others are loaded.
 */
export async function loadConfig(dir: string): Promise<Config> {
  const problems: ConfigProblem[] = []
  const presets = await readPresets(join(dir, 'presets'), problems)
  const sources = await readSources(join(dir, 'sources'), presets, problems)
  const topics = await readTopics(join(dir, 'topics.yaml'), problems)
  const read = async <S extends z.ZodType>(name: string, schema: S): Promise<z.infer<S> | null> =>
    (await findDocument(join(dir, name), schema, problems))?.value ?? null
  const outlets = await read('outlets.yaml', outletsSchema)
  const twins = await read('twins.yaml', twinsSchema)
  const seriesConfig = await read('series.yaml', seriesSchema)
  const alarms = await read('alarms.yaml', alarmsSchema)
  const holidays = await read('holidays.yaml', holidaysSchema)
  const feeds = await readChannels(join(dir, 'feeds.yaml'), topics, problems)
  const digests = await readDigests(join(dir, 'digests.yaml'), { topics, feeds }, problems)

  keepDocuments()
  return {
    sources,
    topics,
    outlets: buildOutletTable(outlets ?? []),
    twins: twins ? buildTwins(twins) : noTwins,
    seriesConfig,
    feeds,
    digests,
    presets,
    alarms,
    holidays,
    problems,
  }
}

/** All problems as text, a line each. */
export function renderProblems(problems: ConfigProblem[]): string {
  return problems.map(renderProblem).join('\n')
}
