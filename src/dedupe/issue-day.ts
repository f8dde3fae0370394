import type { MergeFigures } from '../model/story.ts'
import { foldText } from '../text/fold-unit.ts'
import { datesAgree } from './compare-titles.ts'
import type { PreparedText } from './prepare-text.ts'
import { readDates, type TitleDate } from './title-dates.ts'

/** A bulletin says what it says at its beginning, and is short. */
const BEGINNING = 300
const LONGEST_BULLETIN = 500

const today =
  /今[日天晨晚]|当[日天]|本日|昨[日天]|前日|同日|截至|本交易日|现在|오늘|이날|당일|전날|전일|까지|기준|\b(?:today|yesterday|on the day|session|as of|overnight)\b/u
const market =
  /(?:无|未|没有|零|暂无|尚无)(?:任何)?(?:成交|交易)|成交(?:量|额|价|均价|金额|数量|总)|(?:收盘|开盘|结算|最高|最低|加权|平均)价|均价|挂牌|行情|报价|终值|始值|出来高|约定|取引(?:は|が)?(?:なかっ|ありません|不?成立)|거래(?:가|는|도)?\s?(?:없|이뤄지지|성사)|종가|시가|시황|거래(?:량|대금)|\b(?:no (?:trades?|trading|transactions?|deals?)|clos(?:ed|ing)|settled|settlement|traded|turnover|trading volume)\b/u

/** True of what comes every day in the same words: prices, a market's close. */
function isBulletin(text: PreparedText): boolean {
  if (text.own.tokens.length > LONGEST_BULLETIN) return false
  if (text.title.periodic) return true
  const beginning = beginningOf(text)
  return (today.test(beginning) || openingDays(text).length > 0) && market.test(beginning)
}

const beginningOf = ({ article }: PreparedText) => foldText(article.text.slice(0, BEGINNING))

/** Lines that a site prints above and below a text, with the day on which it was put there. */
const stampLine =
  /^.{0,12}(?:发布|更新|发表|发稿|时间|日期|来源|编辑|published|updated|posted).{0,60}$|^[\d\s年月日:./-]{6,24}$/gmu
const dispatch = /\d{1,2}(?:月\d{1,2})?日(?=.{0,2}[电讯])/gu

/** The days that a text names, but for those of the site and of the wire that brought it. */
function daysToldBy(text: string): TitleDate[] {
  const told = foldText(text).replace(stampLine, '').replace(dispatch, '')
  // 前一日 and 18日 alone may be any day.
  return readDates(told).filter(({ month, day }) => month !== null && day !== null)
}

/** Tuesday 14 July 2026. The contract settled …: a note that begins with its day. */
const openingDays = ({ article }: PreparedText) => daysToldBy(article.text.slice(0, OPENING))

const daysOfTitle = ({ title }: PreparedText) => title.dates.filter(({ day }) => day !== null)

/** The days that a text says it is of: its title's, else the one that it opens with, else those at its beginning. */
function daysOf(text: PreparedText): TitleDate[] {
  const inTitle = daysOfTitle(text)
  if (inTitle.length) return inTitle
  const opening = openingDays(text)
  return opening.length ? opening : daysToldBy(text.article.text.slice(0, BEGINNING))
}

/** Where else a day of another may stand. */
const allDays = ({ article, title }: PreparedText) => [
  ...title.dates,
  ...daysToldBy(article.text.slice(0, LONGEST_READ)),
]
const LONGEST_READ = 3000

/** True when both name days, and neither names one of those that the other says it is of. */
function areOfOtherDays(a: PreparedText, b: PreparedText, mine: TitleDate[], theirs: TitleDate[]) {
  if (mine.length === 0 || theirs.length === 0) return false
  const names = (all: TitleDate[], days: TitleDate[]) =>
    days.some(day => all.some(other => datesAgree(day, other)))
  return !names(allDays(b), mine) && !names(allDays(a), theirs)
}

function dayPublished({ article }: PreparedText): TitleDate {
  const date = new Date(article.fingerprint.day * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** With so many figures in the same place and none of them moved, two texts tell of one day's trade. */
const TELLING_FIGURES = 4
const quiet =
  /(?:无|未|没有|零|暂无|尚无)(?:任何)?(?:成交|交易)|成交量?(?:为|是)?0|持平|不变|取引(?:は|が)?(?:なかっ|ありません)|横ばい|变わらず|거래(?:가|는|도)?\s?(?:없|이뤄지지)|보합|변동(?:이|은)?\s?없|\bno (?:trades?|trading|transactions?|deals?)\b|\bunchanged\b|\bflat\b/u

/** A quiet day is told in a few sentences. */
const LONGEST_QUIET = 100

/** True when two texts tell more of a day than that nothing happened: no other day has the same to tell. */
function tellsTrade(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  if (figures.numberClash > 0 || quiet.test(foldText(a.article.text))) return false
  const length = Math.min(a.own.tokens.length, b.own.tokens.length)
  return figures.numberSlots >= TELLING_FIGURES || length > LONGEST_QUIET
}

/** Within so many signs a text says of which day it tells. */
const OPENING = 40
const openingDay = (text: PreparedText) =>
  /(?<![月\d./-])(\d{1,2})[日号號](?![电電讯訊])/u.exec(beginningOf(text).slice(0, OPENING))?.[1]

/** True when both begin with one day of the month: copies come within two weeks. */
function tellOneDay(a: PreparedText, b: PreparedText): boolean {
  const day = openingDay(a)
  return day !== undefined && day === openingDay(b)
}

/** True when two bulletins are of different days, however alike they are. A quiet day repeats the day before word for word. */
export function isBulletinOfOtherDay(
  a: PreparedText,
  b: PreparedText,
  figures: MergeFigures,
): boolean {
  if (!isBulletin(a) || !isBulletin(b)) return false
  const mine = daysOf(a)
  const theirs = daysOf(b)
  if (mine.length && theirs.length) return areOfOtherDays(a, b, mine, theirs)
  if (figures.daysApart === 0 || tellOneDay(a, b)) return false
  if (tellsTrade(a, b, figures)) return false
  const theirDays = theirs.length ? theirs : [dayPublished(b)]
  return !(mine.length ? mine : [dayPublished(a)]).some(day =>
    theirDays.some(other => datesAgree(day, other)),
  )
}

/** Less than this in common, and days told in the text are no sign of a template. */
const TEMPLATE = 0.6

/** True when two texts of one template, told on different days, name different days at their beginning. */
export function tellOtherDays(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  if (figures.daysApart === 0 || figures.containment < TEMPLATE) return false
  if (figures.numberClash === 0) return false
  const beginningDays = ({ article }: PreparedText) => daysToldBy(article.text.slice(0, BEGINNING))
  return areOfOtherDays(a, b, beginningDays(a), beginningDays(b))
}
