import { isGivenName } from '../../text/given-names.ts'
import { endsLikePaper } from '../../text/house-names.ts'
import type { PageElement } from '../build-tree.ts'
import { closest } from '../document.ts'
import { type Credit, creditFrom } from './byline-evidence.ts'
import type { CreditLine } from './credit-lines.ts'
import {
  ADDRESS,
  isPersonLike,
  LEAD_IN,
  splitWesternNames,
  WITH_AGENCY,
  withoutJob,
} from './western-names.ts'

const BY_LINE =
  /^(?:by|von|par|por|di|door|av|af)\s*[:：]?\s+(\p{Lu}[\p{L}'’.-]+(?:\s+(?:(?:[dl]['’])?\p{Lu}[\p{L}'’.-]*|de|van|von|der|den|di|da|la|le|del|bin|al|y|and|und|et|och|og|&),?){1,9})(?=$|\s*[|,;(•·–-]|\s+(?:\d|on\b|in\b|für\b|at\b|à\b|en\b|aus\b|bei\b|from\b|pour\b|para\b|per\b|desde\b|depuis\b|voor\b|[Ff]or\b|[Ee]dited|[Pp]hoto|[Uu]pdated|[Pp]ublished|[Pp]osted))/u

const BY_WORD = new RegExp(`^(?:${LEAD_IN}|by|von|par|por|di|door|av|af)(?=\\s|:)`, 'i')
/** Von unserer Redakteurin Jana Beispiel, By our correspondent Jane Doe. */
const OF_OURS =
  /^(?:by|from|von|vom|par|por|di|door|van|av|af|fra|från|de|do|da|dal|dalla|dai|dalle)\s+(?:unser\p{L}*|our|notre|nos|nuestr[oa]s?|noss[oa]s?|nostr[oaie]|onze|vår|vores)\s+(?:\p{Ll}[\p{L}-]*\s+){0,2}?[\p{L}-]*(?:korrespondent|reporter|redakteur|redaktor|autor|mitarbeiter|volontär|correspondent|editor|writer|correspondant|envoyée?s? spéciale?s?|journaliste|corresponsal|redactor|enviad[oa]s? especia(?:l|is|les)|correspondente|inviat[oaie]|corrispondent[ei]|giornalist[aie]|redacteur|verslaggever)\p{L}*\s+/iu
/** The last word of what introduces a name. */
const lastWord = (words: string) => {
  const last = words.slice(words.lastIndexOf(' ') + 1).toLowerCase()
  return /^(?:by|von|par|por|di|door|av|af)$/.test(last) ? last : 'by'
}

const AUTHOR_LABEL =
  /^(?:(?:Guest|Contributing|Staff|Lead|Main|Principal) (?:author|writer|contributor|columnist|reporter|blogger)|Contributors?|Columnists?|Bloggers?|Journalists?|Correspondents?|Autorin\/Autor|Autor(?:in|en|a|as|es)?|Authors?|Writers?|Auteure?s?|Autore|Autrice|Reporters?|Text|Tekst|Texto|Texte|Testo|Words|Story|Redactor(?:a)?|Redacción|Forfatter|Skribent)\s?[:：]?\s+(\p{Lu}[\p{L}'’. -]{3,40})$/u

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
  /(?<=\p{Ll})[\s,;.|/·]+(?:photos?|pictures?|images?|photography|photographs?|illustrations?|illustrated|videos?|graphics?|artwork|design|fotos?|bilder|grafik|illustrationen|photographies?|fotografías?)\s?(?:[:：]|(?:by|von|par|de|di)\s).*$/iu

/** Cheap: each of these ways to sign has a word in plain letters. */
const MAY_SAY_BY = /[a-z]{2}/i

/** Writers as a line of its own says: By Jane Doe. `dated` gives the text without its dates. */
export function byLineCredits(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  const credits: Credit[] = []
  for (const { text: said, bordered, line, region } of lines) {
    if (said.length > 140 || !MAY_SAY_BY.test(said) || isInsetOf(line, lines)) continue
    const text = said.replace(PICTURES_AND_MORE, '')
    for (const part of text.split(/\s[|•·/]\s/)) {
      const labelled = AUTHOR_LABEL.exec(part)
      if (labelled && isPersonLike(labelled[1]!))
        credits.push(creditFrom('westLabel', [labelled[1]!], line.index))
    }
    const poster =
      region === 'below' && credits.length === 0 ? POSTED_BY.exec(text)?.[1] : undefined
    if (poster && isPersonLike(poster))
      credits.push(creditFrom('posted', [poster], line.index, { more: -0.2 }))
    const reporters = region === 'above' || region === 'head' ? undefined : saidBy(text)
    const signed = reporters ? splitWesternNames(reporters).filter(isPersonLike) : []
    if (signed.length > 0) credits.push(creditFrom('reportingBy', signed, line.index))
    if (region === 'below') continue
    const apart = namesInPieces(bordered, line.linkLength >= said.length * MOSTLY)
    const names =
      apart ??
      dated(text.replace(GLUED_BY, '$1 ').replace(GLUED_AND, ' & '))
        .split(/\s*[|•·—]\s*/)
        .flatMap(part => (part.includes('By') ? part.split(BEHIND_SOURCE) : [part]))
        .flatMap(byLineNames)
    if (names.length > 0)
      credits.push(creditFrom('by', names, line.index, { more: region === 'above' ? -2 : 0 }))
  }
  return credits
}

/** What is linked but for By and the marks between. */
const MOSTLY = 0.6

/**
 * The names of a byline whose parts stand in an element each: a name behind the first one counts when it is linked too, when a mark or
 * a word joins it, or when it begins with a given name; a place or a job does not. Null where the line is no such byline.
 */
function namesInPieces(bordered: string, isLinked: boolean): string[] | null {
  const pieces = bordered.split(/\s*\u2028\s*/).filter(piece => piece !== '')
  if (pieces.length < 2) return null
  const isByAlone = BY_ALONE.test(pieces[0]!)
  const rest = pieces.slice(isByAlone ? 2 : 1)
  const names = byLineNames(isByAlone ? `${pieces[0]} ${pieces[1]}` : pieces[0]!)
  if (names.length === 0 || rest.length === 0) return null
  let isJoined = false
  for (const piece of rest) {
    const words = piece.replace(JOINING, '')
    isJoined ||= words !== piece
    if (words === '') continue
    const more =
      isJoined || isLinked || isGivenName(words.split(' ')[0]!) ? byLineNames(`by ${words}`) : []
    names.push(...more.filter(name => !names.includes(name)))
    // A job goes on with a name only behind a word that joins: , Environment correspondent, and.
    isJoined = (more.length === 0 ? JOINS_NEXT : PARTS_OR_JOINS_NEXT).test(piece)
    if (more.length === 0 && !isJoined) break
  }
  return names
}
const BY_ALONE = /^(?:by|von|par|por|di|da|door|av|af)\s?[:：]?$/i
const JOINS_NEXT = /(?:&\s?|\s(?:and|und|et|y|e|og|och|en))$/iu
const PARTS_OR_JOINS_NEXT = new RegExp(`,\\s?$|${JOINS_NEXT.source}`, 'iu')
const JOINING = /^(?:[,&+]|(?:and|und|et|y|e|og|och|en|con|with)(?=\s|$))\s?/iu

/** byAnn Sample&Tom Probe: words that only their elements part. */
const GLUED_BY = /^(by|von|par|por)(?=\p{Lu}\p{Ll})/iu
const GLUED_AND = /(?<=\p{Ll})&(?=\p{Lu}\p{Ll})/gu

/** A box that stands in the text, behind its beginning, names whoever wrote another one: Also by, Read also. */
function isInsetOf(line: CreditLine['line'], lines: CreditLine[]): boolean {
  const inset = closest(line.element as PageElement, ['aside'])
  if (inset === null) return false
  const first = lines.find(({ region, text }) => region === 'lead' && text.length > 60)
  return first !== undefined && first.line.order < inset.order
}

/** Source: The Valley Post  By Ann Sample: the writer stands behind the paper in one line. */
const BEHIND_SOURCE =
  /(?<=(?:^|\s)(?:[Ss]ource|SOURCE|[Vv]ia)\s?[:：]\s?[^:：]{2,60})\s+(?=By\s\p{Lu})/u

/** What goes on behind the names: a label of a date, who helped, the paper. */
const TRAILING =
  /\s(?:updated|published|posted|created|modified|last updated)\b.*$|,?\s(?:with )?(?:additional )?(?:reporting|contributions?|files|research) (?:by|from)\s.*$|\s(?:of|\/|-|–|@)\s?(?:the )?[\p{Lu}@].*$/iu

function byLineNames(part: string): string[] {
  const line = withoutJob(
    part
      .trim()
      .replace(TRAILING, '')
      .replace(BY_WORD, lastWord)
      .replace(OF_OURS, 'by ')
      .replace(ADDRESS, '')
      .replace(WITH_AGENCY, ''),
  )
  const found = BY_LINE.exec(line)
  if (!found) return []
  const isWriter = (name: string, at: number) => at === 0 || !endsLikePaper(name)
  const names = splitWesternNames(found[1]!).filter(isPersonLike).filter(isWriter)
  // A second name may stand behind the first one's job.
  const all = splitWesternNames(line).filter(isWriter)
  const goesOn = names.every((name, at) => name === all[at]) && all.every(isPersonLike)
  return goesOn && all.length > names.length ? all : names
}
