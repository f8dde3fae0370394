import { Parser } from 'htmlparser2'
import { cleanText, unescapeLeftovers } from './clean-text.ts'
import { cleanUrl } from './clean-url.ts'
import { escapeAttribute, escapeText } from './escape.ts'

/** What an article's body may hold. Whatever else stands in it loses its tag and keeps its text. */
const TAGS =
  `p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote pre code
  figure figcaption img a em strong b i u s sub sup small del ins mark q cite abbr ruby rt rp time div`.split(
    /\s+/,
  )

/** Elements that go with all that is in them. */
const WITHOUT_TEXT =
  'script style textarea option noscript iframe frame object embed applet noembed noframes xmp plaintext template svg math title select button form'.split(
    ' ',
  )

/** Elements of other documents that say the same as one of ours. */
const RENAMED: Record<string, string> = { h1: 'h2', section: 'div', article: 'div', center: 'div' }

/** Elements without content, which are written closed. */
const EMPTY = new Set(['br', 'hr', 'img'])

/** Deeper elements lose their tag: readers nest no deeper, and some break. */
const DEEPEST = 60

const allowed = new Set(TAGS)
const withoutText = new Set(WITHOUT_TEXT)

/** How a picture's address is written. */
export type ImageUrl = (url: string) => string

type Attributes = Record<string, string | null | undefined>

const number = (value: string | undefined) => (value && /^\d{1,5}$/.test(value) ? value : null)
const cell = ({ colspan, rowspan }: Attributes) => ({
  colspan: number(colspan ?? undefined),
  rowspan: number(rowspan ?? undefined),
})

/** The attributes of an element as they are written; null when it loses its tag. What is empty is left out. */
function attributesOf(tag: string, given: Record<string, string>, imageUrl: ImageUrl) {
  const { title } = given
  switch (tag) {
    case 'a': {
      const href = cleanUrl(given.href)
      return href ? { href, title } : null
    }
    case 'img': {
      const url = cleanUrl(given.src)
      const { alt, width, height } = given
      const size = { width: number(width), height: number(height) }
      // Pictures are asked for without saying where from: many publishers refuse them otherwise.
      return url ? { src: imageUrl(url), alt, title, ...size, referrerpolicy: 'no-referrer' } : null
    }
    case 'td':
    case 'th':
      return cell(given)
    case 'ol':
      return { start: number(given.start) }
    case 'time':
      return { datetime: given.datetime }
    default:
      return {}
  }
}

function renderTag(tag: string, attributes: Attributes): string {
  let written = `<${tag}`
  for (const [name, value] of Object.entries(attributes))
    if (value) written += ` ${name}="${escapeAttribute(value)}"`
  return `${written}${EMPTY.has(tag) ? ' />' : '>'}`
}

/**
 * Writes HTML anew from what a parser tells, so that nothing comes through but what is written here: tags of the list with the attributes
 * of the list, and text.
 */
function rewrite(html: string, imageUrl: ImageUrl): string {
  let out = ''
  /** What closes each open element: nothing where its tag was lost. */
  const open: string[] = []
  let depth = 0
  /** Open elements that go with all that is in them. */
  let silent = 0

  /** There is no link inside a link: an outer one that was not closed ends where the next begins. */
  const endLink = () => {
    const at = open.findLastIndex(end => end !== '')
    if (open[at] !== '</a>') return
    out += open[at]
    open[at] = ''
    depth--
  }

  const parser = new Parser({
    onopentag(name, given) {
      if (withoutText.has(name)) silent++
      const tag = RENAMED[name] ?? name
      const attributes =
        silent || depth >= DEEPEST || !allowed.has(tag) ? null : attributesOf(tag, given, imageUrl)
      if (attributes && tag === 'a') endLink()
      if (attributes) out += renderTag(tag, attributes)
      const end = attributes && !EMPTY.has(tag) ? `</${tag}>` : ''
      if (end) depth++
      open.push(end)
    },
    ontext(text) {
      if (!silent) out += escapeText(text)
    },
    onclosetag(name) {
      const end = open.pop()
      if (end) {
        depth--
        out += end
      }
      if (withoutText.has(name)) silent--
    },
  })
  parser.end(html)
  return out
}

/**
 * Body HTML as it may stand in a feed or on a page of ours: allowed elements only, closed, with absolute http(s) addresses.
 * The parser has done the same for what it read; this is the feed's own door, for whatever the store may hold.
 */
export function cleanHtml(html: string, imageUrl: ImageUrl = url => url): string {
  return unescapeLeftovers(cleanText(rewrite(html, imageUrl))).trim()
}
