import { type PageDocument, resolveAddress } from '../document.ts'
import { lineOf } from './line-of.ts'

/** How addresses of pages for one day spell it. */
const dayInPath =
  /(?<![\d])((?:19|20)\d{2})([-/_.]?)(0[1-9]|1[0-2])([-/_.]?)(0[1-9]|[12]\d|3[01])(?![\d])/

type DayAddress = { day: string; shape: string }

/** The day of an index page, and its address without it: of two pages of one column only the day differs. */
function dayAddress(url: string): DayAddress | null {
  const bare = url.replace(/#.*$/s, '')
  const found = dayInPath.exec(
    bare.replace(/^[a-z]+:\/\/[^/?#]*/i, host => '/'.repeat(host.length)),
  )
  if (!found) return null
  const [whole, year, one, month, two, day] = found
  const place = bare.slice(0, found.index)
  // Its directory's name repeats the month where pages are filed so: `202611/20.htm`.
  const shape = `${place}{${one}${two}}${bare.slice(found.index + whole.length)}`
  return { day: `${year}-${month}-${day}`, shape }
}

/**
 * The index of an earlier day, on pages that list the news of one day: the latest day before this one that the page links
 * to; on a page that is of no day itself, the latest that it links to. Null elsewhere.
 */
export function findEarlierDay(page: PageDocument): string | null {
  const here = dayAddress(page.url)
  const byShape = new Map<string, Map<string, string>>()
  let links = 0
  for (const element of page.elements) {
    if (element.name !== 'a' && element.name !== 'option' && element.name !== 'area') continue
    links++
    const href = element.name === 'option' ? element.attribs.value : element.attribs.href
    const url = href && /\d{2}/.test(href) ? resolveAddress(href, page.base) : null
    const address = url && new URL(url).origin === new URL(page.url).origin ? dayAddress(url) : null
    if (!address || !isDayLabel(lineOf(element))) continue
    const days = byShape.get(address.shape) ?? new Map<string, string>()
    byShape.set(address.shape, days.set(address.day, url!))
  }
  if (here) return latest(byShape.get(here.shape), here.day)
  // Several days of one column, and nothing else that could be one: an index of days. A small calendar in a margin is none.
  const [only, second] = [...byShape.values()].sort((a, b) => b.size - a.size)
  if (!only || only.size < 2 || (second && second.size === only.size)) return null
  if (only.size * 4 < links) return null
  return latest(only, '9999')
}

function latest(days: Map<string, string> | undefined, before: string): string | null {
  const found = [...(days ?? [])]
    .filter(([day]) => day < before)
    .sort(([a], [b]) => (a < b ? 1 : -1))[0]
  return found?.[1] ?? null
}

/** A day of a calendar or a list of days is called after itself, or by where it leads. */
const isDayLabel = (label: string) =>
  label.length <= 40 &&
  !/[\p{L}]/u.test(
    label.replace(
      /[年月日号號（）()]|(?:星期|周|週)[一二三四五六日天]|[월일년]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|previous|earlier|day|上一|前一|昨|前|天|期|版|yesterday|'?s?|press|releases?|news|新[聞闻](?:公[報报]|稿)?|公[報报]|稿件|消息|前日|전날|어제|기사|뉴스|の|的/giu,
      '',
    ),
  )

/** True for an address that differs from this one in its day: the numbers of a calendar count no pages. */
export function isOtherDay(url: string, here: string): boolean {
  const address = dayAddress(url)
  return address !== null && address.shape === (dayAddress(here)?.shape ?? address.shape)
}

/** How addresses of pages for one month spell it. */
const monthInPath =
  /(?<!\d)((?:19|20)\d{2})([-/_.]?)(0[1-9]|1[0-2])(?![\d])|\byear=((?:19|20)\d{2})&(?:amp;)?month=(0?[1-9]|1[0-2])(?!\d)/

type MonthAddress = { month: string; shape: string }

function monthAddress(url: string): MonthAddress | null {
  const bare = url.replace(/#.*$/s, '')
  const path = bare.replace(/^[a-z]+:\/\/[^/?#]*/i, host => '/'.repeat(host.length))
  const found = monthInPath.exec(path)
  // What has a day is no month, and what has a word behind it is an article.
  if (!found || dayInPath.test(path)) return null
  const [whole, year = found[4], mark, month = found[5]] = found
  const rest = bare.slice(found.index + whole.length)
  if (!/^\/?(?:(?:index)?\.\w{2,5})?$|^&/.test(rest)) return null
  const shape = `${bare.slice(0, found.index)}{${mark ?? 'year'}}${rest}`
  return { month: `${year}-${month!.padStart(2, '0')}`, shape }
}

/**
 * The archive of the month before, on pages that list the news of one month; on a page of none the latest month below it: months
 * of the whole site are not those of a column. Null where fewer than two months are linked, and where the page is of the earliest.
 */
export function findEarlierMonth(page: PageDocument): string | null {
  const here = monthAddress(page.url)
  const folder = new URL('.', page.url).href
  const byShape = new Map<string, Map<string, string>>()
  for (const element of page.elements) {
    if (element.name !== 'a' && element.name !== 'option') continue
    const href = element.name === 'option' ? element.attribs.value : element.attribs.href
    const url = href && /\d{2}/.test(href) ? resolveAddress(href, page.base) : null
    const address =
      url && new URL(url).origin === new URL(page.url).origin ? monthAddress(url) : null
    if (!address || !(here || url!.startsWith(folder)) || !isMonthLabel(lineOf(element))) continue
    const months = byShape.get(address.shape) ?? new Map<string, string>()
    byShape.set(address.shape, months.set(address.month, url!))
  }
  if (here) return latest(byShape.get(here.shape), here.month)
  const [only] = [...byShape.values()].sort((a, b) => b.size - a.size)
  return only && only.size >= 2 ? latest(only, '9999') : null
}

/** `2026年10月`, `October 2026 (12)`, `10月`, `令和8年10月分`, `2026.10`, `2026년 10월` */
const isMonthLabel = (label: string) =>
  label.length <= 30 &&
  /\d|[a-z]{3}/i.test(label) &&
  !/\p{L}/u.test(
    label.replace(
      /[年月分號号]|[월년]|令和|民國|民国|のバックナンバー|発表|一覧|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?/giu,
      '',
    ),
  )
