import type { PageDocument } from '../document.ts'
import { type NamedFields, recordsNaming } from './published-scripts.ts'

/** What page data and scripts call the publication that an article comes from, and who wrote it. */
const SOURCE = '(?:source|media|copy_?from|come_?from|laiyuan)(?:_?(?:name|text|title))?'
const WRITER = '(?:authors?|writers?|reporters?|journalists?|by_?line)(?:_?(?:names?|text))?'
/** What may stand before such a name, as a part of it. */
const OF_SOURCE = '(?:article_?|news_?|doc_?|info_?|content_?|origin(?:al)?_?)?'
const OF_WRITER = '(?:article_?|news_?|doc_?|content_?)?'
const GIVEN = '\\\\?["\']?\\s{0,3}[:=]\\s{0,3}'
const VALUE = '\\\\?(["\'`])([^"\'`\\\\<>{}\\n]{2,40})\\\\?\\2'
const fields = (before: string, name: string): NamedFields => ({
  names: new RegExp(
    `(?<![\\w$-])(?:[\\w$]{1,30}\\.)?\\\\?["']?(${before}${name})${GIVEN}${VALUE}`,
    'gi',
  ),
  // Without a look at what stands before a name: most scripts hold none.
  mayHold: new RegExp(`${name}${GIVEN}\\\\?["'\`]`, 'i'),
})
const SOURCES = fields(OF_SOURCE, SOURCE)
const WRITERS = fields(OF_WRITER, WRITER)

/** Texts that data of inline scripts give for the article's source, in records that are the page's own. */
export const scriptSources = (page: PageDocument, title: string): string[] =>
  recordsNaming(page, title, SOURCES)

/** Texts that data of inline scripts give for the article's writers. */
export const scriptWriters = (page: PageDocument, title: string): string[] =>
  recordsNaming(page, title, WRITERS)
