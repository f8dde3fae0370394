import { load } from 'cheerio/slim'
import { resolveAddress } from '../document.ts'

/** Longer fields are given without their addresses resolved: no article has a megabyte of markup. */
const MAX_HTML = 1_000_000

/** HTML of a feed entry with its links and images made absolute. Nothing is taken out of it. */
export function absoluteHtml(html: string, base: string): string {
  if (!/\s(?:href|src|srcset|poster)\s*=/i.test(html) || html.length > MAX_HTML) return html
  const $ = load(html, { xml: { xmlMode: false, encodeEntities: 'utf8' } }, false)
  for (const element of $('[href], [src], [poster], [srcset]').toArray()) {
    for (const name of ['href', 'src', 'poster']) {
      const address = element.attribs[name]
      const absolute = address && resolveAddress(address, base)
      if (absolute) element.attribs[name] = absolute
    }
    const { srcset } = element.attribs
    if (srcset) element.attribs.srcset = absoluteSet(srcset, base)
  }
  return $.html()
}

/** `a.jpg 1x, b.jpg 2x` with each address made absolute. */
function absoluteSet(srcset: string, base: string): string {
  return srcset
    .split(/,\s+/)
    .map(candidate => {
      const [address = '', ...size] = candidate.trim().split(/\s+/)
      return [resolveAddress(address, base) ?? address, ...size].join(' ')
    })
    .join(', ')
}
