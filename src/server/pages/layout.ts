import { html, raw } from 'hono/html'
import { renderers } from '../../feeds/renderers.ts'
import { PRODUCT } from '../channels.ts'
import type { Markup, PageHead } from './page-head.ts'
import { politenessPath, politenessTitle } from './politeness-title.ts'
import { scriptPath } from './script.ts'
import { stylePath } from './style.ts'
import { zoneLabel } from './times.ts'
import { type Words, words } from './words.ts'
import { zones } from './zones.ts'

const menu: { path: string; word: keyof Words; needsServer?: true }[] = [
  { path: '/', word: 'home' },
  { path: '/search', word: 'search', needsServer: true },
  { path: '/feeds', word: 'feeds' },
  { path: '/digests', word: 'digests' },
  { path: '/series', word: 'series', needsServer: true },
  { path: '/calendar', word: 'calendar' },
  { path: '/charts', word: 'charts' },
  { path: '/sources', word: 'sources' },
  { path: '/outlets', word: 'outlets' },
  { path: '/api', word: 'api', needsServer: true },
]

/**
 * A whole page. It works without scripts; the one it has adds keys. Autodiscovery names every format of its feeds
 * (the RSS advisory board's "RSS autodiscovery", and likewise for Atom and JSON Feed).
 */
export async function renderPage(head: PageHead, body: Markup): Promise<string> {
  const w = words[head.ui]
  const title = head.title === PRODUCT ? PRODUCT : `${head.title} · ${PRODUCT}`
  const page = html`<!doctype html>
<html lang="${w.tag}"${head.view.hasKeys ? raw(' data-keys') : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${head.description ?? w.tagline}">
<link rel="stylesheet" href="${stylePath}">
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script src="${scriptPath}" defer></script>
${head.isPassing ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${head.base}${head.path}">`}
${openGraph(head, title)}
${(head.feeds ?? []).map(feed => discovery(head.base, feed))}
</head>
<body${head.layout ? html` class="${head.layout}"` : ''}>
<a class="skip" href="#main">${w.skip}</a>
<header class="top"><div class="wide">
<a class="brand" href="/">${PRODUCT}</a>
<nav aria-label="${PRODUCT}"><ul>${menu.filter(({ needsServer }) => !(head.isStatic && needsServer)).map(({ path, word }) => item(head, path, w[word] as string))}</ul></nav>
${head.isStatic ? '' : switchLink(head)}
</div></header>
<main id="main" class="wide">
${body}
</main>
<footer><div class="wide"><p>${w.footer}${head.isStatic ? '' : html` <a href="${politenessPath}">${politenessTitle[head.ui]}</a>`}</p>${head.isStatic ? html`<p>${w.ownZones}</p>` : settings(head)}</div></footer>
</body>
</html>
`
  return String(await page)
}

/** What is shown of a page where somebody links it (ogp.me). */
function openGraph(head: PageHead, title: string): Markup {
  const w = words[head.ui]
  const { article } = head
  const meta = (property: string, content: string) =>
    html`<meta property="${property}" content="${content}">
`
  return html`${[
    meta('og:title', title),
    meta('og:site_name', PRODUCT),
    meta('og:type', article ? 'article' : 'website'),
    meta('og:url', `${head.base}${head.path}`),
    meta('og:description', head.description || w.tagline),
    meta('og:locale', w.locale),
    article ? meta('article:published_time', article.published.toISOString()) : '',
    article?.image ? meta('og:image', article.image) : '',
  ]}<meta name="twitter:card" content="${article?.image ? 'summary_large_image' : 'summary'}">`
}

/** The reader's settings, kept by the browser. */
function settings(head: PageHead): Markup {
  const { ui, view } = head
  const w = words[ui]
  const at = view.now ?? new Date(0)
  const offered = zones.map(({ zone, ...names }) => ({
    zone,
    name: `${names[ui]} (${zoneLabel(zone, at)})`,
  }))
  const own =
    view.zone && !offered.some(({ zone }) => zone === view.zone)
      ? [{ zone: view.zone, name: view.zone }]
      : []
  const option = (zone: string, name: string) =>
    html`<option value="${zone}"${zone === (view.zone ?? '') ? raw(' selected') : ''}>${name}</option>`
  return html`<form class="noprint" method="post" action="/settings"><input type="hidden" name="back" value="${head.path}">
<label>${w.timesIn}<select name="zone">${option('', w.sourceZones)}${[...own, ...offered].map(({ zone, name }) => option(zone, name))}</select></label>
<label class="check"><input type="checkbox" name="keys" value="on"${view.hasKeys ? raw(' checked') : ''}>${w.keys}</label>
<button type="submit">${w.set}</button></form>
<p>${view.zone ? w.inZone(view.zone) : w.ownZones}</p>`
}

function discovery(base: string, feed: NonNullable<PageHead['feeds']>[number]): Markup[] {
  return Object.entries(renderers).map(
    ([ending, { mediaType, name }]) =>
      html`<link rel="alternate" type="${mediaType}" title="${feed.title} (${name})" href="${base}${feed.path}/feed.${ending}${feed.search ?? ''}">
`,
  )
}

function item(head: PageHead, path: string, word: string): Markup {
  const isHere = head.path.split('?')[0] === path
  return html`<li><a href="${path}"${isHere ? raw(' aria-current="page"') : ''}>${word}</a></li>`
}

/** The same page in the other language of the interface. */
function switchLink(head: PageHead): Markup {
  const [code, tag] = head.ui === 'zh' ? ['en', 'en'] : ['zh', 'zh-Hans']
  return html`<a class="other noprint" href="${switchUi(head)}" hreflang="${code}" lang="${tag}" rel="nofollow">${words[head.ui].other}</a>`
}

function switchUi({ ui, path }: PageHead): string {
  const [place, search] = path.split('?')
  const rest = (search ?? '').split('&').filter(part => part && !part.startsWith('ui='))
  return `${place}?${[...rest, `ui=${ui === 'zh' ? 'en' : 'zh'}`].join('&')}`
}
