import type { Config } from '../config/load-config.ts'
import { feedQueryOf } from '../model/channel.ts'
import type { FeedQuery } from '../model/feed.ts'
import type { ReadParts } from './parts.ts'

/** One address under which a feed stands in every format: everything, or what one of its names gives. */
export type FeedChannel = {
  /** Before `/feed.xml`: empty for everything, `/topics/carbon-market`. Encoded. */
  path: string
  /** In the languages of the interface, and in both: 碳市场 · Carbon market. */
  names: { zh: string; en: string }
  name: string
  title: string
  description: string
  language: string | null
  query: FeedQuery
  defaultLimit: number | null
}

/** What comes before a channel's name in its address. */
export const channelKinds = ['topics', 'sources', 'outlets', 'languages', 'channels'] as const
export type ChannelKind = (typeof channelKinds)[number]

export const PRODUCT = 'Carbonwire'
const pathOf = (kind: ChannelKind | 'digests', id: string) => `/${kind}/${encodeURIComponent(id)}`
const both = (zh: string, en: string | undefined) => (en && en !== zh ? `${zh} · ${en}` : zh)

/** All there is. */
export const everything: FeedChannel = {
  path: '',
  names: { zh: '全部', en: 'Everything' },
  name: '全部 · Everything',
  title: `${PRODUCT} · 碳中和新闻`,
  description:
    '碳中和、碳市场与能源转型新闻，同一消息只出现一次。News of carbon neutrality, each story once.',
  language: null,
  query: {},
  defaultLimit: null,
}

function channel(
  path: string,
  zh: string,
  en: string | undefined,
  description: string,
  query: FeedQuery,
  language: string | null = null,
): FeedChannel {
  const name = both(zh, en)
  return {
    path,
    names: { zh, en: en ?? zh },
    name,
    title: `${name} · ${PRODUCT}`,
    description,
    language,
    query,
    defaultLimit: null,
  }
}

export function topicChannels({ topics }: Config): FeedChannel[] {
  return (topics?.topics ?? []).map(topic => {
    return channel(
      pathOf('topics', topic.id),
      topic.name,
      topic.nameEn,
      `关于${topic.name}的新闻。News about ${topic.nameEn}.`,
      {
        topic: [topic.id],
      },
    )
  })
}

export function sourceChannels({ sources }: Pick<Config, 'sources'>): FeedChannel[] {
  return sources.map(source =>
    channel(
      pathOf('sources', source.id),
      source.name,
      source.nameEn,
      `${source.name}刊登的新闻。Stories carried by ${source.nameEn ?? source.name}.`,
      { source: [source.id] },
      source.language,
    ),
  )
}

const languages = [
  { tag: 'zh', zh: '中文', en: 'Chinese' },
  { tag: 'zh-Hans', zh: '简体中文', en: 'Simplified Chinese' },
  { tag: 'zh-Hant', zh: '繁體中文', en: 'Traditional Chinese' },
  { tag: 'en', zh: '英文', en: 'English' },
]

export const languageChannels: FeedChannel[] = languages.map(({ tag, zh, en }) =>
  channel(
    pathOf('languages', tag),
    zh,
    en,
    `${zh}消息。All stories in ${en}.`,
    { language: [tag] },
    tag,
  ),
)

export function savedChannels({ feeds }: Config): FeedChannel[] {
  return feeds.map(({ id, title, titleEn, description, query }) => {
    return {
      ...channel(
        pathOf('channels', id),
        title,
        titleEn,
        description ?? both(title, titleEn),
        feedQueryOf(query),
      ),
      defaultLimit: query.limit ?? null,
    }
  })
}

/** Digests: their feeds hold issues, and answer to no query. */
export const digestChannels = ({ digests }: Pick<Config, 'digests'>): FeedChannel[] =>
  digests.map(({ id, title, titleEn, language }) =>
    channel(
      pathOf('digests', id),
      title,
      titleEn,
      both(title, titleEn),
      {},
      language === 'en' ? 'en' : 'zh-Hans',
    ),
  )

export function outletChannel(name: string, nameEn?: string): FeedChannel {
  return channel(
    pathOf('outlets', name),
    name,
    nameEn,
    `来源为${name}的新闻。Stories that originate from ${nameEn ?? name}.`,
    { outlet: [name] },
  )
}

/** The channel of this name, or null: an unknown one is 404 and not an empty feed. */
export async function findChannel(
  { config, store }: Pick<ReadParts, 'config' | 'store'>,
  kind: ChannelKind,
  id: string,
): Promise<FeedChannel | null> {
  const of = (channels: FeedChannel[]) =>
    channels.find(({ path }) => path === pathOf(kind, id)) ?? null
  const now = config()
  if (kind === 'topics') return of(topicChannels(now))
  if (kind === 'languages') return of(languageChannels)
  if (kind === 'channels') return of(savedChannels(now))
  if (kind === 'sources') return of(sourceChannels(now)) ?? findFormerSource(store, id)
  return findOutlet({ config, store }, id)
}

/** A source whose file is gone keeps its address: its articles stay. */
async function findFormerSource(store: ReadParts['store'], id: string) {
  const state = await store.findSource(id)
  return state && (sourceChannels({ sources: [state.source] })[0] ?? null)
}

async function findOutlet({ config, store }: Pick<ReadParts, 'config' | 'store'>, name: string) {
  const entry = config().outlets.findByName(name)
  if (entry && entry.name === name) return outletChannel(name, entry.nameEn)
  const tiers: FeedQuery['tier'] = ['relevant', 'adjacent']
  const carried = await store.readFeed({ outlet: [name], tier: tiers }, 1)
  return carried.length > 0 ? outletChannel(name) : null
}
