import { isText } from 'domhandler'
import type { PageElement } from './build-tree.ts'
import { unescapeText } from './unescape.ts'

export type JsonObject = { [key: string]: unknown }

/** A longer block describes no article. */
const MOST_TEXT = 2_000_000
/** How many values of a page's blocks are looked at. */
const MOST_VALUES = 5000

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects that a page's JSON-LD blocks hold, each block parsed once; `@graph` and lists are opened. */
export function readJsonLd(elements: PageElement[]): JsonObject[] {
  const objects: JsonObject[] = []
  for (const element of elements) {
    if (element.name !== 'script' || !/ld\+json/i.test(element.attribs.type ?? '')) continue
    const text = element.children.map(child => (isText(child) ? child.data : '')).join('')
    if (text.length <= MOST_TEXT) collect(parseTolerantly(text), objects)
  }
  return objects
}

/** Parses JSON as pages really print it: in comments or CDATA, with raw line breaks in strings, with a comma too many. */
function parseTolerantly(text: string): unknown {
  const json = unwrap(text)
  for (const attempt of [json, json.replace(/[\x00-\x1f ]+/g, ' ').replace(/, ?([}\]])/g, '$1')]) {
    try {
      return JSON.parse(attempt, /&|"@value"/.test(attempt) ? readValue : undefined)
    } catch {
      // The next attempt is more forgiving; a block that stays unreadable says nothing.
    }
  }
  return null
}

/**
 * A text is HTML by habit, though nothing asks for it; the body keeps its markup for its own reader. An object that holds `@value` is
 * that value with its language or type (JSON-LD 1.1, 9.5).
 */
function readValue(key: string, value: unknown): unknown {
  if (typeof value === 'string' && key !== 'articleBody') return unescapeText(value)
  return isObject(value) && '@value' in value ? value['@value'] : value
}

/** Without the comment or CDATA marks around it and a semicolon at its end. */
function unwrap(text: string): string {
  let json = text.trim().replace(/^(?:\/\/)?\s*<!(?:--|\[CDATA\[)/, '')
  for (const end of ['-->', ']]>']) if (json.endsWith(end)) json = json.slice(0, -end.length)
  json = json.trimEnd()
  if (json.endsWith('//')) json = json.slice(0, -2)
  json = json.trim()
  return json.endsWith(';') ? json.slice(0, -1) : json
}

function collect(value: unknown, into: JsonObject[]): void {
  const waiting: unknown[] = [value]
  // A block that holds more objects than this is no description of an article.
  for (let at = 0; at < waiting.length && at < MOST_VALUES && into.length < 500; at++) {
    const next = waiting[at]
    if (Array.isArray(next)) waiting.push(...next.slice(0, 500))
    else if (isObject(next)) {
      into.push(next)
      if (next['@graph']) waiting.push(next['@graph'])
      if (isObject(next.mainEntity)) waiting.push(next.mainEntity)
    }
  }
}

/** The `@type` names of an object, without their namespace. */
export function jsonLdTypes(object: JsonObject): string[] {
  const types = Array.isArray(object['@type']) ? object['@type'] : [object['@type']]
  return types
    .filter(type => typeof type === 'string')
    .map(type => type.slice(type.lastIndexOf('/') + 1))
}

/** True for a house, where a person may stand too. */
export const isOrganization = (value: unknown): boolean =>
  isObject(value) && jsonLdTypes(value).some(type => /Organization$/.test(type))

/** A value that may stand alone or in a list, as a list. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** The objects of a page by their `@id`, for what names them by reference. */
export const objectsById = (objects: JsonObject[]): Map<unknown, JsonObject> =>
  new Map(objects.map(object => [object['@id'], object]))

/** The first object that describes the article itself, if the page has one. */
export function findJsonLdArticle(objects: JsonObject[]): JsonObject | null {
  const isArticle = (object: JsonObject) =>
    jsonLdTypes(object).some(type => /(?:Article|BlogPosting|Report)$/.test(type))
  return objects.find(isArticle) ?? null
}
