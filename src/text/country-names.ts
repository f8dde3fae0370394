import { foldText } from './fold-unit.ts'

const LANGUAGES = ['zh', 'zh-Hant', 'ja', 'ko', 'en']
/** Codes that are no country's own, and those that are told of as places of China. */
const skipped = new Set(
  'AC CP CQ DG EA EU EZ HK IC MO QO TA TW UN XA XB ZZ DD FX RH SU TP UK VD YD YU ZR CS DY HV NH AN BU'.split(
    ' ',
  ),
)
/** Spelled like other words of the language. */
const ambiguous = new Set(
  'georgia jordan chad guinea jersey 수단 가나 차드 말리 오만 인도 이란 기니 괌'.split(' '),
)
/** What newsrooms say besides, folded. */
const aliases: Record<string, string> = {
  AE: '阿联酋 迪拜 emirates dubai',
  AR: 'argentine argentinian',
  AT: 'austrian',
  AU: '澳洲 豪州 호주 australian',
  BD: 'bangladeshi',
  BE: 'belgian',
  BR: 'brazilian',
  CA: 'canadian',
  CH: 'swiss',
  CL: 'chilean',
  CN: '全国 我国 chinese',
  CO: 'colombian',
  CZ: 'czech チェコ 체코',
  DE: 'german 독일',
  DK: 'danish',
  EG: 'egyptian',
  ES: 'spanish',
  FI: 'finnish',
  FR: 'french',
  GB: 'britain british england london',
  GR: 'greek',
  HU: 'hungarian',
  ID: '印尼 indonesian',
  IE: 'irish',
  IL: 'israeli',
  IN: 'indian',
  IQ: 'iraqi',
  IR: 'iranian',
  IS: 'icelandic',
  IT: 'italian',
  JP: 'japanese',
  KE: 'kenyan',
  KP: '北朝鮮 북한',
  KR: '한국 korean',
  KZ: 'kazakh',
  MX: 'mexican',
  MY: '大马 malaysian',
  NG: 'nigerian',
  NL: 'dutch holland',
  NO: 'norwegian',
  NZ: '纽西兰',
  PH: 'philippine filipino',
  PK: 'pakistani',
  PL: 'polish',
  PT: 'portuguese',
  RO: 'romanian',
  RU: '俄方 俄国 ロシア 러시아 russian',
  SA: '沙特 사우디 サウジアラビア saudi',
  SE: 'swedish',
  TH: 'thai',
  TR: '튀르키예 터키 turkish turkey',
  UA: 'ukrainian',
  US: '米国 アメリカ washington u.s. american',
  VN: 'vietnamese vietnam 베트남',
  ZA: '남아공',
}
/** Longer words that hold a name and mean something else. */
const others = ['内蒙古', '印度洋', '马里兰', 'インド洋', '美国在线', '中国香港']

/** Spellings by their first unit, the longest first; null for what only holds a name. */
const table = new Map<number, [spelling: string, code: string | null][]>()

function learn(spelling: string, code: string | null): void {
  const folded = foldText(spelling)
  if (ambiguous.has(folded) || folded.length < 2) return
  const first = folded.charCodeAt(0)
  const known = table.get(first) ?? []
  if (known.some(([other]) => other === folded)) return
  table.set(
    first,
    [...known, [folded, code] as [string, string | null]].sort((a, b) => b[0].length - a[0].length),
  )
}

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))
const codes = letters
  .flatMap(one => letters.map(two => one + two))
  .filter(code => !skipped.has(code))
for (const word of others) learn(word, null)
for (const language of LANGUAGES) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  for (const code of codes) {
    const name = names.of(code)
    if (name) learn(name, code)
  }
}
for (const [code, words] of Object.entries(aliases))
  for (const word of words.split(' ')) learn(word, code)

const OTHER = 0
const LETTER = 1
const KATAKANA = 2
const scriptOf = (unit: number) => {
  if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0x24f)) return LETTER
  return unit >= 0x30a1 && unit <= 0x30fc ? KATAKANA : OTHER
}
/** Whether one run of letters goes on at this unit: Mali is none in malicious, マリ none in マリン. */
function goesOn(folded: string, at: number): boolean {
  const script = scriptOf(folded.charCodeAt(at))
  return script !== OTHER && script === scriptOf(folded.charCodeAt(at - 1))
}

/** True for a word that is the name of a country and nothing else, as people spell it: 挪威, 美國, Norway. */
export function isCountryName(word: string): boolean {
  const folded = foldText(word)
  return table.get(folded.charCodeAt(0))?.find(([name]) => name === folded)?.[1] != null
}

/**
 * The countries that a folded text names in Chinese, Japanese, Korean or English, as ISO 3166 codes, each once. Their names are those of
 * the platform (CLDR), with what people of a country are called in English.
 */
export function readCountries(folded: string): Set<string> {
  const found = new Set<string>()
  for (let at = 0; at < folded.length; at++) {
    if (goesOn(folded, at)) continue
    const spelled = table
      .get(folded.charCodeAt(at))
      ?.find(([name]) => folded.startsWith(name, at) && !goesOn(folded, at + name.length))
    if (!spelled) continue
    const [name, code] = spelled
    if (code !== null) found.add(code)
    at += name.length - 1
  }
  return found
}
