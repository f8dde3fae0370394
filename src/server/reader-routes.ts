import type { Context, Hono } from 'hono'
import type { Config } from '../config/load-config.ts'
import { cleanTitle } from '../feeds/clean-text.ts'
import type { ReadyItem } from '../feeds/ready-item.ts'
import type { StoredPoint } from '../store/series.ts'
import { urlKey } from '../text/url-key.ts'
import { dayIn } from '../text/zone.ts'
import { readStoryId } from './api/api-parts.ts'
import { linkedAddresses } from './api/present.ts'
import { spanOf } from './api/search.ts'
import { topicChannels } from './channels.ts'
import type { FeedDesk } from './feed-desk.ts'
import { DEFAULT_LIMIT, readFeedParams } from './feed-params.ts'
import { vocabularyOf } from './feed-routes.ts'
import { highlight, searchTerms, snippet } from './highlight.ts'
import type { MakerHead, PageDesk } from './page-routes.ts'
import { renderCalendar, renderDay } from './pages/calendar-page.ts'
import { renderCharts } from './pages/charts-page.ts'
import { READER_ZONE } from './pages/home-page.ts'
import { type Found, renderSearchPage } from './pages/search-page.ts'
import { type Closes, renderSeries } from './pages/series-page.ts'
import { renderOutlets, renderSource, renderSources } from './pages/source-pages.ts'
import { renderStoryPage } from './pages/story-page.ts'
import type { Ui } from './pages/words.ts'
import type { ServerParts } from './parts.ts'
import { badRequest, notFound } from './problem.ts'

type ReaderParts = Pick<ServerParts, 'store' | 'config' | 'settings' | 'now'>

const A_DAY = 100
const CHART_DAYS = 30
const HITS = 20
const LAST_OFFSET = 1000

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
      const sourceName = (id: string) =>
        config().sources.find(source => source.id === id)?.name ?? id
      return renderStoryPage(head, {
        view,
        ready,
        known,
        revisions,
        sourceName,
        imageUrl: desk.imageUrl,
      })
    }),
  )

  app.get('/search', c => pages.answer(c, head => searchPage(parts, desk, c, head)))

  const calendar = (c: Context) =>
    pages.answer(c, async head => {
      const thisYear = Number(dayIn(READER_ZONE, parts.now()).slice(0, 4))
      const year = readYear(c.req.param('year'), thisYear)
      const span = spanOf(READER_ZONE, `${year}-01-01`, `${year}-12-31`)
      const [days, before] = await Promise.all([
        store.countByDay(span, READER_ZONE),
        store.readFeed({ until: span.since }, 1),
      ])
      const beside = { hasBefore: before.length > 0, hasAfter: year < thisYear }
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
      const month = (from: number, to: number) =>
        store.countByDay(
          spanOf(READER_ZONE, daysBefore(day, from), daysBefore(day, to)),
          READER_ZONE,
        )
      const [items, earlier, later] = await Promise.all([
        store.readFeed(spanOf(READER_ZONE, day, day), A_DAY),
        month(31, 1),
        month(-1, -31),
      ])
      const sorted = (days: typeof later) => days.map(count => count.day).toSorted()
      return renderDay(head, day, await makeReady(desk, items), {
        before: sorted(earlier).at(-1) ?? null,
        after: sorted(later)[0] ?? null,
      })
    }),
  )

  app.get('/series', c =>
    pages.answer(c, async head => {
      const until = dayIn(READER_ZONE, parts.now())
      const since = daysBefore(until, SERIES_DAYS)
      const query = { measure: ['close'], since, until }
      const { points } = await parts.store.listPoints(query, MOST_CLOSES)
      return renderSeries(head, groupCloses(points, parts.config(), head.ui), since, until)
    }),
  )

  app.get('/charts', c =>
    pages.answer(c, async head => {
      const today = dayIn(READER_ZONE, parts.now())
      const days = Array.from({ length: CHART_DAYS }, (_, at) =>
        daysBefore(today, CHART_DAYS - 1 - at),
      )
      const [counts, outlets] = await Promise.all([
        store.countByDayAndTopic(spanOf(READER_ZONE, days[0]!, today), READER_ZONE),
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

async function makeReady(desk: FeedDesk, items: Parameters<FeedDesk['ready']>[0][]) {
  const ready = await Promise.all(items.map(item => desk.ready(item)))
  return ready.filter((item): item is ReadyItem => item !== null)
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
function groupCloses(points: StoredPoint[], { seriesConfig }: Config, ui: Ui): Closes[] {
  const markets = seriesConfig?.markets ?? []
  const groups = new Map<string, StoredPoint[]>()
  for (const point of points) {
    const key = `${point.market} ${point.instrument}`
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  const place = ({ points: [first] }: Closes) => markets.findIndex(({ id }) => id === first!.market)
  return [...groups.values()]
    .map(group => {
      const { market, instrument, unit } = group[0]!
      const name = markets.find(({ id }) => id === market)?.name[ui] ?? market
      return { name, instrument, unit, points: group.toReversed() }
    })
    .toSorted((a, b) => place(a) - place(b) || (a.instrument < b.instrument ? -1 : 1))
}
