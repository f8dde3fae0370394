import { ConfigError, renderProblem } from '../config/config-error.ts'
import type { PointKey } from '../model/series.ts'
import { sourceIdPattern } from '../model/source.ts'
import type { SourceState } from '../model/source-state.ts'
import type { World } from '../pipeline/world.ts'
import { backup, restore } from './backup-commands.ts'
import { sendRecentPages } from './check-commands.ts'
import type { ControlRequest } from './control-socket.ts'
import { diagnoseWorld } from './diagnose.ts'
import { acknowledge, describeSource, listIncidents } from './incident-commands.ts'
import {
  adminPassword,
  allow,
  backfill,
  listLinks,
  listRemovals,
  purge,
  remove,
  retry,
} from './keeping-commands.ts'
import { noSuchSource } from './no-such-source.ts'
import { type AskedCrawl, sumRounds } from './round-commands.ts'
import { listHeldPoints, releaseHeldPoints } from './series-commands.ts'
import {
  exportFiles,
  listKeys,
  makeKey,
  readApi,
  revokeKey,
  rotateKey,
} from './serving-commands.ts'
import {
  askForReplay,
  describeStory,
  diffRevisions,
  explainWhy,
  keepPairApart,
  readReplay,
  splitPair,
} from './story-commands.ts'

/** How far a crawl that was asked for has come. */
export type CrawlProgress = { links: number; open: number; stories: number; done: boolean }

/** What commands ask of a store, in this process or in the running one. The answers can be sent as JSON. */
const commands = {
  ping: async () => 'here',
  sources: ({ store }: World) => store.listSources(),
  crawl: askForCrawl,
  progress: readProgress,
  story: describeStory,
  why: explainWhy,
  split: splitPair,
  neverMerge: keepPairApart,
  heldPoints: listHeldPoints,
  releasePoints: releaseHeldPoints,
  diff: diffRevisions,
  recentPages: sendRecentPages,
  replay: askForReplay,
  replayState: readReplay,
  makeKey,
  listKeys,
  rotateKey,
  revokeKey,
  export: exportFiles,
  readApi,
  rounds: sumRounds,
  problems: listProblems,
  rename: renameSource,
  source: describeSource,
  incidents: listIncidents,
  acknowledge,
  newEpoch: ({ store }: World) => store.beginEpoch(),
  remove,
  allow,
  removals: listRemovals,
  purge,
  links: listLinks,
  retry,
  backup,
  restore,
  diagnose: diagnoseWorld,
  backfill,
  adminPassword,
} satisfies Record<string, (world: World, args: never) => Promise<unknown>>

export type ControlCommand = keyof typeof commands

/** What changes something that others see or miss, with what it is done to: it stands in the operators' log. */
const audited: Partial<Record<ControlCommand, (args: never) => unknown>> = {
  split: ({ a, b }: { a: string; b: string }) => `${a} ${b}`,
  neverMerge: ({ a, b }: { a: string; b: string }) => `${a} ${b}`,
  releasePoints: ({ market, instrument, day, measure }: PointKey) =>
    `${market} ${instrument} ${day} ${measure}`,
  replay: ({ stage }: { stage: string }) => stage,
  makeKey: ({ name }: { name: string }) => name,
  rotateKey: ({ key }: { key: string }) => key,
  revokeKey: ({ key }: { key: string }) => key,
  rename: ({ from, to }: { from: string; to: string }) => `${from} ${to}`,
  acknowledge: ({ id }: { id: string }) => id,
  newEpoch: () => '',
  remove: ({ what }: { what: string }) => what,
  allow: ({ what }: { what: string }) => what,
  purge: ({ source }: { source: string }) => source,
  retry: ({ what }: { what: string }) => what,
  backup: ({ file }: { file: string }) => file,
  restore: ({ file }: { file: string }) => file,
  backfill: ({ source, since, stop }: { source: string; since: string | null; stop: boolean }) =>
    since !== null || stop ? source : undefined,
}

/** Carries out one command. Throws `ConfigError` for what whoever asked can mend. */
export async function answerControl(
  world: World,
  { command, args }: ControlRequest,
): Promise<unknown> {
  if (!Object.hasOwn(commands, command))
    throw new ConfigError(`there is no command "${command}" in the running process`)
  const name = command as ControlCommand
  const answer: unknown = await commands[name](world, args as never)
  const subject = audited[name]?.(args as never)
  if (subject !== undefined) {
    const at = world.now()
    const entry = {
      at,
      actor: 'command line',
      action: name,
      subject: String(subject),
      detail: args,
    }
    await world.store.noteAction(entry)
  }
  return answer
}

/** The enabled sources that are meant: those named, or all when none is. Throws `ConfigError` for one that is not enabled. */
function chooseSources(states: SourceState[], named: string[]): string[] {
  const enabled = states
    .filter(({ active, source }) => active && source.enabled)
    .map(({ source }) => source.id)
  for (const id of named) if (!enabled.includes(id)) throw unknownSource(states, enabled, id)
  if (!enabled.length)
    throw new ConfigError('there is no enabled source: expected one under config/sources')
  return named.length ? [...new Set(named)] : enabled
}

function unknownSource(states: SourceState[], enabled: string[], id: string): ConfigError {
  if (states.some(({ active, source }) => active && source.id === id))
    return new ConfigError(`source "${id}" is switched off: expected "enabled: true" in its file`)
  return noSuchSource(id, enabled)
}

/** Problems of the configuration as lines, until they are mended. */
async function listProblems({ config }: World): Promise<string[]> {
  return config().problems.map(renderProblem)
}

async function renameSource(
  { store }: World,
  { from, to }: { from: string; to: string },
): Promise<{ from: string; to: string }> {
  if (!sourceIdPattern.test(to))
    throw new ConfigError(
      `rename ${from} ${to}: expected lower-case letters, digits, dots and hyphens`,
    )
  if (!(await store.renameSource(from, to))) {
    const ids = (await store.listSources()).map(({ source }) => source.id)
    throw noSuchSource(from, ids)
  }
  return { from, to }
}

async function askForCrawl(
  world: World,
  { sources }: { sources: string[] },
): Promise<{ sourceIds: string[]; since: Date }> {
  const sourceIds = chooseSources(await world.store.listSources(), sources)
  const since = world.now()
  await world.queue.add(
    'crawl',
    sourceIds.map(sourceId => ({ sourceId, slot: `asked-${since.getTime()}` })),
  )
  return { sourceIds, since }
}

/** Done is: each source has had a round since, nothing of theirs waits to be fetched now, and nothing to be published. */
async function readProgress(
  { store, queue, now }: World,
  { sourceIds, since }: AskedCrawl,
): Promise<CrawlProgress> {
  const asked = (await store.listSources()).filter(({ source }) => sourceIds.includes(source.id))
  const sums = (await store.summarizeSources()).filter(({ id }) => sourceIds.includes(id))
  const sum = (read: (row: (typeof sums)[0]) => number) =>
    sums.reduce((total, row) => total + read(row), 0)
  const rounds = asked.every(({ lastRoundAt }) => lastRoundAt && lastRoundAt >= new Date(since))
  const waiting = rounds && (await isWaiting({ store, queue }, sourceIds, now()))
  return {
    links: sum(({ links }) => links),
    open: sum(({ open }) => open),
    stories: sum(({ stories }) => stories),
    done: rounds && !waiting,
  }
}

/** A page of a list that does not come is asked for by the next round, and not waited for. */
async function isWaiting(
  { store, queue }: Pick<World, 'store' | 'queue'>,
  sourceIds: string[],
  now: Date,
): Promise<boolean> {
  const due = await Promise.all(sourceIds.map(id => store.dueLinks(id, now, 1)))
  if (due.flat().length > 0 || (await store.unpublished(1)).length > 0) return true
  const resumes = await Promise.all(sourceIds.map(id => store.findResumes(id)))
  if (resumes.flat().length === 0) return false
  const { crawl } = await queue.counts()
  return crawl.waiting + crawl.active > 0
}
