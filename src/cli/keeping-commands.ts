import { randomBytes } from 'node:crypto'
import { ConfigError } from '../config/config-error.ts'
import { outcomeReasons } from '../model/outcome.ts'
import type { OperateWorld } from '../pipeline/world.ts'
import type { Backfill } from '../store/backfills.ts'
import type { Removed } from '../store/remove-addresses.ts'
import type { IdleCount, IdleLink } from '../store/source-links.ts'
import { urlKey } from '../text/url-key.ts'
import { noSuchSource } from './no-such-source.ts'

/** What was meant by what was typed. */
type Target =
  | { kind: 'address'; key: string }
  | { kind: 'story'; id: string }
  | { kind: 'source'; id: string }

function readTarget({ config }: OperateWorld, text: string): Target {
  if (/^https?:\/\//i.test(text)) {
    const key = urlKey(text, { twins: config().twins })
    if (!key) throw new ConfigError(`${text}: expected a whole address`)
    return { kind: 'address', key }
  }
  return text.startsWith('urn:uuid:') ? { kind: 'story', id: text } : { kind: 'source', id: text }
}

/** What `carbonwire remove` answers with. */
export type RemoveAnswer = Removed & { kind: Target['kind'] }

/** Takes out an address, all articles of a story, or a whole source. */
export async function remove(
  world: OperateWorld,
  { what, reason }: { what: string; reason: string | null },
): Promise<RemoveAnswer> {
  const target = readTarget(world, what)
  const removed = await removeTarget(world, target, reason)
  // Followers are told at once.
  world.queue.wake('deliver')
  if (target.kind === 'source')
    await world.queue.schedule(await world.store.plannedRounds(world.now()))
  return { ...removed, kind: target.kind }
}

async function removeTarget(
  { store, now }: OperateWorld,
  target: Target,
  reason: string | null,
): Promise<Removed> {
  if (target.kind === 'address') return store.removeAddresses([target.key], reason, now())
  if (target.kind === 'story') {
    const story = await store.findStory(target.id)
    if (!story) throw new ConfigError(`${target.id}: there is no such story`)
    const keys = story.members.map(({ article }) => article.urlKey)
    return store.removeAddresses(keys, reason, now())
  }
  const removed = await store.withdrawSource(target.id, reason, now())
  if (!removed) throw await unknownSource(store, target.id)
  return removed
}

/** Lets something be fetched again that was taken out. */
export async function allow(world: OperateWorld, { what }: { what: string }): Promise<string> {
  const target = readTarget(world, what)
  if (target.kind === 'story')
    throw new ConfigError(`${what}: expected the address or the source that was taken out`)
  const { store, queue, now } = world
  const done =
    target.kind === 'address'
      ? await store.allowAddress(target.key, now())
      : await store.allowSource(target.id, now())
  if (!done) throw new ConfigError(`${what}: it was not taken out`)
  await queue.schedule(await store.plannedRounds(now()))
  return `${what} is asked for again`
}

export const listRemovals = ({ store }: OperateWorld) => store.listRemovals(1_000)

/** Forgets a source whose file is gone. */
export async function purge(
  { store, queue, now }: OperateWorld,
  { source }: { source: string },
): Promise<Removed> {
  const removed = await store.purgeSource(source, now())
  if (!removed) {
    const state = await store.findSource(source)
    if (!state) throw await unknownSource(store, source)
    throw new ConfigError(
      `purge ${source}: it is in use; take its file config/sources/${source}.yaml away first`,
    )
  }
  queue.wake('deliver')
  return removed
}

const reasons = Object.entries(outcomeReasons).flatMap(([kind, names]) =>
  names.map(name => `${kind}:${name}`),
)

/** The reason as the store writes it; the second word alone will do. */
function readReason(given: string | null): string | null {
  if (given === null || given === 'open') return given
  const found = reasons.filter(name => name === given || name.endsWith(`:${given}`))
  if (found.length === 1) return found[0]!
  throw new ConfigError(
    found.length
      ? `--reason ${given}: ${found.join(' or ')}?`
      : `--reason ${given}: there is no such end of a link; "carbonwire outcomes" lists them`,
  )
}

/** What `carbonwire links` answers with. */
export type LinksAnswer = { counts: IdleCount[]; links: IdleLink[] }

/** Links of a source that gave nothing, by reason, and the newest of one reason. */
export async function listLinks(
  { store }: OperateWorld,
  { source, reason, limit }: { source: string; reason: string | null; limit: number },
): Promise<LinksAnswer> {
  if (!(await store.findSource(source))) throw await unknownSource(store, source)
  const wanted = readReason(reason)
  const [counts, links] = await Promise.all([
    store.countIdleLinks(source),
    wanted === null ? [] : store.listIdleLinks(source, wanted, limit),
  ])
  return { counts, links }
}

/** Makes links due now: one by its address, or those of a source that gave nothing. */
export async function retry(
  world: OperateWorld,
  { what, reason }: { what: string; reason: string | null },
): Promise<{ links: number; source: string }> {
  const { store, queue, now } = world
  const target = readTarget(world, what)
  if (target.kind === 'address') {
    const source = await store.retryAddress(target.key, now())
    if (!source) throw new ConfigError(`${what}: no list has printed it, or it was taken out`)
    await queue.takeUp([source], 'sweep')
    return { links: 1, source }
  }
  const state = await store.findSource(target.id)
  if (!state) throw await unknownSource(store, target.id)
  const links = await store.retryLinks(target.id, readReason(reason), now())
  if (state.held) await store.holdSource(target.id, null)
  if (links) await queue.takeUp([target.id], 'sweep')
  return { links, source: target.id }
}

/** Has a source read back to a day, ends that, or tells how far it has come. */
export async function backfill(
  { store, queue, now }: OperateWorld,
  { source, since, stop }: { source: string; since: string | null; stop: boolean },
): Promise<Backfill> {
  const state = await store.findSource(source)
  if (!state) throw await unknownSource(store, source)
  if (stop) await store.endBackfill(source, 'stopped', now())
  if (since !== null && !stop) {
    const day = new Date(since)
    if (day >= now()) throw new ConfigError('--since: expected a day that is over')
    if (!state.active || !state.source.enabled)
      throw new ConfigError(`source "${source}" is switched off: nothing of it is asked for`)
    await store.beginBackfill(source, day, now())
    await queue.add('crawl', [{ sourceId: source, slot: `asked-${now().getTime()}` }])
  }
  const found = await store.findBackfill(source)
  if (!found) throw new ConfigError(`${source} was not read back yet: give --since DAY`)
  return found
}

const LEAST_LENGTH = 12

/** Sets the password of `/admin`; one is made where none is given. */
export async function adminPassword(
  { store, now }: OperateWorld,
  { password }: { password: string | null },
): Promise<string> {
  if (password !== null && password.length < LEAST_LENGTH)
    throw new ConfigError(`the password is too short: expected ${LEAST_LENGTH} characters or more`)
  const chosen = password ?? randomBytes(15).toString('base64url')
  await store.setPassword(chosen, now())
  // What is audited with its arguments would keep the password.
  const entry = { actor: 'command line', action: 'adminPassword', subject: '', detail: null }
  await store.noteAction({ ...entry, at: now() })
  return chosen
}

async function unknownSource(store: OperateWorld['store'], id: string): Promise<ConfigError> {
  return noSuchSource(
    id,
    (await store.listSources()).map(({ source }) => source.id),
  )
}
