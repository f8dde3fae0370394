import { figureStarts, readFigureAt, readHanNumber } from '../text/read-figure.ts'

/** Units that both languages have, with what they count and how much of it. Folded; the longer before what they begin with. */
const units: [pattern: RegExp, unit: string, factor: number][] = [
  [/^(?:吉瓦时|gwh|ギガワット時|기가와트시)/, 'Wh', 1e9],
  [/^(?:兆瓦时|mwh|megawatt[- ]?hours?|メガワット時|메가와트시)/, 'Wh', 1e6],
  [/^(?:太瓦时|twh)/, 'Wh', 1e12],
  [/^(?:千瓦时|度(?![以左内])|kwh|kilowatt[- ]?hours?|キロワット時|킬로와트시)/, 'Wh', 1e3],
  [/^(?:吉瓦|gw|gigawatts?|ギガワット|기가와트)/, 'W', 1e9],
  [/^(?:兆瓦|mw|megawatts?|メガワット|메가와트)/, 'W', 1e6],
  [/^(?:千瓦|瓩|kw|kilowatts?|キロワット|킬로와트)/, 'W', 1e3],
  [/^(?:公吨|吨|t(?:onne)?s?\b|tons?\b|metric tons?|トン|톤)/, 't', 1],
  [/^(?:平方公里|square (?:km|kilomet)|平方キロ|km2|㎢|제곱킬로)/, 'm2', 1e6],
  [/^(?:平方米|平米|square met)/, 'm2', 1],
  [/^(?:立方米|cubic met)/, 'm3', 1],
  [/^(?:公里|千米|km\b|kilomet|キロ(?:メートル)?(?![グワ])|킬로미터)/, 'm', 1e3],
  [/^(?:海里|nautical mile)/, 'nm', 1],
  [/^(?:米|m\b|met(?:er|re)s?\b|メートル|미터)/, 'm', 1],
  [/^(?:公斤|千克|kg\b|kilos?\b|kilograms?\b|キログラム|킬로그램)/, 'kg', 1],
  [/^(?:公顷|hectares?|ヘクタール|헥타르)/, 'ha', 1],
  [/^(?:亩)/, 'mu', 1],
  [/^(?:美元|美金|dollars?|usd|(?:米)?ドル|달러)/, 'USD', 1],
  [/^(?:欧元|euros?|eur\b|ユーロ|유로)/, 'EUR', 1],
  [/^(?:英镑|pounds?|ポンド|파운드)/, 'GBP', 1],
  [/^(?:日[元圆]|yen\b|[円圆])/, 'JPY', 1],
  [/^兆[円圆]/, 'JPY', 1e12],
  [/^(?:韩元|韩圜|won\b|ウォン|원(?![자전유]))/, 'KRW', 1],
  [/^(?:港元|港币|hk dollars?)/, 'HKD', 1],
  [/^(?:新台币|台币)/, 'TWD', 1],
  [/^(?:加元|澳元|新元|纽元)/, 'dollar', 1],
  [/^(?:泰铢|baht)/, 'THB', 1],
  [/^(?:越南盾|dong\b)/, 'VND', 1],
  [/^(?:印尼盾|rupiah)/, 'IDR', 1],
  [/^(?:印度卢比|卢比|rupees?)/, 'INR', 1],
  [/^(?:瑞郎|瑞士法郎|(?:swiss )?francs?)/, 'CHF', 1],
  [/^(?:克朗|kron(?:er|or|a|e)\b)/, 'krone', 1],
  [/^(?:雷亚尔|rea(?:is|l)\b)/, 'BRL', 1],
  [/^(?:兰特|rand\b)/, 'ZAR', 1],
  [/^(?:林吉特|马币|ringgit)/, 'MYR', 1],
  [/^(?:比索|pesos?)/, 'peso', 1],
  [/^(?:摄氏度|℃|°c|c\b|degrees? c|도(?![시로민]))/, 'C', 1],
  [/^(?:票|votes?\b)/, 'votes', 1],
  [/^(?:人民币|人民元|위안|元|块(?:钱|人民币)|yuan|rmb)/, 'CNY', 1],
  [/^(?:%|个?百分点|per ?cent|percent|パーセント|ポイント|퍼센트)/, '%', 1],
  [/^(?:成(?![立为员功交本都长果分型品语熟]))/, '%', 10],
  [/^割(?![り引安高当])/, '%', 10],
  [/^(?:户|households|homes|世帯|戸|가구)/, 'homes', 1],
  [/^(?:人|名|位|people|workers|staff|employees|jobs|명)/, 'people', 1],
  [/^(?:家|companies|firms|社(?!会)|개사|개 (?:기업|업체)|곳)/, 'firms', 1],
  [/^(?:国|个国家|countries|nations|states|か国|カ国|ヵ国|개국)/, 'countries', 1],
  [/^(?:天|days?\b|日间|일간)/, 'days', 1],
  [/^(?:小时|hours?\b|时间|시간)/, 'hours', 1],
  [/^(?:辆|cars|vehicles|trucks|buses)/, 'cars', 1],
  [/^(?:倍|times\b|fold|배(?![출터럴]))/, 'x', 1],
  [/^(?:年一遇|年に一度|年に1度|years? event|년에 한)/, 'years', 1],
]
/** Years, months, issues and ranks are in every text. */
const noFigure =
  /^(?:年|月|日|号|时|分(?!之)|期|届|次|点(?!\d)|岁|线|楼|周|后|强|a\.?m\.?|p\.?m\.?|st\b|nd\b|rd\b|th\b)/
const currencies: [pattern: RegExp, unit: string][] = [
  [/hk\$$/, 'HKD'],
  [/nt\$$/, 'TWD'],
  [/(?:au|ca|nz|a|c|s)\$$/, 'dollar'],
  [/\$$/, 'USD'],
  [/€$/, 'EUR'],
  [/£$/, 'GBP'],
]
/** What is counted without a known unit must be so much, and not round. */
const BARE = 1000
/** The last year that a bare number may be. */
const YEARS = 2200

/** 升温1.51度 is no electricity. */
const WARMTH = 5
const warmth: (typeof units)[number] = [/度/, 'C', 1]

const digitsOf = (value: number) =>
  String(Number(value.toPrecision(12)))
    .replace(/e.*|\D/g, '')
    .replace(/^0+|0+$/g, '').length

/** A figure in the spelling that every text has in common: 1462万千瓦 and 14.62 GW, 十八万吨 and 180,000 tonnes. Null for what tells nothing. */
function spell(value: number, before: string, behind: string): string | null {
  const isWarmth = value < WARMTH && !Number.isInteger(value) && /^度(?!电|量)/.test(behind)
  const found = isWarmth ? warmth : units.find(([pattern]) => pattern.test(behind))
  const currency = currencies.find(([pattern]) => pattern.test(before))?.[1]
  const unit = currency ?? found?.[1]
  const whole = value * (currency ? 1 : (found?.[2] ?? 1))
  if (unit === undefined) {
    const isTelling = value >= BARE && (value > YEARS || !Number.isInteger(value))
    return isTelling && digitsOf(value) > 1 && !noFigure.test(behind) ? `${shorten(value)}` : null
  }
  return digitsOf(whole) > 1 || whole >= 1e5 ? `${shorten(whole)}${unit}` : null
}
/** True of a figure, as spelled, of so many digits that two reports seldom have it by chance. */
export const isExactFigure = (spelled: string): boolean =>
  digitsOf(Number.parseFloat(spelled)) >= EXACT_DIGITS
const EXACT_DIGITS = 3
const shorten = (value: number) => Number(value.toPrecision(4))

const starts = new Set([...'0123456789', ...figureStarts].map(start => start.charCodeAt(0)))

/** 349 to 286, 349票对286票, 57比49, 賛成57・反対49: how a vote went. */
const outcome =
  /(\d{2,4})(?:票|表|표)?(?:对|比|-|–|:|・|、|,)?(?: to | 대 |反对|反対|反對|반대)?(\d{2,4})(?:票|표)?(?![\d%.])/g
const isVote = /票|表决|採決|표결|\bvot/

function readVotes(folded: string): string[] {
  if (!isVote.test(folded)) return []
  return [...folded.matchAll(outcome)]
    .filter(([spelled]) => /\D/.test(spelled))
    .map(([, one, other]) => `${one}${other}votes`)
}

/** The figures of a folded text, with what they count. */
export function readFigures(folded: string): string[] {
  const figures = readVotes(folded)
  for (let at = 0; at < folded.length; at++) {
    if (!starts.has(folded.charCodeAt(at))) continue
    const share = folded.startsWith('百分之', at)
    const figure = readFigureAt(folded, share ? at + 3 : at)
    if (!figure) continue
    const behind = share ? '%' : folded.slice(figure.end, figure.end + 16).replace(/^[ -]/, '')
    const spelled = spell(figure.value, folded.slice(Math.max(0, at - 3), at), behind)
    if (spelled !== null) figures.push(spelled)
    at = figure.end - 1
  }
  return [...figures, ...readFractions(folded)]
}

const parts: Record<string, number> = { third: 3, quarter: 4, fifth: 5, sixth: 6, eighth: 8 }
const wholes: Record<string, number> = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5 }
const spelledOut =
  /\b(a|one|two|three|four|five)[- ](third|quarter|fifth|sixth|eighth)s?\b(?! (?:round|day|time|year|month|phase|of|in|session|meeting)|-)|\b(a|one|two|three|four|five)[- ](third|quarter|fifth|sixth|eighth)s? of\b/g
const overUnder =
  /([一二三四五六七八九]|[1-9]\d?)\s?(?:分之|分の|분의)\s?([一二三四五六七八九]|[1-9]\d?)/g

/** A quarter, 四分之一 and 4分の1 are 25 %. */
function readFractions(folded: string): string[] {
  const share = (over: number, under: number) =>
    over > 0 && over < under ? [`${Math.round((100 * over) / under)}%`] : []
  const numeral = (spelled: string) =>
    /\d/.test(spelled) ? Number(spelled) : (readHanNumber(spelled) ?? 0)
  return [
    ...[...folded.matchAll(overUnder)].flatMap(([, under, over]) =>
      share(numeral(over!), numeral(under!)),
    ),
    ...[...folded.matchAll(spelledOut)].flatMap(([, over, part, overOf, partOf]) =>
      share(wholes[over ?? overOf!]!, parts[part ?? partOf!]!),
    ),
  ]
}
