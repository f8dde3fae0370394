import { type RawBuilder, sql } from 'kysely'
import type { FeedItem } from '../model/feed.ts'
import type { Member } from './build-item.ts'
import { readSearched, readTokens } from './search-text.ts'
import { toIntegers } from './stored-values.ts'

/** Characters of a body that can be searched; what stands behind them is found by nobody and would cost. */
const SEARCHED = 20_000

/**
 * What a story is found by, as one row of values: its id, the tokens of its titles, those of all of it, and its phrases. All of it: the titles,
 * who wrote and who carries it, what it is about, and the body of the lead.
 */
export function searchedValues(id: string, item: FeedItem, members: Member[]): RawBuilder<unknown> {
  const titles = unique(members.map(({ article }) => article.article.title))
  const sources = members.flatMap(({ source }) =>
    source ? [source.name, source.nameEn ?? ''] : [],
  )
  const people = unique([...item.byline, ...members.flatMap(outletsOf), ...sources])
  const { tokens, phrases } = readSearched([
    ...titles,
    ...people,
    item.summary ?? '',
    item.text.slice(0, SEARCHED),
  ])
  const titleTokens = readTokens(titles)
  return sql`(${id}, ${toIntegers(titleTokens)}::integer[], ${toIntegers(tokens)}::integer[], ${phrases}::bytea)`
}

/** The outlets that an article names: the one it is from, and the one whose page it is. */
export const outletsOf = ({ article, hostOutlet }: Member): string[] =>
  [article.article.outlet?.name, hostOutlet].filter(name => typeof name === 'string')

const unique = (values: string[]) => [...new Set(values)]
