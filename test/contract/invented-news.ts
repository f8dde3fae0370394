import { dayNumber, fingerprint } from '../../src/dedupe/fingerprint.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Article } from '../../src/model/article.ts'
import type { Page } from '../../src/model/page.ts'
import type { Relevance } from '../../src/model/relevance.ts'
import { type Source, sourceSchema } from '../../src/model/source.ts'
import type { StoredArticle } from '../../src/model/stored-article.ts'
import { openCounts } from '../../src/pipeline/count-round.ts'
import type {
  LinkToAdd,
  SaveArticle,
  SavedArticle,
  SaveListing,
} from '../../src/store/doors/crawling.ts'
import type { Publication, PublishRequest } from '../../src/store/doors/publishing.ts'
import type { SavePoints } from '../../src/store/series.ts'
import type { Store } from '../../src/store/store.ts'

export const start = new Date('2026-03-02T01:00:00.000Z')
export const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
export const noValidators = { etag: null, lastModified: null }

export const source = (id = 'news.example', more: Partial<Source> = {}): Source =>
  sourceSchema.parse({
    id,
    name: `报社 ${id}`,
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    entries: [{ kind: 'listing', url: `https://${id}/list/` }],
    ...more,
  })

export const page = (url: string, body = '<html>页</html>', fetchedAt = start): Page => ({
  url,
  finalUrl: url,
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', etag: '"a"' },
  bytes: new TextEncoder().encode(body),
  fetchedAt,
})

export const link = (key: string, more: Partial<LinkToAdd> = {}): LinkToAdd => ({
  urlKey: key,
  url: `https://${key}`,
  title: `题目 ${key}`,
  truncated: false,
  published: null,
  outlet: null,
  summary: null,
  state: 'open',
  ...more,
})

export const listing = (links: LinkToAdd[], more: Partial<SaveListing> = {}): SaveListing => ({
  sourceId: 'news.example',
  entryUrl: 'https://news.example/list/',
  url: 'https://news.example/list/',
  resume: null,
  page: page('https://news.example/list/'),
  links,
  depth: 0,
  validators: { etag: '"v1"', lastModified: null },
  ...more,
})

/** Three pieces of news that share nothing but the subject. */
export const texts = {
  market:
    '全国碳排放权交易市场周一开盘报价每吨八十六元，较上一交易日上涨百分之三。\n' +
    '滨江能源交易所介绍，当天大宗协议成交四十二万吨，参与的发电企业比去年同期多出六十一家。\n' +
    '业内人士认为，履约期临近使控排企业补足配额的意愿上升，价格短期内仍将保持坚挺。\n' +
    '交易所提醒企业尽早安排资金，避免在年底集中买入造成价格波动。',
  wind:
    '青石湾海上风电场最后一台机组昨日并网，总装机容量达到一百二十万千瓦。\n' +
    '项目建设方表示，风场全部投运后每年可以节约标准煤一百零八万吨，满足沿岸两座城市居民的用电需要。\n' +
    '施工队伍在台风季到来之前完成了全部海缆敷设，工期比原计划提前了二十六天。\n' +
    '当地渔民合作社与企业签订了协议，在风机之间试养贝类和海带。',
  steel:
    'Northbank Steel has lit the first hydrogen furnace at its Harbour Works after two years of building.\n' +
    'The company expects the furnace to cut emissions by four fifths once the electrolyser next door runs at full load.\n' +
    'Workers from the closed coke ovens were trained to run the new control room, the plant manager said on Tuesday.\n' +
    'A second furnace is planned when the regional grid has been reinforced.',
}

export const article = (url: string, more: Partial<Article> = {}): Article => {
  const text = more.text ?? texts.market
  return {
    url,
    canonicalUrl: null,
    ampUrl: null,
    title: '全国碳市场开盘价上涨百分之三',
    kicker: null,
    subtitle: null,
    published: { zone: 'Asia/Shanghai', evidence: 'meta', precision: 'minute', at: start },
    modified: null,
    byline: ['李明远'],
    editors: [],
    outlet: null,
    html: `<p>${text.replaceAll('\n', '</p><p>')}</p>`,
    summary: null,
    images: [],
    language: 'zh-Hans',
    keywords: [],
    previous: null,
    next: null,
    related: [],
    furtherPages: [],
    ...more,
    text,
  }
}

export const wind: Partial<Article> = { title: '青石湾海上风电场全部并网', text: texts.wind }
export const steel: Partial<Article> = {
  title: 'Northbank Steel lights its first hydrogen furnace',
  text: texts.steel,
  language: 'en',
}

/** What the crawl hands over for one article page. */
export const reading = (
  key: string,
  more: Partial<Article> = {},
  request: Partial<SaveArticle> = {},
): SaveArticle => ({
  urlKey: key,
  articleKey: key,
  sourceId: 'news.example',
  page: page(`https://${key}`, `<html>${more.title ?? key}</html>`),
  furtherPages: [],
  encoding: 'utf-8',
  article: article(`https://${key}`, more),
  validators: noValidators,
  related: [],
  depth: 0,
  isRevision: before => before.text !== (more.text ?? texts.market),
  nextVisitAt: later(60),
  outcome: { kind: 'saved' },
  ...request,
})

/** The report of a round. */
export const round = (more: object) => ({
  sourceId: 'news.example',
  startedAt: start,
  endedAt: later(1),
  outcome: { kind: 'saved' as const },
  outcomes: {},
  alarms: [],
  nextRoundAt: later(30),
  counts: openCounts(),
  zone: 'Asia/Shanghai',
  plan: null,
  ...more,
})

/** Stores one article alone. */
export async function saveOne(
  store: Pick<Store, 'saveArticles'>,
  request: SaveArticle,
): Promise<SavedArticle> {
  const [saved] = await store.saveArticles([request])
  return saved!
}

export const relevant: Relevance = {
  tier: 'relevant',
  score: 0.9,
  topics: ['carbon-market'],
  evidence: [{ topic: 'carbon-market', term: '碳市场', where: 'title' }],
}

/** Publishes the article under this key as a publish job would. */
export async function publishKey(
  store: Pick<Store, 'findArticleByKey' | 'publish'>,
  index: StoryIndex,
  key: string,
  more: Partial<PublishRequest> = {},
): Promise<Publication> {
  const found = await store.findArticleByKey(key)
  if (!found) throw new Error(`no article under ${key}`)
  const { title, text, published } = found.article
  const day = dayNumber(published, found.firstFetchedAt)
  const [publication] = await store.publish(
    [
      {
        article: found,
        relevance: relevant,
        fingerprint: fingerprint({ urlKey: found.urlKey, title, text, day }),
        wanted: true,
        now: start,
        ...more,
      },
    ],
    index,
  )
  return publication!
}

/** Reads and publishes in one step. */
export async function tell(
  store: Pick<Store, 'saveArticles' | 'findArticleByKey' | 'publish'>,
  index: StoryIndex,
  key: string,
  more: Partial<Article> = {},
  request: Partial<PublishRequest> = {},
): Promise<Publication> {
  await saveOne(store, reading(key, more))
  return publishKey(store, index, key, request)
}

/** Lets a store know two sources, and begins an index of its stories. */
export async function beginNews(store: Store): Promise<{ store: Store; index: StoryIndex }> {
  await store.syncSources([source(), source('other.example')], start)
  return { store, index: new StoryIndex() }
}

/** Tells two stories of one source. */
export async function tellTwo(store: Store): Promise<{ store: Store; index: StoryIndex }> {
  await store.syncSources([source()], start)
  const index = new StoryIndex()
  await tell(store, index, 'news.example/1')
  await tell(store, index, 'news.example/2', wind)
  return { store, index }
}

/** Tells a story by each of two articles of one source; the ids of the articles. */
export async function tellWindAndSteel(store: Store): Promise<{ first: string; second: string }> {
  await store.syncSources([source()], start)
  const index = new StoryIndex()
  const idOf = async (key: string, more: Partial<Article>, minutes: number) => {
    await tell(store, index, key, more, { now: later(minutes) })
    return (await store.findArticleByKey(key))!.id
  }
  return {
    first: await idOf('news.example/1', wind, 0),
    second: await idOf('news.example/2', steel, 1),
  }
}

/** A close of the national market as an article says it, to be saved as its points. */
export const closeOf = (
  { id, revision }: Pick<StoredArticle, 'id' | 'revision'>,
  value: number,
  more: { market?: string; instrument?: string } = {},
): SavePoints => ({
  articleId: id,
  revision,
  points: [
    {
      ...{ market: 'cn-ets', instrument: 'CEA', day: '2026-03-17', measure: 'close', value },
      ...{
        unit: 'CNY/t',
        where: 'sentence',
        quote: `收盘价${value}元/吨`,
        printed: `${value}元/吨`,
      },
      ...{ isCorrection: false, held: null, ...more },
    },
  ],
})

/** What followers were told so far: number and kind of each change. */
export const kindsOf = async (store: Store): Promise<string[]> =>
  (await store.changesAfter(0, 100)).map(({ kind, sequence }) => `${sequence} ${kind}`)
