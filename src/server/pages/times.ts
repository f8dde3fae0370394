import { html } from 'hono/html'
import { instantOfPublished, rfc3339 } from '../../feeds/feed-dates.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { Published } from '../../model/published.ts'
import { dayIn, offsetAt, wallTime } from '../../text/zone.ts'
import type { Markup, PageBase } from './page-head.ts'
import { words } from './words.ts'

/** The zone whose days the pages count by until a reader chooses: most of what is read here is written in it. */
export const READER_ZONE = 'Asia/Shanghai'

type Head = Pick<PageBase, 'ui' | 'view'>

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Older than this, "so many days ago" tells less than the date. */
const MOST_DAYS_AGO = 7

const two = (value: number) => String(value).padStart(2, '0')

/** The zone that days are counted by. */
export const dayZone = ({ view }: Pick<PageBase, 'view'>): string => view.zone ?? READER_ZONE

/** An instant as the clocks of a zone show it: `2026-03-01 08:05`. */
function clockTime(at: Date, zone: string): string {
  const wall = wallTime(at, zone)
  return `${wall.year}-${two(wall.month)}-${two(wall.day)} ${two(wall.hour)}:${two(wall.minute)}`
}

/** How far a zone is from UTC at an instant: `UTC+8`, `UTC−3:30`. */
export function zoneLabel(zone: string, at: Date): string {
  const minutes = offsetAt(zone, at.getTime())
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest ? `:${two(rest)}` : ''}`
}

/** An instant in the reader's zone, or in its own where the reader has chosen none; the zone is said. */
export function zonedTime(at: Date, own: string, { view }: Pick<PageBase, 'view'>): Markup {
  const zone = view.zone ?? own
  return html`<time datetime="${rfc3339(at)}" title="${zone}">${clockTime(at, zone)} <small>${zoneLabel(zone, at)}</small></time>`
}

/** How long ago an instant was, in words; nothing where pages are kept as files, which cannot know. */
export function timeAgo(at: Date, { ui, view }: Head): string {
  const past = view.now ? view.now.getTime() - at.getTime() : -1
  if (past < 0 || past >= MOST_DAYS_AGO * DAY_MS) return ''
  const { ago } = words[ui]
  if (past < MINUTE_MS) return ago.now
  if (past < HOUR_MS) return ago.minutes(Math.floor(past / MINUTE_MS))
  if (past < DAY_MS) return ago.hours(Math.floor(past / HOUR_MS))
  return ago.days(Math.floor(past / DAY_MS))
}

/** How long ago a calendar day was, as the days of a zone are counted. */
function dayAgo(day: string, zone: string, { ui, view }: Head): string {
  if (!view.now) return ''
  const days = (Date.parse(dayIn(zone, view.now)) - Date.parse(day)) / DAY_MS
  if (!(days >= 0 && days < MOST_DAYS_AGO)) return ''
  const { ago } = words[ui]
  return days === 0 ? ago.today : days === 1 ? ago.yesterday : ago.days(days)
}

const withAgo = (time: Markup, ago: string): Markup =>
  ago ? html`${time} <span class="ago">(${ago})</span>` : time

/** When a story came out, as the publisher says it: a day is a day, and what is unknown is said to be so. */
export function publishedTime(item: ReadyItem, head: Head): Markup {
  const { said } = item
  if (said?.precision === 'day') {
    const day = html`<time datetime="${said.day}">${said.day}</time>`
    return withAgo(day, dayAgo(said.day, head.view.zone ?? said.zone, head))
  }
  if (said) return withAgo(zonedTime(said.at, said.zone, head), timeAgo(said.at, head))
  const seen = html`${words[head.ui].noDate} ${zonedTime(item.published, READER_ZONE, head)}`
  return withAgo(seen, timeAgo(item.published, head))
}

/** A date as a page printed it. */
export function dateOf(published: Published | null, head: Pick<PageBase, 'view'>): Markup | string {
  if (!published) return '—'
  if (published.precision === 'day')
    return html`<time datetime="${published.day}">${published.day}</time>`
  return zonedTime(published.at, published.zone, head)
}

/** The day a story stands under: the publisher's where it gave a day alone, else that of its instant in a zone. The store counts alike. */
export function dayOf({ said, published }: ReadyItem, zone: string): string {
  const isSaid = instantOfPublished(said)?.getTime() === published.getTime()
  return said?.precision === 'day' && isSaid ? said.day : dayIn(zone, published)
}
