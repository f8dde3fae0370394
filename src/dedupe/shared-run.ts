import { foldText } from '../text/fold-unit.ts'
import { readToldKeys } from './event-keys.ts'

/** What is longer is no title, and the work stays bounded. */
const LONGEST = 120
/** Characters of Chinese, or letters, that are a name rather than a turn of speech. */
const NAME_HAN = 9
const NAME_LATIN = 28
/** What many titles of these weeks say names nothing. Against congresses, column heads and polite phrases. */
const RARE = 4.5
/** Two titles of which so much is one form tell of two things. */
const ONE_FORM = 0.75
const MOST_OF_TITLE = 0.6

const columns = /【[^】]*】|\[[^\]]*\]/gu
const fold = (title: string) => foldText(title.replace(columns, ' ')).trim().slice(0, LONGEST)
const isJoined = /[\p{L}\p{N} -]/u
const han = /\p{Script=Han}/gu

/** The longest run of letters, digits and spaces that two titles have in common, of whole words. */
function longestRun(a: string, b: string): string {
  let best = ''
  let row = new Uint8Array(b.length + 1)
  for (let at = 0; at < a.length; at++) {
    const next = new Uint8Array(b.length + 1)
    for (let there = 0; there < b.length; there++) {
      if (a[at] !== b[there] || !isJoined.test(a[at]!)) continue
      const length = row[there]! + 1
      next[there + 1] = length
      if (length > best.length) best = a.slice(at + 1 - length, at + 1)
    }
    row = next
  }
  return best.trim()
}

/** True when two titles name the same thing at length, and few others do: a summit, a law, a mine that fell in. */
export function shareLongName(a: string, b: string, weigh: (key: number) => number): boolean {
  const [mine, theirs] = [fold(a), fold(b)]
  const run = longestRun(mine, theirs)
  if (isForm(run, mine, theirs)) return false
  const characters = run.match(han)?.length ?? 0
  if (characters < NAME_HAN && !(characters === 0 && run.length >= NAME_LATIN)) return false
  const keys = readToldKeys(run)
  const sum = keys.reduce((total, key) => total + weigh(key), 0)
  return keys.length > 0 && sum / keys.length >= RARE
}

/** True when the run is most of a title, and both say before it of whom: 甲行发行首单债券, 乙行发行首单债券. */
function isForm(run: string, a: string, b: string): boolean {
  const share = run.length / Math.min(a.length, b.length)
  return share >= MOST_OF_TITLE && a.indexOf(run) > 0 && b.indexOf(run) > 0
}

/** True when two titles are one form that names another thing in one place: 火炬在甲市传递, 火炬在乙市传递. */
export function areOfOneForm(a: string, b: string): boolean {
  const [mine, theirs] = [fold(a), fold(b)]
  const shorter = Math.min(mine.length, theirs.length)
  let before = 0
  while (before < shorter && mine[before] === theirs[before]) before++
  let behind = 0
  while (behind < shorter - before && mine.at(-1 - behind) === theirs.at(-1 - behind)) behind++
  const slot = shorter - before - behind
  return slot > 0 && before + behind >= shorter * ONE_FORM
}

const figure = /\d+(?:[.,]\d+)*/gu

/** True when two titles are one form that is filled in with another name and other figures: the same report on two provinces. */
export function areFilledIn(a: string, b: string): boolean {
  const [mine, theirs] = [fold(a), fold(b)]
  const told = (title: string) => title.match(figure)?.join(' ') ?? ''
  if (!told(mine) || !told(theirs) || told(mine) === told(theirs)) return false
  return areOfOneForm(mine.replace(figure, '0'), theirs.replace(figure, '0'))
}
