import { PageElement } from '../build-tree.ts'
import { closest, hintsOf, type PageDocument, textOf } from '../document.ts'
import { type Block, buildBlocks } from './blocks.ts'
import { pictureTags } from './images.ts'
import type { Judgement } from './judge.ts'
import { shownTitles, squeeze } from './trim.ts'

/** More pictures between a title and its text are a gallery, a menu or the teasers of others. */
const MOST = 3
/** Pictures narrower than this stand for persons and buttons. */
const NARROWEST = 200
const FRAMES = ['nav', 'aside', 'footer', 'button', 'form', 'dialog', 'li', 'template']
/** What holds the portraits of writers, the signs of houses and the teasers of others. */
const OTHERS =
  /avatar|portrait|author|byline|writer|profile|logo|icon|badge|share|social|related|recommend|teaser|card|promo|advert|sponsor|banner|nav|menu|breadcrumb|newsletter|comment|qr-?code|ewm/i

/**
 * The pictures that stand between the title and a body which begins below them, or above the title in the same `article`:
 * they open the text, as far as they are not there already.
 */
export function leadPictures(
  page: PageDocument,
  roots: PageElement[],
  blocks: Block[],
  { furniture }: Judgement,
): Block[] {
  const [root] = roots
  const titles = shownTitles(page)
  const title = page.lines.find(line => line.heading > 0 && titles.includes(squeeze(line.text)))
  if (!root || !title || title.order > root.order) return []
  const article = closest(title.node, ['article'])
  const from = article && article.end >= root.end ? article.order : title.order
  const pictures = page.elements.filter(
    element =>
      element.order > from &&
      element.order < root.order &&
      pictureTags.has(element.name) &&
      furniture[element.order] !== 1 &&
      isOwn(element, from),
  )
  const holders = new Set(pictures.map(picture => closest(picture, ['figure']) ?? picture))
  const shown = new Set(blocks.map(({ image }) => image?.url))
  const figures = buildBlocks(page, [...holders], new Set()).filter(
    ({ image }) => image && !shown.has(image.url) && (image.width ?? NARROWEST) >= NARROWEST,
  )
  return figures.length <= MOST ? figures : []
}

const isBesideWords = ({ parent }: PageElement): boolean =>
  parent instanceof PageElement && textOf(parent) !== ''

/** In nothing that is called after another thing, and no link to another page. */
function isOwn(picture: PageElement, from: number): boolean {
  if (closest(picture, FRAMES)) return false
  // Beside words it is the sign of who wrote them.
  if (/\slogo$/i.test(picture.attribs.alt ?? '') && isBesideWords(picture)) return false
  for (let at: unknown = picture; at instanceof PageElement && at.order > from; at = at.parent) {
    if (OTHERS.test(hintsOf(at))) return false
    if (
      at.name === 'a' &&
      !/\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)|^#/i.test(at.attribs.href ?? '')
    )
      return false
  }
  return true
}
