import { isChineseName, splitChineseNames } from '../../text/chinese-names.ts'
import { isGivenName } from '../../text/given-names.ts'
import { endsLikePaper, isHouseName } from '../../text/house-names.ts'
import { type BylineEvidence, type Credit, creditFrom } from './byline-evidence.ts'
import type { CreditLine } from './credit-lines.ts'
import { ADDRESS, BY, isPersonLike, JOB, WITH_AGENCY } from './western-names.ts'

/** 王样本 2026-11-20 08:10, 例日报 王样本, By 王样本: names beside a date, a house or By, and nothing else in the line. */
export function chineseNameLines(
  lines: CreditLine[],
  dated: (text: string) => string,
  account: string | null,
): Credit[] {
  return lines.flatMap(({ line, text, bordered, region }) => {
    if (region !== 'head' || text.length > 60 || /[:：。！？]/.test(dated(text))) return []
    const apart = account ? bordered.replace(account, `\u2028${account}\u2028`) : bordered
    const undated = dated(apart)
    const isTold = undated !== apart || /^by\b/i.test(text)
    const words = undated
      .replace(/^\s?by[.\s]+/i, '')
      .split(/[\s\u2028\u3000|｜丨·•、,，/／]+/)
      .filter(word => word !== '')
    const houses = words.filter(word => word === account || isHouseName(word))
    const names = words.filter(word => isChineseName(word) && word.length >= 3 && word !== account)
    if (names.length === 0 || names.length > 3 || (!isTold && houses.length === 0)) return []
    const others = words.length - names.length - houses.length
    if (others > 0 && line.linkLength === 0) return []
    return [creditFrom('besideDate', names, line.index)]
  })
}

/** Words of an element that is named for its writer, where spaces or commas part several: 王样本 李例. */
export const namesApartInHan = (name: string): string[] => {
  const parts = /[\s、，,]/.test(name) ? splitChineseNames(name) : []
  return parts.join('').length === name.replace(/[\s、，,]/g, '').length ? parts : [name]
}

const NAME_WORD = "\\p{Lu}[\\p{L}'’.-]*"
/** Two to four words of a name, of which small ones may stand inside: Jane de la Sample. */
const NAME = `(${NAME_WORD}(?:\\s(?:${NAME_WORD}|de|la|van|der|den|von|di|da|del|bin|al)){1,4})`
const WHOLE_NAME = new RegExp(`^(?:(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms)\\.?\\s)?${NAME}$`, 'u')
/** What stands between two names of a line. */
const AND = /\s+(?:and|und|et|y|e|och|og|en|&)\s+/u
const BEHIND_DATE =
  /^(?:posted|published|written|veröffentlicht|publié|publicado)?\s?(?:on|am|le|el)?\s?\u3000\s?(?:by|von|par|por)\s/iu
const SIGNED = new RegExp(`^[—–-]{1,2}\\s?(?:[Bb]y\\s)?${NAME}$`, 'u')
const JOB_LINE =
  /^(?:(?:senior|chief|staff|special|political|energy|climate|environment|business|science|economics?|europe|asia|us|uk|china)\s){0,3}(?:correspondent|reporter|writer|editor|journalist|columnist|contributor|analyst|producer|fellow|professor)s?\b/i

/** Ann Sample is a gardener in Northport: a note on whoever signs. */
const isTold = (name: string, lines: CreditLine[]): boolean =>
  lines.some(
    ({ text }) =>
      text.startsWith(`${name} `) &&
      /^\s(?:is|was|writes|lives|works|teaches|has)\s/.test(text.slice(name.length)),
  )

/** Names that stand alone near the title: between it and the date, above a job, behind a dash at the end. */
export function westernNameLines(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  const isDated = (line: CreditLine | undefined) =>
    line !== undefined && line.text.length < 80 && dated(line.text) !== line.text
  return lines.flatMap((credit, at) => {
    const { line, region } = credit
    // Inés MuestraPuerto Serán: elements that stand side by side without a space.
    const isGlued = region === 'head' && /\p{Ll}\p{Lu}/u.test(credit.text)
    const text = isGlued ? firstPart(credit.bordered) : credit.text
    const found = (name: string, row: BylineEvidence): Credit[] =>
      isPersonLike(name) ? [creditFrom(row, [name], line.index)] : []
    if (text.length > 90) return []
    const undated = dated(text)
    const posted = BEHIND_DATE.test(undated)
      ? WHOLE_NAME.exec(undated.replace(BEHIND_DATE, '').trim())?.[1]
      : undefined
    if (posted && region !== 'above') return found(posted, 'posted')
    if (region === 'foot' || region === 'below' || (region === 'lead' && SIGNED.test(text))) {
      const signed = SIGNED.exec(text)?.[1]
      const isKnown = signed && (isGivenName(signed.split(' ')[0]!) || isTold(signed, lines))
      return isKnown ? found(signed, 'signature') : []
    }
    if (region !== 'head') return []
    const names = text
      .replace(AT_PLACE, '')
      .replace(ADDRESS, '')
      .replace(WITH_AGENCY, '')
      .split(AND)
      .map(part => WHOLE_NAME.exec(part)?.[1])
    const [name] = names
    if (!name || names.length > 3 || !names.every(each => each && isPersonLike(each))) return []
    const isBesideJob = JOB_LINE.test(lines[at + 1]?.text ?? '')
    const isBesideDate = isDated(lines[at + 1]) || isDated(lines[at - 1])
    const isGiven = isGivenName(name.split(' ')[0]!)
    return isBesideJob || (isBesideDate && isGiven)
      ? [creditFrom('nameAndPlace', names as string[], line.index)]
      : []
  })
}

/** Ann Sample and Tom Probe in Northport. */
const AT_PLACE = /(?<=\p{Ll})\s(?:in|from|at|aus|à|en|da|desde)\s\p{Lu}[\p{L}'’ -]{1,30}$/u

/** What stands before the first border of a line. */
const firstPart = (bordered: string): string =>
  bordered
    .split('\u2028')
    .find(part => part.trim() !== '')
    ?.trim() ?? ''

/** A name with a job or a place behind its comma, in a line of its own under the title: Ann Sample, Fabledale correspondent. */
export function nameLineCredits(lines: CreditLine[]): Credit[] {
  return lines.flatMap(({ text, line, region }) => {
    if ((region !== 'head' && region !== 'lead') || text.length > 80) return []
    if (!/,\s/.test(text) || /[.!?:;]$/.test(text)) return []
    const [name, ...rest] = text.split(/,\s+/)
    const behind = rest.join(', ')
    const isTold = JOB.test(behind) || PLACE_ONLY.test(behind) || endsLikePaper(behind)
    if (!isPersonLike(name!) || !isTold) return []
    return [creditFrom('nameAndPlace', [name!], line.index, { more: -0.1 })]
  })
}
const PLACE_ONLY = /^(?:in|at|aus|à|en)\s\p{Lu}[\p{L}'’ -]{1,30}$/u

/** Energy Reporter, Ann Sample (AS): a name in an element beside that of its job. */
function besideJob(bordered: string): string | null {
  const parts = bordered
    .split(/[\u2028\u3000]/)
    .map(part => part.replace(/\s?\(\p{Lu}{1,4}\)$/u, '').trim())
    .filter(part => part !== '')
  if (parts.length !== 2 || parts.filter(part => JOB.test(part)).length !== 1) return null
  return parts.find(part => !JOB.test(part) && isPersonLike(part)) ?? null
}
/** Jana Muster (dpa), Jeanne Exemple (avec AFP): whom else the text is from. */
const AGENCY = /\s*\((?:(?:mit|with|avec|con|com|met|and|und|et|y)\s)?\p{L}{2,12}\)/gu
const HAN_OR_KANA = /[\u3040-\u30ff\u3400-\u9fff]/
/** A name that shares a line with the date, under the title: `Jane Doe | 05.04.2025`. */
export function besideDateCredits(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  return lines.flatMap(({ text, bordered, line, region }) => {
    if (region !== 'head' || text.length > 120) return []
    const left = dated(text)
    const beside = besideJob(dated(bordered))
    if (beside && dated(bordered) !== bordered)
      return [creditFrom('besideDate', [beside], line.index, { more: -0.4 })]
    const name =
      left
        .replace(BY, '')
        .replace(AGENCY, '')
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
    return [creditFrom('besideDate', [name], line.index, { more: -0.4 })]
  })
}
