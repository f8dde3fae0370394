import { html } from 'hono/html'
import { byNewest } from '../../feeds/build-feed.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import { dayIn } from '../../text/zone.ts'
import { everything, type FeedChannel, PRODUCT } from '../channels.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { searchBox } from './search-page.ts'
import { storyList, type Told } from './story-list.ts'
import { dayOf, dayZone } from './times.ts'
import { words } from './words.ts'

/** Stories shown with picture and summary before the topics begin. */
const LEADING = 10
/** Stories a topic shows before "more". */
const A_TOPIC = 6
/** Other stories of one event shown under a story. */
const MOST_OTHERS = 4

export type Home = {
  /** The stories last published. */
  items: ReadyItem[]
  topics: FeedChannel[]
  now: Date
  /** How many stories the newest day has in all. */
  ofDay: number
  /** The last change that the reader's visit before this one knew; null at the first. */
  seen: number | null
}

/** The first page: a search, the stories of the newest day, what came before by topic, and the ways to subscribe. */
export function renderHome(
  head: PageBase,
  { items, topics, now, ofDay, seen }: Home,
): Promise<string> {
  const w = words[head.ui]
  const sorted = items.toSorted(byNewest)
  const zone = dayZone(head)
  const day = sorted[0] ? dayOf(sorted[0], zone) : null
  const isToday = day === dayIn(zone, now)
  const leading = gatherEvents(sorted.filter(item => dayOf(item, zone) === day)).slice(0, LEADING)
  const shown = new Set(leading.flatMap(({ item, others }) => [item, ...others]))
  const rest = sorted.filter(item => !shown.has(item))
  const fresh = seen === null ? 0 : items.filter(item => item.firstSequence > seen).length

  return renderPage(
    {
      ...head,
      path: '/',
      title: PRODUCT,
      feeds: [{ path: '', title: everything.title }],
      layout: 'broad',
    },
    html`<div class="opening"><h1>${day ? html`${isToday ? w.today : w.lastDay} <time datetime="${day}">${day}</time>` : PRODUCT}</h1>
${head.isStatic ? '' : searchBox('', head)}</div>
<p class="lead">${w.tagline}${seen === null ? '' : html` · <span role="status">${w.sinceLastVisit(fresh, fresh === items.length)}</span>`}</p>
<h2 class="unseen">${w.latest}</h2>
${storyList(leading, head, 'pictured', { seen })}
${day && ofDay > shown.size ? html`<p><a href="/days/${day}">${w.wholeDay(ofDay)}</a></p>` : ''}
${rest.length > 0 ? html`<div class="topics">${byTopic(rest, topics, head, seen)}</div>` : ''}
<p class="noprint"><a href="/feed">${w.everythingAsFeed}</a> · <a href="/feeds">${w.allFeeds}</a> · <a href="/calendar">${w.calendar}</a></p>`,
  )
}

/** Stories of one event under the newest of them; each stands once. */
function gatherEvents(sorted: ReadyItem[]): Told[] {
  const told = new Map<string, Told>()
  for (const item of sorted) {
    const before = item.siblings.map(id => told.get(id)).find(one => one !== undefined)
    if (before && before.others.length < MOST_OTHERS) {
      before.others.push(item)
      told.set(item.id, before)
    } else told.set(item.id, { item, others: [] })
  }
  return [...new Set(told.values())]
}

/** A section for each topic that leads a story; a story stands once, under its strongest topic. */
function byTopic(
  items: ReadyItem[],
  topics: FeedChannel[],
  head: PageBase,
  seen: number | null,
): Markup[] {
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
${storyList(members.slice(0, A_TOPIC), head, 'brief', { seen })}
${members.length > A_TOPIC && path ? html`<p class="meta"><a href="${path}">${words[head.ui].moreOf(name)}</a></p>` : ''}
</section>`,
  )
}
