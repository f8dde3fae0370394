import { isText } from 'domhandler'
import type { ArticleLayout } from '../article-layout.ts'
import { PageElement } from '../build-tree.ts'
import { closest, collapseSpaces, isInside, type PageDocument, textOf, walk } from '../document.ts'
import { type JsonObject, jsonLdTypes } from '../json-ld.ts'
import type { Credit, CreditLine } from './credit-lines.ts'
import { describedThings } from './described-thing.ts'

/** Metas that name a writer, the surest first. */
const authorKeys = [
  'parsely-author',
  'sailthru.author',
  'cxenseparse:author',
  'author',
  'article:author',
  'og:article:author',
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'byl',
  'byline',
  'citation_author',
  'citation_authors',
  'article:author_name',
  'article.author',
  'rbauthors',
  'shareaholic:article_author_name',
  'twitter:creator:name',
]

/** Lists of writers are shorter than this. */
const LONGEST_LIST = 1000
const SEPARATOR =
  /\s*(?:[,;|&•·]|\s[-–—/]\s|\b(?:and|und|et|y|och|og|ja|e|en|i|con|with|mit|avec|AND|UND|ET|Y|WITH|MIT)\b(?=\s+\p{Lu}))\s*/u
/** `Words by`, `Ein Bericht von`, `Propos recueillis par`: what stands before by, in the languages of the press. */
const LEAD_IN = [
  '(?:an? |the )?(?:additional |with |guest |special |staff |exclusive |sponsored )?(?:words|text|story|reporting|report|written|reported|posted|published|authored|compiled|produced|analysis|essay|opinion|comment|commentary|post|letter|op-?ed|dispatch|contribution|perspective|viewpoint|interview|review|column|article|feature|contributed|submitted) by',
  '(?:ein(?:e)? )?(?:gast)?(?:bericht|beitrag|artikel|interview|kommentar|essay|porträt|reportage|analyse|kolumne|rezension|text|geschrieben|verfasst|protokoll|aufgezeichnet) von',
  '(?:das )?(?:gespräch|interview) (?:führten?|mit)|(?:die )?fragen stellten?|mit (?:ihr|ihm|ihnen) sprach(?:en)?',
  '(?:entretien|interview) (?:réalisée?|menée?) par|(?:entrevista|texto) (?:de|por)',
  '(?:un(?:e)? )?(?:article|analyse|chronique|enquête|reportage|texte|tribune|récit|portrait|billet|dossier|propos recueillis|recueilli|écrit|rédigé|publié) (?:de|par)',
  '(?:un(?:a)? )?(?:artículo|reportaje|análisis|texto|crónica|entrevista|columna|escrito|publicado|redactado) (?:de|por)',
  '(?:um(?:a)? )?(?:artigo|reportagem|análise|escrito) (?:de|por)',
  '(?:un )?(?:articolo|scritto|testo|intervista) (?:di|da)|a cura di',
  '(?:een )?(?:artikel|verslag|reportage|interview|geschreven|tekst) (?:van|door)',
].join('|')
const BY = new RegExp(
  `^\\s*(?:${LEAD_IN}|by|von|par|por|di|da|af|av|door|text|tekst|texte|texto|testo|words|foto|autor(?:in|en)?|author|auteur|autore|przez|szerző|yazar|reporter)\\s*[:：]?\\s+`,
  'i',
)
const NO_NAME =
  /https?:|www\.|[@?!]|^\d|\d{4}|^(?:admin|administrator|editor|editorial|staff|redaktion|redaction|redacción|redazione|news ?desk|web ?desk|guest|anonymous|unknown|null|none|undefined|n\/a|team|online|author)$/i

/** Behind a comma these belong to the name before it (Jr., III); degrees and honours are left out. */
const SUFFIX = /\s*,?\s+(?=(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)/gu
const HONOURS =
  /\s*,\s*(?:Ph\.?\s?D|M\.?D|D\.?Phil|Esq|M\.?B\.?A|M\.?Sc|B\.?Sc|M\.?A|B\.?A|LL\.?[MB]|J\.?D|R\.?N|DDS|DVM|CFA|CPA|CFP|P\.?E|OBE|MBE|CBE|FRS|FRGS|Dr\.? ?\w{0,4}|MdB|MdL)\.?(?=\s*(?:$|[,;&|]|\band\b|\bund\b))/gu
/** Jane Doe und dpa, Jeanne Dupont avec AFP: the wire beside a writer. */
const WITH_AGENCY =
  /(?<=\p{L})(?:\s*[,/]\s*|\s+(?:und|and|et|mit|with|avec|y|con|e|com|och|og|en|&)\s+)(?:the )?(?:dpa(?:-\w+)?|afp|ap|aap|reuters|rtr|sid|kna|epd|apa|sda|keystone-sda|efe|ansa|lusa|belga|anp|ntb|tt|ritzau|tass|bloomberg|upi|pti|ani|associated press|canadian press|press association|agence france-presse|agencies|agenturen|agences|agencias|agenzie|agências)\s*$/iu
/** Initials, agencies and jobs in brackets behind a name. */
const BRACKETS = /\s*[([][^()[\]]{1,40}[)\]]/gu
/** Jobs and desks that stand where a name is looked for; beside a name they are no second writer. */
const JOB =
  /\b(?:editor|reporter|correspondent|writer|journalist|columnist|producer|analyst|director|manager|officer|head of|staff|contributor|professor|lecturer|fellow|researcher|specialist|photographer|intern|trainee|freelancer?|president|minister|senator|blogger|critic|anchor|host|presenter|bureau|desk|news|media|team|newsroom)s?\b|(?:redakt(?:eur|ion|ör|ør)|korrespondent|journalist|reporter|rédact(?:eur|rice)|journaliste|correspondant|redactor|periodista|corresponsal|giornalista|redattore|jornalista|repórter|verslaggever|redacteur|dziennikarz|корреспондент|muhabir)/iu

/** Names in a western byline: `By Jane Doe and John Roe`. Words of agencies and places behind a comma are left to the caller. */
export function splitWesternNames(text: string): string[] {
  const names: string[] = []
  const line = text
    .slice(0, LONGEST_LIST)
    .replace(/\s+/g, ' ')
    .replace(BRACKETS, ' ')
    .replace(WITH_AGENCY, '')
    .replace(HONOURS, '')
    .replace(SUFFIX, '\u00a0')
  const parts = line.split(SEPARATOR).map(part => part ?? '')
  const words = parts.filter(part => !PICTURES.test(part))
  for (const part of words.length > 0 ? words : parts) {
    const name = tidyName(part)
    if (name.length < 2 || name.length > 60 || NO_NAME.test(name) || !/\p{L}{2}/u.test(name))
      continue
    if (!names.includes(name)) names.push(name)
  }
  const persons = names.filter(name => !JOB.test(name)).filter(isInFirstCase)
  return persons.length > 0 ? persons : names
}

/** Where the first name is set in capitals, what is not tells whom the writer works for: JANE DOE, Example Press. */
const isInFirstCase = (name: string, _: number, [first]: string[]) =>
  !(isCapitals(first!) && /\s/.test(first!)) || isCapitals(name)
const isCapitals = (name: string) => name === name.toUpperCase() && name !== name.toLowerCase()

/** Who took the pictures did not write, where somebody else did. */
const PICTURES =
  /^\s*(?:fotos?|photos?|photography|photographs?|pictures?|images?|imágenes|imagens|bild(?:er)?|grafik(?:en)?|graphics?|illustrations?|ilustraci(?:ón|ones)|video)(?:\s+(?:by|von|par|por|de))?\s*[:：]\s/iu

/** Where a reporter was: Ann Sample in Northport. */
const AT_PLACE =
  /\s(?:in|at|from|for|für|pour|aus|à|en|reporting from|reports from)\s(?:the |den |die |das |la |le )?\p{Lu}.*$/u

/** The address or account of a writer, glued behind the name. */
const ADDRESS = /[\s(<[|,]*(?:[\w.+-]+@[\w-]+\.[\w.-]+|(?<=\s)@\w{2,30})[\])>]*/gu
/** JANE DOE Staff Writer: a job behind two words of a name. */
const JOB_BEHIND =
  /\s+(?:(?:senior|staff|chief|special|freelance|contributing|associate|assistant|managing|executive|national|foreign|news|political|business|energy|environment(?:al)?|climate|science|data|digital|local|metro|county|city|state|sports|features?)\s+)*(?:writer|reporter|correspondent|editor|columnist|journalist|contributor|producer|analyst|intern|photographer)s?$/iu
/** What is left must be a name: Guardian staff reporter is none. */
const withoutJob = (text: string): string => {
  const name = text.replace(JOB_BEHIND, '')
  return /\p{Lu}[\p{L}.'’-]*\s(?:.*\s)?\p{Lu}[\p{L}.'’-]+$/u.test(name) ? name : text
}

/** Von unserem Korrespondenten Jan Beispiel. */
const OWN_JOB =
  /^(?:unser\p{L}*|our|notre|nuestr[oa]|nosso|nossa)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]*(?:korrespondent|reporter|redakteur|autor|mitarbeiter|correspondent|editor|writer|correspondant|envoyée? spéciale?|corresponsal|redactor)\p{L}*\s+/iu

const tidyName = (part: string): string => {
  const said = part.replace(BY, '').replace(OWN_JOB, '').replace(ADDRESS, '')
  const name = withoutJob(said.trimEnd())
    .replace(AT_PLACE, '')
    .replace(/^[\s"'(]+|[\s"'),.:]+$/g, '')
    .replace(/\u00a0/g, ' ')
    .trim()
  return /\s(?:Jr|Sr)$/.test(name) ? `${name}.` : name
}

const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function namesOfObject(value: unknown, byId: Map<unknown, JsonObject>): string[] {
  return asArray(value).flatMap(author => {
    if (typeof author === 'string') return splitWesternNames(author)
    if (typeof author !== 'object' || author === null) return []
    const object = author as JsonObject
    if (Array.isArray(object['@list'])) return namesOfObject(object['@list'], byId)
    const name = object.name ?? byId.get(object['@id'])?.name ?? givenAndFamily(object)
    return asArray(name).flatMap(each => (typeof each === 'string' ? splitWesternNames(each) : []))
  })
}

const givenAndFamily = ({ givenName, familyName }: JsonObject): string | undefined =>
  typeof givenName === 'string' && typeof familyName === 'string'
    ? `${givenName} ${familyName}`
    : undefined

/** Persons where there are any: beside them a house only tells whom they work for. */
function personsFirst(value: unknown): unknown {
  const isHouse = (each: unknown) =>
    typeof each === 'object' &&
    each !== null &&
    jsonLdTypes(each as JsonObject).some(type => /Organization$/.test(type))
  const all = asArray(value)
  const persons = all.filter(each => !isHouse(each))
  return persons.length > 0 ? persons : all
}

/** Writers as the page's JSON-LD names them. */
export function jsonLdCredits(page: PageDocument, title: string): Credit[] {
  const byId = new Map(page.jsonLd.map(object => [object['@id'], object]))
  for (const { object, thing } of describedThings(page, title)) {
    if (thing === 'another thing') continue
    const names = [...new Set(namesOfObject(personsFirst(object.author ?? object.creator), byId))]
    if (names.length > 0) return [{ names, from: 'json-ld author', score: 7.5, line: -1 }]
  }
  return []
}

/** Writers as the page's metas name them. */
export function metaCredits(page: PageDocument): Credit[] {
  const credits: Credit[] = []
  authorKeys.forEach((key, rank) => {
    const printed = page.metas.filter(meta => meta.key === key).map(meta => meta.content)
    const contents = INVERTED_KEYS.has(key) ? printed.flatMap(asSpoken) : printed
    const names = [...new Set(contents.flatMap(splitWesternNames))]
    if (names.length > 0)
      credits.push({ names, from: `meta ${key}`, score: 6.5 - rank * 0.05, line: -1 })
  })
  const told = toldInCard(page)
  if (told.length > 0)
    credits.push({ names: told, from: 'meta twitter:data', score: 5.6, line: -1 })
  return credits
}

/** What a card for sharing prints behind `Written by`. */
function toldInCard(page: PageDocument): string[] {
  const content = (key: string) => page.metas.find(meta => meta.key === key)?.content ?? ''
  return [1, 2].flatMap(place =>
    WRITTEN_BY.test(content(`twitter:label${place}`))
      ? splitWesternNames(content(`twitter:data${place}`))
      : [],
  )
}
const WRITTEN_BY =
  /^(?:written|posted|published)? ?by$|^authors?$|^(?:verfasst|geschrieben) von$|^(?:écrit|rédigé) par$|^escrito por$|^scritto da$|^geschreven door$|^(?:作者|撰文者|投稿者|執筆者|作成者|글쓴이|작성자|文)$/i

/** Metas of libraries, which print the family's name first. */
const INVERTED_KEYS = new Set([
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'citation_author',
  'citation_authors',
])
/** `Doe, Jane; Roe, John` as they are spoken; two full names with a comma between them stay. */
const asSpoken = (content: string): string[] =>
  content.split(/\s*;\s*/).map(name => name.replace(INVERTED, '$2 $1'))
const INVERTED = /^(\p{Lu}[\p{L}'’-]+),\s+(\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2})$/u

const BYLINE_HINT =
  /(?:^|[\s_-]|[a-z](?=[A-Z]))(?:by-?line|signature|authors?|contributors?|by|autor(?:en|es)?|auteurs?|writers?|redacteur|reporters?|Authors?|Byline)(?:-?names?|s)?(?![a-z])/
const FOREIGN_HINT =
  /comment|related|recommend|sidebar|teaser|(?<!\bh-|v|hover-|hover)card(?!-target)|list-item|newsletter|avatar|image|photo|bio|(?:author|byline|writer|contributor|reporter)s?[-_]*(?:role|job|position|title|occupation|designation|function|loc|location|place|city|country|region|desc|description|about|affiliation|org|organi[sz]ation|company|employer|social|twitter|handle|mail|email|phone|date|time|count|follow)(?![a-z])/i
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es|i)?|auteurs?|redakteur(?:e|in)?|journalists?|reporters?|columnists?|contributors?|staff|profile|by|writers?|forfatter|skribent|muhabir|yazar)\/[^/?#]+/i

type Group = { names: string[]; score: number }

/** How an element says that it names a writer, with how far that is believed. */
function authorKind(element: PageElement): [string, number] | null {
  const { rel = '', itemprop = '', href = '', class: className = '', id = '' } = element.attribs
  if (rel !== '' && /(?:^|\s)author(?:\s|$)/i.test(rel)) return ['rel=author', 6.2]
  if (itemprop !== '' && /(?:^|\s)author(?:\s|$)/i.test(itemprop)) return ['itemprop=author', 6]
  if (element.name === 'a' && AUTHOR_PATH.test(href)) return ["link to an author's page", 5.6]
  if (element.name === 'a' && /\/@[\w.-]{2,40}\/?(?:[?#]|$)/.test(href))
    return ["link to an author's page", 5]
  if (element.name === 'address' && element.end - element.order < 8) return ['address', 4.8]
  if (className === '' && id === '') return isTestName(element) ? ['class author', 5] : null
  if (isTestName(element)) return ['class author', 5]
  const names = `${className} ${id}`
  if (BYLINE_HINT.test(names) && !FOREIGN_HINT.test(names)) return ['class author', 5]
  return null
}

/** `data-testid=byline`: how components are named for those who test them. */
const isTestName = ({ attribs }: PageElement): boolean =>
  TEST_NAMES.some(name =>
    /^(?:[\w-]*[_-])?(?:by-?line|authors?|author-?name)$/i.test(attribs[name] ?? ''),
  )
const TEST_NAMES = [
  'data-testid',
  'data-component',
  'data-qa',
  'data-test',
  'data-test-id',
  'data-type',
]

/** Writers as elements between two places are named for them: `rel=author`, `itemprop=author`, a class of byline. */
export function elementCredits(
  page: PageDocument,
  layout: ArticleLayout,
  from: number,
  to: number,
): Credit[] {
  const groups = new Map<string, Group>()
  let last = -1
  for (const element of page.elements) {
    if (element.order < from || element.order > to || element.order <= last) continue
    const kind = authorKind(element)
    const text = kind ? nameText(element) : ''
    if (!kind || text.length === 0 || text.length > 120 || isBeside(element, layout, page)) continue
    const group = groups.get(kind[0]) ?? { names: [], score: kind[1] }
    groups.set(kind[0], group)
    const apart = namesApart(element)
    const isOne = apart.length === 1 && splitWesternNames(apart[0]!).length === 1
    const names = apart.length > 1 || isOne ? apart : splitWesternNames(text).filter(isPersonLike)
    if (names.length > 0) last = element.end
    group.names.push(...names.filter(name => !group.names.includes(name)))
  }
  return [...groups].flatMap(([kind, { names, score }]) =>
    names.length > 0 && names.length <= 8 ? [{ names, from: kind, score, line: -1 }] : [],
  )
}

/** The names of a byline that sets each in an element of its own; empty unless all its texts are names. */
function namesApart(element: PageElement): string[] {
  const texts: string[] = []
  if (element.end - element.order > 20) return []
  walk(element, {
    enter(node) {
      if (isText(node) && node.data.trim() !== '') texts.push(collapseSpaces(node.data))
      // The job, the place and the address of a writer stand in elements of their own.
      return !(node instanceof PageElement && FOREIGN_HINT.test(node.attribs.class ?? ''))
    },
  })
  const said = texts
    .filter(
      text =>
        !/^(?:by|von|par|por|di|door|av|af|and|und|et|y|e|og|och|en|text|,|&|\||·|•|\/)[:：]?$/i.test(
          text,
        ),
    )
    .map(text => text.replace(BY, '').replace(/^[\s,&|·•/]+|[\s,&|·•/]+$/g, ''))
    .filter(text => !JOB.test(text) && !BESIDE_NAME.test(text))
  const isNames = said.every(text => isPersonLike(text) && text.split(' ').length <= 4)
  return isNames ? [...new Set(said)] : []
}

/** Days, reading times and buttons that share a byline with its names. */
const BESIDE_NAME =
  /[\d@]|^(?:follow(?:ing)?|subscribed?|share|save|listen|about|more|bio|profile|view profile|see all|all posts|posted|published|updated|folgen|teilen|suivre|partager|seguir|compartir)$/i

/** True inside an `aside` that begins behind the text's beginning and is no part of the text. */
function isBeside(element: PageElement, { bodyStart, roots }: ArticleLayout, page: PageDocument) {
  const aside = closest(element, ['aside', 'nav', 'footer'])
  const start = page.lines[bodyStart]?.order ?? 0
  return aside !== null && aside.order > start && !roots.some(root => isInside(aside, root))
}

/** Words of roles, houses and captions that stand where names are looked for. */
const NO_PERSON =
  /\b(?:editors?|director|manager|head of|marketing|team|staff|written|reviewed|edited|updated|expert|guest|sponsored|journalism|grader|correspondent|reporter|contributor|writer|ceo|founder|chief|senior|professor|analyst|specialist|consultant|former|author|news|desk|admin|development|university|institute|magazine|press|agency|redaktion|editorial|board|bureau|services?|networks?|agencies|newswire|council|committee|department|ministry|government|reporters|correspondents|contributors|newsroom|county|stories|climate|energy|storage|policy|reading|market|markets|business|politics|weather|sports?|culture|science|technology|economy|finance|opinion|breaking|latest|top|watch|video|podcast|live|local|world|national|international|transition|batter(?:y|ies)|hydrogen|emissions?|carbon|solar|environment|sustainability|transport|industry|press release|new york|hong kong|united (?:states|kingdom|nations)|produced|translated|illustration|photo|image|share|follow|subscribe|read more|comments?)\b/i

/** Labels and words of Korean heads. */
const NO_KOREAN_NAME =
  /^(?:입력|수정|등록|승인|댓글|기사|기자|발행|조회|최종|업데이트|송고|사진|뉴스|종합|단독|속보|오전|오후|공유|인쇄|게재|작성|출처|제공|편집|취재|온라인|디지털|인턴|전문|선임|경제|사회|정치|환경|산업|국제|문화|스포츠|연합|신문|일보|방송|본문|글자|스크랩|구독|로그인)/

/** How Korean papers, stations and offices are called. */
const KOREAN_HOUSE =
  /(?:일보|신문|뉴스|방송|경제|통신|타임스|타임즈|데일리|저널|투데이|미디어|닷컴|매일|시보|포스트|매거진|주간|편집국|편집부|취재팀|취재부|연합|재단|협회|공사|군청|시청|구청|도청)$/

/** Two to five words that look like the name of a person, or a Japanese or Korean one. */
export function isPersonLike(name: string): boolean {
  if (/[/:|()<>«»!?@]|\d/.test(name) || NO_PERSON.test(name)) return false
  if (
    /^[\u3040-\u30ff\u3400-\u9fff々]{2,5}(?:[ \u3000][\u3040-\u30ff\u3400-\u9fff々]{1,4})?$/.test(
      name,
    )
  )
    return true
  if (/^[\uac00-\ud7a3]{2,4}$/.test(name))
    return !NO_KOREAN_NAME.test(name) && !KOREAN_HOUSE.test(name)
  if (/^[\uac00-\ud7a3\s]+$/.test(name)) return false
  const words = name.split(' ')
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    /^\p{Lu}/u.test(words[0]!) &&
    /^\p{Lu}/u.test(words.at(-1)!)
  )
}

/** The text of the innermost element that is called a name, or of the element itself; empty for what is no short text. */
function nameText(element: PageElement): string {
  // A box of this many elements is more than a byline.
  if (element.end - element.order > 60) return ''
  const named = element.children.find(
    child => child instanceof PageElement && /name/.test(child.attribs.itemprop ?? ''),
  )
  if (named instanceof PageElement && named.name === 'meta') return named.attribs.content ?? ''
  const chosen = named instanceof PageElement ? named : element
  return isShort(chosen) ? textOf(chosen) : ''
}

/** True when the text nodes of an element hold little; looked up without putting them together. */
function isShort(element: PageElement): boolean {
  let length = 0
  walk(element, {
    enter(node) {
      if (isText(node)) length += node.data.length
      return length < 2000
    },
  })
  return length < 2000
}

const BY_LINE =
  /^(?:by|von|par|por|di|door|av|af)\s*[:：]?\s+(\p{Lu}[\p{L}'’.-]+(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|van|von|der|den|di|da|la|le|del|bin|al|y|and|und|et|och|og|&),?){1,9})(?=$|\s*[|,;(•·–-]|\s+(?:\d|on\b|in\b|für\b|at\b|à\b|en\b|[Ff]or\b|[Ee]dited|[Pp]hoto|[Uu]pdated|[Pp]ublished|[Pp]osted))/u

const BY_WORD = new RegExp(`^(?:${LEAD_IN}|by|von|par|por|di|door|av|af)(?=\\s|:)`, 'i')
/** The last word of what introduces a name. */
const lastWord = (words: string) => words.slice(words.lastIndexOf(' ') + 1).toLowerCase()

const AUTHOR_LABEL =
  /^(?:Autorin\/Autor|Autor(?:in|en|a|as|es)?|Authors?|Writers?|Auteure?s?|Autore|Autrice|Reporters?|Text|Tekst|Texto|Texte|Testo|Words|Story|Redactor(?:a)?|Redacción|Forfatter|Skribent)\s?[:：]?\s+(\p{Lu}[\p{L}'’. -]{3,40})$/u

/** How journals sign below the text: Posted by Jane Doe at 08:12. */
const POSTED_BY =
  /^(?:(?:Posted|Written|Published|Authored) by|(?:Gepostet|Eingestellt|Geschrieben|Verfasst|Veröffentlicht) von|(?:Publié|Posté|Écrit|Rédigé) par|(?:Publicado|Escrito|Postado) por|(?:Pubblicato|Scritto|Postato) da|(?:Geplaatst|Geschreven) door)\s*[:：]?\s(\p{Lu}[\p{L}'’.-]*(?:\s(?:\p{Lu}[\p{L}'’.-]*|de|van|von|der|den|di|da|la|le|del|bin|al)){1,4})(?=$|\s*[|,;(•·–-]|\s(?:at|on|in|um|am|à|le|a las|el|alle|op|om)\b|\s\d)/u

/** How wires sign below the text: (Reporting by Jane Doe and John Roe in Paris; Editing by Ann Other). */
const REPORTING_BY =
  /^[\s([*—–-]{0,3}(?:reporting|reported|report|story|written)\s(?:from \p{Lu}[\p{L} ]{1,30} )?by\s([^;.()[\]]{4,120})(?=$|[;.()[\]])|^[\s([]{0,2}(?:bericht(?:et)? von|geschrieben von|reportage d[e'’]|rédigé par|écrit par|reporte de|información de|escrito por|reportagem de|scritto da)\s?([^;.()[\]]{4,120})(?=$|[;.()[\]])/iu

const saidBy = (text: string) => {
  const found = REPORTING_BY.exec(text)
  return found?.[1] ?? found?.[2]
}

/** Words: Jane Doe Photos: John Roe, By Jane Doe Photographs by John Roe: who did something else, behind the writer. */
const PICTURES_AND_MORE =
  /(?<=\p{Ll})[\s,;|/·]+(?:photos?|pictures?|images?|photography|photographs?|illustrations?|illustrated|videos?|graphics?|artwork|design|fotos?|bilder|grafik|illustrationen|photographies?|fotografías?)\s?(?:[:：]|(?:by|von|par|de|di)\s).*$/iu

/** Writers as a line of its own says: By Jane Doe. `dated` gives the text without its dates. */
export function byLineCredits(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  const credits: Credit[] = []
  for (const { text: said, line, region } of lines) {
    if (said.length > 140) continue
    const text = said.replace(PICTURES_AND_MORE, '')
    for (const part of text.split(/\s[|•·/]\s/)) {
      const labelled = AUTHOR_LABEL.exec(part)
      if (labelled && isPersonLike(labelled[1]!))
        credits.push({ names: [labelled[1]!], from: 'label', score: 5, line: line.index })
    }
    const poster =
      region === 'below' && credits.length === 0 ? POSTED_BY.exec(text)?.[1] : undefined
    if (poster && isPersonLike(poster))
      credits.push({ names: [poster], from: 'Posted by …', score: 4.4, line: line.index })
    const reporters = region === 'above' || region === 'head' ? undefined : saidBy(text)
    const signed = reporters ? splitWesternNames(reporters).filter(isPersonLike) : []
    if (signed.length > 0)
      credits.push({ names: signed, from: 'Reporting by …', score: 4.2, line: line.index })
    if (region === 'below') continue
    const names = dated(text)
      .split(/\s*[|•·—]\s*/)
      .flatMap(byLineNames)
    if (names.length > 0)
      credits.push({
        names,
        from: 'By …',
        score: region === 'above' ? 3.5 : 5.5,
        line: line.index,
      })
  }
  return credits
}

/** How papers are called; behind a name such a word tells whom the writer works for. */
const PAPER =
  /\b(?:Daily|News|Times|Post|Press|Agency|Magazine|Media|Weekly|Journal|Herald|Tribune|Wire|Newswire|Network|TV|Radio|Gazette|Courier|Monitor|Observer|Chronicle|Dispatch|Examiner|Guardian|Independent|Telegraph|Bulletin|Advertiser|Inquirer|Sentinel|Reporter|Register|Tribune|Record|Review|Report|Standard|Express|Broadcasting|Insider|Online|Zeitung|Tageblatt|Le Monde|Presse)$/

/** What goes on behind the names: a label of a date, who helped, the paper. */
const TRAILING =
  /\s(?:updated|published|posted|created|modified|last updated)\b.*$|,?\s(?:with )?(?:additional )?(?:reporting|contributions?|files|research) (?:by|from)\s.*$|\s(?:of|\/|-|–|@)\s?(?:the )?[\p{Lu}@].*$/iu

function byLineNames(part: string): string[] {
  const line = withoutJob(
    part
      .trim()
      .replace(TRAILING, '')
      .replace(BY_WORD, lastWord)
      .replace(ADDRESS, '')
      .replace(WITH_AGENCY, ''),
  )
  const found = BY_LINE.exec(line)
  if (!found) return []
  const isWriter = (name: string, at: number) => at === 0 || !PAPER.test(name)
  const names = splitWesternNames(found[1]!).filter(isPersonLike).filter(isWriter)
  // A second name may stand behind the first one's job.
  const all = splitWesternNames(line).filter(isWriter)
  const goesOn = names.every((name, at) => name === all[at]) && all.every(isPersonLike)
  return goesOn && all.length > names.length ? all : names
}

/** A name with a job or a place behind its comma, in a line of its own under the title: Ann Sample, Fabledale correspondent. */
export function nameLineCredits(lines: CreditLine[]): Credit[] {
  return lines.flatMap(({ text, line, region }) => {
    if ((region !== 'head' && region !== 'lead') || text.length > 80) return []
    if (!/,\s/.test(text) || /[.!?:;]$/.test(text)) return []
    const [name, ...rest] = text.split(/,\s+/)
    const behind = rest.join(', ')
    const isTold = JOB.test(behind) || PLACE_ONLY.test(behind) || PAPER.test(behind)
    if (!isPersonLike(name!) || !isTold) return []
    return [{ names: [name!], from: 'a name under the title', score: 3.8, line: line.index }]
  })
}
const PLACE_ONLY = /^(?:in|at|aus|à|en)\s\p{Lu}[\p{L}'’ -]{1,30}$/u

const HAN_OR_KANA = /[\u3040-\u30ff\u3400-\u9fff]/
/** A name that shares a line with the date, under the title: `Jane Doe | 05.04.2025`. */
export function besideDateCredits(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  return lines.flatMap(({ text, line, region }) => {
    if (region !== 'head' || text.length > 120) return []
    const left = dated(text)
    const name =
      left
        .replace(BY, '')
        .split(/\s*[|•·\u3000–]\s*|\s-\s/)
        // Behind the date only a name in Latin letters is sure to be one.
        .find((part, at) => (at === 0 ? part.trim() !== '' : /\p{Script=Latin}/u.test(part)))
        ?.trim() ?? ''
    // Japanese and Korean names have readers of their own.
    if (
      left === text ||
      HAN_OR_KANA.test(name) ||
      !isPersonLike(name) ||
      name.split(' ').length > 3
    )
      return []
    return [{ names: [name], from: 'beside the date', score: 4, line: line.index }]
  })
}
