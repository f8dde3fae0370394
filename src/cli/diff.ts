import type { DiffSegment } from '../model/story.ts'
import { paint } from './paint.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import type { RevisionDiff } from './story-commands.ts'
import { say } from './words/say.ts'

/** `carbonwire diff ARTICLE`: what changed in an article from revision to revision, word by word. */
export async function diff(article: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const revisions = await reached.ask<RevisionDiff[]>('diff', { article })
  console.log(
    json ? JSON.stringify(revisions, null, 2) : revisions.map(renderRevision).join('\n\n'),
  )
}

const renderRevision = ({ revision, at, kind, title, text }: RevisionDiff) =>
  [
    say`revision ${revision}, ${shortTime(at)} UTC${kind === 'text' ? '' : `: ${kind}`}`,
    renderSegments(title),
    renderSegments(text),
  ]
    .filter(Boolean)
    .join('\n')

/** Added words as {+…+}, removed ones as [-…-]; long runs that did not change are shortened. */
const renderSegments = (segments: DiffSegment[]) =>
  segments
    .map(({ kind, text }) => {
      if (kind === 'added') return paint('added', `{+${text}+}`)
      if (kind === 'removed') return paint('removed', `[-${text}-]`)
      return text.length > 80 ? `${text.slice(0, 35)} … ${text.slice(-35)}` : text
    })
    .join('')
