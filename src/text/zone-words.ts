import { isZone, offsetName } from './zone.ts'

/** What stands where a zone may be named: the zone, a word that is one but not known, or nothing. */
export type ZoneReading = { zone: string; edge: number } | 'unknown' | 'invalid' | null

/** Countries of one zone in whose pages a letter code means their own time. */
type Home = (home: string) => boolean
const homeIn =
  (...zones: string[]): Home =>
  home =>
    zones.includes(home)
const EAST_ASIA = /^(?:Asia\/(?:Shanghai|Taipei|Hong_Kong|Macau|Singapore|Urumqi)|PRC|\+08:00)$/

/** Codes that two countries use: the source's own zone decides, else the one with more news. */
const sharedCodes: Record<string, [Home, string][]> = {
  CST: [[home => EAST_ASIA.test(home), '+08:00']],
  IST: [
    [homeIn('Europe/Dublin'), '+01:00'],
    [homeIn('Asia/Jerusalem'), '+02:00'],
  ],
  BST: [[homeIn('Asia/Dhaka'), '+06:00']],
  AST: [[homeIn('Asia/Riyadh', 'Asia/Kuwait', 'Asia/Baghdad', 'Asia/Qatar'), '+03:00']],
  AMT: [[homeIn('America/Manaus'), '-04:00']],
  GST: [[homeIn('Atlantic/South_Georgia'), '-02:00']],
}

/**
 * Zone codes as news pages and feeds print them, with hours ahead of universal time, or the zone where the code itself
 * does not say summer or winter. RFC 822 (5.1), the tz database, CLDR, and German as its papers write it.
 */
const codes: Record<string, string> = Object.fromEntries(
  `UTC=UTC UT=UTC GMT=UTC Z=UTC WET=UTC WEST=+01:00 BST=+01:00 IST=+05:30 CET=+01:00 CEST=+02:00
  MET=+01:00 MEST=+02:00 MEZ=+01:00 MESZ=+02:00 OEZ=+02:00 OESZ=+03:00 EET=+02:00 EEST=+03:00 MSK=+03:00 MSD=+04:00 TRT=+03:00 SAMT=+04:00
  YEKT=+05:00 OMST=+06:00 NOVT=+07:00 KRAT=+07:00 IRKT=+08:00 YAKT=+09:00 VLAT=+10:00 MAGT=+11:00 SAKT=+11:00 PETT=+12:00
  WAT=+01:00 WAST=+02:00 CAT=+02:00 SAST=+02:00 EAT=+03:00 IDT=+03:00 AST=-04:00 ADT=-03:00 NST=-03:30 NDT=-02:30
  EST=-05:00 EDT=-04:00 ET=America/New_York CST=-06:00 CDT=-05:00 CT=America/Chicago MST=-07:00 MDT=-06:00 MT=America/Denver
  PST=-08:00 PDT=-07:00 PT=America/Los_Angeles AKST=-09:00 AKDT=-08:00 HST=-10:00 HAST=-10:00 SST=-11:00
  BRT=-03:00 BRST=-02:00 ART=-03:00 CLT=-04:00 CLST=-03:00 COT=-05:00 PET=-05:00 ECT=-05:00 VET=-04:00 BOT=-04:00 PYT=-03:00 UYT=-03:00 GYT=-04:00
  IRST=+03:30 GST=+04:00 AZT=+04:00 AMT=+04:00 GET=+04:00 AFT=+04:30 PKT=+05:00 UZT=+05:00 TMT=+05:00 TJT=+05:00 MVT=+05:00 ALMT=+05:00
  NPT=+05:45 BDT=+06:00 BTT=+06:00 KGT=+06:00 MMT=+06:30 ICT=+07:00 WIB=+07:00 HOVT=+07:00 WITA=+08:00 WIT=+09:00 MYT=+08:00 SGT=+08:00
  PHT=+08:00 PHST=+08:00 HKT=+08:00 BJT=+08:00 ULAT=+08:00 AWST=+08:00 ACST=+09:30 ACDT=+10:30 AEST=+10:00 AEDT=+11:00 AET=Australia/Sydney
  JST=+09:00 KST=+09:00 CHST=+10:00 PGT=+10:00 NZST=+12:00 NZDT=+13:00 NZT=Pacific/Auckland FJT=+12:00`
    .split(/\s+/)
    .map(pair => pair.split('=')),
)
/** Codes that are words too; in capitals they are a zone only where nothing follows in the sentence. */
const WORDS_TOO = /^(?:ART|BOT|CAT|COT|EAT|GET|MET|PET|VET|WIT|WEST|AMT|CT|MT|ECT)$/
/** Three or four capitals ending in T that follow a time are a zone, but for what a toolbar prints there. */
const MAY_BE_CODE = /^[A-Z]{2,3}T$/
const NO_CODE =
  /^(?:[A-Z]?(?:EX|EDI|POS|LAS|MOS|LIS|TES|BES|FAS|EAS|HO|NO|BU|LE|SE|PU|GO|CU|HI|HA|FA|TEX|NEX|CHA|SHO|PAR|POR|UNI|COS|RES|JUS|MUS|TWEE|FEA|HEA|SEA|MEE|FRON|SHU|PRIN|BOO|FOO|ROO|SPO|PLO|SLO|DO|RO|LO|WHA|THA|EXI|VISI|AUDI|CREDI)T)$/

/** Zones in words. A page of Hong Kong says 香港時間, an agency "U.S. Eastern Time". */
const phrases: [RegExp, string][] = [
  [/(?:北京|中国|中國)(?:标准|標準)?[时時][间間]|北京[时時](?![报報])/y, 'Asia/Shanghai'],
  [/[台臺](?:北|灣|湾)(?:标准|標準)?[时時][间間]/y, 'Asia/Taipei'],
  [/(?:香|本)港(?:标准|標準)?[时時][间間]/y, 'Asia/Hong_Kong'],
  [/澳[门門][时時][间間]/y, 'Asia/Macau'],
  [/(?:新加坡|狮城|獅城)[时時][间間]/y, 'Asia/Singapore'],
  [/(?:日本|东京|東京)(?:标准|標準)?[时時](?:[间間]|刻)?/y, 'Asia/Tokyo'],
  [/(?:韩国|韓國|首尔|首爾)[时時][间間]|한국\s?시[간각]/y, 'Asia/Seoul'],
  [/(?:美国|美國)?(?:美?[东東]部?|纽约|紐約|华盛顿|華盛頓)[时時][间間]/y, 'America/New_York'],
  [/(?:美国|美國)?(?:美?西部?|洛杉矶|洛杉磯|太平洋)[时時][间間]/y, 'America/Los_Angeles'],
  [/(?:伦敦|倫敦|英国|英國)[时時][间間]/y, 'Europe/London'],
  [
    /(?:欧洲|歐洲)?中[欧歐部][时時][间間]|(?:巴黎|柏林|布鲁塞尔|布魯塞爾)[时時][间間]/y,
    'Europe/Berlin',
  ],
  [/莫斯科[时時][间間]/y, 'Europe/Moscow'],
  [/(?:悉尼|雪梨|澳洲东部|澳洲東部)[时時][间間]/y, 'Australia/Sydney'],
  [/(?:格林[尼威]治|世界|国际|國際)(?:标准|標準|协调|協調|平均)?[时時](?:[间間])?/y, 'UTC'],
  [
    /(?:central european (?:summer |standard )?|berlin |paris |brussels |frankfurt )time\b/iy,
    'Europe/Berlin',
  ],
  [/(?:eastern european (?:summer |standard )?|athens |kyiv |helsinki )time\b/iy, 'Europe/Kyiv'],
  [/(?:western european (?:summer |standard )?|lisbon )time\b/iy, 'Europe/Lisbon'],
  [/british summer time\b|(?:london|uk) time\b/iy, 'Europe/London'],
  [/(?:greenwich mean|coordinated universal|universal) time(?: coordinated)?\b/iy, 'UTC'],
  [/australian eastern (?:standard |daylight |summer )?time\b|sydney time\b/iy, 'Australia/Sydney'],
  [
    /(?:u\.?s\.? |north american )?eastern(?: (?:standard|daylight))?(?: time)?\b|new york time\b/iy,
    'America/New_York',
  ],
  [/(?:u\.?s\.? )?central (?:(?:standard|daylight) )?time\b/iy, 'America/Chicago'],
  [/(?:u\.?s\.? )?mountain (?:(?:standard|daylight) )?time\b/iy, 'America/Denver'],
  [/(?:u\.?s\.? )?pacific(?: (?:standard|daylight))?(?: time)?\b/iy, 'America/Los_Angeles'],
  [/atlantic (?:(?:standard|daylight) )?time\b/iy, 'America/Halifax'],
  [/(?:beijing|china(?: standard)?|shanghai) time\b/iy, 'Asia/Shanghai'],
  [/(?:hong kong(?: standard)?|hk) time\b/iy, 'Asia/Hong_Kong'],
  [/(?:taipei|taiwan) time\b/iy, 'Asia/Taipei'],
  [/singapore(?: standard)? time\b/iy, 'Asia/Singapore'],
  [/(?:japan(?: standard)?|tokyo) time\b/iy, 'Asia/Tokyo'],
  [/(?:korea(?:n)?(?: standard)?|seoul) time\b/iy, 'Asia/Seoul'],
  [/india(?:n)?(?: standard)? time\b/iy, 'Asia/Kolkata'],
  [/moscow time\b/iy, 'Europe/Moscow'],
  [/(?:mittel)?europäische (?:sommer)?zeit\b|mitteleuropäischer zeit\b/iy, 'Europe/Berlin'],
  [/heure de paris\b/iy, 'Europe/Paris'],
]
/** Cheap: what no phrase begins with needs no look. */
const PHRASE_START =
  /[北中台臺香本澳新狮獅日东東韩韓首한美纽紐华華西洛太伦倫英欧歐巴柏布莫悉雪格世国國cebpfakhulnwgsjtmi]/i
const GAP = /[\s,]{0,3}[([]?\s?/y
const CODE = /([A-Z][A-Za-z]{0,4})(?![\p{L}\d/_])/uy
const PLACE_NAME = /[A-Z][A-Za-z]+\/[A-Z][A-Za-z_-]+(?:\/[A-Z][A-Za-z_-]+)?/y
const CLOSE = /\s?[)\]]/y
const OFFSET = /(?:(GMT|UTC|UT)\s?)?([+-])(\d{1,2})(?:(?<=\d\d):?(\d{2}))?(?![\d.:-])/y

const isEnd = (text: string, at: number) => /^\s*(?:$|[^\p{L}\s])/u.test(text.slice(at, at + 4))

/** The zone of a code such as HKT; null when it is none. `home` decides what CST means. */
export function zoneOfCode(code: string, home: string): string | null {
  const shared = sharedCodes[code]?.find(([isHome]) => isHome(home))
  if (shared) return code === 'CST' ? home : shared[1]
  return Object.hasOwn(codes, code) ? codes[code]! : null
}

const closed = (text: string, edge: number) => {
  CLOSE.lastIndex = edge
  return CLOSE.test(text) ? CLOSE.lastIndex : edge
}

/** The zone that is named behind a time ending at `from`, in whatever way: +08:00, HKT, (Eastern Time), Asia/Taipei, 北京时间. */
export function zoneBehind(text: string, from: number, home: string): ZoneReading {
  GAP.lastIndex = from
  GAP.test(text)
  const at = GAP.lastIndex
  const offset = offsetAt(text, from, at)
  if (offset) return offset
  if (at >= text.length) return null
  const named = zoneNamedAt(text, at, home)
  if (named === null || named === 'unknown' || named === 'invalid') return named
  return { zone: named.zone, edge: closed(text, named.edge) }
}

function offsetAt(text: string, from: number, at: number): ZoneReading {
  OFFSET.lastIndex = at
  const found = OFFSET.exec(text)
  if (!found) return null
  const [, letters, sign, hours, minutes] = found
  // "08:20 -3 comments": an offset without letters before it has four digits.
  if (!letters && (minutes === undefined || /^\s{2}/.test(text.slice(from, at)))) return null
  const offset = Number(hours) * 60 + Number(minutes ?? 0)
  if (offset > 14 * 60 || Number(minutes ?? 0) > 59) return 'invalid'
  return {
    zone: offset === 0 ? 'UTC' : offsetName(sign === '-' ? -offset : offset),
    edge: closed(text, OFFSET.lastIndex),
  }
}

/** The zone whose name begins at a place of a text: a code, a phrase or a name of the tz database. */
export function zoneNamedAt(text: string, at: number, home: string): ZoneReading {
  if (PHRASE_START.test(text[at] ?? '')) {
    for (const [phrase, zone] of phrases) {
      phrase.lastIndex = at
      if (phrase.test(text)) return { zone, edge: phrase.lastIndex }
    }
  }
  PLACE_NAME.lastIndex = at
  const place = PLACE_NAME.exec(text)?.[0]
  if (place && isZone(place)) return { zone: place, edge: at + place.length }

  CODE.lastIndex = at
  const code = CODE.exec(text)?.[1]
  if (!code) return null
  const edge = at + code.length
  const name = code === 'ChST' ? 'CHST' : code
  const zone = zoneOfCode(name, home)
  if (zone) return WORDS_TOO.test(code) && !isEnd(text, edge) ? null : { zone, edge }
  return MAY_BE_CODE.test(code) && !NO_CODE.test(code) ? 'unknown' : null
}
