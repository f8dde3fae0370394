import type { Finding } from '../model/health.ts'

/** How the last look at a source ended: whether its host answered at all. */
export type Reach = { sourceId: string; hosts: string[]; at: Date; reached: boolean }

/** Hosts that must be out of reach, and none in reach, before the fault is ours. */
const ENOUGH_HOSTS = 2

/** `out`: this machine reaches no host. `doubtful`: nothing was reached since the last failure, and it is too early to say whose fault that is. */
export type NetworkState =
  | { kind: 'fine' | 'doubtful' }
  | { kind: 'out'; since: Date; finding: Finding }

/**
 * Tells a fault of this machine's network from faults of sites, by the last looks at all sources: when host after host fails and none
 * has answered since, the network is out, and that is one alarm.
 */
export function judgeNetwork(reaches: Reach[]): NetworkState {
  const lastGood = Math.max(
    0,
    ...reaches.filter(({ reached }) => reached).map(({ at }) => at.getTime()),
  )
  const failed = reaches.filter(({ reached, at }) => !reached && at.getTime() > lastGood)
  const hosts = new Set(failed.flatMap(each => each.hosts))
  const all = new Set(reaches.flatMap(each => each.hosts))
  if (hosts.size === 0 || all.size < ENOUGH_HOSTS) return { kind: 'fine' }
  if (hosts.size < enough(all.size)) return { kind: 'doubtful' }

  const since = new Date(Math.min(...failed.map(({ at }) => at.getTime())))
  const finding: Finding = {
    kind: 'network',
    reason: `this machine reaches no host: ${hosts.size} hosts failed one after the other and none answered since; look at its network, its name service and its clock`,
    ...{ where: null, isAlarm: true, pageId: null, goodPageId: null },
    ...{ before: null, now: `${failed.length} sources out of reach` },
  }
  return { kind: 'out', since, finding }
}

/** Of few hosts all must fail; of many, some in a row are enough. */
const enough = (hosts: number) =>
  Math.min(hosts, Math.max(ENOUGH_HOSTS, Math.min(4, Math.ceil(hosts / 2))))
