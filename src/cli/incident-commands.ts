import { ConfigError } from '../config/config-error.ts'
import { buildCalendar } from '../health/calendar.ts'
import { readHabit } from '../health/habit.ts'
import type { Incident } from '../model/health.ts'
import type { OperateWorld } from '../pipeline/world.ts'

/** How a source brings news, as it is told to an operator. */
export type SourceDetail = {
  incidents: Incident[]
  /** News by the hour of the day, and by day, the newest last. */
  hours: number[]
  days: { day: string; rounds: number; requests: number; fresh: number; articles: number }[]
  perDay: number
}

const DAYS_SHOWN = 14

/** What `carbonwire sources SOURCE` shows beside the state. */
export async function describeSource(
  { store, config, now }: OperateWorld,
  { id }: { id: string },
): Promise<SourceDetail | null> {
  const state = await store.findSource(id)
  if (!state) return null
  const { days } = await store.readRounds(id)
  const habit = readHabit(state.source.zone, days, buildCalendar(config().holidays), now())
  return {
    incidents: await store.listIncidents({ sourceId: id, limit: 10 }),
    hours: Array.from({ length: 24 }, (_, hour) =>
      days.reduce((sum, { hours }) => sum + (hours[hour] ?? 0), 0),
    ),
    days: days.slice(-DAYS_SHOWN).map(({ day, rounds, requests, fresh, articles }) => ({
      day,
      rounds,
      requests,
      fresh,
      articles,
    })),
    perDay: habit.whole.perDay,
  }
}

/** Those that are open, or all of them. */
export const listIncidents = (
  { store }: OperateWorld,
  { all }: { all: boolean },
): Promise<Incident[]> => store.listIncidents(all ? {} : { open: true })

/** Takes an incident up, by its id or the beginning of it, in the name of whoever asked. Throws `ConfigError` when there is none. */
export async function acknowledge(
  { store, now }: OperateWorld,
  { id, by }: { id: string; by: string | null },
): Promise<Incident> {
  const found = (await store.listIncidents({ limit: 1000 })).filter(incident =>
    incident.id.startsWith(id.toLowerCase()),
  )
  if (found.length !== 1)
    throw new ConfigError(
      found.length
        ? `${found.length} incidents begin with "${id}": give more of the id`
        : `there is no incident "${id}": "carbonwire incidents" lists them`,
    )
  return (await store.acknowledgeIncident(found[0]!.id, by ?? 'command line', now()))!
}
