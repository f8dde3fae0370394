import type { Article } from '../model/article.ts'

/**
 * The pages of a split article as one, in the given order: head fields of the first page, bodies and images of all, and whatever of
 * the foot (byline, editors, outlet, related lists) the first page does not have from the last that does.
 */
export function joinPages(all: Article[]): Article {
  const pages = withoutDoubles(all)
  const [first, ...rest] = pages
  if (!first) throw new Error('joinPages: expected at least one page')
  const last = <Value>(read: (page: Article) => Value[]) => {
    const own = read(first)
    return own.length ? own : (rest.map(read).findLast(values => values.length) ?? [])
  }
  const images = new Map(pages.flatMap(page => page.images).map(image => [image.url, image]))

  return {
    ...first,
    html: pages.map(page => page.html).join('\n'),
    text: pages.map(page => page.text).join('\n'),
    images: [...images.values()],
    byline: last(page => page.byline),
    editors: last(page => page.editors),
    related: last(page => page.related),
    outlet: pages.find(page => page.outlet)?.outlet ?? null,
    previous: pages.find(page => page.previous)?.previous ?? null,
    next: pages.find(page => page.next)?.next ?? null,
    furtherPages: [],
  }
}

/** A server that does not know a page number gives the first page again; sites give their last page for every number beyond it. */
function withoutDoubles(pages: Article[]): Article[] {
  const texts = new Set<string>()
  return pages.filter(({ text }) => {
    const isNew = !texts.has(text)
    texts.add(text)
    return isNew
  })
}
