import * as z from 'zod'

/** Reads a path below the API's root; throws `ToolError` with what the API says against it. */
export type ReadApi = <Answer>(path: string) => Promise<Answer>

/** What a program asked cannot be done; the message tells it what to do instead. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}

/** One thing that programs can ask. `answer` is loose at every depth: clients refuse fields that a schema does not name. */
export type Tool<Args extends z.ZodObject = z.ZodObject> = {
  name: string
  title: string
  description: string
  args: Args
  answer: z.ZodObject
  run(read: ReadApi, args: z.infer<Args>): Promise<Record<string, unknown>>
}

/** A tool with the types of its own arguments, as the list of all tools holds it. */
export const tool = <Args extends z.ZodObject>(made: Tool<Args>): Tool => made as unknown as Tool

type Value = string | number | boolean | string[] | undefined

/** A path with what was given of these parameters. */
export function pathOf(path: string, given: Record<string, Value>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text !== undefined && text !== '') query.set(name, String(text))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** What narrows stories. */
export const filterArgs = {
  topic: z.array(z.string()).max(50).optional().describe('Topic ids, as list_topics tells them'),
  source: z.array(z.string()).max(50).optional().describe('Source ids, as list_sources tells them'),
  outlet: z.array(z.string()).max(50).optional().describe('Names of publications'),
  lang: z.array(z.string()).max(20).optional().describe('BCP 47 tags: zh, zh-Hant, en, ja …'),
  since: z
    .string()
    .optional()
    .describe('A day (2026-11-20, 00:00 UTC) or an RFC 3339 instant, by first publication here'),
  until: z.string().optional().describe('The same for the end'),
}
