import { stringify } from 'yaml'
import type { Draft, DraftEntry } from './draft-source.ts'
import type { Judged } from './site-look.ts'

const scalar = (value: unknown) => stringify(value, { lineWidth: 0 }).trimEnd()

const note = ({ confidence, why }: Judged<unknown>) =>
  `  # ${confidence}: ${why.replace(/\s+/g, ' ')}`

/** The draft as the file that an operator looks over: only what the reader does not get by itself, each field with its confidence. */
export function renderDraft(draft: Draft, { asked, day }: { asked: string; day: string }): string {
  const line = (key: string, judged: Judged<string | number>) =>
    `${key}: ${scalar(judged.value)}${note(judged)}`
  return `${[
    '# yaml-language-server: $schema=../schema/source.json',
    `# Drafted ${day} from ${asked}. What is marked "guess" wants a look.`,
    ...draft.notes.map(each => `# ${each.replace(/\s+/g, ' ')}`),
    `id: ${scalar(draft.id)}`,
    line('name', draft.name),
    line('language', draft.language),
    line('zone', draft.zone),
    ...(draft.verified
      ? [`verified: ${draft.verified}  # its lists and articles were read that day`]
      : []),
    line('relevance', draft.relevance),
    ...(draft.preset ? [line('preset', draft.preset)] : []),
    'entries:',
    ...draft.entries.flatMap(renderEntry),
    ...(draft.articleShape
      ? [`# articles look like ${draft.articleShape.value}${note(draft.articleShape)}`]
      : []),
    ...(draft.hosts.length
      ? ['hosts:', ...draft.hosts.map(each => `  - ${scalar(each.value)}${note(each)}`)]
      : []),
    ...(draft.maxAgeDays ? [line('maxAgeDays', draft.maxAgeDays)] : []),
    ...(draft.gapMs ? [`politeness: { gapMs: ${draft.gapMs.value} }${note(draft.gapMs)}`] : []),
  ].join('\n')}\n`
}

function renderEntry(judged: Judged<DraftEntry> & { rows: number }): string[] {
  const { kind, url, method, label, maxPages } = judged.value
  return [
    `  - kind: ${kind}${note({ ...judged, why: `${judged.rows} rows; ${judged.why}` })}`,
    `    url: ${scalar(url)}`,
    ...(method ? [`    method: ${method}`] : []),
    ...(label ? [`    label: ${scalar(label)}`] : []),
    ...(maxPages ? [`    maxPages: ${maxPages}`] : []),
  ]
}
