import { sql } from 'kysely'
import type { Tier } from '../model/relevance.ts'
import type { Db } from './schema.ts'

/** A series of a source, as the titles of its issues tell it. */
export type SeriesOfSource = { sourceId: string; template: string }
/** An issue that was judged: by what was found in it alone, whatever the other issues made of it. */
export type JudgedIssue = SeriesOfSource & { articleId: string; own: Tier; topics: string[] }

/** An older issue tells nothing of what a series is about now. */
const MOST_ISSUES = 12

/** See `Store.judgedIssues`. */
export async function judgedIssues(db: Db, series: SeriesOfSource[]): Promise<JudgedIssue[]> {
  if (!series.length) return []
  const { rows } = await sql<JudgedIssue>`
    select issue."articleId", asked.source_id as "sourceId", asked.template, issue.own, issue.topics
    from (select distinct source_id, template
      from unnest(${series.map(({ sourceId }) => sourceId)}::text[], ${series.map(({ template }) => template)}::text[])
        as given(source_id, template)) as asked
    cross join lateral (
      select id as "articleId", coalesce(relevance->'series'->>'own', tier) as own, relevance->'topics' as topics
      from carbonwire.article
      where source_id = asked.source_id and template = asked.template and relevance is not null
      order by first_fetched_at desc limit ${MOST_ISSUES}) as issue`.execute(db)
  return rows
}

/** See `Store.noteTemplate`. */
export async function noteTemplate(db: Db, articleId: string, template: string | null) {
  await db
    .updateTable('article')
    .set({ template })
    .where('id', '=', articleId)
    .where('template', 'is distinct from', template)
    .execute()
}
