import { monthNumber } from '../text/month-names.ts'
import { readHanNumber } from '../text/read-figure.ts'
import { europeanMonths } from './european-dates.ts'
import type { Dates } from './read-time.ts'
import { type Found, matchAt } from './token.ts'

const monthOf = (word: string) => monthNumber(word) ?? 0
const monthWords =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)'
const contractWord =
  "(?:'s)?[ -](?:\\w+[ -]){0,1}?(?:contracts?|futures?|delivery|expiry|euas?|ukas?|ccas?|rgas?|allowances?|benchmark|rggi)"
const contractPatterns: [RegExp, (found: RegExpExecArray) => [string, string]][] = [
  // Dec-26, Dec'26, Dec26, Dec-2026
  [
    new RegExp(
      `(?<![a-z])${monthWords}(?:-|'| '|-')?(?:20)?(\\d{2})(?![\\d,.]*\\d|st|nd|rd|th|%)`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
  // December 2026 contract, Dec 26 futures
  [
    new RegExp(
      `(?<![a-z])${monthWords} (?:20)?(\\d{2})(?=${contractWord}|(?:,|,? and) ${monthWords.replace('(', '(?:')} (?:20)?\\d{2}${contractWord})`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
  // EU carbon (Dec 26)
  [
    /(?<=(?:carbon|allowance|future|eua|uka|cca|rga|permit|contract)s? \()(dec(?:ember)?|mar(?:ch)?|june?|sept?(?:ember)?) (2\d|3\d)(?=\))/iy,
    found => [found[1]!, found[2]!],
  ],
  // December 2026 is the benchmark, the benchmark December 2026
  [
    new RegExp(
      `(?<![a-z])${monthWords} (?:20)(\\d{2})(?= (?:is|was|being) (?:the |our )?(?:benchmark|front|reference|most))|(?<=\\b(?:benchmark|reference|front)(?: contract| month)?(?: is| was|:)? (?:for )?(?:the )?)${monthWords} (?:20)(\\d{2})(?!\\d)`,
      'iy',
    ),
    found => [(found[1] ?? found[3])!, (found[2] ?? found[4])!],
  ],
  // EUA Dec 26: behind the code, a quarter's last month and its year.
  [
    /(?<=(?:eua|uka|cca|rga)s? )(dec(?:ember)?|mar(?:ch)?|june?|sept?(?:ember)?) (2\d|3\d)(?![\d.,]*\d|st|nd|rd|th|%)/iy,
    found => [found[1]!, found[2]!],
  ],
  // Futures for delivery in December 2026
  [
    new RegExp(
      `(?<=\\b(?:deliver(?:y|able)|expiry|expiring|maturing) )(?:in |for )?${monthWords} (?:20)(\\d{2})(?!\\d)`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
  // EUAs for December 2026 (delivery)
  [
    new RegExp(
      `(?<=(?:allowances?|euas?|ukas?|ccas?|rgas?|futures|contracts?|permits?)(?: \\w+)?(?: for|,| \\()? ?)${monthWords} (?:20)(\\d{2})(?!\\d)`,
      'iy',
    ),
    found => [found[1]!, found[2]!],
  ],
]
/** Futures for December: without a year, the next that is to come. */
const monthBehind = new RegExp(
  `(?<=(?:futures|contracts?|allowances|euas?|ukas?|ccas?|rgas?|permits) (?:for|in) )${monthWords}(?! ?\\d)(?! auction)`,
  'iy',
)
/** EUA 12/26, EUA Z26: behind the code, the month by its number or its letter at the exchange. */
const codedContract = /(?<=(?:eua|uka|cca|rga)s? )(?:(\d{1,2})\/(?:20)?|(z))(\d{2})(?![\d/])/iy
const zhCodedContract = /(?<!\d)(?:20)?(2\d)(0[1-9]|1[0-2])(?=合约|期约)/y
const zhContract =
  /(?:(?:20)?(\d{2})年)?(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:到期|交割|交付|期)?的?(?:的?(?:欧盟|英国|基准|碳|配额|主力|EUA|UKA|CCA|RGA)*)?(?:合约|期货|期约|合同|到期|(?<=月期)(?=碳|欧|英|排放|配额|EUA|UKA|CCA|RGA)|交割(?![日月])|交付(?![日月])|先物|限(?![制期额])|物(?!流))(?: ?\((?:20)?(\d{2})年\))?/iy
/** EUA 2026年12月, in a cell of its own. */
const zhBehindCode =
  /(?<=(?:eua|uka|cca|rga)s?[ (]?)(?:20)?(\d{2})年(12|0?[369])月(?!\d|[份底末上中下收均成全])/iy
/** 12월물 */
const koContract =
  /(?:(?:20)?(\d{2})년 ?)?(\d{1,2})월 ?(?:물|인도분|만기|선물|계약|결제월물?)(?: ?\((?:20)?(\d{2})년\))?/y
/** EUA主力合约（2026年12月）: the month in brackets of its own behind what it is of. */
const zhMonthInBrackets =
  /(?<=(?:合约|期货|期约|主力|配额|eua|uka|cca|rga|rggi)\()(?:(?:20)?(\d{2})年)?(\d{1,2})月期?(?=\))/iy
const enMonthContract = new RegExp(
  `(?<![a-z]|(?:in|during|since|by|from|until|last|next|this) )${monthWords}(?= (?:contract|future|euas?|ukas?|ccas?|rgas?))`,
  'iy',
)

/** Zur Lieferung im Dezember 2026, échéance décembre 2026, con vencimiento en diciembre de 2026, Kontrakt Dezember 2026 */
const europeanContract = new RegExp(
  `(?<=(?:kontrakt(?:e|s|en|es)?|futures?|fälligkeit|lieferung|laufzeit|contrats?|échéance|livraison|vencimiento|entrega|contratos?|futuros?|euas?|ukas?|ccas?|rgas?|quotas?|rechte|zertifikate|derechos?|permisos?|emisión|emisiones|émission|ue)(?: auf)?,? \\(?)(?:im |en |de |für |mit lieferung |pour |para |del? )*${europeanMonths}[ -](?:de )?(?:20)?(\\d\\d)(?!\\d)`,
  'iy',
)
/** Dezember-Kontrakt, Dezember-2026-Future, Dez-26, déc-26; contrat de décembre, contrato de diciembre */
const europeanShort = new RegExp(
  `(?<![a-zß-ÿ])${europeanMonths}(?:[-' ](?:20)?(\\d\\d)(?=-(?:kontrakt|future|termin))|\\.?[-'](?:20)?(\\d\\d)(?!\\d)|(?=-(?:kontrakt|future|termin)))`,
  'iy',
)
/** 50,95 livres pour décembre 2026: behind a price, the month that it is for. */
const europeanBehindPrice = new RegExp(
  `(?<=(?:euros?|livres?|libras?|pfund|dollars?|dólares|[€£$]|tonne|tonelada) )(?:pour|para|für) (?:le |el |den )?${europeanMonths} (?:de )?(?:20)(\\d\\d)(?!\\d)`,
  'iy',
)
const europeanFront = new RegExp(
  `(?<=(?:contrats?|contratos?|futuros?|échéance|livraison|vencimiento|entrega) )(?:de |en )?${europeanMonths}(?! ?(?:de )?\\d)(?![a-zß-ÿ])`,
  'iy',
)

/** The month of a future that a text names at this place: Dec-26, 2026年12月合约, 12月限. */
export function readContractAt(text: string, at: number, dates: Dates): Found | null {
  for (const [pattern, read] of contractPatterns) {
    const found = matchAt(pattern, text, at)
    if (!found) continue
    const [month, year] = read(found)
    return contractAt(monthOf(month), 2000 + Number(year), at + found[0].length)
  }
  const coded = matchAt(codedContract, text, at)
  if (coded)
    return contractAt(Number(coded[1] ?? 12), 2000 + Number(coded[3]), at + coded[0].length)
  const zhCoded = matchAt(zhCodedContract, text, at)
  if (zhCoded)
    return contractAt(Number(zhCoded[2]), 2000 + Number(zhCoded[1]), at + zhCoded[0].length)
  const zh =
    matchAt(zhContract, text, at) ??
    matchAt(koContract, text, at) ??
    matchAt(zhBehindCode, text, at) ??
    matchAt(zhMonthInBrackets, text, at)
  // 12月限（2026年）: the year stands before the month or in brackets behind it.
  if (zh) return ofMonth(hanMonth(zh[2]!), zh[1] ?? zh[3], dates, at + zh[0].length)
  const european =
    matchAt(europeanContract, text, at) ??
    matchAt(europeanShort, text, at) ??
    matchAt(europeanBehindPrice, text, at) ??
    matchAt(europeanFront, text, at)
  if (european) {
    const year = european[2] ?? european[3]
    return ofMonth(monthOf(european[1]!), year, dates, at + european[0].length)
  }
  const plain = matchAt(enMonthContract, text, at) ?? matchAt(monthBehind, text, at)
  return plain && ofMonth(monthOf(plain[1]!), undefined, dates, at + plain[0].length)
}

const hanMonth = (word: string): number => Number(word) || (readHanNumber(word) ?? 0)

const contractAt = (month: number, year: number, end: number): Found | null =>
  month >= 1 && month <= 12 ? { meanings: [{ kind: 'contract', year, month }], end } : null

/** As `contractAt`, with the last two digits of the year, or the next such month where none is printed. */
const ofMonth = (month: number, year: string | undefined, dates: Dates, end: number) =>
  contractAt(month, year ? 2000 + Number(year) : frontYear(month, dates), end)

/** The year of the next such month that ends after the text came out. */
function frontYear(month: number, { published }: Dates): number {
  const year = Number(published.slice(0, 4))
  return month < Number(published.slice(5, 7)) ? year + 1 : year
}
