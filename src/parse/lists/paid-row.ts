import type { AnyNode } from 'domhandler'
import { hintsOf, PageElement } from '../document.ts'
import type { Row } from './find-rows.ts'
import { lineOf } from './line-of.ts'
import { readPieces } from './row-title.ts'

const words =
  'sponsored(?: (?:content|post|by .{1,40}|story|article))?|advertisement|advertorial|promoted(?: content)?|(?:paid|partner(?:ed)?|branded?) (?:content|post|program)|anzeige|werbung|publicité|contenu sponsorisé|publirreportaje|patrocinado|contenido patrocinado|publicidad|广告|推广|商业推广|广告推广|赞助内容|廣告|推廣|贊助內容|廣編特輯|広告|広告特集|PR|광고|협찬'
/** What a list calls a row that was paid for, in an element of its own. */
const label = new RegExp(`^[\\s[(（【]{0,3}(?:${words})[\\s\\])）】:：]{0,3}$`, 'i')
const mayBeLabel = new RegExp(words, 'i')
/** The same in brackets before the headline. */
const titled = new RegExp(`^[[(（【]\\s?(?:${words})\\s?[\\])）】]`, 'i')

/** Systems call `promoted` what an editor has set to the front: that is no advertisement. */
const named =
  /(?:^|[\s_-])(?:sponsored|advertorial|native-?ad|paid-?(?:post|content)|partner-?content|ad-?(?:item|card|row|post))(?:$|[\s_-])/
const address =
  /^https?:\/\/[^/]+\/(?:[^?#]*\/)?(?:spons|sponsored(?:-\w+)?|advertorials?|partner-content|paid-(?:post|content)|brand-?(?:voice|studio|content))\//i

/** True for a row that says of itself that it is an advertisement. */
export function isPaidRow({ element, anchors }: Row, nodes: AnyNode[]): boolean {
  const anchor = anchors.find(({ names }) => names) ?? anchors[0]!
  if (/(?:^|\s)sponsored(?:\s|$)/i.test(anchor.element.attribs.rel ?? '')) return true
  if (address.test(anchor.url) || titled.test(anchor.text) || isNamedPaid(anchor.element, element))
    return true
  return (
    mayBeLabel.test(lineOf(element)) && readPieces(nodes, null).some(({ text }) => label.test(text))
  )
}

/** By the name of the row, or of what its link stands in. */
function isNamedPaid(link: PageElement, row: PageElement): boolean {
  for (let at = link; ; at = at.parent) {
    if (named.test(hintsOf(at))) return true
    if (at === row || !(at.parent instanceof PageElement)) return false
  }
}
