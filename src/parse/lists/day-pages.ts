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
