import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { ConfigError } from '../config/config-error.ts'
import { type Config, loadConfig } from '../config/load-config.ts'
import { nearestWord } from '../config/nearest-word.ts'
import { readSettings } from '../config/read-settings.ts'
import type { Page } from '../model/page.ts'
import type { Source } from '../model/source.ts'
import type { ReadContext } from '../parse/context.ts'
import {
  type ArticleReading,
  type EntryReading,
  readArticlePage,
  readEntryPage,
} from '../parse/read-page.ts'
import { likelyZone } from '../text/likely-zone.ts'
import {
  type AssumedAddress,
  asPrinted,
  assumeAddress,
  atUnknownAddress,
} from './assume-address.ts'
import { fetchPage } from './fetch-page.ts'
import { answerLine, UNKNOWN_ZONE } from './read-lines.ts'
import { renderReading } from './render-reading.ts'
import { say } from './words/say.ts'

export type ReadOptions = {
  json?: boolean
  jsonl?: boolean
  list?: boolean
  explain?: boolean
  url?: string
  source?: string
  zone?: string
}

/** `carbonwire read`: what a page says, from a file or an address, or line by line on standard input. */
export async function read(target: string | undefined, options: ReadOptions): Promise<void> {
  checkOptions(options)
  const settings = readSettings(process.env)
  const config = await loadConfig(settings.configDir)
  if (options.jsonl) return readLines(config)
  if (!target)
    throw new ConfigError(
      'carbonwire read: expected a file or an address, or --jsonl with lines on standard input',
    )

  const source = options.source ? findSource(config, options.source) : null
  const isFile = existsSync(target)
  const opened = isFile ? await openFile(target, options) : await fetchPage(settings, target)
  const assumed = isFile && options.url === undefined ? assumeAddress(opened.bytes) : null
  const page = assumed ? atAssumed(opened, assumed) : opened
  const context = contextOf(page, config, source, options)
  const first = readPage(page, context, options)
  // Neither rules nor the address tell the zone: the language that the page is written in may.
  const zone =
    context.zone === UNKNOWN_ZONE &&
    first.kind === 'article' &&
    likelyZone('', first.article.language)
  const read = zone ? readPage(page, { ...context, zone }, options) : first
  const reading = assumed && !assumed.url ? asPrinted(read, opened.finalUrl) : read
  console.log(
    options.json
      ? JSON.stringify(assumed ? { ...reading, assumedAddress: assumed } : reading, null, 2)
      : (assumed ? `${renderAssumed(assumed)}\n` : '') +
          renderReading(reading, { explain: options.explain ?? false }),
  )
}

const atAssumed = (page: Page, { url }: AssumedAddress): Page =>
  url === null ? atUnknownAddress(page) : { ...page, url, finalUrl: url }

const renderAssumed = ({ url, from }: AssumedAddress) =>
  url === null
    ? say`address     not known: addresses are shown as the page prints them (--url says where it came from)`
    : say`address     ${url} (assumed: the page's own ${from})`

function checkOptions({ url, zone }: ReadOptions): void {
  if (url !== undefined && !/^https?:\/\/[^/]/i.test(url))
    throw new ConfigError(`--url ${url}: expected an address starting http:// or https://`)
  if (url !== undefined && !URL.canParse(url))
    throw new ConfigError(`--url ${url}: is no address that can be read`)
  if (zone !== undefined && !isZone(zone))
    throw new ConfigError(`--zone ${zone}: expected an IANA zone such as Asia/Shanghai`)
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function findSource(config: Config, id: string): Source {
  const source = config.sources.find(each => each.id === id)
  if (source) return source
  const meant = nearestWord(
    id,
    config.sources.map(each => each.id),
  )
  throw new ConfigError(
    `--source ${id}: there is no such source in the configuration${meant ? `, did you mean ${meant}?` : ''}`,
  )
}

const readPage = (
  page: Page,
  context: ReadContext,
  { list }: ReadOptions,
): ArticleReading | EntryReading => {
  if (list) return readEntryPage(page, 'listing', context)
  const article = readArticlePage(page, context)
  // What is no article may be an index, a feed or a sitemap: the operator wants to see which.
  const mayBeEntry =
    article.kind === 'notArticle' &&
    ['listing', 'not-html', 'empty'].includes(article.outcome.reason ?? '')
  if (!mayBeEntry) return article
  const entry = readEntryPage(page, 'listing', context)
  return entry.kind === 'entry' && entry.links.length ? entry : article
}

const contextOf = (
  page: Page,
  config: Config,
  source: Source | null,
  { zone, explain }: ReadOptions,
): ReadContext => ({
  url: page.finalUrl,
  now: page.fetchedAt,
  zone:
    zone ??
    source?.zone ??
    likelyZone(URL.parse(page.finalUrl)?.hostname ?? '', null) ??
    UNKNOWN_ZONE,
  language: source?.language ?? null,
  outlets: config.outlets,
  articleRules: source?.article,
  listingRules: source?.entries.find(entry => entry.kind === 'listing')?.rules,
  dataRules: source?.entries.find(entry => entry.kind === 'json')?.paths,
  explainLists: explain ?? false,
})

async function openFile(path: string, { url }: ReadOptions): Promise<Page> {
  const bytes = await readFile(path).catch(cause => {
    throw new ConfigError(`${path}: cannot be read (${(cause as Error).message})`, { cause })
  })
  const address = url ?? pathToFileURL(path).href
  return { url: address, finalUrl: address, status: 200, headers: {}, bytes, fetchedAt: new Date() }
}

async function readLines(config: Config): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim()) console.log(JSON.stringify(answerLine(line, config.outlets, new Date())))
  }
}
