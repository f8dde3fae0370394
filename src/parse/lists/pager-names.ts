import { hintsOf, PageElement } from '../document.ts'

const pagerName =
  /(?:^|[\s_-])(?:pager|page|pages|paging|pagination|paginator|pagebar|page-?nav|page-?list|pagesize|digg|fy|fenye|pgs|plist|turn-?page)(?:$|[\s_\d-])|pagin|pager|fanye/

/** The nearest element around this one that is named a pager. */
export function pagerAround(element: PageElement): PageElement | null {
  let at = element.parent
  for (let up = 0; up < 4 && at instanceof PageElement; up++) {
    if (pagerName.test(hintsOf(at))) return at
    at = at.parent
  }
  return null
}

/** True for what is named a pager, or stands in one. */
export const isPager = (element: PageElement) =>
  pagerName.test(hintsOf(element)) || pagerAround(element) !== null
