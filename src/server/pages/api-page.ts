import { html } from 'hono/html'
import { inChinese } from './api-words.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { type Ui, words } from './words.ts'

type Schema = Record<string, unknown>
type Parameter = {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
}
type OperationDoc = {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  security?: unknown[]
  parameters?: unknown[]
  requestBody?: unknown
  responses?: Record<
    string,
    { description?: string; content?: Record<string, { schema?: unknown }> }
  >
}

/** As much of an OpenAPI 3.1 document as the page shows. */
export type Specification = {
  info: { title: string; version: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths?: Record<string, unknown>
  components?: { schemas?: Record<string, unknown> }
}

const methods = ['get', 'post', 'patch', 'delete'] as const

/** The API's documentation, written from its OpenAPI document; it needs no scripts. */
export function renderApiPage(head: PageBase, specification: Specification): Promise<string> {
  const w = words[head.ui]
  const operations = Object.entries(specification.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap(method => {
      const operation = (item as Record<string, OperationDoc | undefined>)[method]
      return operation ? [{ path, method, operation }] : []
    }),
  )
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? '')
  const root = `${head.base}/api/v1`
  const say = sayer(head.ui)
  const tags = new Map(specification.tags?.map(({ name, description }) => [name, description]))
  return renderPage(
    { ...head, path: '/api', title: w.api },
    html`<h1>${specification.info.title} API ${specification.info.version}</h1>
<p class="lead">${say(specification.info.description)}</p>
<p><code>${root}</code> · <a href="/openapi.json">OpenAPI 3.1</a></p>
${[...groups].map(
  ([tag, members]) => html`<h2 id="${tag.toLowerCase()}">${say(tag)}</h2>
<p>${say(tags.get(tag))}</p>
${members.map(({ path, method, operation }) => describe(path, method, operation, root, head.ui))}`,
)}
<h2 id="schemas">${w.schemas}</h2>
${Object.entries(specification.components?.schemas ?? {}).map(([name, schema]) => describeSchema(name, schema as Schema, head.ui))}`,
  )
}

/** Says what the document says in the interface's language, with its code as code. What has no words there yet is marked as English. */
function sayer(ui: Ui) {
  return (english: string | undefined): Markup | '' => {
    if (!english) return ''
    const chinese = ui === 'zh' ? inChinese(english) : null
    if (ui === 'zh' && chinese === null) return html`<span lang="en">${withCode(english)}</span>`
    return withCode(chinese ?? english)
  }
}

const withCode = (text: string): Markup =>
  html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`

function describe(
  path: string,
  method: string,
  operation: OperationDoc,
  root: string,
  ui: Ui,
): Markup {
  const w = words[ui]
  const say = sayer(ui)
  const parameters = (operation.parameters ?? []) as Parameter[]
  const [status, answer] = Object.entries(operation.responses ?? {})[0] ?? []
  const [mediaType, content] = Object.entries(answer?.content ?? {})[0] ?? []
  return html`<section class="box"><h3 id="${operation.operationId ?? ''}"><code>${method.toUpperCase()} ${path}</code></h3>
<p>${say(operation.summary)}${w.stop}${say(operation.description)}${operation.security?.length ? html` ${w.needsKey}` : ''}</p>
${
  parameters.length > 0
    ? html`<div class="scroll" tabindex="0" role="group" aria-label="${w.parameters}: ${operation.operationId ?? ''}"><table><thead><tr><th scope="col">${w.parameters}</th><th scope="col">${w.meaning}</th></tr></thead><tbody>${parameters.map(
        parameter =>
          html`<tr><td><code>${parameter.name}</code>${parameter.required ? ' *' : ''}</td><td>${say(parameter.description ?? (parameter.schema?.description as string | undefined)) || kindOf(parameter.schema)}</td></tr>`,
      )}</tbody></table></div>`
    : ''
}
<p class="meta">${status ?? ''} ${mediaType ?? ''} ${nameOf(content?.schema)}${
    method === 'get' && !path.includes('{') ? html` · <code>curl ${root}${path}</code>` : ''
  }</p></section>`
}

/** A schema by its members, each with its type and what it means. */
function describeSchema(name: string, schema: Schema, ui: Ui): Markup {
  const say = sayer(ui)
  const required = new Set((schema.required as string[] | undefined) ?? [])
  const members = Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})
  return html`<details id="schema-${name}"><summary><code>${name}</code></summary>
<p>${say(schema.description as string | undefined)}${members.length === 0 ? kindOf(schema) : ''}</p>
${
  members.length > 0
    ? html`<dl class="facts">${members.map(
        ([member, of]) =>
          html`<dt><code>${member}${required.has(member) ? '' : '?'}</code></dt><dd><code>${kindOf(of)}</code> ${say(of.description as string | undefined)}</dd>`,
      )}</dl>`
    : ''
}</details>`
}

/** A type in few words: `string`, `Story[]`, `Published | null`. */
function kindOf(schema: Schema | undefined): string {
  if (!schema) return ''
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? ''
  if (Array.isArray(schema.enum)) return schema.enum.map(value => JSON.stringify(value)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Schema[] | undefined
  if (choices) return choices.map(kindOf).join(' | ')
  const types = [schema.type].flat().map(String)
  return types
    .map(type => (type === 'array' ? `${kindOf(schema.items as Schema | undefined)}[]` : type))
    .join(' | ')
}

function nameOf(schema: unknown): Markup | '' {
  const reference = (schema as { $ref?: string } | undefined)?.$ref
  const name = reference?.split('/').at(-1)
  return name ? html`<a href="#schema-${name}">${name}</a>` : ''
}
