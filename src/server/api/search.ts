import type { OpenAPIHono } from '@hono/zod-openapi'
import { cleanTitle } from '../../feeds/clean-text.ts'
import { daysSchema, hitsSchema } from '../../model/api/stories.ts'
import type { DayCount, DayTopicCount } from '../../store/archive.ts'
import { dayIn } from '../../text/zone.ts'
import { vocabularyOf } from '../feeds/feed-routes.ts'
import { badRequest } from '../http/problem.ts'
import { highlight, searchTerms, snippet } from '../pages/highlight.ts'
import { explainNothing } from '../pages/widen.ts'
import { type ApiParts, presentStories } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { daysQuery, searchQuery } from './queries.ts'
import { readFilter } from './stories.ts'

const tag = 'Search'
const DAY_MS = 86_400_000
const MOST_DAYS = 366

/** Finding stories by words, and the days of the archive. */
export function addSearchOperations(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/search',
      id: 'search',
      summary: 'Stories by words, the best first',
      description:
        'Chinese in both scripts and English. What was found is marked; where nothing was, `nothing` says what was looked up and which wider questions find something.',
      tag,
      query: searchQuery,
      answer: hitsSchema,
    },
    async ({ query, c }) => {
      const given = new URL(c.req.url).searchParams
      const asked = readFilter(parts, given, 20)
      const q = asked.query.q!
      const terms = searchTerms(q)
      const { hits, total, atLeast } = await parts.store.search(
        { ...asked.query, q },
        asked.limit,
        query.offset,
      )
      const stories = await presentStories(
        parts,
        hits.map(hit => hit.item),
        false,
      )
      const byId = new Map(stories.map(story => [story.id, story]))
      const end = query.offset + hits.length
      return {
        hits: hits.flatMap(({ item }) => {
          const story = byId.get(item.id)
          if (!story) return []
          const text = cleanTitle(item.text) || story.summary
          return [{ story, title: highlight(story.title, terms), snippet: snippet(text, terms) }]
        }),
        total,
        atLeast,
        next: end < total && hits.length > 0 && end <= 1000 ? end : null,
        nothing: total === 0 ? await explainNothing(parts.store, given, vocabularyOf(parts)) : null,
      }
    },
  )

  addOperation(
    api,
    {
      path: '/days',
      id: 'countDays',
      summary: 'Stories a day, in all and by topic',
      description:
        'By the day of publication: the publisher’s where it gave a day alone, else the one of its instant in `zone`.',
      tag,
      query: daysQuery,
      answer: daysSchema,
    },
    async ({ query, c }) => {
      const search = new URL(c.req.url).searchParams
      for (const name of ['from', 'to', 'zone']) search.delete(name)
      const asked = readFilter(parts, search, 1)
      const { zone, ...span } = readSpan(query, parts.now())
      const [days, topics] = await Promise.all([
        parts.store.countByDay(asked.query, zone, span),
        parts.store.countByDayAndTopic(asked.query, zone, span),
      ])
      return { days: gatherDays(days, topics) }
    },
  )
}

/** The days asked for; the last thirty unless told. Throws a 400 Problem on what is no span. */
function readSpan(query: { from?: string; to?: string; zone: string }, now: Date) {
  const { zone } = query
  const today = dayOrProblem(zone, now)
  const to = query.to ?? today
  const from = query.from ?? new Date(Date.parse(to) - 30 * DAY_MS).toISOString().slice(0, 10)
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (days < 0) throw badRequest('from is after to')
  if (days > MOST_DAYS)
    throw badRequest(`from and to are ${days} days apart, expected at most ${MOST_DAYS}`)
  return { zone, from, to }
}

function dayOrProblem(zone: string, now: Date): string {
  try {
    return dayIn(zone, now)
  } catch {
    throw badRequest(`zone "${zone}": expected an IANA zone such as Asia/Shanghai`)
  }
}

/** Counts by day and by day and topic, as one entry a day. */
function gatherDays(days: DayCount[], topics: DayTopicCount[]) {
  const entries = new Map(
    days.map(({ day, stories }) => [day, { day, stories, topics: {} as Record<string, number> }]),
  )
  for (const { day, topic, stories } of topics) {
    const entry = entries.get(day)
    if (entry) entry.topics[topic] = stories
  }
  return [...entries.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}
