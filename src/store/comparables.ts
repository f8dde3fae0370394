import { sql } from 'kysely'
import { neverKeys } from '../dedupe/never-pairs.ts'
import type { Comparable, Fingerprint } from '../model/story.ts'
import type { PublishRequest } from './doors/publishing.ts'
import type { Db } from './schema.ts'

type ComparableRow = {
  id: string
  url_key: string
  url: string
  title: string
  text: string
  outlet: string | null
  data: Fingerprint
  story_id: string | null
  first_sequence: number | null
  starts: boolean | null
}

/** What these published articles are compared by; one that has lost its place (site furniture) has no story. */
export async function readComparables(db: Db, ids: string[]): Promise<Comparable[]> {
  if (!ids.length) return []
  const { rows } = await sql<ComparableRow>`
    select article.id, article.url_key, article.url, article.title, article.content ->> 'text' as text, article.outlet,
      fingerprint.data, member.story_id, story.first_sequence, story.started_by = article.id as starts
    from carbonwire.article
      join carbonwire.fingerprint on fingerprint.article_id = article.id
      left join carbonwire.member on member.article_id = article.id
      left join carbonwire.story on story.id = member.story_id
    where article.id = any(${ids}::uuid[])`.execute(db)
  const place = new Map(ids.map((id, at) => [id, at]))
  return rows
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!)
    .map(row => ({
      id: row.id,
      urlKey: row.url_key,
      title: row.title,
      text: row.text,
      outlet: row.outlet,
      host: hostOf(row.url),
      fingerprint: row.data,
      storyId: row.story_id,
      storyNumber: row.first_sequence,
      startsStory: row.starts === true,
    }))
}

/** The article that is being published, as one to compare. */
export function toComparable({ article, fingerprint }: PublishRequest): Comparable {
  return {
    id: article.id,
    urlKey: article.urlKey,
    title: article.article.title,
    text: article.article.text,
    outlet: article.article.outlet?.name ?? null,
    host: hostOf(article.article.url),
    fingerprint,
    storyId: null,
    storyNumber: null,
    startsStory: false,
  }
}

export const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '')

/** Keys of the pairs that operators keep apart, for those articles and stories that could meet now. */
export async function readNeverKeys(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{
    a: string
    a_story: string | null
    b: string
    b_story: string | null
  }>`
    select never_merge.first_id as a, one.story_id as a_story, never_merge.second_id as b, other.story_id as b_story
    from carbonwire.never_merge
      left join carbonwire.member as one on one.article_id = never_merge.first_id
      left join carbonwire.member as other on other.article_id = never_merge.second_id`.execute(db)
  return new Set(
    rows.flatMap(({ a, a_story, b, b_story }) =>
      neverKeys({ id: a, storyId: a_story }, { id: b, storyId: b_story }),
    ),
  )
}
