import type { Digest, DigestContent, DigestEntry } from '../../model/digest.ts'
import type { FeedItem } from '../../model/feed.ts'
import type { Published } from '../../model/published.ts'
import { wallTime } from '../../text/zone.ts'
import { cleanTitle } from '../clean-text.ts'
import { cleanUrl } from '../clean-url.ts'
import { type ChosenStory, chooseStories } from './choose-stories.ts'
import { digestWords } from './words.ts'

const SUMMARY_CHARACTERS = 120
const MINUTE_MS = 60_000

/** What an issue says of the stories that came between two instants. */
export function buildDigest(
  digest: Digest,
  items: FeedItem[],
  { since, until }: { since: Date; until: Date },
): DigestContent {
  const { chosen, total } = chooseStories(items, since, digest.stories)
  const entries = chosen.flatMap(story => entryOf(story, digest.zone) ?? [])
  return { title: titleOf(digest, since, until), ...pick(digest), total, entries }
}

const pick = ({ language, zone }: Digest) => ({ language, zone })

/** 全国碳市场 · 11月27日; 11月23日—29日 of a week. */
function titleOf(digest: Digest, since: Date, until: Date): string {
  const { language, zone } = digest
  const name = language === 'en' ? (digest.titleEn ?? digest.title) : digest.title
  const w = digestWords[language]
  const first = wallTime(since, zone)
  const last = wallTime(new Date(until.getTime() - MINUTE_MS), zone)
  const day = digest.every === 'day' ? w.day(wallTime(until, zone)) : w.span(first, last)
  return `${name} · ${day}`
}

function entryOf({ item, reports }: ChosenStory, zone: string): DigestEntry | null {
  const url = cleanUrl(item.url)
  if (!url) return null
  return {
    storyId: item.id,
    title: cleanTitle(item.title),
    url,
    from: cleanTitle(item.outlet?.name ?? item.source.name),
    date: dateOf(item.published, zone),
    reports,
    summary: shorten(cleanTitle(item.summary ?? item.text.slice(0, 4 * SUMMARY_CHARACTERS))),
  }
}

const two = (value: number) => String(value).padStart(2, '0')

/** A day as the publisher has it; an instant by the clocks of the digest's zone. */
function dateOf(published: Published | null, zone: string): string | null {
  if (!published) return null
  if (published.precision === 'day') return published.day.slice(5)
  const { month, day, hour, minute } = wallTime(published.at, zone)
  return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length > SUMMARY_CHARACTERS
    ? `${characters.slice(0, SUMMARY_CHARACTERS).join('')}…`
    : text
}
