import { foldText } from '../text/fold-unit.ts'
import { foldWords } from '../text/fold-words.ts'
import { readFigureAt } from '../text/read-figure.ts'
import { kindOfPlace, noPlace, placeKinds } from './place-kinds.ts'
import type { PreparedText } from './prepare-text.ts'
import { wordDiff } from './word-diff.ts'

/** A form is told by its beginning; what is longer is only more of it. */
const LONGEST = 1500
/** Longer than this no slot is: the sentence was written anew. */
const SLOT_HAN = 12
const SLOT_LATIN = 40
/** A name that was put into a form again and again is what the text is about. */
const AGAIN = 2

type Slot = { mine: string; theirs: string; before: string; behind: string }
/** `hasMore` where one text tells something in a place where the other tells nothing. */
type Form = { slots: Slot[]; hasMore: boolean }

/**
 * True when two texts are one form filled in twice: where one names a place and its figures, the other names another place and other
 * figures. A copy that was put right has other figures and the same names; one that was spelled otherwise has other names and the
 * same figures.
 */
export function areOneFormFilledTwice(a: PreparedText, b: PreparedText): boolean {
  const [mine, theirs] = [spellingOf(a), spellingOf(b)]
  // Most copies tell the same figures, and words are dear to compare.
  if (!tellsAnotherFigure(mine, theirs) || !tellsAnotherFigure(theirs, mine)) return false
  const form = readForm(withoutDateline(mine), withoutDateline(theirs))
  const figures = form.slots.filter(isFigureSlot)
  const isOther = (name: string, text: string) => !foldText(text).includes(foldText(name).trim())
  const names = form.slots.filter(
    slot =>
      isNameSlot(slot, a.latin, form.slots) &&
      isOther(slot.mine, theirs) &&
      isOther(slot.theirs, mine),
  )
  const told = new Set(names.map(({ mine }) => mine)).size
  if (told === 0 || figures.length === 0) return false
  if (told > 1 && figures.length > 1) return true
  // News that goes on has other figures and reaches another place, but it begins with where it is, and in words of its own.
  const isOnlyFilled = !form.hasMore && figures.length + names.length === form.slots.length
  return told + figures.length > 2 && (isOnlyFilled || !tellsName(names[0]!.before, a.latin))
}

const numberWord =
  '(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen)'
const figureWords = new RegExp(
  `\\d[\\d.,]*|[〇零一二两兩三四五六七八九十百千万萬亿億]+|\\b${numberWord}\\b`,
  'giu',
)

function tellsAnotherFigure(text: string, other: string): boolean {
  const known = new Set(other.match(figureWords))
  return (text.match(figureWords) ?? []).some(figure => !known.has(figure))
}

const latinName = /(?<=[a-z,;:] )\p{Lu}\p{Ll}{2,}|^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u
const hanName = new RegExp(`\\p{Script=Han}{1,2}(?:${placeKinds})`, 'gu')

function tellsName(text: string, latin: boolean): boolean {
  if (latin) return latinName.test(text)
  return [...text.matchAll(hanName)].some(([name]) => isNameOfPlace(name))
}

function spellingOf({ article, whole, latin }: PreparedText): string {
  const text = article.text.slice(0, LONGEST)
  if (latin) return text.normalize('NFKC')
  return whole.traditional ? foldWords(foldText(text)) : foldText(text)
}

/** Who brought the report, where and when it was written: 新华社云岭5月6日电, OAKMERE, May 6 (Wire) —. */
const dateline =
  /^\s*(?:[^。\n]{0,40}?(?:[电讯](?=[\s（(])|[日号][电讯])|[A-Z][^.\n]{0,60}? [-–—]+ )/u
const withoutDateline = (text: string) => text.replace(dateline, '')

/** What stands in one place of both, between words that are the same. A space or a hyphen between two words parts no slots. */
function readForm(a: string, b: string): Form {
  const form: Form = { slots: [], hasMore: false }
  let open: Slot | null = null
  let before = ''
  const close = (behind: string) => {
    if (!open) return
    if (open.mine.trim() !== '' && open.theirs.trim() !== '') form.slots.push({ ...open, behind })
    else if (`${open.mine}${open.theirs}`.trim() !== '') form.hasMore = true
    open = null
  }
  for (const { kind, text } of wordDiff(a, b)) {
    if (kind === 'same' && !(open && /^[ -]$/.test(text))) close(text)
    else {
      open ??= { mine: '', theirs: '', before, behind: '' }
      if (kind !== 'added') open.mine += text
      if (kind !== 'removed') open.theirs += text
    }
    if (kind !== 'added') before += text
  }
  close('')
  return form
}

const englishNumber = new RegExp(`^(?:(?:${numberWord}|and)(?:[ -]|$))+$`, 'iu')
/** A day tells when it was, not what. */
const dayBehind =
  /^ ?(?:[年月日号时]|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)/iu

function isFigure(slot: string): boolean {
  const text = slot.trim()
  if (englishNumber.test(text)) return true
  const figure = readFigureAt(text, 0)
  return figure !== null && figure.end >= text.length - 1
}

const isFigureSlot = ({ mine, theirs, behind }: Slot) =>
  isFigure(mine) && isFigure(theirs) && !dayBehind.test(behind)

function isNameSlot(slot: Slot, latin: boolean, slots: Slot[]): boolean {
  const longest = latin ? SLOT_LATIN : SLOT_HAN
  const [mine, theirs] = [slot.mine.trim(), slot.theirs.trim()]
  if (mine.length > longest || theirs.length > longest) return false
  if (mine.includes(theirs) || theirs.includes(mine)) return false
  if (latin) return isLatinName(mine) && isLatinName(theirs)
  if (!isHanWord.test(mine) || !isHanWord.test(theirs)) return false
  if (isFigure(mine) || isFigure(theirs)) return false
  if (isPlace(mine, slot.behind) && isPlace(theirs, slot.behind)) return true
  return slots.filter(it => it.mine === slot.mine && it.theirs === slot.theirs).length >= AGAIN
}

const isHanWord = /^\p{Script=Han}{2,}$/u

/** Words that all begin with a capital. */
const isLatinName = (slot: string) =>
  /^\p{Lu}\p{Ll}+(?:[ -](?:(?:of|on|the|upon|and|de|la) )*\p{Lu}\p{Ll}+)*$/u.test(slot)

/** 青石 before 县, and 青石县. */
const isPlace = (slot: string, behind: string) =>
  isNameOfPlace(kindOfPlace.test(slot) ? slot : slot + (kindAtStart(behind) ?? ''))

const isNameOfPlace = (name: string) =>
  kindOfPlace.test(name) && !noPlace.test(name.slice(-3)) && !noPlace.test(name.slice(-2))

const kindAtStart = (behind: string) => wholeKind.exec(behind)?.[0]
const wholeKind = new RegExp(`^(?:有限责任|有限)?(?:${placeKinds})`, 'u')
