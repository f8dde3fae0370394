import type { Finding } from '../model/health.ts'
import { tell } from './reason-words.ts'

/** How the last looks at a source ended: whether its hosts answered at all, and since when they do not. */
export type Reach = { sourceId: string; hosts: string[]; at: Date; reached: boolean; since: Date }

/** Hosts that must be out of reach, and none in reach, before the fault is ours. */
const ENOUGH_HOSTS = 2

/**
 * `out`: this machine reaches no host. `doubtful`: nothing was reached since the last failure, and it is too early to say whose fault that
 * is. `suspects` are the sources whose failures may be ours; one that fails while others answer is none of them.
 */
export type NetworkState = { suspects: string[] } & (
  | { kind: 'fine' | 'doubtful' }
  | { kind: 'out'; since: Date; finding: Finding }
)

/**
 * Tells a fault of this machine's network from faults of sites, by the last looks at all sources: when host after host fails and none
 * has answered since, the network is out, and that is one alarm.
 */
export function judgeNetwork(reaches: Reach[]): NetworkState {
  let lastGood = 0
  for (const { reached, at } of reaches) if (reached) lastGood = Math.max(lastGood, at.getTime())
  const failed = reaches.filter(({ reached, since }) => !reached && since.getTime() > lastGood)
  if (!failed.length) return { kind: 'fine', suspects: [] }
  const hosts = new Set(failed.flatMap(each => each.hosts))
  const all = new Set(reaches.flatMap(each => each.hosts))
  if (all.size < ENOUGH_HOSTS) return { kind: 'fine', suspects: [] }
  const suspects = failed.map(({ sourceId }) => sourceId)
  if (hosts.size < enough(all.size)) return { kind: 'doubtful', suspects }

  const since = new Date(Math.min(...failed.map(each => each.since.getTime())))
  const finding: Finding = {
    kind: 'network',
    reason: tell(
      'this machine reaches no host: {} hosts failed one after the other and none answered since; look at its network, its name service and its clock',
      hosts.size,
    ),
    ...{ where: null, isAlarm: true, pageId: null, goodPageId: null },
    ...{ before: null, now: tell('{} sources out of reach', failed.length) },
  }
  // One that failed before goes on failing for a reason that nobody can see now.
  const unreached = reaches.filter(({ reached }) => !reached).map(({ sourceId }) => sourceId)
  return { kind: 'out', since, finding, suspects: unreached }
}

/** Of few hosts all must fail; of many, some in a row are enough. */
const enough = (hosts: number) =>
  Math.min(hosts, Math.max(ENOUGH_HOSTS, Math.min(4, Math.ceil(hosts / 2))))
