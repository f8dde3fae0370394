import { LineCounter, parseDocument as parseYaml } from 'yaml'
import type * as z from 'zod'
import type { ConfigProblem } from './config-error.ts'
import type { KeptDocuments } from './kept-documents.ts'
import { nearestWord } from './nearest-word.ts'

type Place = { line: number | null; column: number | null }
type Key = (string | number)[]

/** A document that was read and checked, with the way back to its places. */
export type CheckedDocument<T> =
  | { value: T; problemAt(key: Key, message: string): ConfigProblem }
  | { problem: ConfigProblem }

/** `['entries', 0, 'url']` as an operator reads it: `entries[0].url`. */
function renderKey(key: Key): string {
  return key
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
}

/** A value as it is quoted in a message, cut to what fits in a line. */
function renderValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const kindOf: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
}

/** The keys that a schema knows at a place, for the hint on a key that it does not know. */
function knownKeys(schema: unknown, key: Key, value: unknown): string[] {
  const def = (schema as { def?: Record<string, unknown> } | undefined)?.def
  if (!def) return []
  if (def.innerType) return knownKeys(def.innerType, key, value)
  if (def.type === 'pipe') return knownKeys(def.in, key, value)
  if (def.type === 'union') {
    return [...new Set(meantOptions(def, value).flatMap(option => knownKeys(option, key, value)))]
  }
  if (key.length === 0) return def.shape ? Object.keys(def.shape) : []
  const [first, ...rest] = key
  const inner = at(value, [first!])
  if (def.type === 'array') return knownKeys(def.element, rest, inner)
  if (def.type === 'record') return knownKeys(def.valueType, rest, inner)
  return knownKeys((def.shape as Record<string, unknown> | undefined)?.[String(first)], rest, inner)
}

/** Of several shapes the one that the value says it has; all of them where it says nothing. */
function meantOptions(def: Record<string, unknown>, value: unknown): unknown[] {
  const options = def.options as z.ZodObject[]
  const { discriminator } = def
  if (typeof discriminator !== 'string') return options
  const said = at(value, [discriminator])
  const meant = options.filter(option => option.shape[discriminator]?.safeParse(said).success)
  return meant.length > 0 ? meant : options
}

const at = (value: unknown, key: Key): unknown =>
  key.reduce<unknown>(
    (inner, part) => (inner as Record<string | number, unknown> | null)?.[part],
    value,
  )

/** What one finding of the schema says to an operator. */
function describeIssue(
  issue: z.core.$ZodIssue,
  value: unknown,
  schema: z.ZodType,
): { key: Key; message: string } {
  const key = issue.path as Key
  const name = renderKey(key)
  const given = at(value, key)

  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0]!
    const known = knownKeys(schema, key, value)
    const meant = nearestWord(unknown, known)
    const hint = meant ? `did you mean ${meant}?` : `expected one of ${known.join(', ')}`
    return {
      key: [...key, unknown],
      message: `${renderKey([...key, unknown])} is no known key, ${hint}`,
    }
  }
  if (issue.code === 'invalid_type' && given === undefined && name) {
    return {
      key,
      message: `${name} is missing, expected ${kindOf[issue.expected] ?? issue.expected}`,
    }
  }
  if (given === undefined && name) {
    return { key, message: `${name} is missing, ${expectation(issue)}` }
  }
  const subject = name ? `${name} is` : 'the document is'
  return { key, message: `${subject} ${renderValue(given ?? null)}, ${expectation(issue)}` }
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('expected')) return issue.message
  if (issue.code === 'invalid_type') return `expected ${kindOf[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') {
    return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'expected some text'
    if (issue.origin === 'array') return `expected at least ${issue.minimum}`
    return `expected at least ${issue.minimum}`
  }
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}`
  if (issue.code === 'invalid_union') {
    const discriminator = (issue as { discriminator?: string }).discriminator
    if (discriminator) return `expected a ${discriminator} that is known`
  }
  return issue.message.replace(/^Invalid/, 'invalid')
}

/**
 * Reads one YAML 1.2 document and checks it with a schema. A file gives either its value or one problem: the first, with the
 * lines of the others. A text that is kept is not taken apart again, unless something is wrong and its place is to be told.
 */
export function parseDocument<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  kept?: Pick<KeptDocuments, 'find' | 'keep'>,
): CheckedDocument<z.infer<S>> {
  const known = kept?.find(text)
  const checked = known === undefined ? null : schema.safeParse(known)
  if (!checked?.success) return parseText(file, text, schema, kept)

  const problemAt = (key: Key, message: string) => openText(file, text).problemAt(key, message)
  return { value: checked.data, problemAt }
}

function parseText<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  kept?: Pick<KeptDocuments, 'keep'>,
): CheckedDocument<z.infer<S>> {
  const { document, fault, placeOf, problemAt } = openText(file, text)
  if (fault) return { problem: fault }

  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return { problem: problemAt([], `unreadable YAML: ${(error as Error).message}`) }
  }
  kept?.keep(text, value)
  const checked = schema.safeParse(value)
  if (checked.success) return { value: checked.data, problemAt }

  const found = checked.error.issues.map(issue => describeIssue(issue, value, schema))
  const [first, ...others] = found as [(typeof found)[0], ...typeof found]
  const more = others.map(({ key }) => placeOf(key).line).filter(line => line !== null)
  const ascending = [...new Set(more)].sort((a, b) => a - b)
  const also = more.length ? ` (and at line ${ascending.join(', ')})` : ''
  return { problem: problemAt(first.key, first.message + also) }
}

/** Takes a text apart: the document, what makes it unreadable, and where its values stand. */
function openText(file: string, text: string) {
  const lines = new LineCounter()
  const document = parseYaml(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  const placeOf = (key: Key): Place => {
    for (let depth = key.length; depth >= 0; depth--) {
      const node = document.getIn(key.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined
      if (!node?.range) continue
      return placeIn(lines, node.range[0])
    }
    return { line: null, column: null }
  }
  const problemAt = (key: Key, message: string): ConfigProblem => ({
    file,
    ...placeOf(key),
    key: renderKey(key),
    message,
  })
  const error = document.errors[0] ?? document.warnings[0]
  const fault: ConfigProblem | null = error
    ? {
        ...placeIn(lines, error.pos[0]),
        file,
        key: '',
        message: `unreadable YAML: ${error.message}`,
      }
    : null
  return { document, fault, placeOf, problemAt }
}

function placeIn(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}
