import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { everything, type FeedChannel, PRODUCT } from '../channels.ts'
import { type PageHead, renderPage } from './layout.ts'
import { storyList } from './story-list.ts'
import { words } from './words.ts'

/** The first page: the latest stories, and the ways to subscribe. */
export function renderHome(
  head: Pick<PageHead, 'ui' | 'base'>,
  items: ReadyItem[],
  topics: FeedChannel[],
): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    {
      ...head,
      path: '/',
      title: PRODUCT,
      feeds: [{ path: '', title: everything.title }],
    },
    html`<h1>${PRODUCT}</h1>
<p class="lead">${w.tagline}</p>
<nav aria-label="${w.topics}"><ul>${topics.map(({ path, name }) => html`<li><a href="${path}/feed">${name}</a></li>`)}</ul></nav>
<h2>${w.latest}</h2>
${storyList(items.toSorted(byNewest), head.ui)}
<p><a href="/feed">${w.subscribe}</a> · <a href="/feeds">${w.allFeeds}</a></p>`,
  )
}
