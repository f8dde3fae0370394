import * as z from 'zod'
import { sourceSchema } from '../../model/source.ts'

/** A field that may stand in a source's file: where (`entries`, `entries.rules`, '' at the top), what it is for, and its words where it has a few. */
export type Completion = {
  under: string
  key: string
  text: string
  /** It holds fields or a list, not a value beside it. */
  isBranch: boolean
  values: string[]
}

type Node = {
  type?: string
  description?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Node>
  items?: Node
  anyOf?: Node[]
  oneOf?: Node[]
}

/** What may stand in a source's file, by the schema that it is checked with. */
export function sourceCompletions(): Completion[] {
  const found = new Map<string, Completion>()
  collect(z.toJSONSchema(sourceSchema, { io: 'input', unrepresentable: 'any' }) as Node, '', found)
  return [...found.values()]
}

function collect(node: Node, under: string, found: Map<string, Completion>): void {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    const path = under ? `${under}.${key}` : key
    const known = found.get(path)
    const forms = alternatives(child)
    const values = new Set([...(known?.values ?? []), ...forms.flatMap(wordsOf)])
    const isBranch = forms.some(({ type }) => type === 'object' || type === 'array')
    const text = known?.text || (child.description ?? '')
    found.set(path, { under, key, text, isBranch, values: [...values] })
    for (const form of forms) collect(form, path, found)
  }
  for (const form of alternatives(node)) if (form !== node) collect(form, under, found)
}

/** The forms that a value may have; of a list those of what stands in it. */
const alternatives = (node: Node): Node[] =>
  [node, ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.items ? [node.items] : [])].flatMap(
    form => (form === node ? [node] : alternatives(form)),
  )

function wordsOf({ type, const: only, enum: some }: Node): string[] {
  if (only !== undefined) return [String(only)]
  if (some) return some.map(String)
  return type === 'boolean' ? ['true', 'false'] : []
}
