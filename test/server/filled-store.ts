import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Article } from '../../src/model/article.ts'
import type { Published } from '../../src/model/published.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import {
  later,
  publishKey,
  reading,
  relevant,
  saveOne,
  source,
  steel,
  texts,
  wind,
} from '../contract/invented-news.ts'
import { fixtureConfig } from './fixture-parts.ts'

const minute = (minutes: number): Published => ({
  precision: 'minute',
  at: later(minutes),
  zone: 'Asia/Shanghai',
  evidence: 'meta',
})

/** A real store, in memory, with a story of two reports, two of one, and one that was revised. */
export async function openFilledStore(): Promise<OpenedStore> {
  const opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const { store } = opened
  const index = new StoryIndex()
  const config = fixtureConfig()
  await store.syncSources([...config.sources, source('evening.example')], later(0))

  const tell = async (
    key: string,
    sourceId: string,
    at: number,
    article: Partial<Article>,
    topics: string[],
  ) => {
    const request = reading(key, { published: minute(at), ...article }, { sourceId })
    request.page.fetchedAt = later(at + 5)
    await saveOne(store, request)
    await publishKey(store, index, key, {
      relevance: { ...relevant, topics },
      now: later(at + 6),
    })
  }

  const related: Article['related'] = [
    {
      heading: '相关新闻',
      kind: 'related',
      links: [
        {
          url: 'https://news.example.org/a/wind.html',
          title: '青石湾海上风电场全部并网',
          truncated: false,
          published: {
            precision: 'day',
            day: '2026-03-01',
            zone: 'Asia/Shanghai',
            evidence: 'list',
          },
          outlet: null,
          summary: null,
        },
        {
          url: 'https://elsewhere.example/never-read.html',
          title: '没有读过的一页',
          truncated: false,
          published: null,
          outlet: null,
          summary: null,
        },
      ],
    },
  ]
  await tell('news.example.org/a/wind.html', 'news.example.org', -600, wind, ['policy'])
  await tell(
    'news.example.org/a/market.html',
    'news.example.org',
    0,
    {
      related,
      outlet: { printed: '示例日报', name: '示例日报' },
      previous: { url: 'https://news.example.org/a/wind.html', title: '青石湾海上风电场全部并网' },
    },
    ['carbon-market'],
  )
  await tell('evening.example/b/market.html', 'evening.example', 30, {}, ['carbon-market'])
  await tell('wire.example/steel', 'wire.example', 60, { ...steel, published: null }, ['policy'])
  await tell(
    'news.example.org/a/wind.html',
    'news.example.org',
    -600,
    { ...wind, text: `${texts.wind}\n更正：并网时间为前日。` },
    ['policy'],
  )
  return opened
}
