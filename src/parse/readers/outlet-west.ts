import { isPaperName } from '../../text/house-names.ts'
import { letterKey } from '../../text/letter-key.ts'
import { monthNumber } from '../../text/month-names.ts'
import { PageElement } from '../build-tree.ts'
import type { ReadContext } from '../context.ts'
import { closest, type PageDocument } from '../document.ts'
import { siteNames } from '../site-tail.ts'
import { type CreditLine, lastTextLine, withoutDates } from './credit-lines.ts'
import { pairedName, withinBorders } from './line-borders.ts'
import { type NamedOutlet, outletFrom } from './outlet-evidence.ts'

/** What stands before the name of the source in the line of date and writer, in the languages of the press. */
const LABEL =
  /(?:^|[|｜•·,/(（\u2028\u3000–—-]\s{0,3})(?:(?:(?:news|article|original|content|media|press|wire|story|text|primary) )?source|via|courtesy(?: of)?|credit|wire(?: service)?|news ?wire|nachrichtenagentur|(?<=^\s?)(?:from|publisher|provider|outlet|newspaper|organi[sz]ation|agency|department|(?:issued|published|released|provided|supplied) by)(?=\s?:)|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|forrás|kaynak|источник|джерело|nguồn|sumber|(?:기사\s?|자료\s?|뉴스\s?|원문\s?)?출처|(?:기사|자료|보도자료|뉴스)\s?제공|제공|発?情報提供|記事提供|資料提供|提供元?|出典|出所|情報[元源]|引用元|配信(?:元|社|会社|媒体)?|転載元|掲載(?:元|誌|紙|媒体)|発表元|発行元|媒体名?|ソース|発信元)\s{0,2}(?:[:：=＝/／|｜]|\s-(?=\s))\s{0,3}(.{2,80})/iu
/** 11/12(木) 10:22配信 湊新聞, 湊新聞 配信: how Japanese portals name the paper. */
const DELIVERED = /(?:^|[\s\u3000])(?:配信|提供)[\s:：]{0,3}(\S{2,20})?\s?$/u

/** A point ends the sentence, unless it stands in a word or behind a short form: E.ON, St. Example Post. */
const WORD = "(?:(?:St|Mt|Ft|Dr|U\\.S|U\\.K)\\.|\\p{Lu}(?:[\\p{L}\\d&'’-]|\\.(?=[\\p{L}\\d]))*)"
const NAME = `((?:\\d{1,3}\\s)?${WORD}(?:\\s(?:${WORD}|of|the|and|&|for|in|on|de|la|le|du|des|der|die|das|del|di|e|für|und|y|et)){0,6})`
const MARKS = '[\\s\\u2028"“”«»„‘\'*]{1,4}'
const ARTICLES = '(?:der |dem |den |die |das |el |la |le |los |il |lo |o |a |de )?'
/** Sentences that tell where a text first stood, by language. */
const sentences: RegExp[] = [
  `\\b(?i:originally|first|initially|previously) (?:published|appeared|posted|printed|ran|aired|reported|written)(?: online)?(?: (?:by|in|on|at|for|with))${MARKS}(?:the )?${NAME}`,
  `\\b(?i:re-?published|reprinted|reproduced|re-?posted|syndicated|adapted|cross-?posted|co-?published|published in partnership)(?: here)?(?: with (?:the )?(?:kind )?permission)?(?: (?:of|from|by|with))${MARKS}(?:the )?${NAME}`,
  `\\b(?i:this (?:story|article|report|piece|content) (?:was (?:produced|provided|supplied|distributed) by|comes (?:to you )?from|is (?:from|courtesy of|provided by)|appeared in))${MARKS}(?:the )?${NAME}`,
  `\\b(?i:erschien (?:zuerst|ursprünglich|zunächst)|(?:zuerst|ursprünglich|zunächst) (?:erschienen|veröffentlicht)|wurde (?:zuerst|ursprünglich|zunächst)) (?:in|im|bei|beim|auf|von|vom)${MARKS}${ARTICLES}${NAME}`,
  `\\b(?i:initialement|d['’]abord|à l['’]origine) (?:publiée?|parue?) (?:par|dans|sur|en)${MARKS}${ARTICLES}${NAME}`,
  `\\b(?i:publiée?|parue?) (?:initialement|d['’]abord|à l['’]origine|pour la première fois) (?:par|dans|sur|en)${MARKS}${ARTICLES}${NAME}`,
  `\\b(?i:publicad[oa]|publicó|apareció) (?:originalmente|por primera vez|originariamente) (?:en|por|em|no|na|pelo|pela)${MARKS}${ARTICLES}${NAME}`,
  `\\b(?i:originariamente pubblicato|pubblicato (?:originariamente|originalmente|per la prima volta)) (?:su|da|in)${MARKS}${ARTICLES}${NAME}`,
  `\\b(?i:oorspronkelijk) (?:gepubliceerd|verschenen) (?:door|in|op|bij)${MARKS}${NAME}`,
].map(pattern => new RegExp(pattern, 'u'))
/** Cheap: what every such sentence holds. */
const MAY_TELL =
  /publ|print|post|syndic|adapted|appear|reported|aired|ran on|produced|provided|supplied|distributed|comes|courtesy|ersch|veröff|wurde|parue?|verschenen/i
const SMALL_END =
  /(?:\s(?:of|the|and|&|for|in|on|de|la|le|du|des|der|die|das|del|di|e|für|und|y|et))+$/u
const LONGEST = 40

/** The source that a page in another language than Chinese names: behind a label, or in a sentence about where the text first stood. */
export function westernOutlets(
  page: PageDocument,
  lines: CreditLine[],
  context: ReadContext,
): NamedOutlet[] {
  const sites = new Set(siteNames(page).map(letterKey))
  return lines
    .flatMap(credit => [
      ...fromLabel(credit, context).map(found =>
        closest(credit.line.element as PageElement, ['figure', 'figcaption'])
          ? outletFrom('figureSource', found.value)
          : found,
      ),
      ...besideLabel(credit, lines, context),
      ...signed(credit, context),
      ...fromSentence(credit),
    ])
    .concat(closingSource(lines), supplied(lines), logos(page, lines))
    .filter(({ value }) => !sites.has(letterKey(value)) && isName(value))
}

function fromLabel({ text, bordered, region }: CreditLine, context: ReadContext): NamedOutlet[] {
  if (region !== 'head' && !(region === 'lead' && text.length <= 60)) return []
  const undated = withoutDates(bordered, context)
  const isDated = undated !== bordered
  const labelled =
    LABEL.exec(undated) ?? (region === 'head' && isDated ? RELEASE.exec(undated) : null)
  const value = labelled
    ? withinBorders(labelled[1]!).split(NEXT)[0]!.replace(WRITER_BEHIND, '')
    : region === 'head' && isDated
      ? (DELIVERED.exec(undated.replace(/\u2028/g, ' ').trim())?.[1] ?? '')
      : ''
  return value === '' ? [] : [outletFrom('westernLabel', pairedName(value))]
}

/** 19.11.2026 | Pressemitteilung: Stadtwerke Beispiel: whose release it is, in the line of the date. */
const RELEASE =
  /(?:^|[|｜•·/\u2028\u3000–—-]\s{0,3})(?:(?:press|news|media) ?(?:release|information)|pressemitteilung|medienmitteilung|presseinformation|pressemeldung|communiqué(?: de presse)?|comunicado(?: de (?:prensa|imprensa))?|comunicato(?: stampa)?|nota (?:de prensa|stampa)|persbericht|pressemeddelelse|pressmeddelande|pressemelding|보도자료|プレスリリース)\s?(?:[:：]|(?:by|from|von|vom|van|från|fra)\s)\s?(?:(?:der|des|dem|the)\s)?((?=\p{Lu}|\p{Lo}).{2,60})/iu

/** What ends a value: a mark, or the next label. */
const NEXT =
  /\s[|｜•·–—-]\s|[|｜\u3000]|\s\/\s|\s(?:published|posted|updated|date|time|editors?|authors?|by|views|read)\s?[:：]|\s(?:コメント|シェア|ツイート|ブックマーク|いいね|保存|印刷|閲覧|有料|会員限定|この記事|댓글|조회|공유|스크랩|인쇄|글자|추천|좋아요|기사\s?듣기|승인|입력|수정|\d+\s?件)|(?<=\p{Ll}{3})\.\s(?=\p{Lu})/iu
/** Source: The Valley Post  By Ann Sample */
const WRITER_BEHIND = /\s+By\s\p{Lu}.*$/u

/** Courtesy of Northern Wire, News provided by Example Inc.: a line of its own under the title; or a label whose name stands in the next line. */
function besideLabel(
  { text, region, line }: CreditLine,
  lines: CreditLine[],
  context: ReadContext,
): NamedOutlet[] {
  if (region !== 'head' && !(text.length <= 60 && (region === 'lead' || RELEASED.test(text))))
    return []
  const undated = withoutDates(text, context)
  const told = (UNMARKED.exec(undated)?.[1] ?? RELEASED.exec(text)?.[1])?.split('\u3000')[0]
  const next = ALONE.test(text)
    ? lines.find(other => other.line.index === line.index + 1)?.text
    : undefined
  const value = (told ?? withoutDates(next ?? '', context)).trim()
  return value === '' || value.length > LONGEST
    ? []
    : [outletFrom('supplierLine', pairedName(value))]
}
/** SOURCE Example Inc. closes the text of press releases. */
const RELEASED = /^SOURCE:?\s(\p{Lu}.{1,60}?)$/u
const UNMARKED =
  /^(?:(?:story |article |report |text )?courtesy of|(?:news |content |story |article |press release )?(?:provided|supplied|distributed|released|issued) by|mitgeteilt von|bereitgestellt von|(?:contenu |texte )?(?:fourni|proposé) par|(?:contenido |texto )?(?:ofrecido|facilitado) por)\s(\p{Lu}.{1,60})$/iu
const ALONE =
  /^(?:(?:news |article |original |content )?source|(?:issued|published|released|provided|supplied|distributed) by|publisher|provider|press office|issuing (?:office|authority|body)|issuer|herausgeber(?:in)?|pressestelle|émetteur|emisor|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|출처|제공|提供元?|配信元?|出典|情報元|転載元)\s?[:：]?$/i

const BY = /^(?:by|von|par|por|di|from)\s/i
/** From the Local Democracy Desk at Northern Press. */
const DESK_AT =
  /^(?:the |our )?\p{Lu}[\p{L} -]{3,40}\s(?:desk|team|bureau|newsroom|unit|service)\s(?:at|of)\s(?:the )?/iu
/** By Valley Gazette Staff: a paper that signs as a whole. */
const STAFF =
  /\s(?:staff(?: (?:writers?|reports?|reporters?))?|newsroom|news ?desk|web ?desk|editors|reporters|editorial (?:team|board|staff))$/i

/** `By Jane Sample | Valley Daily | …`, `The Associated Press`, `By JANE SAMPLE Associated Press`: a wire or paper in the line of the writer. */
function signed({ text, region }: CreditLine, context: ReadContext): NamedOutlet[] {
  if (region !== 'head' || text.length > 110) return []
  const undated = withoutDates(text, context)
  const isSigned = undated !== text || BY.test(text)
  const parts = undated.split(/\s[–—-]\s|[|｜•·,/()\u3000]|\bvia\b/).map(part =>
    part
      .trim()
      .replace(/^(?:by|from|von|par|por|di|da)\s(?=\p{Lu})/iu, '')
      .replace(STAFF, '')
      .replace(DESK_AT, ''),
  )
  const isKnown = (name: string) => {
    const entry = context.outlets.findByName(name)
    return entry !== null && (isSigned || (entry.agency && name === text.trim()))
  }
  return parts.flatMap(part => {
    const words = part.split(' ')
    if (part.length < 3 || words.length > 6) return []
    const known = words
      .map((_, at) => words.slice(at).join(' '))
      .find(end => end.length > 2 && /^\p{Lu}|^dpa|^epd/u.test(end) && isKnown(end))
    if (known) return [outletFrom('writerLine', known)]
    return isSigned && isPaperName(part) ? [outletFrom('writerPaper', part)] : []
  })
}

/** `Source: Northern Wire`, 출처 : 예시신문(https://…) as the only such line, at the end of the text and below no picture or table. */
function closingSource(lines: CreditLine[]): NamedOutlet[] {
  const last = lastTextLine(lines)
  const closing = lines.filter(
    ({ text, region, line }) =>
      region !== 'above' && region !== 'head' && line.index > last && CLOSING.test(text),
  )
  const [only, ...others] = closing
  if (!only || others.length > 0 || only.text.length > 80 || isBelowFigure(only.line)) return []
  const value = only.text
    .replace(CLOSING, '')
    .replace(/\s?[([]?\s?(?:https?:\/\/|www\.).*$/i, '')
    .split(NEXT)[0]!
    .replace(/[>〉＞]\s?$/, '')
  return [outletFrom('closingLabel', pairedName(value))]
}
const CLOSING =
  /^[\s([<〈＜【*※▶■◆-]{0,4}(?:(?:(?:(?:news|article|story|original|content|media|press|wire|text|primary) )?source|via|wire(?: service)?|news ?wire|courtesy of|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|forrás|kaynak|источник|джерело|nguồn|sumber|(?:(?:기사|자료|뉴스|원문|본문|글)\s?)?출처|(?:기사)\s?제공|제공|情報提供|提供元?|情報元|引用元|配信元?|転載元|記事提供|ソース)\s{0,2}[:：=＝\]］】]|출처\s)\s{0,3}(?=[^\s,;、]{2,60}(?:\s[^,;、]*)?$)/iu

/** Provided by University of Example: the first lines below the text. */
function supplied(lines: CreditLine[]): NamedOutlet[] {
  const last = lastTextLine(lines)
  const isEnd = (at: number) => at > last && at <= last + 3
  return lines
    .filter(({ region, line }) => (region === 'foot' || region === 'below') && isEnd(line.index))
    .flatMap(({ text }) => {
      const value = text.length <= 60 ? UNMARKED.exec(text)?.[1] : undefined
      return value ? [outletFrom('closingSupplier', pairedName(value))] : []
    })
}

/** The sign of a paper between title and text, whose words are its name: `Valley Daily logo`. */
function logos(page: PageDocument, lines: CreditLine[]): NamedOutlet[] {
  const head = lines
    .filter(({ region }) => region === 'head')
    .map(({ line }) => line.element as PageElement)
  return head.flatMap(element => {
    const alt = page.elements
      .slice(element.order, Math.min(element.end, element.order + 12) + 1)
      .find(({ name, attribs }) => name === 'img' && LOGO.test(attribs.alt ?? ''))?.attribs.alt
    return alt ? [outletFrom('paperSign', alt.replace(LOGO, ''))] : []
  })
}
const LOGO = /(?:^logo(?: of)?:?\s|['’]s logo$|\s\(?logo\)?$)/i

/** What stands below a picture, a table or a film in its own box, or is called a caption, tells whose data that shows. */
function isBelowFigure(line: CreditLine['line']): boolean {
  const element = line.element as PageElement
  if (closest(element, ['figure', 'figcaption', 'table', 'caption'])) return true
  if (/caption|legend|credit|chart|figure|graph/i.test(element.attribs.class ?? '')) return true
  for (let node = element.prev; node; node = node.prev) {
    if (node instanceof PageElement) return holdsFigure(node)
  }
  return false
}
const FIGURES = new Set(['img', 'picture', 'table', 'figure', 'iframe', 'video', 'svg', 'canvas'])
const holdsFigure = (element: PageElement): boolean =>
  FIGURES.has(element.name) ||
  element.children.some(child => child instanceof PageElement && holdsFigure(child))

function fromSentence({ text, region }: CreditLine): NamedOutlet[] {
  if (region === 'above' || !MAY_TELL.test(text)) return []
  for (const sentence of sentences) {
    const said = sentence.exec(text)?.[1]
    if (said) return [outletFrom('firstStood', said.replace(SMALL_END, '').replace(/[.'’]+$/, ''))]
  }
  return []
}

/** What stands behind Source: and is no publication: whose figures they are. */
const NO_SOURCE =
  /\b(?:calculations?|estimates?|own|data|figures?|statistics|survey|various|analysis|compilation|company|companies|filings?|records?|reports?|websites?|internet|authors?['’]?|eigene|berechnung|propia|elaboración|calculs?)\b/i

/** A short name with letters, no sentence, no day. */
function isName(value: string): boolean {
  if (NO_SOURCE.test(value) && !/^\p{Lu}.*\p{Lu}/u.test(value)) return false
  if (value.length < 2 || value.length > LONGEST || /[。！？!?:：]|https?/.test(value)) return false
  const [first = ''] = value.split(/\s/)
  return /\p{L}{2}/u.test(value) && monthNumber(first) === null && !WEEKDAY.test(first)
}
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i
