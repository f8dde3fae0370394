import { addressShape } from '../draft/address-shape.ts'
import { isSameSite } from '../draft/choose-columns.ts'
import { chooseEntries } from '../draft/choose-entries.ts'
import { tellDraft } from '../draft/draft-words.ts'
import type { Place, Sample, SiteLook } from '../draft/site-look.ts'
import { parseRobots, productToken } from '../fetch/robots-rules.ts'
import type { Page } from '../model/page.ts'
import type { Entry } from '../model/source.ts'
import { readArticlePage } from '../parse/read-page.ts'
import type { SiteSigns } from '../parse/site-signs.ts'
import {
  addColumns,
  addFeeds,
  addHome,
  addInterface,
  addPlace,
  addSitemaps,
  type Look,
  type LookOptions,
  MOST_PAGES,
} from './find-places.ts'
import { findFamilies, judgeSubject, readSamples } from './read-samples.ts'
import { kindOf, signsOf, textOfPage } from './seen-page.ts'
import { contextFor, getPage, type SiteReader } from './site-reader.ts'

/** Looks at a site from its home page, a column, a feed, a sitemap or an interface, and reads three of its articles. */
export async function lookAtSite(
  reader: SiteReader,
  asked: string,
  options: LookOptions,
): Promise<SiteLook> {
  const look: Look = { reader, options, places: [], seen: [] }
  const start = await openStart(look, asked)
  const isPage = start.kind === 'listing'
  const signs = isPage && start.page ? signsOf(start.page) : null
  const robots = await readRobots(look, start.url)
  const given = await addPlace(look, start.kind, start.url, 'given', null, MOST_PAGES)
  const isArticle =
    signs !== null && start.page !== null && isArticlePage(reader, start.page, given)
  const isHome = isPage && (isArticle || isHomeAddress(start.url) || given.rows.length === 0)
  const ofArticle = isArticle ? look.places.splice(0) : []

  let siteSigns = signs
  if (isArticle) siteSigns = (await addHome(look, new URL('/', start.url).href)) ?? signs
  if (siteSigns && (isHome || (given.pages <= 1 && !given.next)))
    await addColumns(look, siteSigns, start.url, isHome)
  if (siteSigns) await addFeeds(look, siteSigns, start.url, isHome)
  if (siteSigns) await addInterface(look, siteSigns, start.url)
  if (isPage && (isHome || look.places.every(({ rows }) => rows.length === 0)))
    await addSitemaps(look, start.url, robots.sitemaps)

  if (look.places.every(({ rows }) => rows.length === 0)) look.places.push(...ofArticle)
  const chosen = chooseEntries(look.places, isHome).map(({ place }) => place)
  const { samples, misses } = await readSamples(look, chosen)
  return {
    asked,
    isHome,
    isLocal: options.isLocal,
    now: options.now,
    declaredLanguage: declaredIn(look, siteSigns),
    siteName: siteSigns?.siteName ?? null,
    titles: titlesOf(look, siteSigns, samples),
    text: textOf(look, samples),
    raw: [...look.seen.map(textOfPage), ...samples.map(({ html }) => html)]
      .join('\n')
      .slice(0, 3_000_000),
    places: look.places,
    samples,
    misses: [
      ...(start.why && given.rows.length === 0 ? [{ url: asked, why: start.why }] : []),
      ...(isShell(start, signs) && look.places.every(({ rows }) => rows.length === 0)
        ? [{ url: asked, why: ONLY_SCRIPTS }]
        : []),
      ...misses,
    ],
    crawlDelaySeconds: robots.crawlDelaySeconds,
    onSubject: judgeSubject(options.topics, chosen, samples),
    families: findFamilies(look, samples),
  }
}

/** What is said of a page that only its own scripts fill, where their data was not found. */
export const ONLY_SCRIPTS = tellDraft(
  'its page shows nothing without its scripts, and where they have their list from was not found: give the address of a feed, a sitemap or the interface, or write a file with "rendered: true"',
)

/** A page that leads to hardly any other one, whose addresses behind # are its own scripts' affair. */
function isShell({ page, url }: Start, signs: SiteSigns | null): boolean {
  if (!page || !signs || !/<script\b/i.test(textOfPage(page))) return false
  const bare = (address: string) => address.replace(/#.*$/s, '')
  const others = new Set(signs.anchors.map(anchor => bare(anchor.url)))
  others.delete(bare(url))
  others.delete(bare(page.finalUrl))
  return others.size <= MOST_SHELL_LINKS
}
const MOST_SHELL_LINKS = 3

type Start = { kind: Entry['kind']; url: string; page: Page | null; why: string | null }

/** What was given: a page, a feed, a sitemap or an interface; a page that sends its readers on is followed. */
async function openStart(look: Look, asked: string): Promise<Start> {
  let page = await getPage(look.reader, asked, /\.gz(?:$|\?)/i.test(asked) ? 'sitemap' : 'page')
  if (typeof page === 'string') {
    look.reader.pages.delete(asked)
    // Interfaces may take a POST only, or say of themselves that they are scripts.
    const kind = /http-405|http-4xx|wrong-type|http-404/.test(page) ? 'json' : 'listing'
    return { kind, url: asked, page: null, why: page }
  }
  const kind = kindOf(page)
  if (kind !== 'listing') return { kind, url: asked, page, why: null }
  const sentTo = signsOf(page)?.sendsTo
  if (sentTo && isSameSite(sentTo, page.finalUrl) && sentTo !== page.finalUrl) {
    const next = await getPage(look.reader, sentTo, 'page')
    if (typeof next !== 'string') page = next
  }
  return { kind, url: settledAddress(asked, page.finalUrl), page, why: null }
}

/** Where the page lives; a redirect to another page of the same host may be of that moment only. */
function settledAddress(asked: string, final: string): string {
  const [from, to] = [new URL(asked), new URL(final)]
  return from.origin === to.origin && from.pathname !== '/' ? asked : final
}

const isHomeAddress = (url: string) => {
  const { pathname, search } = new URL(url)
  return (
    (/^\/(?:(?:index|default|main|home)\.\w{2,5})?$/i.test(pathname) && !search) ||
    /^\/(?:en|zh|cn|tw|hk|ja|jp|ko|kr|cht|chs|zh-\w+)\/?$/i.test(pathname)
  )
}

/** A single article was given: its site's home page is looked at instead. A list with long summaries reads like one, and is told by its rows. */
function isArticlePage(reader: SiteReader, page: Page, given: Place & { next: boolean }): boolean {
  if (given.next || isHomeAddress(page.finalUrl) || given.rows.length > 30) return false
  const own = addressShape(page.finalUrl)
  const alike = given.rows.filter(({ url }) => addressShape(url) === own).length
  if (given.rows.length >= 5 && alike * 2 < given.rows.length) return false
  const reading = readArticlePage(page, contextFor(reader, page, page.url))
  return (
    reading.kind === 'article' &&
    reading.article.text.length > 300 &&
    reading.article.published !== null
  )
}

async function readRobots({ reader, options }: Look, url: string) {
  const page = await getPage(reader, new URL('/robots.txt', url).href, 'robots')
  const text = typeof page === 'string' ? '' : new TextDecoder().decode(page.bytes)
  const { sitemaps, crawlDelaySeconds } = parseRobots(text, productToken(options.agent))
  return { sitemaps, crawlDelaySeconds }
}

const declaredIn = (look: Look, signs: SiteSigns | null) =>
  signs?.declaredLanguage ??
  look.seen
    .map(page => (kindOf(page) === 'listing' ? (signsOf(page)?.declaredLanguage ?? null) : null))
    .find(Boolean) ??
  null

const titlesOf = (look: Look, signs: SiteSigns | null, samples: Sample[]): string[] => {
  const shown = [...look.seen.slice(0, 6).map(textOfPage), ...samples.map(({ html }) => html)]
  const titles = shown.flatMap(
    html => /<title[^>]{0,100}>([^<]{1,300})/i.exec(html)?.[1]?.trim() ?? [],
  )
  return [...(signs?.titleTag ? [signs.titleTag] : []), ...titles]
}

const textOf = (look: Look, samples: Sample[]): string =>
  [
    ...look.places.flatMap(({ rows }) => rows.map(({ title }) => title)).slice(0, 300),
    ...samples.map(({ article }) => article.text),
    ...look.seen
      .slice(0, 4)
      .flatMap(page => (kindOf(page) === 'listing' ? (signsOf(page)?.text ?? []) : [])),
  ].join('\n')
