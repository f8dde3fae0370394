import { pino } from 'pino'
import type { Config } from '../../src/config/load-config.ts'
import { feedInstant } from '../../src/feeds/feed-dates.ts'
import type { FeedItem, FeedQuery } from '../../src/model/feed.ts'
import { sourceSchema } from '../../src/model/source.ts'
import type { SourceState } from '../../src/model/source-state.ts'
import { topicsSchema } from '../../src/model/topics-config.ts'
import type { ServerParts } from '../../src/server/parts.ts'
import type { Store } from '../../src/store/store.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { noTwins } from '../../src/text/url-twins.ts'
import { sampleItem } from '../feeds/sample-item.ts'

const now = new Date('2026-11-01T00:00:00Z')

/** A line on which nothing waits. */
export const quietLine = {
  unpublished: 0,
  oldestUnpublished: null,
  dueLinks: 0,
  mostOverdue: null,
  sinceLastRound: 60,
  activeSources: 2,
  openIncidents: 0,
  heldHosts: 0,
  lastSequence: 3,
  databaseBytes: 1_000_000,
}

/** Two invented sources and three topics, as an operator's files would give them. */
export function fixtureConfig(): Config {
  const source = (id: string, name: string, language: string) =>
    sourceSchema.parse({
      id,
      name,
      language,
      zone: 'Asia/Shanghai',
      entries: [{ kind: 'feed', url: `https://${id}/feed` }],
    })
  return {
    sources: [
      source('news.example.org', '示例新闻网', 'zh-Hans'),
      source('wire.example', 'Example Wire', 'en'),
    ],
    topics: topicsSchema.parse({
      topics: [
        { id: 'carbon-market', tier: 'core', name: '碳市场', nameEn: 'Carbon market' },
        { id: 'policy', tier: 'core', name: '政策', nameEn: 'Policy' },
        { id: 'ccus', tier: 'core', name: '碳捕集', nameEn: 'CCUS' },
      ],
    }),
    presets: [],
    outlets: buildOutletTable([
      { name: '示例日报', nameEn: 'Example Daily', aliases: [], hosts: [], agency: false },
    ]),
    holidays: null,
    alarms: null,
    feeds: [{ id: 'market-en', title: '英文碳市场', query: { topic: ['policy'], lang: ['en'] } }],
    digests: [],
    seriesConfig: null,
    twins: noTwins,
    problems: [],
  }
}

const has = (asked: string[] | undefined, values: string[]) =>
  !asked || asked.some(value => values.includes(value))

function isWanted(item: FeedItem, query: FeedQuery): boolean {
  const language = item.language ?? ''
  return (
    has(query.tier ?? ['relevant'], [item.tier]) &&
    has(query.topic, item.topics) &&
    has(query.source, [item.source.id]) &&
    has(query.outlet, item.outlet ? [item.outlet.name] : []) &&
    (!query.language ||
      query.language.some(tag => language === tag || language.startsWith(`${tag}-`))) &&
    (!query.since || item.firstSeen >= query.since) &&
    (!query.until || item.firstSeen < query.until) &&
    (!query.q || item.title.includes(query.q) || item.text.includes(query.q))
  )
}

/** Stories that a test sets and changes, behind as much of the store's door as feeds and their pages use. */
export function fixtureParts(items: FeedItem[]) {
  const state = { items, down: false, reads: 0 }
  const config = fixtureConfig()
  const kept = new Map<string, FeedItem[]>()
  const answer = async <T>(value: () => T): Promise<T> => {
    if (state.down) throw new Error('the fixture store is away')
    state.reads++
    return value()
  }
  const newest = (query: FeedQuery, limit: number, before?: number) =>
    state.items
      .filter(item => isWanted(item, query) && (!before || item.firstSequence < before))
      .toSorted((a, b) => b.firstSequence - a.firstSequence)
      .slice(0, limit)
  const states = (): SourceState[] =>
    config.sources.map(source => ({
      source,
      active: true,
      removedAt: null,
      nextRoundAt: now,
      lastRoundAt: now,
      lastOutcome: { kind: 'saved' },
      outcomes: { saved: 3 },
      articles: 3,
      openLinks: 0,
      held: null,
      health: null,
      plan: null,
      alarms: [],
    }))
  const store = {
    lastSequence: () => answer(() => Math.max(0, ...state.items.map(item => item.sequence))),
    readFeed: (query: FeedQuery, limit: number, before?: number) =>
      answer(() => newest(query, limit, before)),
    readPlaces: (query: FeedQuery, limit: number, before?: number) =>
      answer(() => newest(query, limit, before)),
    readItems: (ids: string[]) => answer(() => state.items.filter(item => ids.includes(item.id))),
    listLatest: (limit: number) =>
      answer(() =>
        state.items
          .filter(item => isWanted(item, {}))
          .toSorted((a, b) => feedInstant(b).getTime() - feedInstant(a).getTime())
          .slice(0, limit),
      ),
    countByDay: () => answer(() => []),
    readStretch: (query: FeedQuery, after: number, upTo: number, limit: number) =>
      answer(() =>
        state.items
          .filter(
            item =>
              isWanted(item, query) && item.firstSequence > after && item.firstSequence <= upTo,
          )
          .toSorted((a, b) => a.firstSequence - b.firstSequence)
          .slice(0, limit),
      ),
    findArchiveDocument: (channel: string, number: number) =>
      answer(() => kept.get(`${channel} ${number}`) ?? null),
    keepArchiveDocument: (channel: string, number: number, items: FeedItem[]) =>
      answer(() => {
        const key = `${channel} ${number}`
        if (!kept.has(key)) kept.set(key, items)
        return kept.get(key)!
      }),
    room: () => answer(() => ({ ok: true })),
    measureLine: () => answer(() => quietLine),
    readPoliteness: () => answer(() => []),
    listSources: () => answer(states),
    findSource: (id: string) =>
      answer(() => states().find(({ source }) => source.id === id) ?? null),
  } as unknown as Store
  const parts: ServerParts = {
    store,
    queue: null,
    config: () => config,
    settings: { publicUrl: null },
    log: pino({ level: 'silent' }),
    now: () => now,
    freshForMs: 0,
  }
  return { parts, state }
}

/** As many invented stories, of two sources and languages, some with odd dates. */
export function manyItems(count: number): FeedItem[] {
  return Array.from({ length: count }, (_, at) => {
    const item = sampleItem(at + 1)
    if (at % 3 === 1) {
      return {
        ...item,
        language: 'en',
        title: `Regulator publishes emitters, batch ${at + 1}`,
        summary: 'Companies may object within a week.',
        text: 'The regulator named 126 companies today.',
        html: '<p>The regulator named 126 companies today.</p>',
        byline: ['Jane Doe'],
        source: { id: 'wire.example', name: 'Example Wire', url: 'https://wire.example/' },
        topics: ['policy'],
      }
    }
    if (at % 7 === 2) {
      const zone = 'Asia/Shanghai'
      const day = feedInstant(item).toISOString().slice(0, 10)
      return { ...item, published: { precision: 'day', day, zone, evidence: 'list' } }
    }
    return at % 11 === 5 ? { ...item, published: null } : item
  })
}
