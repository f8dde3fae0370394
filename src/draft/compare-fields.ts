import type { Article } from '../model/article.ts'
import type { Published } from '../model/published.ts'

/** What was read of one article, as far as it is compared later. */
export type ReadFields = {
  title: string
  published: string | null
  outlet: string | null
  byline: string[]
  editors: string[]
  language: string | null
  images: number
  related: number
  text: string
}

export type FieldDifference = {
  field: string
  kind: 'gained' | 'lost' | 'changed'
  before: string
  after: string
}

const dateOf = (published: Published | null) =>
  published && (published.precision === 'minute' ? published.at.toISOString() : published.day)

export const fieldsOf = (article: Article): ReadFields => ({
  title: article.title,
  published: dateOf(article.published),
  outlet: article.outlet?.name ?? null,
  byline: article.byline,
  editors: article.editors,
  language: article.language,
  images: article.images.length,
  related: article.related.reduce((sum, { links }) => sum + links.length, 0),
  text: article.text,
})

const told = (value: ReadFields[keyof ReadFields]): string =>
  Array.isArray(value) ? value.join('、') : value === 0 || value === null ? '' : String(value)

/** What a later reading of a page has more, less or otherwise than an earlier one. */
export function compareFields(before: ReadFields, after: ReadFields): FieldDifference[] {
  return (Object.keys(before) as (keyof ReadFields)[]).flatMap(field => {
    const [was, is] = [told(before[field]), told(after[field])]
    if (was === is) return []
    const kind = was === '' ? 'gained' : is === '' ? 'lost' : 'changed'
    return [{ field, kind, before: was, after: is }]
  })
}

const counted = ['published', 'minute', 'outlet', 'byline', 'text', 'images'] as const
export type Completeness = Record<(typeof counted)[number], number>

const has: Record<(typeof counted)[number], (fields: ReadFields) => boolean> = {
  published: ({ published }) => published !== null,
  minute: ({ published }) => published?.includes('T') ?? false,
  outlet: ({ outlet }) => outlet !== null,
  byline: ({ byline }) => byline.length > 0,
  text: ({ text }) => text.length >= 50,
  images: ({ images }) => images > 0,
}

/** Of so many pages, how many have each field; a page that gave no article (`null`) has none. */
export function countFields(pages: (ReadFields | null)[]): Completeness {
  const count = (name: (typeof counted)[number]) =>
    pages.filter(fields => fields !== null && has[name](fields)).length
  return Object.fromEntries(counted.map(name => [name, count(name)])) as Completeness
}

/** The fields that fewer pages have than before. */
export const fallenFields = (before: Completeness, after: Completeness): string[] =>
  counted.filter(name => after[name] < before[name])
