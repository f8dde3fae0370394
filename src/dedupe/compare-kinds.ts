import { foldText } from '../text/fold-unit.ts'
import type { PreparedText } from './prepare-text.ts'

/** A notice is a line or two. */
const NOTICE_TOKENS = 160
const BEGINNING = 200

/** 本台今天播发《…》: that a piece is broadcast or printed, by its title. */
const notice =
  /(?:播发|播出|刊发|刊登|发表|推出|登载|转发|刊播|今日头版|(?:carries|publishes|published|airs|runs) (?:an?|the|its) (?:editorial|commentary|article|piece))[^。\n]{0,40}[《"“「][^》"”」]{6,}[》"”」]/iu

const draft =
  /征求意见|公开征集意见|向社会征求|公开听取意见|草案|讨论稿|送审稿|\bdraft\b|\bconsultation\b|\bproposed (?:rule|regulation|amendment)|seeks? (?:comments?|views|feedback)/iu

const beginningOf = ({ article }: PreparedText) => foldText(article.text.slice(0, BEGINNING))

/** True when one text only says that a piece is broadcast or printed, and the other does not say so. */
function isNoticeOf(text: PreparedText, other: PreparedText): boolean {
  if (text.own.tokens.length > NOTICE_TOKENS) return false
  return notice.test(beginningOf(text)) && !notice.test(foldText(other.article.text))
}

const tellsOfDraft = ({ article }: PreparedText) =>
  draft.test(foldText(`${article.title}\n${article.text.slice(0, BEGINNING)}`))

/** True when one announces a piece and the other is it, or when one is of a draft and the other of what was made of it. */
export function kindsClash(a: PreparedText, b: PreparedText): boolean {
  if (isNoticeOf(a, b) || isNoticeOf(b, a)) return true
  const draftTitle = draft.test(foldText(a.article.title)) !== draft.test(foldText(b.article.title))
  return draftTitle && tellsOfDraft(a) !== tellsOfDraft(b)
}
