import { powerOfWord } from '../../text/read-figure.ts'
import type { Lexicon } from '../lexicon.ts'

const volume =
  /(万亿|千万|百万|亿|万|千|百|천|만|백만|억)?\s*(?:(?:公)?吨|톤|トン)(?!.*(?:元|[A-Z]{3}|[€£$])\/)|(?<![a-z/])(mt|kt|million|thousand|m(?= ?t)|'?000s?|lots)?\s*(?:t|tonnes?|tons?|tco2e?|allowances)(?![a-z])|(?<![a-z])(mt|kt|mtco2e?|million|lots|contracts)(?![a-z])|(枚)/i
const money =
  /(万亿|亿|万|千万|千|百万|천만|백만|억|만|천|million|bn|billion|mn|m)?\s*(元|원|円|ユーロ|ポンド|유로|파운드|ウォン|人民币|欧元|英镑|美元|韩元|新西兰元|新台币|港元|(?:NZ|HK|NT|US|AU?|C|S)\$|[€£$]|EUR(?!op)|CNY|RMB|yuan|GBP|USD|KRW|NZD|TWD|HKD)(?:\s*(million|billion|mn|bn|m))?\s*(?:(?:\/|每|per )\s*(?:公?吨|t(?![a-z])|tonnes?|tons?|allowance|tCO2e?|st))?/i
/** 成交量（万）: the scale alone. */
const bare =
  /[(（](万|亿|千|百万|천|만|백만|억|million|m|mn|thousand|in thousands|'?000s?)[)）]|(?<=\b(?:vol|volume|turnover|tonnes|tons|t)[ ,.]+(?:in )?)('?000s?|thousands?)\b/i

/** The units that are so many tonnes each. */
const powersOfUnits: Record<string, number> = {
  ...{ 枚: 3, lots: 3, contracts: 3 },
  ...{ kt: 3, mt: 6, mtco2: 6, mtco2e: 6 },
}
function powerOf(word: string | undefined): number {
  if (!word) return 0
  if (/000|thousands/i.test(word)) return 3
  return powersOfUnits[word.toLowerCase()] ?? powerOfWord(word)
}

/** What a heading says of the units of its cells, null where it says nothing. */
export type HeadingUnit = {
  currency: string | null
  /** The power of ten on what is printed. */
  factor: number | null
  /** What is counted in such units. */
  flow: 'volume' | 'value' | null
  /** Lots of a thousand tonnes, which futures alone are traded in. */
  isInLots: boolean
}

/** Reads the unit of a heading. */
export function unitOfHeading(folded: string, lexicon: Lexicon): HeadingUnit {
  const tonnes = volume.exec(folded)
  const coin = money.exec(folded)
  const isPrice = coin !== null && /\/|每|per/i.test(coin[0])
  let factor = tonnes && !isPrice ? powerOf(tonnes[1] ?? tonnes[2] ?? tonnes[3] ?? tonnes[4]) : null
  if (coin && !isPrice && (!tonnes || /额|value|金额|amount/i.test(folded)))
    factor = powerOf(coin[1] ?? coin[3])
  // USD in a column of currencies says nothing of the volume beside it.
  if (coin?.[0] === folded.trim() && !coin[1] && !coin[3]) factor = null
  const flow = factor === null ? null : tonnes ? 'volume' : 'value'
  factor ??= bareFactor(folded)
  const isInLots = factor !== null && lots.test(tonnes?.[0] ?? '')
  return { currency: coin && currencyOf(coin[2]!, lexicon), factor, flow, isInLots }
}

const lots = /^\s*(?:lots|contracts|枚)$/i

function bareFactor(folded: string): number | null {
  const found = bare.exec(folded)
  return found ? powerOf(found[1] ?? found[2]) : null
}

/** 万元 of a table is the market's own: null. */
function currencyOf(word: string, lexicon: Lexicon): string | null {
  if (word === '元') return null
  const unit = lexicon.unitOf(word)
  return unit?.kind === 'unit' && unit.unit === 'currency' ? unit.currency : null
}
