import { html, raw } from 'hono/html'
import { renderers } from '../../feeds/renderers.ts'
import { PRODUCT } from '../channels.ts'
import { stylePath } from './style.ts'
import { type Ui, type Words, words } from './words.ts'

/** HTML that is safe to stand in a page. */
export type Markup = ReturnType<typeof html>

export type PageHead = {
  ui: Ui
  /** Absolute, without a slash at the end. */
  base: string
  /** What a topic is called in the interface's language. */
  topicName: (id: string) => string
  /** Made for files: what only a server can answer is not linked. */
  isStatic?: boolean
  /** The page's own path with its query. */
  path: string
  title: string
  description?: string
  /** Feeds that browsers and readers find on this page: the path before `/feed.xml`, and a title. */
  feeds?: { path: string; search?: string; title: string }[]
}

/** What a page is given by whoever serves it. */
export type PageBase = Pick<PageHead, 'ui' | 'base' | 'topicName' | 'isStatic'>

const menu: { path: string; word: keyof Words; needsServer?: true }[] = [
  { path: '/', word: 'home' },
  { path: '/search', word: 'search', needsServer: true },
  { path: '/calendar', word: 'calendar' },
  { path: '/charts', word: 'charts' },
  { path: '/series', word: 'series', needsServer: true },
  { path: '/sources', word: 'sources' },
  { path: '/outlets', word: 'outlets' },
  { path: '/feeds', word: 'feeds' },
  { path: '/api', word: 'api', needsServer: true },
]

/**
 * A whole page. It works without scripts and has none. Autodiscovery names every format of its feeds
 * (the RSS advisory board's "RSS autodiscovery", and likewise for Atom and JSON Feed).
 */
export async function renderPage(head: PageHead, body: Markup): Promise<string> {
  const w = words[head.ui]
  const title = head.title === PRODUCT ? PRODUCT : `${head.title} · ${PRODUCT}`
  const page = html`<!doctype html>
<html lang="${w.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${head.description ?? w.tagline}">
<link rel="stylesheet" href="${stylePath}">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="canonical" href="${head.base}${head.path}">
${(head.feeds ?? []).map(feed => discovery(head.base, feed))}
</head>
<body>
<a class="skip" href="#main">${w.skip}</a>
<header class="top"><div class="wide">
<a class="brand" href="/">${PRODUCT}</a>
<nav aria-label="${PRODUCT}"><ul>${menu.filter(({ needsServer }) => !(head.isStatic && needsServer)).map(({ path, word }) => item(head, path, w[word] as string))}</ul></nav>
${head.isStatic ? '' : switchLink(head)}
</div></header>
<main id="main" class="wide">
${body}
</main>
<footer><div class="wide">${w.footer}</div></footer>
</body>
</html>
`
  return String(await page)
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
