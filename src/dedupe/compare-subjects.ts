import type { MergeFigures } from '../model/story.ts'
import { foldText } from '../text/fold-unit.ts'
import { foldWords } from '../text/fold-words.ts'
import { areOneFormFilledTwice } from './filled-form.ts'
import { noPlace, placeKinds } from './place-kinds.ts'
import type { PreparedText } from './prepare-text.ts'

/** Where a text says whom it is about. */
const BEGINNING = 240

/** A place or a body by its last characters, with the two before them; where a longer name begins cannot be told. */
const hanName = new RegExp(`(?<=(\\p{Script=Han}{2}))(${placeKinds})`, 'gu')
const latinName = /(?<=[a-z,;:] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*/g

type Names = Map<string, string>

/** The names at the beginning of a text, each with the kind of thing that it names. */
function namesOf({ article, whole }: PreparedText): Names {
  const names: Names = new Map()
  const told = `${article.title}\n${article.text}`.slice(0, BEGINNING)
  const folded = whole.traditional ? foldWords(foldText(told)) : foldText(told)
  for (const [kind, before] of folded.matchAll(hanName)) {
    if (!noPlace.test(`${before!.slice(1)}${kind}`)) names.set(`${before}${kind}`, kind)
  }
  return names
}

const textOf = ({ article, whole }: PreparedText) => {
  const folded = foldText(`${article.title}\n${article.text}`)
  return whole.traditional ? foldWords(folded) : folded
}

/** What a text is about it names again; a word that was put in another's place stands there once. */
const TOLD_TWICE = 2

/** The kinds of names that one text tells at its beginning and the other tells nowhere. */
function foreignKinds(text: PreparedText, other: PreparedText): Set<string> {
  const theirs = textOf(other)
  const own = textOf(text)
  const isForeign = (name: string) => !theirs.includes(name) && own.split(name).length > TOLD_TWICE
  return new Set([...namesOf(text)].filter(([name]) => isForeign(name)).map(([, kind]) => kind))
}

/** Much of a form is left where all its slots are filled anew. */
const FORM_KEPT = 0.3

/** So much of both texts is the same that what differs is what they are about. */
const TEMPLATE = 0.6

/**
 * True when two texts of one form are about different places or bodies: approvals of three counties with equal figures. Those who
 * write a text anew leave the names of what it is about.
 */
export function subjectsClash(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  if (figures.containment < 0.5 || figures.jaccard > 0.98) return false
  if (figures.jaccard >= FORM_KEPT && a.latin === b.latin && areOneFormFilledTwice(a, b))
    return true
  if (a.latin || b.latin) return latinNamesClash(a, b, figures)
  if (isForm(a, b, figures) && fillsOtherNames(a, b)) return true
  const mine = foreignKinds(a, b)
  if (mine.size === 0) return false
  const theirs = foreignKinds(b, a)
  return [...mine].some(kind => theirs.has(kind))
}

/** One title, and next to nothing differs; in a caption a name is more of it. */
function isForm(a: PreparedText, b: PreparedText, { titleEqual, jaccard }: MergeFigures): boolean {
  const length = Math.min(a.own.tokens.length, b.own.tokens.length)
  return titleEqual && jaccard >= (length < CAPTION ? TEMPLATE : FORM)
}
const CAPTION = 100
const FORM = 0.88

/** What follows a name in its sentence: so many characters the same, and it stands in the same place of the same form. */
const FOLLOWING = 6

/** True when one form names other places in one place: 拟对青石县光伏发电项目作出批复, 拟对白水县光伏发电项目作出批复. */
function fillsOtherNames(a: PreparedText, b: PreparedText): boolean {
  const [mine, theirs] = [textOf(a), textOf(b)]
  const places = (text: PreparedText, own: string, other: string) =>
    [...namesOf(text)].flatMap(([name, kind]) => {
      if (other.includes(name)) return []
      const end = own.indexOf(name) + name.length
      return [`${kind}${own.slice(end, end + FOLLOWING)}`]
    })
  const taken = new Set(places(b, theirs, mine))
  return places(a, mine, theirs).some(place => taken.has(place))
}

/** Words with capitals inside a sentence, of the beginning. */
const latinNamesOf = ({ article }: PreparedText) =>
  new Set(article.text.slice(0, 2 * BEGINNING).match(latinName) ?? [])

function latinNamesClash(a: PreparedText, b: PreparedText, { jaccard }: MergeFigures): boolean {
  if (jaccard < TEMPLATE || a.whole.tokens.length !== b.whole.tokens.length) return false
  const foreign = (text: PreparedText, other: PreparedText) =>
    [...latinNamesOf(text)].some(name => !other.article.text.includes(name))
  return foreign(a, b) && foreign(b, a)
}
