import { createHash } from 'node:crypto'
import { reasonIn } from '../health/reason-words.ts'
import type { AlarmChannel } from '../model/alarms-config.ts'
import type { Incident } from '../model/health.ts'
import type { Message } from '../notify/message.ts'
import type { HealthStore } from '../store/health.ts'
import type { Leases } from '../store/leases.ts'
import type { Notice } from '../store/notices.ts'
import type { World } from './world.ts'

type Doors = Pick<World<HealthStore & Leases>, 'store' | 'config' | 'log' | 'now' | 'notifier'>

/** Nothing is told of what began longer ago: a channel that was added today is not flooded. */
const REACHES_BACK_MS = 24 * 3_600_000
/** Tries before a message is given up: over some two days. */
const MOST_TRIES = 16
const LONGEST_WAIT_MS = 6 * 3_600_000
/** Points of one message; what is more is counted. */
const MOST_POINTS = 20
const LEASE_MS = 120_000

/** Tells what broke and what is well again: what waits for one channel in one message, so that no burst silences a bot. */
export async function tellIncidents(world: Doors, stopping?: AbortSignal): Promise<void> {
  const { store, now } = world
  const channels = world.config().alarms?.channels ?? []
  if (!channels.length) return
  const holder = crypto.randomUUID()
  if (!(await store.takeLease('notify', holder, LEASE_MS))) return
  try {
    const names = channels.map(({ name }) => name)
    const since = new Date(now().getTime() - REACHES_BACK_MS)
    const notices = await store.takeNotices(names, since, now())
    for (const channel of channels) {
      if (stopping?.aborted) return
      const own = notices.filter(notice => notice.channel === channel.name)
      if (own.length) await tellChannel(world, channel, own)
    }
  } finally {
    await store.releaseLease('notify', holder)
  }
}

async function tellChannel(
  { store, log, now, notifier }: Doors,
  channel: AlarmChannel,
  all: Notice[],
): Promise<void> {
  // Whoever has taken an incident up knows of it.
  const known = all.filter(({ event, incident }) => event === 'opened' && incident.acknowledgedAt)
  if (known.length)
    await store.endNotices({ notices: known, toldAt: now(), nextAttemptAt: null, error: null })
  const notices = all.filter(notice => !known.includes(notice))
  if (!notices.length) return

  const verdict = await notifier.tell(channel, buildMessage(notices, channel.language), now())
  if (verdict.kind === 'told')
    return store.endNotices({ notices, toldAt: now(), nextAttemptAt: null, error: null })
  const tries = Math.max(...notices.map(({ attempts }) => attempts)) + 1
  const isOver = verdict.kind === 'never' || tries >= MOST_TRIES
  log.warn(
    { channel: channel.name, error: verdict.error, givenUp: isOver },
    'an alarm could not be told',
  )
  const waitMs =
    verdict.kind === 'again'
      ? Math.max(verdict.afterMs, Math.min(LONGEST_WAIT_MS, 30_000 * 2 ** tries))
      : 0
  await store.endNotices({
    ...{ notices, toldAt: null, error: verdict.error },
    nextAttemptAt: isOver ? null : new Date(now().getTime() + waitMs),
  })
}

const words = {
  en: {
    open: 'began',
    ended: 'over',
    before: 'before',
    now: 'now',
    more: 'more',
    machine: 'this machine',
  },
  zh: { open: '告警', ended: '已恢复', before: '之前', now: '现在', more: '更多', machine: '本机' },
}

/** The first message of an incident is named after it, so that later ones can answer it. */
const idOf = (notices: Notice[]): string => {
  const names = notices.map(({ event, incident }) => `${event}-${incident.id}`)
  if (names.length === 1) return `incident-${names[0]}`
  return `incidents-${createHash('sha256').update(names.join()).digest('hex').slice(0, 32)}`
}

/** One message of all that waits, the beginnings first. */
function buildMessage(notices: Notice[], language: 'zh' | 'en'): Message {
  const word = words[language]
  const sorted = notices.toSorted(
    (a, b) => Number(a.event === 'ended') - Number(b.event === 'ended'),
  )
  const nameOf = ({ sourceId }: Incident) => sourceId ?? word.machine
  const headOf = ({ event, incident }: Notice) =>
    `${event === 'opened' ? word.open : word.ended}: ${nameOf(incident)} (${incident.kind})`
  const points = sorted.slice(0, MOST_POINTS).map(notice => {
    const { id } = notice.incident
    const [reason, before, now] = [
      notice.incident.reason,
      notice.incident.before ?? '',
      notice.incident.now ?? '',
    ].map(each => reasonIn(language, each))
    const told =
      notice.event === 'opened'
        ? [before && `${word.before}: ${before}`, now && `${word.now}: ${now}`]
        : []
    return {
      title: headOf(notice),
      text: [reason, ...told.filter(Boolean), `#${id.slice(0, 8)}`].join('\n'),
    }
  })
  const left = sorted.length - points.length
  const only = sorted.length === 1 ? sorted[0]! : null
  return {
    title: only
      ? `Carbonwire: ${headOf(only)}`
      : `Carbonwire: ${sorted.length} (${[...new Set(sorted.map(({ event }) => (event === 'opened' ? word.open : word.ended)))].join(', ')})`,
    points:
      left > 0
        ? [...points, { title: `+${left} ${word.more}`, text: 'carbonwire incidents' }]
        : points,
    id: idOf(sorted),
    thread: only ? idOf([{ ...only, event: 'opened' }]) : null,
    isFirst: only?.event === 'opened',
    data: {
      type: 'incidents',
      notices: sorted.map(({ event, incident }) => ({ event, incident })),
    },
  }
}
