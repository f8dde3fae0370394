import { html } from 'hono/html'
import { renderers } from '../../feeds/renderers.ts'
import { everything, type FeedChannel } from '../channels.ts'
import { renderPage } from './layout.ts'
import type { PageBase } from './page-head.ts'
import { words } from './words.ts'

export type ChannelGroup = { title: string; channels: FeedChannel[] }

/** The list of all feeds, in groups. */
export function renderFeedsPage(head: PageBase, groups: ChannelGroup[]): Promise<string> {
  const w = words[head.ui]
  return renderPage(
    { ...head, path: '/feeds', title: w.allFeeds, feeds: [{ path: '', title: everything.title }] },
    html`<h1>${w.allFeeds}</h1>
<p>${w.whatIsFeed} <a href="/feeds.opml">${w.opml}</a></p>
${groups
  .filter(group => group.channels.length > 0)
  .map(
    group => html`<h2>${group.title}</h2>
<div class="scroll"><table><tbody>${group.channels.map(
      ({ path, names }) =>
        html`<tr><th scope="row"><a href="${path}/feed">${names[head.ui]}</a></th>${Object.entries(
          renderers,
        ).map(
          ([ending, format]) =>
            html`<td><a href="${path}/feed.${ending}" aria-label="${names[head.ui]}: ${format.name}">${format.name}</a></td>`,
        )}</tr>`,
    )}</tbody></table></div>`,
  )}`,
  )
}
