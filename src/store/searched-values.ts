import { type RawBuilder, sql } from 'kysely'
import type { FeedItem } from '../model/feed.ts'
import type { Member } from './build-item.ts'
import { readSearched, readTokens } from './search-text.ts'
import { toIntegers } from './stored-values.ts'

/** Characters of a body that can be searched; what stands behind them is found by nobody and would cost. */
const SEARCHED = 20_000

/**
 * What a story is found by, as one row of values: its id and place, its words, those of its titles, and its phrases. All of it: the titles,
 * who wrote and who carries it, what it is about, and the body of the lead.
 */
export function searchedValues(item: FeedItem, members: Member[]): RawBuilder<unknown> {
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
  return sql`(${item.id}, ${item.firstSequence}::integer, ${toIntegers(tokens)}::integer[],
    ${toIntegers(readTokens(titles))}::integer[], ${phrases}::bytea)`
}

/** Has the words of such rows found from now on; for the beginning of a statement that takes their phrases. */
export const waitingWords = (searched: RawBuilder<unknown>[]): RawBuilder<unknown> => sql`
  with searched(id, place, words, title_words, phrases) as (values ${sql.join(searched)}),
  waiting as (
    insert into carbonwire.word_waiting (place, words, title_words) select place, words, title_words from searched
    on conflict (place) do update set words = excluded.words, title_words = excluded.title_words)`

/** The outlets that an article names: the one it is from, and the one whose page it is. */
export const outletsOf = ({ article, hostOutlet }: Member): string[] =>
  [article.article.outlet?.name, hostOutlet].filter(name => typeof name === 'string')

const unique = (values: string[]) => [...new Set(values)]
