import { readRequest, writeRequest } from '../../text/written-request.ts'
import { type PageDocument, type PageElement, resolveAddress } from '../document.ts'
import { findArticleTemplate, findMarkupTemplate } from './article-template.ts'
import { findDataCalls } from './data-calls.ts'
import { lineOf } from './line-of.ts'
import { inlineScripts } from './script-code.ts'

/** More places of data than one page has for its lists. */
const MAX_DATA = 6

/** More frames and scripts than a list is looked for in. */
const MAX_PARTS = 3

/**
 * Where the lists of a page are that shows none: the data that its script or its elements name. Written requests, the
 * likeliest first. A page that names none has them in a frame, in a feed of its own, or asks by a script in a file; what is a
 * part of a page itself (`isPart`) has no further parts.
 */
export function findShellData(page: PageDocument, isPart: boolean): string[] {
  const code = inlineScripts(page).join('\n')
  const made = findArticleTemplate(code) ?? findMarkupTemplate(page)
  const template = templateOn(made, page.base)
  const named = [...bySourceId(page), ...byAttribute(page), ...byRestLink(page)]
  const asked = findDataCalls(code, page.base)
  const literal = asked.length > 0 ? [] : byLiteral(code, page)
  const all = [...new Set([...named, ...asked, ...literal])].filter(one => one !== page.url)
  const found = template ? all.map(one => withTemplate(one, template)) : all
  if (found.length > 0) return found.slice(0, MAX_DATA)
  if (isPart) return byFeed(page)
  const scripts = byScriptFile(page)
  return [
    ...byFrame(page),
    ...byFeed(page),
    ...(template ? scripts.map(one => withTemplate(one, template)) : scripts),
  ]
}

/** What a script in a file asks for: for the page that holds it, or the lists that it holds itself. */
export function findScriptData(code: string, page: string, article: string | null): string[] {
  const asked = findDataCalls(code, page).slice(0, MAX_DATA)
  return article ? asked.map(one => withTemplate(one, article)) : asked
}

/** The template is the page's, and the data may lie elsewhere. */
export function templateOn(template: string | null, base: string): string | null {
  const marked = template?.replace(/\{([\w$]+)\}/g, '--$1--')
  return (marked && resolveAddress(marked, base)?.replace(/--([\w$]+?)--/g, '{$1}')) || null
}

const withTemplate = (address: string, article: string) =>
  writeRequest({ ...readRequest(address), article })

/**
 * The shells of the news agency family: an element says `datasource:<id>` and what its file's name begins with; the file
 * `ds_<id>.json` lies beside the page.
 */
export function bySourceId(page: PageDocument): string[] {
  return page.elements.flatMap(element =>
    (element.attribs.data ??
      element.attribs.preview ??
      element.attribs['data-source'] ??
      element.attribs.datasource) === undefined
      ? []
      : Object.values(element.attribs).flatMap(value => {
          // What is filled already is on the page; a word about loading, or a button for more, fills nothing.
          if (!value.includes('datasource') || holdsLinks(element, page)) return []
          const id = /^\s*datasource\s{0,2}[:=]\s{0,2}([\w-]{3,80})\s*$/i.exec(value)?.[1]
          if (!id) return []
          const prefix = /^\w{1,20}_$/.test(element.attribs.preview ?? '')
            ? element.attribs.preview
            : 'ds_'
          return resolveAddress(`${prefix}${id}.json`, page.base) ?? []
        }),
  )
}

const holdsLinks = ({ order, end }: PageElement, page: PageDocument) =>
  page.elements
    .slice(order + 1, end + 1)
    .some(
      inner => inner.name === 'a' && leadsOn.test(inner.attribs.href ?? '') && lineOf(inner) !== '',
    )
/** Neither a script, a place on the page, nor the blank of a template. */
const leadsOn = /^(?!\s*(?:javascript:|#|$))(?!.*(?:\{\{|<%|\$\{))/i

const dataNames = [
  'data-src',
  'data-url',
  'data-api',
  'data-source',
  'data-json',
  'data-feed',
  'data-endpoint',
  'data-href',
  'data-ajax',
  'data-ajax-url',
  'data-list-url',
  'data-load',
]

/** `<div data-api="/news/list.json">` */
function byAttribute(page: PageDocument): string[] {
  return page.elements.flatMap(({ name, attribs }) => {
    if (name === 'img' || name === 'a' || name === 'video') return []
    return dataNames.flatMap(key => {
      const value = attribs[key]
      return value && looksLikeData(value) ? (resolveAddress(value, page.base) ?? []) : []
    })
  })
}

const looksLikeData = (address: string) =>
  address.length < 500 && /\.json(?:[?#]|$)|\.jsonp|\/api\/|ajax|wp-json|\/rest\//i.test(address)

/** WordPress names its interface: the newest posts of the whole site. */
function byRestLink(page: PageDocument): string[] {
  const link = page.elements.find(
    ({ name, attribs }) => name === 'link' && attribs.rel === 'https://api.w.org/' && attribs.href,
  )
  const root = link && resolveAddress(link.attribs.href!, page.base)
  return root ? [`${root.replace(/\/?$/, '/')}wp/v2/posts?per_page=20&page=1`] : []
}

/** A file of data that a script names outside of a call that is known. */
function byLiteral(code: string, page: PageDocument): string[] {
  return [...code.matchAll(/["'`]([^"'`\s<>]{1,300}\.jsonp?(?:\?[^"'`\s<>]{0,200})?)["'`]/g)]
    .map(([, address]) => resolveAddress(address!, page.base))
    .filter(address => address !== null)
    .filter(address => !/package|manifest|config|lang|i18n|city|weather/i.test(address))
}

/** Old systems show the list of a column in a frame of the same site. */
function byFrame(page: PageDocument): string[] {
  return partsOf(page, ({ name, attribs }) =>
    /^i?frame$/.test(name) && !/^[01](?:px)?$/.test(attribs.width ?? attribs.height ?? '')
      ? (attribs.src ?? null)
      : null,
  ).filter(
    url =>
      !/\/(?:ads?|banner|login|weather|player|map|video|head(?:er)?|foot(?:er)?|top|bottom|nav)[/._-]/i.test(
        url,
      ),
  )
}

/** Libraries ask for no news. */
const libraries =
  /jquery|zepto|bootstrap|swiper|slick|owl|layui|layer|laydate|vue(?![a-z-]*list)|react|angular|axios|lodash|moment|echarts|highcharts|polyfill|runtime|vendors?|chunk-(?:libs|element)|framework|main-app|analytics|gtag|hm\.js|cnzz|matomo|sentry|wechat|weixin|jweixin|share|sdk|captcha|recaptcha|fontawesome|modernizr|require|webpack|html5shiv|respond|superslide|qrcode|crypto|md5|base64|pagination(?:\.min)?\.js|paging|lazyload|wow|animate|wp-(?:includes|content)|_next\//i

/** Scripts in files of the site's own, the last first: the page's own code comes behind the libraries. */
const byScriptFile = (page: PageDocument): string[] =>
  partsOf(page, ({ name, attribs }) =>
    name === 'script' && attribs.src && !libraries.test(attribs.src) ? attribs.src : null,
  )

/** Requests for parts of the page that stand in files of the same site. */
function partsOf(
  page: PageDocument,
  srcOf: (element: PageDocument['elements'][number]) => string | null,
): string[] {
  const urls = page.elements.flatMap(element => {
    const src = srcOf(element)
    const url = src ? resolveAddress(src, page.base) : null
    return url && new URL(url).host === new URL(page.url).host && url !== page.url ? [url] : []
  })
  return [...new Set(urls)]
    .slice(-MAX_PARTS)
    .reverse()
    .map(url => writeRequest({ url, page: page.url }))
}

function byFeed(page: PageDocument): string[] {
  const feed = page.elements.find(
    ({ name, attribs }) =>
      name === 'link' &&
      /alternate/i.test(attribs.rel ?? '') &&
      /(?:rss|atom|feed)\+(?:xml|json)/i.test(attribs.type ?? '') &&
      !/comments?/i.test(`${attribs.title ?? ''} ${attribs.href ?? ''}`),
  )
  const address = feed?.attribs.href && resolveAddress(feed.attribs.href, page.base)
  return address ? [address] : []
}
