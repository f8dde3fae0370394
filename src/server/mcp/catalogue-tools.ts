import * as z from 'zod'
import type { ApiSource, ApiTopic } from '../../model/api/catalogue.ts'
import { seriesChangeSchema } from '../../model/series.ts'
import { pathOf, tool } from './tool.ts'

const listTopics = tool({
  name: 'list_topics',
  title: 'Topics',
  description: 'The topics that stories are sorted by, with how many stories each has.',
  args: z.object({}),
  answer: z.looseObject({
    topics: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        nameEn: z.string(),
        tier: z.string(),
        stories: z.int(),
        feed: z.string(),
      }),
    ),
  }),
  async run(read) {
    return { topics: (await read<{ topics: ApiTopic[] }>('/topics')).topics }
  },
})

/** A source that says something is wrong, or whose last round ended otherwise than well. */
const isTroubled = ({ alarms, lastOutcome }: ApiSource) =>
  alarms.length > 0 || ['failed', 'blocked', 'refused'].includes(lastOutcome?.kind ?? '')

const listSources = tool({
  name: 'list_sources',
  title: "Sources' health",
  description:
    'The publishers this wire reads and how each is doing: the last round and its outcome, articles read, links that wait, alarms. Use it to judge whether silence means no news.',
  args: z.object({
    id: z.array(z.string()).max(50).optional().describe('Only these'),
    troubled: z.boolean().default(false).describe('Only those with alarms or a failed last round'),
    limit: z.int().min(1).max(300).default(50),
    offset: z.int().min(0).default(0),
  }),
  answer: z.looseObject({
    sources: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        language: z.string(),
        active: z.boolean(),
        lastRoundAt: z.string().nullable(),
        nextRoundAt: z.string().nullable(),
        lastOutcome: z.looseObject({ kind: z.string() }).nullable(),
        articles: z.int(),
        openLinks: z.int(),
        alarms: z.array(z.looseObject({ kind: z.string(), message: z.string() })),
      }),
    ),
    total: z.int(),
    next: z.int().nullable().describe('`offset` of the next page'),
  }),
  async run(read, { id, troubled, limit, offset }) {
    const { sources } = await read<{ sources: ApiSource[] }>('/sources')
    const wanted = sources.filter(
      source => (!id || id.includes(source.id)) && (!troubled || isTroubled(source)),
    )
    const end = offset + limit
    return {
      // The feed's address and the counts of every outcome stand in the API.
      sources: wanted
        .slice(offset, end)
        .map(({ outcomes: _outcomes, feed: _feed, ...source }) => source),
      total: wanted.length,
      next: end < wanted.length ? end : null,
    }
  },
})

const listSeries = tool({
  name: 'list_series',
  title: 'Series of figures',
  description:
    'Which figures of carbon markets (prices, volumes, values) were read from bulletins: market, instrument, measure, unit, first and last day.',
  args: z.object({}),
  answer: z.looseObject({
    series: z.array(
      z.looseObject({
        market: z.string(),
        instrument: z.string(),
        measure: z.string(),
        unit: z.string(),
        first: z.string(),
        last: z.string(),
        points: z.int(),
      }),
    ),
  }),
  async run(read) {
    return read('/series')
  },
})

const getSeriesPoints = tool({
  name: 'get_series_points',
  title: 'Figures of trading days',
  description:
    'Figures of carbon markets by trading day, the newest first, each with the sentence or cell it was read from. `conflicts` counts reports that print another figure; a day without a figure has none.',
  args: z.object({
    market: z.array(z.string()).max(20).optional().describe('As list_series tells them: cn-ets …'),
    instrument: z.array(z.string()).max(20).optional().describe('CEA, CCER, EUA …'),
    measure: z.array(z.string()).max(20).optional().describe('close, volume_total …'),
    since: z.string().optional().describe('A day such as 2026-11-20'),
    until: z.string().optional().describe('A day such as 2026-11-27'),
    limit: z.int().min(1).max(300).default(60),
    cursor: z.string().max(200).optional().describe('`next` of the answer before'),
  }),
  answer: z.looseObject({
    points: z.array(
      z.looseObject({
        market: z.string(),
        instrument: z.string(),
        day: z.string(),
        measure: z.string(),
        value: z.number(),
        unit: z.string(),
        articleId: z.string(),
        quote: z.string(),
        conflicts: z.int(),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run(read, { cursor, ...args }) {
    return read(pathOf('/series/points', { ...args, after: cursor }))
  },
})

const listSeriesChanges = tool({
  name: 'list_series_changes',
  title: 'Follow figures',
  description:
    'Figures of carbon markets that are new, were set right or are told no more after a sequence number, in order: `was` is what was told before, `value` what is told now. Begin with after=0, go on with `next` and give `epoch` back. The numbers are not those of list_changes.',
  args: z.object({
    after: z.int().min(0).max(999_999_999).default(0),
    epoch: z.string().max(60).optional().describe('`epoch` of an earlier answer'),
    market: z.array(z.string()).max(20).optional().describe('As list_series tells them: cn-ets …'),
    instrument: z.array(z.string()).max(20).optional().describe('CEA, CCER, EUA …'),
    measure: z.array(z.string()).max(20).optional().describe('close, volume_total …'),
    corrected: z
      .boolean()
      .default(false)
      .describe('Only figures that were told before, and are told otherwise or no more'),
    limit: z.int().min(1).max(300).default(60),
  }),
  answer: z.looseObject({
    changes: z.array(seriesChangeSchema.loose()),
    next: z.int().describe('`after` of the next question'),
    more: z.boolean(),
    epoch: z.string(),
  }),
  async run(read, { corrected, ...args }) {
    return read(pathOf('/series/changes', { ...args, changed: corrected ? 'true' : undefined }))
  },
})

/** What there is to ask for, how its sources are doing, and the figures that were read. */
export const catalogueTools = [
  listTopics,
  listSources,
  listSeries,
  getSeriesPoints,
  listSeriesChanges,
]
