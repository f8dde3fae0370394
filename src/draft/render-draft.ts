import { stringify } from 'yaml'
import type { Draft, DraftEntry } from './draft-source.ts'
import { tellDraft } from './draft-words.ts'
import type { Judged } from './site-look.ts'

const scalar = (value: unknown) => stringify(value, { lineWidth: 0 }).trimEnd()

/** Where a draft comes from, when, and the language that its comments are written in: English, unless a translator is given. */
export type DraftOrigin = { asked: string; day: string; inLanguage?: (sentence: string) => string }

/** How sure a field is and why, as a comment behind it; what is told before the reason. */
type Note = (judged: Judged<unknown>, ...before: string[]) => string

/** The draft as the file that an operator looks over: only what the reader does not get by itself, each field with its confidence. */
export function renderDraft(
  draft: Draft,
  { asked, day, inLanguage = same => same }: DraftOrigin,
): string {
  const comment = (sentence: string) => inLanguage(sentence).replace(/\s+/g, ' ')
  const note: Note = ({ confidence, why }, ...before) =>
    `  # ${inLanguage(confidence)}: ${[...before, why].map(comment).join('; ')}`
  const line = (key: string, judged: Judged<string | number>) =>
    `${key}: ${scalar(judged.value)}${note(judged)}`
  return `${[
    '# yaml-language-server: $schema=../schema/source.json',
    `# ${comment(tellDraft('Drafted {} from {}. What is marked "guess" wants a look.', day, asked))}`,
    ...draft.notes.map(each => `# ${comment(each)}`),
    `id: ${scalar(draft.id)}`,
    line('name', draft.name),
    line('language', draft.language),
    line('zone', draft.zone),
    ...(draft.verified
      ? [
          `verified: ${draft.verified}  # ${comment(tellDraft('its lists and articles were read that day'))}`,
        ]
      : []),
    line('relevance', draft.relevance),
    ...(draft.preset ? [line('preset', draft.preset)] : []),
    'entries:',
    ...draft.entries.flatMap(each => renderEntry(each, note)),
    ...(draft.articleShape
      ? [
          `# ${comment(tellDraft('articles look like {}', draft.articleShape.value))}${note(draft.articleShape)}`,
        ]
      : []),
    ...(draft.hosts.length
      ? ['hosts:', ...draft.hosts.map(each => `  - ${scalar(each.value)}${note(each)}`)]
      : []),
    ...(draft.maxAgeDays ? [line('maxAgeDays', draft.maxAgeDays)] : []),
    ...(draft.gapMs ? [`politeness: { gapMs: ${draft.gapMs.value} }${note(draft.gapMs)}`] : []),
  ].join('\n')}\n`
}

function renderEntry(judged: Judged<DraftEntry> & { rows: number }, note: Note): string[] {
  const { kind, url, method, label, maxPages } = judged.value
  return [
    `  - kind: ${kind}${note(judged, tellDraft('{} rows', judged.rows))}`,
    `    url: ${scalar(url)}`,
    ...(method ? [`    method: ${method}`] : []),
    ...(label ? [`    label: ${scalar(label)}`] : []),
    ...(maxPages ? [`    maxPages: ${maxPages}`] : []),
  ]
}
