import { createHash } from 'node:crypto'
import type { TracedArticle, TraceMark } from '../model/tracer.ts'

/**
 * The trace of an article's text and its first span, by name: whoever works on it finds the same one, in whatever process, and nothing has
 * to be handed on through queue or store.
 */
export function articleTrace({ id, revision }: TracedArticle): TraceMark {
  const hash = createHash('sha256').update(`carbonwire article ${id} ${revision}`).digest('hex')
  return { traceId: hash.slice(0, 32), spanId: hash.slice(32, 48) }
}
