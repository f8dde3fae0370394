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
  'data-full-src',
  'data-flickity-lazyload',
  'data-srcurl',
  'data-ks-lazyload',
  'data-lazyload',
  'data-lazyload-src',
  'data-backsrc',
  'data-croporisrc',
  'data-imgsrc',
  'data-realsrc',
  'data-real-src',
  'data-large-file',
  'original',
  'lazysrc',
  'lazy-src',
  'realsrc',
  '_src',
  'zoomfile',
  'file',
  'oldsrc',
]
const inline = /^data:/i
/** Words that the files are named by which hold a picture's place until it comes. */
const standInWords = words(
  `blank leer vide vacio vuoto spacer pixel placeholder loading loader lazyload lazy transparent transparency clear empty dummy none
  space px trans holder spin spinner`,
)
/** A name made of one of these and hardly a word more is of a picture that every article of a site carries. */
const furnitureMarks =
  words(`logo logos favicon avatar avatars gravatar qrcode erweima ewm weima sprite sprites emoji
  emojis smilies smiley smileys emoticon emoticons captcha spacer tracking tracker pixel`)
const furnitureMark = /qr-?code|erweima|2weima|favicon|gravatar|captcha/i
/** Folders of a site's own drawings. */
const furnitureFolder =
  /\/(?:icons?|buttons?|btns?|emojis?|smilies|smileys?|emoticons?|sprites?|avatars?|head-?shots?|faces?|portraits?|reporters?|authors?|journalists?|profile-?(?:pics?|images?|photos?)?|logos?|ads?|adverts?|banner-?ads|share|social)\//i
/** Words that furniture files are named by; a picture is furniture when its name is made of nothing else. */
const furnitureWords =
  words(`ad ads advert arrow arrows avatar blank btn button buttons close comment comments
  download enlarge ewm facebook fb favorite favicon gotop icon icons ico linkedin loading logo menu
  next nextpage pause pinterest play player prev prevpage print qrcode qr qzone rss renren search share
  shares sharing spacer sprite telegram top totop twitter wechat weibo weixin whatsapp youtube zan zoom`)
/** Words that stand beside them in such a name. */
/** Kinds of files, which icons beside an annex are named by. */
const fileKinds = words(
  `pdf doc docx xls xlsx ppt pptx zip rar wps ofd txt csv word excel powerpoint file files attach attachment attachments attachs annex fujian`,
)
const lookWords =
  words(`img image images pic pics picture photo bar bars gif svg default no cover thumb thumbnail load js lib a b bg big black blue by com color colour dark down gif gray green grey hover large light left lg md mini my new news of mobile normal
  on off orange pc png red right round s site sm square the to up white with x yellow`)

/** The elements that show one picture; AMP has its own. */
export const pictureTags: ReadonlySet<string> = new Set(['img', 'amp-img', 'amp-anim'])

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
  if (src && !isStandIn(src)) return addressOn(page, src)
  for (const srcset of [attribs['data-srcset'], attribs.srcset, ...pictureSources(image)]) {
    const largest = srcset ? largestOf(srcset) : null
    if (largest && !isStandIn(largest)) return addressOn(page, largest)
  }
  return fromNoscript(page, image)
}

const looksLikePicture = (value: string | undefined) =>
  value !== undefined && !isStandIn(value) && /[/.]/.test(value) && !/^[{[]/.test(value)

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
  // With these layouts AMP writes the shape of a picture, and not its size.
  const isShape =
    image.name !== 'img' && /responsive|fill|intrinsic/.test(image.attribs.layout ?? '')
  const width = isShape
    ? null
    : (pixels(image.attribs.width) ?? styledPixels(image.attribs.style, 'width'))
  const height = isShape
    ? null
    : (pixels(image.attribs.height) ?? styledPixels(image.attribs.style, 'height'))
  if ((width !== null && width < 40) || (height !== null && height < 40)) return null
  if (caption === null && (width ?? 0) < 300 && isFurniture(url)) return null
  return { url, alt: collapseSpaces(image.attribs.alt ?? '') || null, caption, width, height }
}

const pathOf = (url: string) => url.slice(url.indexOf('/', 8)).split('?')[0]!
const isLook = (part: string) => lookWords.has(part)

/** The words of a file's name, in lower case. */
const nameWords = (path: string): string[] =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.\w{2,5}$/, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(part => part !== '')

/** True for a button, code, logo or the like, by how its file is called. */
function isFurniture(url: string): boolean {
  const path = pathOf(url)
  if (furnitureMark.test(path) || furnitureFolder.test(path)) return true
  const parts = nameWords(path)
  const isIcon = parts.some(part => fileKinds.has(part)) && parts.every(isOfIcon)
  if (isIcon) return true
  const others = parts.filter(part => !furnitureWords.has(part) && !isLook(part))
  const isMarked = parts.some(part => furnitureMarks.has(part))
  if (isMarked) return others.filter(part => !furnitureMarks.has(part)).length <= 1
  return others.length === 0 && parts.some(part => furnitureWords.has(part))
}

const isOfIcon = (part: string) => fileKinds.has(part) || furnitureWords.has(part) || isLook(part)

/** True for what stands in the place of a picture until a script brings it. */
function isStandIn(url: string): boolean {
  if (inline.test(url)) return true
  const path = url.split('?')[0]!
  if (/(?:^|[/_-])(?:1x1|16x9|4x3|s\.gif)/.test(path)) return true
  const parts = nameWords(path)
  return (
    parts.some(part => standInWords.has(part)) &&
    parts.every(part => standInWords.has(part) || isLook(part))
  )
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/))
}
