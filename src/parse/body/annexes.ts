import type { PageElement } from '../build-tree.ts'
import { type PageDocument, textOf } from '../document.ts'
import type { Block } from './blocks.ts'

/** Files that offices hand out. */
const fileEnding =
  /\.(?:pdf|docx?|docm|rtf|odt|xlsx?|xlsm|ods|csv|pptx?|odp|wps|et|dps|ofd|ceb|hwpx?|zip|rar|7z|txt|caj)(?:$|[?#&])/i
/** The same in the text of a link, where its address tells nothing. */
const fileText =
  /\.(?:pdf|docx?|rtf|odt|xlsx?|ods|csv|pptx?|wps|et|ofd|ceb|hwpx?|zip|rar|7z|txt)\s*[）)\]】》」"”]?\s*(?:[（([]\s*[\d.,]+\s?(?:[KMG]i?B?|bytes?|바이트|字节)\b[^（）()]{0,12}[）)\]])?\s*$|[（([]\s*(?:pdf|docx?|word|xlsx?|excel|csv|zip|odt|ods|pptx?|hwp|ofd)\b[^（）()]{0,30}[）)\]]/i
/** What an annex is called, at the beginning of its line. */
const annexLabel =
  /^[\s【[（(▶►•·*◆■□○●]*(?:附\s*[件录錄表图圖则則]|(?:相关|有关)?附件|annex(?:e|es|ure)?\b|appendi(?:x|ces)\b|attachments?\b|enclosures?\b|schedule \d|anlagen?\b|anhang\b|anhänge\b|pièces? jointes?\b|anexos?\b|allegat[oi]\b|bijlagen?\b|załączniki?\b|bilag(?:or|a)?\b|приложени[ея]|別紙|別添|別表|添付(?:資料|ファイル)?|参考資料|첨부|붙임|별첨|별표|phụ lục|lampiran)/i

/** True for the address or the words of a file, or a line that calls itself an annex. */
const isAnnexLink = (href: string, text: string): boolean =>
  isFileAddress(href) || fileText.test(text) || annexLabel.test(text)

/** True for a link to a file by its address, or by its words where the address tells nothing. */
export const isFileLink = ({ name, attribs }: PageElement, text: () => string): boolean =>
  name === 'a' &&
  attribs.href !== undefined &&
  (isFileAddress(attribs.href) ||
    (!/^(?:javascript|mailto):/i.test(attribs.href) && fileText.test(text())))

/** A picture page or a reader of ours is no file; the name may stand in the path or behind it. */
const isFileAddress = (href: string) =>
  fileEnding.test(href) && !/^(?:javascript|mailto):/i.test(href)

/** True when most links inside an element are annexes. */
export function holdsAnnexes(element: PageElement, page: PageDocument): boolean {
  const links = page.elements
    .slice(element.order, element.end + 1)
    .filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined)
  if (links.length === 0 || links.length > MOST_ANNEXES) return false
  const annexes = links.filter(link => isAnnexLink(link.attribs.href ?? '', textOf(link)))
  return annexes.length * 2 > links.length
}
const MOST_ANNEXES = 100

/** True for a block that is a link to an annex, or names one. */
export function isAnnexBlock(block: Block): boolean {
  if (block.text === '' || block.text.length > 300) return false
  if (annexLabel.test(block.text)) return true
  if (block.linkLength < block.text.length * 0.4) return false
  if (fileText.test(block.text)) return true
  const href = /<a href="([^"]*)"/.exec(block.html)?.[1] ?? ''
  return isFileAddress(href)
}
