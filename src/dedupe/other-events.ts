import { countShared } from './hash-sets.ts'
import type { PreparedText } from './prepare-text.ts'

/** True of two reports in like words that are of two events all the same: pieces of one column, counts of two days, two laws, two episodes, two meetings, two countries. */
export function tellOtherEvents(a: PreparedText, b: PreparedText): boolean {
  return (
    areOfOneColumn(a, b) ||
    quoteOthers(a, b) ||
    isNextEpisode(a, b) ||
    areCountsOfOtherDays(a, b) ||
    areOfOtherMeetings(a, b) ||
    areOfOtherCountries(a, b)
  )
}

/** How many days two articles came apart. */
export const daysBetween = (a: PreparedText, b: PreparedText) =>
  Math.abs(a.article.fingerprint.day - b.article.fingerprint.day)

const COUNT_LEAD = 120
/** What is counted on from day to day: another count is the next of a series. */
const counted =
  /累计|累積|截至|再创新高|破[\d百千万亿]|票房|同比|环比|較上|较上|cumulative|to date|so far this|year[- ]on[- ]year|compared with/iu

function areCountsOfOtherDays(a: PreparedText, b: PreparedText): boolean {
  const isCount = ({ article }: PreparedText) =>
    counted.test(`${article.title}\n${article.text.slice(0, COUNT_LEAD)}`)
  const [mine, theirs] = [a.title.numbers, b.title.numbers]
  if (daysBetween(a, b) === 0 || mine.length === 0 || theirs.length === 0) return false
  const isOtherCount = countShared(mine, theirs) < Math.min(mine.length, theirs.length)
  return isOtherCount && isCount(a) && isCount(b)
}

const columnHead = /^\s*(?:【([^】]{2,40})】|\[([^\]]{2,40})\])/u
const columnOf = ({ article }: PreparedText) => {
  const [, han, latin] = columnHead.exec(article.title) ?? []
  return han ?? latin
}

/** Pieces of one column tell of different things under one head. */
function areOfOneColumn(a: PreparedText, b: PreparedText): boolean {
  const column = columnOf(a)
  return column !== undefined && column === columnOf(b)
}

/** The laws, reports and films that a title quotes. */
export const quotedIn = ({ article }: PreparedText) =>
  [...article.title.matchAll(/《([^》]{2,40})》/gu)].map(([, name]) => name!)

/** Each title is about a law, a book or a film that the other text does not name. */
function quoteOthers(a: PreparedText, b: PreparedText): boolean {
  const [mine, theirs] = [quotedIn(a), quotedIn(b)]
  const names = ({ article }: PreparedText, name: string) =>
    article.title.includes(name) || article.text.includes(name)
  return (
    mine.length > 0 &&
    theirs.length > 0 &&
    !mine.some(name => names(b, name)) &&
    !theirs.some(name => names(a, name))
  )
}

const broadcast = /播出|开播|播映|首播|重播|\bairs? (?:tonight|today)/u

/** One title is the other's with the number of an episode, or both tell of what is broadcast day by day. */
function isNextEpisode(a: PreparedText, b: PreparedText): boolean {
  if (daysBetween(a, b) > 0 && [a, b].every(({ article }) => broadcast.test(article.title)))
    return true
  if (a.title.ordinals.length === b.title.ordinals.length) return false
  const shorter = Math.min(a.title.grams.length, b.title.grams.length)
  return countShared(a.title.grams, b.title.grams) >= shorter * ONE_TITLE
}
const ONE_TITLE = 0.9

const areApart = (one: Set<string>, other: Set<string>) => [...one].every(name => !other.has(name))

/** Each title names countries, and neither report a country of the other's: talks with two guests, the same count of two countries. */
function areOfOtherCountries(a: PreparedText, b: PreparedText): boolean {
  const [mine, theirs] = [a.countries.inTitle, b.countries.inTitle]
  return (
    mine.size > 0 &&
    theirs.size > 0 &&
    areApart(mine, b.countries.told) &&
    areApart(theirs, a.countries.told)
  )
}

const meeting = /常务会议|党组会议|党委会议|全体会议|委员长会议|主席会议|主席团|理论学习中心组/gu

/** Two meetings of one body: its executive and its party group. */
function areOfOtherMeetings(a: PreparedText, b: PreparedText): boolean {
  const [mine, theirs] = [a, b].map(
    ({ article }) => new Set([...article.title.matchAll(meeting)].map(([kind]) => kind)),
  ) as [Set<string>, Set<string>]
  return mine.size > 0 && theirs.size > 0 && areApart(mine, theirs)
}
