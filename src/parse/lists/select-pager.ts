import { type PageDocument, type PageElement, resolveAddress } from '../document.ts'
import { lineOf } from './line-of.ts'
import { isPager } from './pager-names.ts'

/** Where a choice leads: to its value, or to that between two texts. */
const leads =
  /(?:location(?:\.href)?\s{0,4}=|(?:open|assign|replace)\s{0,4}\()\s{0,4}(?:["']([^"']{0,200})["']\s{0,4}\+\s{0,4})?(?:\(?\s{0,4}this\.)(?:value|options\[\s?(?:this\.)?selectedIndex\s?\]\.value)\s{0,4}\)?(?:\s{0,4}\+\s{0,4}["']([^"']{0,60})["'])?/
const numberLabel = /^第?\s?(\d{1,4})\s?(?:[页頁]|ページ|페이지)?(?:\s?[/／]\s?\d{1,4}\s?[页頁]?)?$/

/** The next page where pages are chosen from a list: `<select onchange="location.href=this.value">`. Null at the last page. */
export function nextBySelect(page: PageDocument): string | null {
  for (const select of page.elements) {
    const lead = select.name === 'select' ? leads.exec(select.attribs.onchange ?? '') : null
    if (!lead) continue
    const options = page.elements
      .slice(select.order + 1, select.end + 1)
      .filter(({ name }) => name === 'option')
    const pages = options.map(option => ({ option, number: numberOf(option) }))
    if (pages.length < 2 || pages.some(({ number }) => number === null)) continue
    // Months and years are chosen by a number too.
    if (!isPager(select) && !/[页頁ペ페]/.test(lineOf(options[0]!))) continue
    const chosen = pages.find(({ option }) => option.attribs.selected !== undefined) ?? pages[0]!
    const next = pages.find(({ number }) => number === chosen.number! + 1)
    const value = next?.option.attribs.value
    if (!value) return null
    return resolveAddress(`${lead[1] ?? ''}${value}${lead[2] ?? ''}`, page.base)
  }
  return null
}

function numberOf(option: PageElement): number | null {
  const number = numberLabel.exec(lineOf(option).normalize('NFKC').trim())?.[1]
  return number ? Number(number) : null
}
