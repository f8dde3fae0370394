import type { PageDocument } from '../document.ts'
import { recordsNaming } from './published-scripts.ts'

/** What page data and scripts call the publication that an article comes from, and who wrote it. */
const SOURCE =
  '(?:article_?|news_?|doc_?|info_?|content_?|origin(?:al)?_?)?(?:source|media|copy_?from|come_?from|laiyuan)(?:_?(?:name|text|title))?'
const WRITER =
  '(?:article_?|news_?|doc_?|content_?)?(?:authors?|writers?|reporters?|journalists?|by_?line)(?:_?(?:names?|text))?'
const VALUE = '\\s{0,3}[:=]\\s{0,3}\\\\?(["\'`])([^"\'`\\\\<>{}\\n]{2,40})\\\\?\\2'
const named = (names: string) =>
  new RegExp(`(?<![\\w$-])(?:[\\w$]{1,30}\\.)?\\\\?["']?(${names})\\\\?["']?${VALUE}`, 'gi')
const SOURCES = named(SOURCE)
const WRITERS = named(WRITER)

/** Texts that data of inline scripts give for the article's source, in records that are the page's own. */
export const scriptSources = (page: PageDocument, title: string): string[] =>
  recordsNaming(page, title, SOURCES)

/** Texts that data of inline scripts give for the article's writers. */
export const scriptWriters = (page: PageDocument, title: string): string[] =>
  recordsNaming(page, title, WRITERS)
