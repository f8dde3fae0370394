import { addressOn, metaContent, type PageDocument, resolveAddress, textOf } from './document.ts'

/** What a page tells of the site it belongs to. */
export type SiteSigns = {
  /** As the page declares it, `en-GB`; null when it does not. */
  declaredLanguage: string | null
  siteName: string | null
  titleTag: string | null
  generator: string | null
  /** Feeds that the page declares, but those of comments. */
  feeds: string[]
  /** Feeds that its links lead to by their name. */
  linkedFeeds: string[]
  /** The root of the interface that WordPress names. */
  restRoot: string | null
  /** Where an empty page sends its readers on to. */
  sendsTo: string | null
  anchors: { url: string; text: string }[]
  text: string
}

const MAX_ANCHORS = 3000
const MAX_TEXT = 60_000

/** Reads what a page tells of its site: its name, language, feeds, interfaces and links. */
export function readSiteSigns(page: PageDocument): SiteSigns {
  return {
    declaredLanguage: declaredLanguage(page),
    siteName: metaContent(
      page,
      'og:site_name',
      'application-name',
      'sitename',
      'apple-mobile-web-app-title',
    ),
    titleTag: page.titleTag,
    generator: metaContent(page, 'generator'),
    feeds: declaredFeeds(page),
    linkedFeeds: linkedFeeds(page),
    restRoot: restRoot(page),
    sendsTo: sendsTo(page),
    anchors: anchorsOf(page),
    text: page.lines
      .map(({ text }) => text)
      .join('\n')
      .slice(0, MAX_TEXT),
  }
}

function declaredLanguage(page: PageDocument): string | null {
  const html = page.elements.find(({ name }) => name === 'html')
  const declared =
    html?.attribs.lang ||
    html?.attribs['xml:lang'] ||
    metaContent(page, 'content-language', 'og:locale')
  return declared?.trim().replace('_', '-') || null
}

function declaredFeeds(page: PageDocument): string[] {
  const feeds = page.elements.filter(
    ({ name, attribs }) =>
      name === 'link' &&
      /alternate/i.test(attribs.rel ?? '') &&
      /(?:rss|atom|feed)\+(?:xml|json)|^text\/xml$/i.test(attribs.type ?? '') &&
      !/comments?|oembed|评论|留言/i.test(`${attribs.title ?? ''} ${attribs.href ?? ''}`),
  )
  return [...new Set(feeds.flatMap(({ attribs }) => addressOn(page, attribs.href) ?? []))]
}

/** `<a href="/syndication/all">RSS</a>`: a feed that only the page's own text tells of. */
function linkedFeeds(page: PageDocument): string[] {
  const links = page.elements.filter(
    element =>
      element.name === 'a' &&
      element.attribs.href &&
      (feedWords.test(textOf(element) || (element.attribs.title ?? '')) ||
        feedAddress.test(element.attribs.href)) &&
      !/comments?|评论|留言/i.test(element.attribs.href),
  )
  return [...new Set(links.flatMap(({ attribs }) => addressOn(page, attribs.href) ?? []))]
}
const feedWords =
  /^[\s\p{P}\p{S}]*(?:(?:rss|atom|xml|json)(?:[\s\d.]*(?:feeds?|订阅|訂閱|聚合|配信|フィード|피드|구독))?|(?:news |web )?feeds?|订阅rss|フィード)[\s\p{P}\p{S}]*$/iu
const feedAddress =
  /\.(?:rss|atom)(?:$|\?)|(?:^|\/)(?:rss|feed|atom)(?:\.xml|\.php|\.aspx?)?\/?(?:$|\?)/i

function restRoot(page: PageDocument): string | null {
  const link = page.elements.find(
    ({ name, attribs }) => name === 'link' && attribs.rel === 'https://api.w.org/',
  )
  return addressOn(page, link?.attribs.href)
}

/** A page of almost nothing that sends its readers on, by its head or by its script. */
function sendsTo(page: PageDocument): string | null {
  const refresh = /^\s*\d{1,2}\s*[;,]\s*url\s*=\s*['"]?([^'"]+)/i.exec(
    metaContent(page, 'refresh') ?? '',
  )
  if (refresh) return resolveAddress(refresh[1]!, page.base)
  if (page.elements.filter(({ name }) => name === 'a').length > 3) return null
  const scripts = page.elements.filter(({ name, attribs }) => name === 'script' && !attribs.src)
  const code = scripts
    .flatMap(({ children }) => children)
    .map(child => ('data' in child ? String(child.data) : ''))
    .join('\n')
  const script =
    /\blocation(?:\.href)?\s{0,4}=\s{0,4}["']([^"'\s]{1,500})["']|\blocation\.(?:replace|assign)\(\s{0,4}["']([^"'\s]{1,500})["']/.exec(
      code,
    )
  const address = script?.[1] ?? script?.[2]
  return address ? resolveAddress(address, page.base) : null
}

function anchorsOf(page: PageDocument): SiteSigns['anchors'] {
  return page.elements
    .filter(({ name, attribs }) => name === 'a' && attribs.href)
    .slice(0, MAX_ANCHORS)
    .flatMap(element => {
      const url = addressOn(page, element.attribs.href)
      return url ? [{ url, text: textOf(element) || (element.attribs.title ?? '') }] : []
    })
}
