import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import { renderers } from '../../feeds/renderers.ts'
import type { FeedChannel } from '../channels.ts'
import type { FeedPage } from '../feeds/feed-desk.ts'
import { withBefore } from '../feeds/feed-desk.ts'
import { renderPage } from './layout.ts'
import type { PageBase } from './page-head.ts'
import { storyList } from './story-list.ts'
import { words } from './words.ts'

/** The page of one feed, for people: its addresses, a word on what a feed is, and its latest stories. */
export function renderFeedPage(
  head: PageBase,
  channel: FeedChannel,
  search: string,
  { items, next }: Pick<FeedPage, 'items' | 'next'>,
): Promise<string> {
  const w = words[head.ui]
  const path = `${channel.path}/feed`
  // A feed is subscribed to from its beginning.
  const feedSearch = search.replace(/[?&]before=\d+/, '').replace(/^&/, '?')
  const addresses = Object.entries(renderers).map(([ending, { name }]) => ({
    name,
    address: `${head.base}${path}.${ending}${feedSearch}`,
  }))
  return renderPage(
    {
      ...head,
      path: `${path}${search}`,
      title: channel.names[head.ui],
      description: channel.description,
      feeds: [{ path: channel.path, search: feedSearch, title: channel.title }],
    },
    html`<h1>${channel.names[head.ui]}</h1>
<p class="lead">${channel.description}</p>
<div class="noprint"><p class="formats">${w.subscribe}${w.colon}${addresses.map(({ name, address }, at) => html`${at > 0 ? ' · ' : ''}<a href="${address}">${name}</a>`)}</p>
<details><summary>${w.addresses}</summary><p>${w.whatIsFeed}</p>
<ul class="addresses">${addresses.map(({ name, address }) => html`<li>${name}: <a href="${address}">${address}</a></li>`)}</ul></details></div>
<h2>${w.latest}</h2>
${storyList(items.toSorted(byNewest), head)}
${next === null ? '' : html`<p><a rel="next" href="${path}${withBefore(search, next)}">${w.more}</a></p>`}`,
  )
}
