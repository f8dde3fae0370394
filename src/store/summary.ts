import { sql } from 'kysely'
import type { SourceSummary } from '../model/source-state.ts'
import type { Db } from './schema.ts'

type LinkRow = {
  source_id: string
  outcome: string | null
  links: number
  open: number
  given: number
}
type ArticleRow = {
  source_id: string
  articles: number
  stories: number
  copies: number
  off_topic: number
}

/** See `Store.summarizeSources`. */
export async function summarizeSources(db: Db): Promise<SourceSummary[]> {
  const sources = await db
    .selectFrom('source')
    .select(['id', sql<string>`config ->> 'name'`.as('name')])
    .where('active', '=', true)
    .orderBy(sql`id collate "C"`)
    .execute()
  const { rows: links } = await sql<LinkRow>`
    select source_id, concat_ws(':', outcome ->> 'kind', outcome ->> 'reason') as outcome, count(*)::integer as links,
      count(*) filter (where state = 'open' and article_id is null)::integer as open,
      count(*) filter (where article_id is not null)::integer as given
    from carbonwire.link group by 1, 2`.execute(db)
  // A story is its lead's, whoever was read first: that is the same in whatever order articles come.
  const { rows: articles } = await sql<ArticleRow>`
    select a.source_id, count(*)::integer as articles,
      count(*) filter (where s.lead_id = a.id)::integer as stories,
      count(*) filter (where s.lead_id <> a.id)::integer as copies,
      count(*) filter (where a.tier = 'off')::integer as off_topic
    from carbonwire.article a left join carbonwire.member m on m.article_id = a.id
      left join carbonwire.story s on s.id = m.story_id group by 1`.execute(db)

  return sources.map(({ id, name }) => {
    const own = links.filter(row => row.source_id === id)
    const read = articles.find(row => row.source_id === id)
    return {
      id,
      name,
      links: own.reduce((sum, row) => sum + row.links, 0),
      open: own.reduce((sum, row) => sum + row.open, 0),
      articles: read?.articles ?? 0,
      stories: read?.stories ?? 0,
      copies: read?.copies ?? 0,
      offTopic: read?.off_topic ?? 0,
      nothing: countNothing(own),
    }
  })
}

/** Ended links that gave no article, by how they ended, the commonest first. */
function countNothing(rows: LinkRow[]): Record<string, number> {
  const counts = rows
    .map(row => [row.outcome || 'open', row.links - row.given - row.open] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
  return Object.fromEntries(counts)
}
