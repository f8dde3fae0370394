import type { DateOptions } from '../../text/read-dates.ts'
import type { PageDocument } from '../document.ts'
import { isSameTitleAs } from './described-thing.ts'
import { candidateOf, type DateCandidate } from './published-candidate.ts'
import { declaredMoment } from './published-declared.ts'
import { titleKey } from './title.ts'

/**
 * What page data and scripts call the date of publication: WeChat (`ct`, `createTime`), portals (`ptime`, `newsTime`), and the
 * spellings of publishAt, pubDate, releaseTime, createdAt that content systems use.
 */
const NAMES =
  'date_?publi(?:shed|cation)|(?:first_?|article_?|news_?|page_?|doc_?|o_?)?publi(?:sh|shed|cation|c)_?(?:at|on|date|time|timestamp|datetime|ts|times)?(?:_?(?:str|text|utc|gmt|iso|long|format))?|(?:first_?|page_?)?pub_?(?:date|time|lishtime|at|ts)(?:_?(?:str|long))?|p_?time|ori_create_time|create(?:d)?_?(?:at|time|date|on)|date_?created|c_?time|ct|(?:news|article|doc|post|show|display|online|release|released|issue|issued|input|add|send|submit|announce)_?(?:d_?)?(?:date|time|at)|dateline|reg(?:ist(?:er)?)?_?(?:date|time|dt)|(?:write|insert|ins|crt|rgst|disp)_?(?:date|dt)|verify_time|first_?(?:post|release)_?time|date(?:_?time)?'
const VALUE =
  '(?:new\\s+Date\\(|htmlDecode\\(|String\\(|Number\\()?\\s?\\\\?["\'`]?((?:\\\\?/Date\\()?\\d[^"\'`,;}\\]\\\\<\\n]{7,40})'
const NAMED_DATE = new RegExp(
  `(?<![\\w$-])(?:[\\w$]{1,30}\\.)?\\\\?["']?(${NAMES})\\\\?["']?\\s{0,3}[:=]\\s{0,3}${VALUE}`,
  'gi',
)
/** Cheap: a script without one of these names holds no date of publication. */
const MAY_HOLD =
  /publi|pub_?|p_?time|c_?time|creat|\bct\b|date|_?time|(?:reg|write|ins|crt|rgst|disp)_?dt/i
/** Names of what systems create rather than publish: believed when the record has the page's title, or alone in a script. */
const CREATED =
  /^(?:create|c_?time|ct$|ori_|date_?created|add|input|dateline|verify|send|submit|reg|writ|ins|crt|rgst)/i
/** Called a date and nothing else: believed in a record with the page's title. */
const BARE = /^date(?:_?time)?$/i
/** Inline data larger than this is not searched. */
const LONGEST_SCRIPT = 3_000_000
const MOST_NAMED = 200
/** How far the borders of a record are looked for. */
const REACH = 40_000

const TITLE =
  /(?<![\w$-])\\?["']?(?:title|headline|head_?line|name|subject|(?:article|news|doc|share|msg|page|seo|long|main|short)_?title)\\?["']?\s{0,3}[:=]\s{0,3}\\?(["'`])((?:\\.|(?!\1)[^\\\n]){2,300})/gi
/** Keys of records that are not the page's article. */
const OTHER_KEY =
  /comment|reply|related|recommend|relate|latest|hot|rank|popular|more|list|items?|entries|author|user|member|ad(?:s|vert)?|site|config|video|audio|image|photo|img|pic|next|prev|sibling|episode|podcast|event|topic|tag|channel|category|widget|breadcrumb|server|build/i

/** PAGE_CONFIG, articleInfo: what a script knows of the page itself. */
const PAGE_KEY =
  /^_*(?:g_?)?(?:page|article|news|content|doc|post|story|detail|current|cur)_?(?:conf(?:ig)?|data|info|model|meta|vo|detail|obj(?:ect)?|params?|settings?|options?|json|bean|vars?)?\s*$/i

/** The dates that data of inline scripts name as that of publication, each with the record that it stands in. */
export function scriptDates(
  page: PageDocument,
  title: string,
  options: DateOptions,
): DateCandidate[] {
  const titles = [title, page.titleTag ?? ''].map(titleKey).filter(key => key !== '')
  const candidates: DateCandidate[] = []
  for (const text of inlineScripts(page)) {
    let seen = 0
    let bare = 0
    for (const found of text.matchAll(NAMED_DATE)) {
      const [, name, value] = found
      const isBare = BARE.test(name!)
      // A long list of days must not hide the page's own record behind it.
      if (isBare ? ++bare > MOST_NAMED : ++seen > MOST_NAMED) {
        if (isBare) continue
        break
      }
      const moment = declaredMoment(plainValue(value!), options)
      if (!moment) continue
      const record = recordAround(text, found.index)
      const owner = ownerOf(record, titles)
      if (owner === 'other' || (owner === 'unknown' && (record.isEntry || isBare))) continue
      if (isBare && (record.isEntry || !titlesIn(record.own).length)) continue
      const isCreated = isBare || CREATED.test(name!)
      const row = owner === 'own' ? 'ownRecord' : 'scriptVariable'
      candidates.push(
        candidateOf(row, { moment, from: `data of a script: ${name}`, more: isCreated ? -0.4 : 0 }),
      )
    }
  }
  return candidates
}

/** Fields of records: the last group of `names` is their value; a script that `mayHold` is not found in has none. */
export type NamedFields = { names: RegExp; mayHold: RegExp }

/**
 * The values that inline scripts give to such fields, in records that are the page's own by their title or by the name of their
 * variable.
 */
export function recordsNaming(
  page: PageDocument,
  title: string,
  { names, mayHold }: NamedFields,
): string[] {
  const titles = [title, page.titleTag ?? ''].map(titleKey).filter(key => key !== '')
  const values: string[] = []
  for (const text of inlineScripts(page, mayHold)) {
    let seen = 0
    for (const found of text.matchAll(names)) {
      if (++seen > MOST_NAMED) break
      const record = recordAround(text, found.index)
      const isOwn = ownerOf(record, titles) === 'own' || PAGE_KEY.test(record.keys.trim())
      if (isOwn && !record.isEntry) values.push(unescaped(found.at(-1)!).trim())
    }
  }
  return [...new Set(values)].filter(value => value !== '').slice(0, 4)
}

/** `\/Date(1773822600000)` and `2026\/03\/18` without what the script's own spelling adds. */
const plainValue = (value: string): string =>
  (/Date\((\d+)/.exec(value)?.[1] ?? value.replace(/\\+\//g, '/')).trim()

function* inlineScripts(page: PageDocument, mayHold: RegExp = MAY_HOLD): Generator<string> {
  for (const element of page.elements) {
    if (element.name !== 'script' || element.attribs.src !== undefined) continue
    // JSON-LD has a reader of its own, which knows what each object describes.
    if (/ld\+json/i.test(element.attribs.type ?? '') && page.jsonLd.length > 0) continue
    const [child] = element.children
    const text = child && 'data' in child ? String(child.data) : ''
    if (text.length <= LONGEST_SCRIPT && mayHold.test(text)) yield text
  }
}

/** What stands around a name in a script: the text of its own record, its parent's, the key of either, and whether it is one of many. */
type Record = { own: string; parent: string; keys: string; isEntry: boolean }

/** What counts readers is told of the page itself, as the first record of a list. */
const ANALYTICS =
  /(?:data_?layer|digital_?data|utag_data|adobedatalayer|analytics|tracking)\w*\s*[:=]\s*(?:\w+(?:\.\w+)*\s*\|\|\s*)?\[\s*$/i

function recordAround(text: string, index: number): Record {
  const inner = bordersOf(text, index)
  if (!inner) return { own: '', parent: '', keys: '', isEntry: false }
  const before = text.slice(Math.max(0, inner.start - 80), inner.start)
  const outer = bordersOf(text, inner.start - 1)
  const isEntry =
    /[[,]\s*$/.test(before) && !/\(\s*[^()]*,\s*$/.test(before) && !ANALYTICS.test(before)
  const key = /(?:["']?([\w$-]+)\\?["']?\s*[:=]\s*\[?\s*)$/.exec(before)?.[1] ?? ''
  const listKey = isEntry && outer ? keyOfList(text, inner.start) : ''
  return {
    own: flat(text.slice(inner.start + 1, inner.end)),
    parent: outer && !isEntry ? flat(text.slice(outer.start + 1, outer.end)) : '',
    keys: `${key} ${listKey}`,
    isEntry,
  }
}

/** The key of the list that a record stands in. */
function keyOfList(text: string, at: number): string {
  let depth = 0
  for (let place = at - 1; place >= Math.max(0, at - REACH); place--) {
    const char = text[place]
    if (char === ']' || char === '}') depth++
    else if (char === '{') depth--
    else if (char === '[') {
      if (depth <= 0)
        return (
          /["']?([\w$-]+)\\?["']?\s*[:=]\s*$/.exec(
            text.slice(Math.max(0, place - 60), place),
          )?.[1] ?? ''
        )
      depth--
    }
  }
  return ''
}

function bordersOf(text: string, index: number): { start: number; end: number } | null {
  let depth = 0
  let start = -1
  for (let at = index; at >= Math.max(0, index - REACH); at--) {
    if (text[at] === '}') depth++
    else if (text[at] === '{' && depth-- === 0) {
      start = at
      break
    }
  }
  if (start < 0) return null
  depth = 0
  const last = Math.min(text.length, index + REACH)
  for (let at = index; at < last; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && depth-- === 0) return { start, end: at }
  }
  return { start, end: last }
}

/** A record's own text, without what is nested in it. */
function flat(text: string): string {
  let depth = 0
  let left = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') {
      if (depth++ === 0) left += text.slice(from, at)
    } else if ((char === '}' || char === ']') && depth > 0 && --depth === 0) from = at + 1
  }
  return depth === 0 ? left + text.slice(from) : left
}

/** Whose date it is: of the record with the page's title, of one with another, or nobody says. */
function ownerOf(record: Record, titles: string[]): 'own' | 'other' | 'unknown' {
  for (const text of [record.own, record.parent]) {
    const named = titlesIn(text)
    if (named.length === 0) continue
    if (named.some(name => titles.some(title => isSameTitleAs(title, name)))) return 'own'
    if (text === record.own && named.some(name => name.length >= 6)) return 'other'
  }
  return OTHER_KEY.test(record.keys) && !PAGE_KEY.test(record.keys) ? 'other' : 'unknown'
}

const titlesIn = (text: string): string[] =>
  [...text.slice(0, REACH).matchAll(TITLE)]
    .slice(0, 12)
    .map(([, , said]) => titleKey(unescaped(said!)))
    .filter(key => key.length >= 2)

const unescaped = (text: string): string =>
  text.replace(/\\+u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
