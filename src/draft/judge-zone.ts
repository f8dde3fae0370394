import { likelyZone } from '../text/likely-zone.ts'
import { offsetAt, offsetName } from '../text/zone.ts'
import { tellDraft } from './draft-words.ts'
import type { Judged } from './site-look.ts'

type Signs = {
  hosts: string[]
  language: string | null
  /** The tags that pages declare: `en-GB`. */
  declared: string | null
  /** Visible text of its pages. */
  text: string
  /** Markup and data, in which dates with an offset may stand. */
  raw: string
  now: Date
}

/** Zones that an English page may mean, by what it prints beside its times or in its foot; the surest first. */
const printedZones: [RegExp, string][] = [
  [/\b(?:HKT|Hong Kong time)\b/, 'Asia/Hong_Kong'],
  [/\bJST\b/, 'Asia/Tokyo'],
  [/\bKST\b/, 'Asia/Seoul'],
  [/\b(?:SGT|Singapore time)\b/, 'Asia/Singapore'],
  [/\b(?:A[ES]DT|AEST)\b/, 'Australia/Sydney'],
  [/\b(?:NZST|NZDT)\b/, 'Pacific/Auckland'],
  [/\b\d{1,2}[:.]\d\d\s{0,2}(?:[ap]\.?m\.?)?\s{0,2}IST\b/i, 'Asia/Kolkata'],
  [/\b\d{1,2}[:.]\d\d\s{0,2}(?:CES?T)\b/, 'Europe/Berlin'],
  [/\b\d{1,2}[:.]\d\d\s{0,2}(?:[ap]\.?m\.?)?\s{0,2}(?:E[DS]?T)\b/i, 'America/New_York'],
  [/\b\d{1,2}[:.]\d\d\s{0,2}(?:[ap]\.?m\.?)?\s{0,2}(?:P[DS]?T)\b/i, 'America/Los_Angeles'],
  [/\b\d{1,2}[:.]\d\d\s{0,2}(?:[ap]\.?m\.?)?\s{0,2}(?:BST|GMT)\b/i, 'Europe/London'],
]

/** Where a publisher says that it sits: its telephone's country, its city beside words of an address. */
const seats: [RegExp, string][] = [
  [
    /\+44[\s(]|\bLondon\s+(?:EC|WC|SW|SE|NW|N|E|W)\d|Registered in England|\bUnited Kingdom\b/,
    'Europe/London',
  ],
  [/\+49[\s(]|\b\d{5} (?:Berlin|Hamburg|München|Munich)\b/, 'Europe/Berlin'],
  [/\+32[\s(]|\b1\d{3} (?:Brussels|Bruxelles)\b/, 'Europe/Brussels'],
  [/\+33[\s(]|\b75\d{3} Paris\b/, 'Europe/Paris'],
  [/\+31[\s(]/, 'Europe/Amsterdam'],
  [/\+41[\s(]/, 'Europe/Zurich'],
  [/\+65[\s(]|\bSingapore \d{6}\b/, 'Asia/Singapore'],
  [/\+852[\s(]|\b(?:Kowloon|Wan Chai|Hong Kong SAR)\b/, 'Asia/Hong_Kong'],
  [/\+61[\s(]|\bNSW \d{4}\b/, 'Australia/Sydney'],
  [/\+64[\s(]/, 'Pacific/Auckland'],
  [/\+91[\s(]|\bNew Delhi\b/, 'Asia/Kolkata'],
  [/\+81[\s(]/, 'Asia/Tokyo'],
  [/\+82[\s(]/, 'Asia/Seoul'],
  [/\+86[\s(]/, 'Asia/Shanghai'],
  [/\+1[\s(-]|\b(?:New York, NY|Washington, DC)\b/, 'America/New_York'],
]

/** Where the regions of declared tags have their clocks, for languages written in many. */
const regions: Record<string, string> = {
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  AU: 'Australia/Sydney',
  NZ: 'Pacific/Auckland',
  IN: 'Asia/Kolkata',
  SG: 'Asia/Singapore',
  HK: 'Asia/Hong_Kong',
  MO: 'Asia/Macau',
  TW: 'Asia/Taipei',
  MY: 'Asia/Kuala_Lumpur',
  ZA: 'Africa/Johannesburg',
  CA: 'America/Toronto',
  PH: 'Asia/Manila',
  AE: 'Asia/Dubai',
  MX: 'America/Mexico_City',
  ES: 'Europe/Madrid',
  BR: 'America/Sao_Paulo',
  CH: 'Europe/Zurich',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
}

/** Zones that share an offset, the likeliest of an English page first. */
const byOffset = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Chicago',
  'America/Denver',
  'Europe/Berlin',
  'Asia/Singapore',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Dubai',
  'Europe/Helsinki',
  'Pacific/Auckland',
  'Australia/Brisbane',
]

/** The zone that a site prints its times in: by its country, then its language, the offsets it writes and what it says of itself. */
export function judgeZone(signs: Signs): Judged<string> {
  const { hosts, language, declared } = signs
  const country = hosts.map(host => likelyZone(host, null)).find(zone => zone !== null)
  if (country)
    return { value: country, confidence: 'sure', why: tellDraft('the country of its host') }

  if (language === 'zh-Hant') return judgeTraditional(signs)
  const spoken = likelyZone('', language)
  if (spoken && /^(?:zh|ja|ko)/.test(language ?? ''))
    return {
      value: spoken,
      confidence: 'likely',
      why: tellDraft('where {} is written', String(language)),
    }

  const offset = usualOffset(signs)
  const said = judgeSaid(signs)
  if (offset !== null) {
    const fits = (zone: string) => offsetAt(zone, offset.at) === offset.minutes
    const named = [said?.value, spoken, regionZone(declared)].find(zone => zone && fits(zone))
    const zone = named ?? byOffset.find(fits)
    if (zone && (offset.minutes !== 0 || named))
      return {
        value: zone,
        confidence: named ? 'sure' : 'likely',
        why: tellDraft('it writes {} beside its times', offsetName(offset.minutes)),
      }
  }
  if (said) return said
  const region = regionZone(declared)
  if (region)
    return {
      value: region,
      confidence: 'likely',
      why: tellDraft('it declares {}', String(declared)),
    }
  if (spoken)
    return {
      value: spoken,
      confidence: 'likely',
      why: tellDraft('where {} is written', String(language)),
    }
  // Many systems declare it unless told otherwise.
  if (/^en[-_]US$/i.test(declared ?? ''))
    return {
      value: 'America/New_York',
      confidence: 'guess',
      why: tellDraft('it declares {}', String(declared)),
    }
  return {
    value: 'Etc/UTC',
    confidence: 'guess',
    why: tellDraft('nothing tells; times without an offset are read as UTC'),
  }
}

const regionZone = (declared: string | null) =>
  regions[/-([A-Z]{2})$/i.exec(declared ?? '')?.[1]?.toUpperCase() ?? '']

function judgeTraditional({ text, declared }: Signs): Judged<string> {
  const region = regionZone(declared)
  if (region)
    return { value: region, confidence: 'sure', why: tellDraft('it declares {}', String(declared)) }
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const hongKong = count(/香港|港府|特區|本港|港元|新聞公報|行政長官|立法會/g)
  const taiwan = count(/臺|台灣|台北|高雄|民國|行政院|立法院|新台幣|經濟部|中華民國/g)
  const macau = count(/澳門/g)
  if (macau > Math.max(hongKong, taiwan))
    return { value: 'Asia/Macau', confidence: 'likely', why: tellDraft('it writes of Macau most') }
  if (hongKong > taiwan)
    return {
      value: 'Asia/Hong_Kong',
      confidence: 'likely',
      why: tellDraft('it writes of Hong Kong most'),
    }
  return {
    value: 'Asia/Taipei',
    confidence: 'likely',
    why: tellDraft('where {} is written', 'zh-Hant'),
  }
}

function judgeSaid({ text }: Signs): Judged<string> | null {
  for (const [pattern, zone] of printedZones)
    if (pattern.test(text))
      return {
        value: zone,
        confidence: 'likely',
        why: tellDraft('it names its clock beside its times'),
      }
  const found = seats
    .map(([pattern, zone]) => ({ zone, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0)
  // The foot of a page is nearer to the publisher than its news are.
  const seat = found.sort((a, b) => b.at - a.at)[0]
  return seat
    ? { value: seat.zone, confidence: 'guess', why: tellDraft('its address or telephone') }
    : null
}

/** The offset that most of its written times have, with the time of one of them; `Z` is no zone of a publisher. */
function usualOffset({ raw, now }: Signs): { minutes: number; at: number } | null {
  const counts = new Map<number, { count: number; at: number }>()
  const written =
    /(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)([+-])(\d\d):?(\d\d)\b|(\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?) ([+-])(\d\d)(\d\d)\b/g
  for (const match of raw.slice(0, 2_000_000).matchAll(written)) {
    const [, iso, sign, hours, rest, rfc, sign2, hours2, rest2] = match
    const minutes =
      (Number(hours ?? hours2) * 60 + Number(rest ?? rest2)) * ((sign ?? sign2) === '-' ? -1 : 1)
    const wall = Date.parse(`${iso ?? rfc}${iso ? 'Z' : ' GMT'}`)
    const at = Number.isNaN(wall) ? now.getTime() : wall - minutes * 60_000
    const known = counts.get(minutes)
    counts.set(minutes, { count: (known?.count ?? 0) + 1, at: Math.max(known?.at ?? 0, at) })
  }
  const best = [...counts].sort(
    ([a, one], [b, other]) => Number(b !== 0) - Number(a !== 0) || other.count - one.count,
  )[0]
  return best ? { minutes: best[0], at: best[1].at } : null
}
