import type { Context, Hono } from 'hono'
import { cleanTitle } from '../../feeds/clean-text.ts'
import type { StoredPoint } from '../../store/series.ts'
import { urlKey } from '../../text/url-key.ts'
import { dayIn } from '../../text/zone.ts'
import { readStoryId } from '../api/api-parts.ts'
import { linkedAddresses } from '../api/present.ts'
import { topicChannels } from '../channels.ts'
import type { FeedDesk } from '../feeds/feed-desk.ts'
import { DEFAULT_LIMIT, readFeedParams } from '../feeds/feed-params.ts'
import { vocabularyOf } from '../feeds/feed-routes.ts'
import { makeReady } from '../feeds/make-ready.ts'
import { badRequest, notFound } from '../http/problem.ts'
import type { ReadParts } from '../parts.ts'
import { renderCalendar, renderDay } from './calendar-page.ts'
import { renderCharts } from './charts-page.ts'
import { highlight, searchTerms, snippet } from './highlight.ts'
import type { MakerHead, PageDesk } from './page-routes.ts'
import { type Found, renderSearchPage } from './search-page.ts'
import { type Closes, MOST_ROWS, renderSeries } from './series-page.ts'
import { renderOutlets, renderSource, renderSources } from './source-pages.ts'
import { renderStoryPage } from './story-page.ts'
import { dayZone, READER_ZONE } from './times.ts'
import { explainNothing } from './widen.ts'
import type { Ui } from './words.ts'

type ReaderParts = Pick<ReadParts, 'store' | 'config' | 'settings' | 'now'>

/** Days that the calendar knows begin here. */
const EARLIEST_DAY = '1990-01-01'
/** Entries of one page; a day with more says so. */
const A_DAY = 100
const CHART_DAYS = 30
const HITS = 20
const LAST_OFFSET = 1000
/** Figures told otherwise that the page of the series lists. */
const LAST_CHANGES = 10

/** Pages for people who would rather look: stories, search, days, charts, publishers. */
export function addReaderRoutes(
  app: Hono,
  parts: ReaderParts,
  desk: FeedDesk,
  pages: PageDesk,
): void {
  const { store, config } = parts

  app.get('/stories/:id', c =>
    pages.answer(c, async head => {
      const view = await store.findStory(readStoryId(c.req.param('id')))
      const ready = view && (await desk.ready(view.item))
      if (!view || !ready) throw notFound('there is no such story')
      const [known, revisions] = await Promise.all([
        findLinked(parts, linkedAddresses(view.lead.article)),
        store.revisions(view.lead.id),
      ])
      const sourceOf = (id: string) => config().sources.find(source => source.id === id)
      const sourceName = (id: string) => sourceOf(id)?.name ?? id
      const zone = sourceOf(view.lead.sourceId)?.zone ?? READER_ZONE
      return renderStoryPage(head, {
        view,
        ready,
        known,
        revisions,
        zone,
        sourceName,
        imageUrl: desk.imageUrl,
      })
    }),
  )

  app.get('/search', c => pages.answer(c, head => searchPage(parts, desk, c, head)))

  const calendar = (c: Context) =>
    pages.answer(c, async head => {
      const zone = dayZone(head)
      const thisYear = Number(dayIn(zone, parts.now()).slice(0, 4))
      const year = readYear(c.req.param('year'), thisYear)
      const before = { from: EARLIEST_DAY, to: `${year - 1}-12-31` }
      const [days, earlier] = await Promise.all([
        store.countByDay({}, zone, { from: `${year}-01-01`, to: `${year}-12-31` }),
        store.listLatest(1, { span: before, zone }),
      ])
      const beside = { hasBefore: earlier.length > 0, hasAfter: year < thisYear }
      return renderCalendar(head, year, days, beside)
    })
  app.get('/calendar', calendar)
  app.get('/calendar/:year{[0-9]{4}}', calendar)

  app.get('/days/:day{[0-9]{4}-[0-9]{2}-[0-9]{2}}', c =>
    pages.answer(c, async head => {
      const day = c.req.param('day')
      const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
      const thisYear = parts.now().getUTCFullYear()
      if (!isDay || Number(day.slice(0, 4)) < 1990 || Number(day.slice(0, 4)) > thisYear + 1) {
        throw notFound(`${day} is no day of the calendar`)
      }
      const zone = dayZone(head)
      const [items, days] = await Promise.all([
        store.listLatest(A_DAY, { span: { from: day, to: day }, zone }),
        store.countByDay({}, zone, { from: daysBefore(day, 31), to: daysBefore(day, -31) }),
      ])
      return renderDay(head, day, await makeReady(desk, items), {
        stories: days.find(count => count.day === day)?.stories ?? 0,
        before: days.findLast(count => count.day < day)?.day ?? null,
        after: days.find(count => count.day > day)?.day ?? null,
      })
    }),
  )

  app.get('/series', c =>
    pages.answer(c, async head => {
      const until = dayIn(READER_ZONE, parts.now())
      const since = daysBefore(until, SERIES_DAYS)
      const query = { measure: ['close'], since, until }
      const [{ points }, changed] = await Promise.all([
        parts.store.listPoints(query, MOST_CLOSES),
        parts.store.lastSeriesChanges(LAST_CHANGES),
      ])
      return renderSeries(head, await groupCloses(parts, points, head.ui), changed, until)
    }),
  )

  app.get('/charts', c =>
    pages.answer(c, async head => {
      const zone = dayZone(head)
      const today = dayIn(zone, parts.now())
      const days = Array.from({ length: CHART_DAYS }, (_, at) =>
        daysBefore(today, CHART_DAYS - 1 - at),
      )
      const [counts, outlets] = await Promise.all([
        store.countByDayAndTopic({}, zone, { from: days[0]!, to: today }),
        store.countBy('outlet', {}),
      ])
      const topicName = (id: string) =>
        config().topics?.topics.find(topic => topic.id === id)?.[
          head.ui === 'zh' ? 'name' : 'nameEn'
        ] ?? id
      return renderCharts(head, { days, counts, outlets, topicName })
    }),
  )

  app.get('/sources', c =>
    pages.answer(c, async head => renderSources(head, await store.listSources())),
  )
  app.get('/sources/:id', c =>
    pages.answer(c, async head => {
      const state = await store.findSource(c.req.param('id'))
      if (!state) throw notFound('there is no such source')
      const items = await store.readFeed({ source: [state.source.id] }, DEFAULT_LIMIT)
      return renderSource(head, state, await makeReady(desk, items))
    }),
  )
  app.get('/outlets', c =>
    pages.answer(c, async head =>
      renderOutlets(head, (await store.countBy('outlet', {})).slice(0, 300)),
    ),
  )
}

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

function readYear(given: string | undefined, thisYear: number): number {
  if (given === undefined) return thisYear
  const year = Number(given)
  if (/^[0-9]{4}$/.test(given) && year >= 1990 && year <= thisYear + 1) return year
  throw badRequest(`year "${given.slice(0, 20)}": expected 1990 to ${thisYear}`)
}

/** By address as printed: what was read here. */
async function findLinked({ store, config }: ReaderParts, addresses: string[]) {
  const { twins } = config()
  const keys = addresses.map(address => ({ address, key: urlKey(address, { twins }) }))
  const known = await store.findAddresses([
    ...new Set(keys.map(({ key }) => key).filter(key => key !== null)),
  ])
  return new Map(
    keys.flatMap(({ address, key }) => {
      const found = key === null ? undefined : known.get(key)
      return found ? [[address, found] as const] : []
    }),
  )
}

/** Empty fields of the form are fields that were not filled in. */
async function searchPage(
  parts: ReaderParts,
  desk: FeedDesk,
  c: Context,
  head: MakerHead,
): Promise<string> {
  const given = new URL(c.req.url).searchParams
  given.delete('ui')
  const offset = readOffset(given.get('offset'))
  given.delete('offset')
  for (const [name, value] of [...given]) if (!value.trim()) given.delete(name)
  const topics = topicChannels(parts.config())
  const asked = {
    q: given.get('q') ?? '',
    topic: given.get('topic') ?? '',
    lang: given.get('lang') ?? '',
  }
  if (!asked.q) return renderSearchPage(head, { ...asked, search: '' }, null, topics)

  const { query, search } = readFeedParams(given, vocabularyOf(parts), HITS)
  const q = query.q!
  const terms = searchTerms(q)
  const { hits, total, atLeast } = await parts.store.search({ ...query, q }, HITS, offset)
  const end = offset + hits.length
  const found: Found = {
    hits: (
      await makeReady(
        desk,
        hits.map(hit => hit.item),
      )
    ).map(item => ({
      item,
      title: highlight(item.title, terms),
      snippet: snippet(cleanTitle(item.html.replace(/<[^>]*>/g, ' ')), terms),
    })),
    total,
    atLeast,
    next:
      end < total && hits.length > 0 && end <= LAST_OFFSET
        ? `/search${search}&offset=${end}`
        : null,
    nothing: total === 0 ? await explainNothing(parts.store, given, vocabularyOf(parts)) : null,
  }
  return renderSearchPage(head, { ...asked, q, search }, found, topics)
}

function readOffset(given: string | null): number {
  if (given === null) return 0
  if (/^[0-9]{1,4}$/.test(given) && Number(given) <= LAST_OFFSET) return Number(given)
  throw badRequest(`offset "${given.slice(0, 20)}": expected 0 to ${LAST_OFFSET}`)
}

/** Half a year of trade. */
const SERIES_DAYS = 183
const MOST_CLOSES = 5000

/** The closes by instrument, in the order of the configured markets. */
async function groupCloses({ store, config }: ReaderParts, points: StoredPoint[], ui: Ui) {
  const markets = config().seriesConfig?.markets ?? []
  const groups = Map.groupBy(points, ({ market, instrument }) => `${market} ${instrument}`)
  const place = (market: string) => markets.findIndex(({ id }) => id === market)
  const closes = [...groups.values()].map((group): Closes => {
    const { market, instrument, unit } = group[0]!
    const name = markets.find(({ id }) => id === market)?.name[ui] ?? market
    return { market, name, instrument, unit, points: group.toReversed(), stories: new Map() }
  })
  for (const one of closes) one.stories = await findStories(store, one.points.slice(-MOST_ROWS))
  return closes.toSorted(
    (a, b) => place(a.market) - place(b.market) || (a.instrument < b.instrument ? -1 : 1),
  )
}

/** The stories whose articles print some figures, by article. */
async function findStories(store: ReaderParts['store'], points: StoredPoint[]) {
  const ids = [...new Set(points.map(({ articleId }) => articleId))]
  const found = await Promise.all(
    ids.map(async id => [id, (await store.findArticle(id))?.storyId] as const),
  )
  return new Map(found.flatMap(([id, storyId]) => (storyId ? [[id, storyId] as const] : [])))
}
