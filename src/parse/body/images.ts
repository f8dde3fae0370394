import { isTag } from 'domhandler'
import type { ArticleImage } from '../../model/article.ts'
import { PageElement } from '../build-tree.ts'
import { addressOn, collapseSpaces, type PageDocument } from '../document.ts'

/** Where lazy-loading scripts keep the real address, the most telling first. `src` is then a stand-in. */
const lazyAttributes = [
  'data-original',
  'data-src',
  'data-lazy-src',
  'data-lazy',
  'data-actualsrc',
  'data-original-src',
  'data-echo',
  'data-mcesrc',
  'data-url',
  'data-img-url',
  'data-image',
  'data-hi-res-src',
  'zoomfile',
  'file',
  'oldsrc',
]
const standIn =
  /^data:|(?:^|[/_-])(?:blank|spacer|pixel|placeholder|loading|lazyload|transparent|grey|1x1|s\.gif|space\.gif)/i
/** Pictures that every article of a site carries: buttons, codes, logos. */
const furnitureImage =
  /(?:^|[/_.-])(?:logo|icon|icons|avatar|qrcode|erweima|ewm|button|btn|share|weixin|wechat|sprite|emoji|smilies|smiley|ad|ads|next_?page|prev_?page|arrow|play)(?:[/_.\d-]|$)/i

/** The largest picture that a `srcset` offers. */
function largestOf(srcset: string): string | null {
  let best: { url: string; size: number } | null = null
  for (const option of srcset.split(/,\s+|,(?=https?:)/).slice(0, 40)) {
    const [url, size = '1x'] = option.trim().split(/\s+/)
    const value = Number.parseFloat(size) || 1
    if (url && (!best || value > best.size)) best = { url, size: value }
  }
  return best?.url ?? null
}

function addressOf(page: PageDocument, image: PageElement): string | null {
  const { attribs } = image
  for (const name of lazyAttributes) {
    const address = looksLikePicture(attribs[name]) ? addressOn(page, attribs[name]) : null
    if (address) return address
  }
  const { src } = attribs
  if (src && !standIn.test(src)) return addressOn(page, src)
  for (const srcset of [attribs['data-srcset'], attribs.srcset, ...pictureSources(image)]) {
    const largest = srcset ? largestOf(srcset) : null
    if (largest && !standIn.test(largest)) return addressOn(page, largest)
  }
  return fromNoscript(page, image)
}

const looksLikePicture = (value: string | undefined) =>
  value !== undefined && !standIn.test(value) && /[/.]/.test(value) && !/^[{[]/.test(value)

function pictureSources(image: PageElement): string[] {
  const picture = image.parent
  if (!(picture instanceof PageElement) || picture.name !== 'picture') return []
  return picture.children.flatMap(child =>
    isTag(child) && child.name === 'source'
      ? [child.attribs['data-srcset'] ?? child.attribs.srcset ?? '']
      : [],
  )
}

/** The copy that pages keep in `<noscript>` behind a lazy image. */
function fromNoscript(page: PageDocument, image: PageElement): string | null {
  for (let next = image.next, steps = 0; next && steps < 3; next = next.next, steps++) {
    if (!isTag(next) || next.name !== 'noscript') continue
    const copy = next.children.find(child => isTag(child) && child.name === 'img')
    if (copy && isTag(copy)) return addressOn(page, copy.attribs.src)
  }
  return null
}

const pixels = (value: string | undefined): number | null => {
  const match = /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/.exec(value ?? '')
  return match ? Number(match[1]) : null
}
const styledPixels = (style: string | undefined, side: 'width' | 'height'): number | null => {
  const match = new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*(\\d{1,5})(?:\\.\\d+)?px`, 'i').exec(
    style ?? '',
  )
  return match ? Number(match[1]) : null
}

/** Reads an `img` of the body: its real address, words and size. Null for stand-ins, tracking pixels and buttons. */
export function readImage(
  page: PageDocument,
  image: PageElement,
  caption: string | null,
): ArticleImage | null {
  const url = addressOf(page, image)
  if (!url) return null
  const width = pixels(image.attribs.width) ?? styledPixels(image.attribs.style, 'width')
  const height = pixels(image.attribs.height) ?? styledPixels(image.attribs.style, 'height')
  if ((width !== null && width < 40) || (height !== null && height < 40)) return null
  const path = url.slice(url.indexOf('/', 8)).split('?')[0]!
  if (furnitureImage.test(path) && (width ?? 0) < 300) return null
  return { url, alt: collapseSpaces(image.attribs.alt ?? '') || null, caption, width, height }
}
