import type { FeedItem } from '../../model/feed.ts'

type Convert = (text: string) => string
const converters = new Map<string, Promise<Convert>>()

/** The dictionaries take a moment and some memory: they are loaded when the first reader asks. */
function converter(script: 'hans' | 'hant'): Promise<Convert> {
  const known = converters.get(script)
  if (known) return known
  const made = import('opencc-js').then(({ Converter }) =>
    script === 'hans' ? Converter({ from: 't', to: 'cn' }) : Converter({ from: 'cn', to: 'tw' }),
  )
  converters.set(script, made)
  return made
}

/** The same story with its Chinese text in one script. Addresses and ids stay; other languages are left alone. */
export async function convertScript(item: FeedItem, script: 'hans' | 'hant'): Promise<FeedItem> {
  if (item.language && !/^zh\b/i.test(item.language)) return item
  const convert = await converter(script)
  return {
    ...item,
    title: convert(item.title),
    summary: item.summary && convert(item.summary),
    text: convert(item.text),
    // Addresses in HTML are percent-encoded; whatever stands between tags or as alternative text is converted.
    html: item.html.replace(/(?:href|src)="[^"]*"|[^"]+|"/g, part =>
      /^(?:href|src)=/.test(part) ? part : convert(part),
    ),
    byline: item.byline.map(convert),
    images: item.images.map(image => ({ ...image, alt: image.alt && convert(image.alt) })),
    alsoReportedBy: item.alsoReportedBy.map(copy => ({ ...copy, title: convert(copy.title) })),
    language: script === 'hans' ? 'zh-Hans' : 'zh-Hant',
  }
}
