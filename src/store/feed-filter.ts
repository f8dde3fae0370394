import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'

const anyOf = (column: string, values: string[] | undefined) =>
  values?.length ? sql`story.${sql.ref(column)} && ${values}::text[]` : null

/** `zh` stands for both scripts: a tag takes in those that begin with it. */
const languageCondition = (tags: string[] | undefined) =>
  tags?.length
    ? sql`(${sql.join(
        tags.map(tag => sql`story.language = ${tag} or starts_with(story.language, ${`${tag}-`})`),
        sql` or `,
      )})`
    : null

/** What a query asks of the table `carbonwire.story`, but for its words, as a condition for WHERE. Only stories that stand in the feeds. */
export function feedCondition(query: FeedQuery): RawBuilder<unknown> {
  const conditions = [
    sql`story.into_id is null and not story.removed`,
    sql`story.tier = any(${query.tier?.length ? query.tier : ['relevant']}::text[])`,
    anyOf('topics', query.topic),
    query.lead?.length ? sql`coalesce(story.topics[1], '') = any(${query.lead}::text[])` : null,
    anyOf('sources', query.source),
    anyOf('outlets', query.outlet),
    languageCondition(query.language),
    query.since ? sql`story.first_seen >= ${query.since}` : null,
    query.until ? sql`story.first_seen < ${query.until}` : null,
  ]
  return sql.join(
    conditions.filter(condition => condition !== null),
    sql` and `,
  )
}
