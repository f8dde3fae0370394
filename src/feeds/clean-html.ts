import sanitizeHtml from 'sanitize-html'
import { cleanText, unescapeLeftovers } from './clean-text.ts'
import { cleanUrl } from './clean-url.ts'

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

const number = (value: string | undefined) => (value && /^\d{1,5}$/.test(value) ? value : null)

function keep(attributes: Record<string, string | null | undefined>): sanitizeHtml.Attributes {
  const kept: sanitizeHtml.Attributes = {}
  for (const [name, value] of Object.entries(attributes)) if (value) kept[name] = value
  return kept
}

/** How a picture's address is written. */
export type ImageUrl = (url: string) => string

const asItIs: ImageUrl = url => url

const optionsWith = (imageUrl: ImageUrl): sanitizeHtml.IOptions => ({
  allowedTags: TAGS,
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height', 'referrerpolicy'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    ol: ['start'],
    time: ['datetime'],
  },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  nonTextTags: WITHOUT_TEXT,
  nestingLimit: 60,
  transformTags: {
    h1: 'h2',
    section: 'div',
    article: 'div',
    center: 'div',
    a: (tagName, { href: address, title }) => {
      const href = cleanUrl(address)
      // A link that leads nowhere loses its tag, as every element outside the list does.
      return href ? { tagName, attribs: keep({ href, title }) } : { tagName: 'span', attribs: {} }
    },
    // Pictures are asked for without saying where from: many publishers refuse them otherwise.
    img: (tagName, { src, alt, title, width, height }) => ({
      tagName,
      attribs: keep({
        src: written(src, imageUrl),
        alt: alt ?? '',
        title,
        width: number(width),
        height: number(height),
        referrerpolicy: 'no-referrer',
      }),
    }),
    td: (tagName, { colspan, rowspan }) => ({
      tagName,
      attribs: keep({ colspan: number(colspan), rowspan: number(rowspan) }),
    }),
    th: (tagName, { colspan, rowspan }) => ({
      tagName,
      attribs: keep({ colspan: number(colspan), rowspan: number(rowspan) }),
    }),
  },
  exclusiveFilter: frame => frame.tag === 'img' && !frame.attribs.src,
})

const plainOptions = optionsWith(asItIs)

function written(src: string | undefined, imageUrl: ImageUrl): string | null {
  const url = cleanUrl(src)
  return url && imageUrl(url)
}

/**
 * Body HTML as it may stand in a feed or on a page of ours: allowed elements only, closed, with absolute http(s) addresses.
 * The parser has done the same for what it read; this is the feed's own door, for whatever the store may hold.
 */
export function cleanHtml(html: string, imageUrl?: ImageUrl): string {
  const options = imageUrl ? optionsWith(imageUrl) : plainOptions
  return unescapeLeftovers(cleanText(sanitizeHtml(html, options))).trim()
}
