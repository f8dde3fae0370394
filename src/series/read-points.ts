import type { ReadPoint } from '../model/series.ts'
import { foldFigures } from '../text/fold-figures.ts'
import { addDays } from './calendar.ts'
import type { FoundPoint } from './found-point.ts'
import { joinCards } from './join-cards.ts'
import type { Lexicon } from './lexicon.ts'
import { mayHoldFigures } from './may-hold-figures.ts'
import type { Passage } from './passage.ts'
import { type LineBlock, readBlocks, type TextBlock } from './read-blocks.ts'
import type { Dates, Time } from './read-time.ts'
import { readSentence } from './sentence/read-sentence.ts'
import { weekEndOf } from './sentence/take-time.ts'
import { settlePoints } from './settle-points.ts'
import { readTable } from './table/read-table.ts'
import { splitBeside } from './table/split-beside.ts'
import {
  dayOfDateline,
  dayOfLabel,
  dayOfTitle,
  dayTime,
  timeOfOnlyDay,
  timeOfTitle,
} from './text/day-of-text.ts'
import { markDecimals, unmarkDecimals, writesDecimalComma } from './text/decimal-comma.ts'
import { headingMode, modeOfTitle } from './text/mode-of-text.ts'
import { endsWithCloses, saysCloses, timeOfNote } from './text/quotes.ts'
import { fallSignsOf } from './text/signs-of-text.ts'
import { splitSentences } from './text/split-sentences.ts'
import {
  contractsOf,
  hasOneContract,
  subjectsAtFirst,
  vintageOfNote,
  withContract,
} from './text/subjects-of-text.ts'
import { isTicker } from './text/ticker.ts'
import { scalesOf } from './text/units-of-text.ts'
import type { Token } from './token.ts'
import { tokenize } from './tokenize.ts'

/** A text that may hold market figures. */
export type Bulletin = {
  title: string
  /** The clean HTML of its body. */
  html: string
  /** The day it was published, `YYYY-MM-DD`. */
  published: string
  /** BCP 47 tag, or null. */
  language: string | null
}

/** The market figures of a text, each key once. Pure. */
export function readPoints(bulletin: Bulletin, words: Lexicon): ReadPoint[] {
  const { title, html, language } = bulletin
  if (!writesDecimalComma(`${title} ${html}`, language)) return readPlain(bulletin, words)
  const marked = { ...bulletin, title: markDecimals(title), html: markDecimals(html) }
  return readPlain(marked, words).map(point => ({
    ...point,
    quote: unmarkDecimals(point.quote),
    printed: unmarkDecimals(point.printed),
  }))
}

/** Expects decimals with a point, or marked. */
function readPlain(bulletin: Bulletin, words: Lexicon): ReadPoint[] {
  if (!mayHoldFigures(bulletin, words)) return []
  const fallSigns = fallSignsOf(bulletin)
  const lexicon = fallSigns === words.fallSigns ? words : { ...words, fallSigns }
  const blocks = joinCards(readBlocks(bulletin.html)).filter(block => !isElsewhere(block, lexicon))
  const { published } = bulletin
  const dates: Dates = { published, text: published, titled: null }
  const title = foldFigures(bulletin.title)
  const titled = dayOfTitle(title, lexicon, dates)
  const lined =
    titled ?? dayOfLabel(blocks, lexicon, dates) ?? dayOfDateline(blocks, lexicon, dates)
  dates.titled = titled
  dates.text = lined ?? published
  const folded = [title, ...blocks.map(foldedOf)]
  const texts = folded.map(text => tokenize(text, lexicon, dates))
  // Where the text says 今日 too, 昨日 is the day before the title's.
  if (texts.some(saysToday)) dates.titled = null
  const subjects = subjectsAtFirst(texts, folded, lexicon, bulletin.language)
  const passage: Passage = {
    dates,
    subjects,
    recent: [],
    time: timeOfTitle(texts[0]!, title, dates) ?? timeOfNote(texts) ?? dayTime(dates.text),
    mode: modeOfTitle(texts, folded),
    contracts: contractsOf(texts, folded, published, subjects),
    weekEnd: null,
    lastNamed: null,
    hasOneContract: hasOneContract(texts),
    lastContract: null,
    isOfDeal: false,
    isOfAuction:
      texts[0]!.some(token => token.kind === 'mode' && token.mode === 'auction') ||
      saleInTitle.test(title),
    quotesAreCloses: texts.some(saysCloses) || folded.some(endsWithCloses),
    scales: scalesOf(folded),
    carried: null,
    isContractRow: false,
    isBehindAuction: false,
    dayBefore: null,
    where: 'title',
  }
  const vintage = vintageOfNote(texts, folded)
  for (const subject of passage.subjects) if (vintage) subject.vintage ??= vintage
  passage.weekEnd = weekEndOf(passage.time, null)
  for (const subject of passage.subjects) withContract(subject, passage)

  const own = (mode: Passage['mode']): Passage => ({ ...passage, mode })
  const fromTitle = readText(
    { text: bulletin.title, folded: title },
    lexicon,
    { ...own(passage.mode), where: 'title', time: timeOfOnlyDay(texts, passage) ?? passage.time },
    null,
  )
  // A week's title gives its last close again: the text tells of which day it is.
  const titleTells = passage.time.kind === 'period' ? 'span' : titled ? 'day' : 'nothing'
  const body = { ...own(passage.mode), where: 'sentence' as const }
  // A day that the title has lost since gives a text other times.
  const known = dates.titled === titled ? texts.slice(1) : null
  const points = readBody(blocks, known, lexicon, body)
  // A day's difference of zones is let pass.
  const last = addDays(published, 1)
  const isPast = ({ day }: FoundPoint) => day <= last
  return settlePoints(points.filter(isPast), fromTitle.filter(isPast), titleTells)
}

/** California sale clears at $31: an auction by another name. */
const saleInTitle =
  /\bsale (?:clears?|cleared|sells|sold|draws?|drew|attracts?|attracted|fails?|failed)\b/i

const saysToday = (tokens: Token[]): boolean =>
  tokens.some(token => token.kind === 'mark' && token.mark === 'today')

const foldedOf = (block: TextBlock): string =>
  block.kind === 'text'
    ? block.folded
    : foldFigures(
        [block.caption, ...block.rows.map(row => row.map(cell => cell.text).join(' ; '))].join(
          ' ; ',
        ),
      )

/** `known` are the tokens of the blocks, where they have been read against the same days. */
function readBody(
  blocks: TextBlock[],
  known: Token[][] | null,
  lexicon: Lexicon,
  passage: Passage,
): FoundPoint[] {
  const documentMode = passage.mode
  const documentTime = passage.time
  const points: FoundPoint[] = []
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'table') {
      if (passage.time === documentTime)
        passage.time = onlyDay(blocks, lexicon, passage) ?? documentTime
      for (const part of splitBeside(block)) points.push(...readTable(part, passage, lexicon))
      continue
    }
    const heading = headingMode(block, lexicon, passage.dates)
    if (heading !== undefined) passage.mode = heading ?? documentMode
    const tokens = known?.[at] ?? tokenize(block.folded, lexicon, passage.dates)
    passage.isContractRow = isContractRow(block, tokens)
    // A week's summary does not go on into the next passage, a day does.
    const found = readText(block, lexicon, passage, block.isHead ? null : documentTime)
    points.push(...found)
  }
  return points
}

/** `Dec-27: 75.41 (+0.88%)`, an item of a list or a line of its own that begins with the contract whose figures it gives. */
function isContractRow({ folded, isItem }: LineBlock, tokens: Token[]): boolean {
  const at = tokens.findIndex(({ kind }) => kind === 'contract')
  const contract = tokens[at]
  if (!contract || tokens.slice(0, at).some(({ kind }) => kind !== 'market')) return false
  const begins = contract.start <= 24 && !/[.,;。，；]/.test(folded.slice(0, contract.start))
  return (
    begins &&
    (isItem ||
      /^\)?\s*(?:(?:EUA|UKA|CCA|RGA|合约|contract|futures?)s?)?\s*[:：|–-]/i.test(
        folded.slice(contract.end),
      ))
  )
}

/** Where the title names no day and the text around its tables a single one, the tables are of it. */
function onlyDay(blocks: TextBlock[], lexicon: Lexicon, { dates }: Passage): Time | null {
  if (dates.text !== dates.published) return null
  const days = blocks.flatMap(block =>
    block.kind === 'table'
      ? []
      : tokenize(foldedOf(block), lexicon, dates).flatMap(token =>
          token.kind === 'time' && token.time.kind === 'day' ? [token.time.day] : [],
        ),
  )
  const [day] = days
  const isOne = day !== undefined && days.every(other => other === day) && day < dates.published
  const isNear = isOne && addDays(day, MOST_BEFORE_PUBLICATION) >= dates.published
  return isNear ? { kind: 'day', day, isLastWeek: false } : null
}

/** A day that is a year ago is one to come: 23 April, in April. */
const MOST_BEFORE_PUBLICATION = 180

function readText(
  { text, folded }: Pick<LineBlock, 'text' | 'folded'>,
  lexicon: Lexicon,
  passage: Passage,
  base: Time | null,
): FoundPoint[] {
  const points: FoundPoint[] = []
  passage.isOfDeal = false
  passage.isBehindAuction = false
  if (base && passage.time.kind === 'period') passage.time = base
  for (const [from, to] of splitSentences(text)) {
    if (explainsSign.test(folded.slice(from, to))) continue
    const tokens = tokenize(folded.slice(from, to), lexicon, passage.dates)
    points.push(...readSentence(tokens, folded.slice(from, to), text.slice(from, to), passage))
  }
  return points
}

/** “-”表示当日无成交: what a sign of the table means. */
const explainsSign =
  /["“”'「『(（]?(?<![\d\w\u4e00-\u9fff])[-/*]{1,3}["“”'」』)）]?\s*(?:号|符号)?\s*(?:表示|代表|为|指|即|意为|means|mean|denotes|indicates|stands for)\s*/i

function isElsewhere(block: TextBlock, lexicon: Lexicon): boolean {
  if (block.kind === 'table') return false
  if (block.isLink || isTicker(block.folded, lexicon)) return true
  const folded = block.folded.toLowerCase()
  return (lexicon.config.marks.elsewhere ?? []).some(
    word => folded.startsWith(word.toLowerCase()) && /^[\s:|]|^$/.test(folded.slice(word.length)),
  )
}
