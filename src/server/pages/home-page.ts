import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { dayIn } from '../../text/zone.ts'
import { everything, type FeedChannel, PRODUCT } from '../channels.ts'
import { type Markup, type PageBase, renderPage } from './layout.ts'
import { storyList } from './story-list.ts'
import { words } from './words.ts'

/** The zone whose days the pages count by: most of what is read here is written in it. */
export const READER_ZONE = 'Asia/Shanghai'

/** Stories a topic shows before "more". */
const A_TOPIC = 8

/** The first page: the stories of the newest day by topic, then what came before, and the ways to subscribe. */
export function renderHome(
  head: PageBase,
  items: ReadyItem[],
  topics: FeedChannel[],
  now: Date,
): Promise<string> {
  const w = words[head.ui]
  const sorted = items.toSorted(byNewest)
  const dayOf = (item: ReadyItem) => dayIn(READER_ZONE, item.published)
  const day = sorted[0] ? dayOf(sorted[0]) : null
  const isToday = day === dayIn(READER_ZONE, now)
  const ofDay = sorted.filter(item => dayOf(item) === day)
  const before = sorted.filter(item => dayOf(item) !== day).slice(0, 20)

  return renderPage(
    { ...head, path: '/', title: PRODUCT, feeds: [{ path: '', title: everything.title }] },
    html`<h1>${day ? html`${isToday ? w.today : w.lastDay} <time datetime="${day}">${day}</time>` : PRODUCT}</h1>
<p class="lead">${w.tagline}</p>
${day ? html`<div class="columns">${byTopic(ofDay, topics, head)}</div>` : storyList([], head)}
${before.length > 0 ? html`<h2>${w.older}</h2>${storyList(before, head)}` : ''}
<p class="noprint"><a href="/feed">${w.subscribe}</a> · <a href="/feeds">${w.allFeeds}</a> · <a href="/calendar">${w.calendar}</a></p>`,
  )
}

/** A section for each topic that leads a story; a story stands once, under its strongest topic. */
function byTopic(items: ReadyItem[], topics: FeedChannel[], head: PageBase): Markup[] {
  const groups = Map.groupBy(items, item => item.topics[0]?.id ?? '')
  const known = topics.flatMap(({ path, names, query }) => {
    const id = query.topic?.[0] ?? ''
    const members = groups.get(id)
    groups.delete(id)
    return members ? [{ path, name: names[head.ui], members }] : []
  })
  const rest = [...groups.values()].flat()
  const shown = known.sort((a, b) => b.members.length - a.members.length)
  const all =
    rest.length > 0
      ? [...shown, { path: '', name: words[head.ui].otherTopics, members: rest }]
      : shown
  return all.map(
    ({ path, name, members }) => html`<section>
<h2>${path ? html`<a href="${path}">${name}</a>` : name}</h2>
${storyList(members.slice(0, A_TOPIC), head, 'brief')}
${members.length > A_TOPIC && path ? html`<p><a href="${path}">${words[head.ui].more}</a></p>` : ''}
</section>`,
  )
}
