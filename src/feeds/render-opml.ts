import { cleanTitle } from './clean-text.ts'
import { escapeAttribute, escapeText } from './escape.ts'

/** One feed of an OPML list; addresses are absolute. */
export type OpmlFeed = { title: string; xmlUrl: string; htmlUrl: string; language: string | null }
export type OpmlGroup = { title: string; feeds: OpmlFeed[] }

/** OPML 2.0: a list of feeds in groups, as readers import it. It bears no date, so that it says nothing new when nothing is. */
export function renderOpml(title: string, groups: OpmlGroup[]): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    `<head><title>${escapeText(cleanTitle(title))}</title></head>`,
    '<body>',
  ]
  for (const group of groups) {
    if (group.feeds.length === 0) continue
    lines.push(`<outline text="${label(group.title)}">`, ...group.feeds.map(outline), '</outline>')
  }
  lines.push('</body>', '</opml>', '')
  return lines.join('\n')
}

const label = (text: string) => escapeAttribute(cleanTitle(text) || '—')

function outline({ title, xmlUrl, htmlUrl, language }: OpmlFeed): string {
  const said = label(title)
  return `<outline type="rss" text="${said}" title="${said}" xmlUrl="${escapeAttribute(xmlUrl)}" htmlUrl="${escapeAttribute(htmlUrl)}"${language ? ` language="${escapeAttribute(language)}"` : ''}/>`
}
