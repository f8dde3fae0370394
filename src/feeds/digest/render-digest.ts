import type { DigestContent, DigestEntry, DigestMessage } from '../../model/digest.ts'
import { escapeAttribute, escapeText } from '../escape.ts'
import { digestWords } from './words.ts'

/** Where it came from, when, and how many carry it: 示例日报 · 11-27 09:30 · 3 家报道. */
function factsOf({ from, date, reports }: DigestEntry, language: DigestContent['language']) {
  const w = digestWords[language]
  return [from, date ?? w.undated, ...(reports > 1 ? [w.reports(reports)] : [])].join(' · ')
}

const restOf = ({ total, entries }: DigestContent) => Math.max(0, total - entries.length)

/** An issue as HTML without a head: for feeds, mail and pages. */
export function renderDigestHtml(content: DigestContent): string {
  const { entries, language, zone } = content
  const w = digestWords[language]
  const items = entries.map(
    entry =>
      `<li><p><a href="${escapeAttribute(entry.url)}">${escapeText(entry.title)}</a><br><small>${escapeText(factsOf(entry, language))}</small></p>${entry.summary ? `<p>${escapeText(entry.summary)}</p>` : ''}</li>`,
  )
  const list = items.length ? `<ol>${items.join('\n')}</ol>` : `<p>${w.nothing}</p>`
  const rest = restOf(content)
  const foot = [...(rest > 0 ? [w.more(rest)] : []), w.times(zone)].map(escapeText).join(' · ')
  return `${list}\n<p><small>${foot}</small></p>`
}

/** An issue as a bot tells it; `url` is its page. Titles and addresses beyond reason are cut, so that one of them costs no other its place. */
export function buildDigestMessage(content: DigestContent, url: string): DigestMessage {
  const { title, entries, language, total } = content
  const w = digestWords[language]
  return {
    title: cut(title),
    language,
    stories: entries.map(entry => ({
      title: cut(entry.title),
      url: entry.url.length > LONG_ADDRESS ? url : entry.url,
      facts: cut(factsOf(entry, language)),
    })),
    page: { title: w.page, url },
    foot: told => (total === 0 ? w.nothing : total > told ? w.more(Math.max(0, total - told)) : ''),
  }
}

const LONG_ADDRESS = 500
const LONG_TITLE = 150

function cut(text: string): string {
  const characters = Array.from(text)
  return characters.length > LONG_TITLE ? `${characters.slice(0, LONG_TITLE - 1).join('')}…` : text
}

/** An issue as plain text. */
export function renderDigestText(content: DigestContent): string {
  const { entries, language, zone } = content
  const w = digestWords[language]
  const items = entries.map((entry, at) =>
    [
      `${at + 1}. ${entry.title}`,
      `   ${factsOf(entry, language)}`,
      ...(entry.summary ? [`   ${entry.summary}`] : []),
      `   ${entry.url}`,
    ].join('\n'),
  )
  const rest = restOf(content)
  return [
    content.title,
    ...(items.length ? items : [w.nothing]),
    [...(rest > 0 ? [w.more(rest)] : []), w.times(zone)].join(' · '),
  ].join('\n\n')
}
