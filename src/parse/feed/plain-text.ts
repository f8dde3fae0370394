import { load } from 'cheerio/slim'
import { cleanTitle } from '../lists/clean-title.ts'
import { unescapeText } from '../unescape.ts'

/** The text of HTML as one line. */
export function plainText(html: string): string {
  const short = html.slice(0, 20_000)
  if (!/[<&]/.test(short)) return cleanTitle(short)
  const $ = load(
    short.replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b/gi, ' $&'),
    { xml: { xmlMode: false } },
    false,
  )
  $('script, style').remove()
  return cleanTitle($.root().text())
}

/**
 * A title that should be plain but was often written as HTML: known inline markup and entities that
 * were escaped twice are read, anything else in angle brackets is a character (`A & B <C>`).
 */
export function readTitle(title: string, isHtml: boolean): string {
  const markup = /<\/(?:b|i|em|strong|span|font|a|u|sup|sub|mark|p)>|<br\s*\/?>/i
  const escapedTwice = /&(?:[a-z][a-z\d]{1,30}|#\d{2,7}|#x[\da-f]{2,6});/i
  const isEscaped = escapedTwice.test(title)
  if (!isHtml && !markup.test(title) && !isEscaped) return cleanTitle(title)
  const plain = plainText(isHtml || markup.test(title) ? title : title.replace(/</g, '&lt;'))
  // What still shows references was escaped once more.
  return escapedTwice.test(plain) ? cleanTitle(unescapeText(plain)) : plain
}
