import { letterKey } from '../../text/letter-key.ts'
import { monthNumber } from '../../text/month-names.ts'
import { PageElement } from '../build-tree.ts'
import type { ReadContext } from '../context.ts'
import { closest, type PageDocument } from '../document.ts'
import { siteNames } from '../site-tail.ts'
import { type CreditLine, withoutDates } from './credit-lines.ts'
import { pairedName, withinBorders } from './line-borders.ts'

type Named = { value: string; from: string; score: number }

/** What stands before the name of the source in the line of date and writer, in the languages of the press. */
const LABEL =
  /(?:^|[|｜•·,/(（\u2028\u3000–—-]\s{0,3})(?:(?:news |article |original |content )?source|via|courtesy of|credit|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|forrás|kaynak|источник|джерело|nguồn|sumber|(?:기사\s?|자료\s?)?출처|(?:기사|자료)\s?제공|제공|情報提供|提供元?|出典|情報元|引用元|配信元?|転載元|ソース|発信元)\s{0,2}[:：=＝]\s{0,3}(.{2,80})/iu
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
  `\\b(?i:re-?published|reprinted|reproduced|re-?posted|syndicated|adapted|cross-?posted)(?: here)?(?: with (?:the )?(?:kind )?permission)?(?: (?:of|from|by))${MARKS}(?:the )?${NAME}`,
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
): Named[] {
  const sites = new Set(siteNames(page).map(letterKey))
  return lines
    .flatMap(credit => [
      ...fromLabel(credit, context),
      ...besideLabel(credit, lines, context),
      ...fromSentence(credit),
    ])
    .concat(closingSource(lines))
    .filter(({ value }) => !sites.has(letterKey(value)) && isName(value))
}

function fromLabel({ text, bordered, region }: CreditLine, context: ReadContext): Named[] {
  if (region !== 'head' && !(region === 'lead' && text.length <= 60)) return []
  const undated = withoutDates(bordered, context)
  const labelled = LABEL.exec(undated)
  const value = labelled
    ? withinBorders(labelled[1]!).split(/\s[|｜•·–—-]\s|[|｜\u3000]|\s\/\s/)[0]!
    : region === 'head' && undated !== bordered
      ? (DELIVERED.exec(undated.replace(/\u2028/g, ' ').trim())?.[1] ?? '')
      : ''
  return value === '' ? [] : [{ value: pairedName(value), from: 'label', score: 8.6 }]
}

/** Courtesy of Northern Wire, News provided by Example Inc.: a line of its own under the title; or a label whose name stands in the next line. */
function besideLabel(
  { text, region, line }: CreditLine,
  lines: CreditLine[],
  context: ReadContext,
): Named[] {
  if (region !== 'head' && !(region === 'lead' && text.length <= 60)) return []
  const told = UNMARKED.exec(withoutDates(text, context))?.[1]?.split('\u3000')[0]
  const next = ALONE.test(text)
    ? lines.find(other => other.line.index === line.index + 1)?.text
    : undefined
  const value = (told ?? withoutDates(next ?? '', context)).trim()
  return value === '' || value.length > LONGEST
    ? []
    : [{ value: pairedName(value), from: 'label', score: 8.2 }]
}
const UNMARKED =
  /^(?:(?:story |article |report |text )?courtesy of|(?:news |content |story |article |press release )?(?:provided|supplied|distributed|released|issued) by|mitgeteilt von|bereitgestellt von|(?:contenu |texte )?(?:fourni|proposé) par|(?:contenido |texto )?(?:ofrecido|facilitado) por)\s(\p{Lu}.{1,60})$/iu
const ALONE =
  /^(?:(?:news |article |original |content )?source|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|출처|제공|提供元?|配信元?|出典|情報元|転載元)\s?[:：]?$/i

/** `Source: Northern Wire`, 출처 : 예시신문(https://…) as the only such line, at the end of the text and below no picture or table. */
function closingSource(lines: CreditLine[]): Named[] {
  // A short text is all lead: its end is behind its last paragraph.
  const last = lines.findLast(({ region, text }) => region !== 'below' && text.length > 60)
  const closing = lines.filter(
    ({ text, region, line }) =>
      region !== 'above' &&
      region !== 'head' &&
      line.index > (last?.line.index ?? 0) &&
      CLOSING.test(text),
  )
  const [only, ...others] = closing
  if (!only || others.length > 0 || only.text.length > 80 || isBelowFigure(only.line)) return []
  const value = only.text
    .replace(CLOSING, '')
    .replace(/\s?[([]?\s?(?:https?:\/\/|www\.).*$/i, '')
    .split(/\s[|｜•·–—-]\s|[|｜\u3000]|\s\/\s/)[0]!
  return [{ value: pairedName(value), from: 'label at the end', score: 5 }]
}
const CLOSING =
  /^[\s([【*※▶■◆-]{0,4}(?:(?:(?:news |article |story |original |content )?source|via|courtesy of|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|forrás|kaynak|источник|джерело|nguồn|sumber|(?:기사\s?)?출처|(?:기사)\s?제공|제공|情報提供|提供元?|情報元|引用元|配信元?|転載元|ソース)\s{0,2}[:：=＝]|출처\s)\s{0,3}(?=[^\s,;、]{2,60}(?:\s[^,;、]*)?$)/iu

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

function fromSentence({ text, region }: CreditLine): Named[] {
  if (region === 'above' || !MAY_TELL.test(text)) return []
  for (const sentence of sentences) {
    const said = sentence.exec(text)?.[1]
    if (said)
      return [
        {
          value: said.replace(SMALL_END, '').replace(/[.'’]+$/, ''),
          from: 'where it first stood',
          score: 8.2,
        },
      ]
  }
  return []
}

/** A short name with letters, no sentence, no day. */
function isName(value: string): boolean {
  if (value.length < 2 || value.length > LONGEST || /[。！？!?:：]|https?/.test(value)) return false
  const [first = ''] = value.split(/\s/)
  return /\p{L}{2}/u.test(value) && monthNumber(first) === null && !WEEKDAY.test(first)
}
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i
