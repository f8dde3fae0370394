import * as z from 'zod'
import type { Published } from '../model/published.ts'
import { readArticlePage } from '../parse/read-page.ts'
import type { OutletTable } from '../text/outlet-table.ts'

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  url: z
    .string()
    .nullish()
    .refine(
      url => !url || (/^https?:/i.test(url) && URL.canParse(url)),
      'expected an address starting http:// or https://',
    ),
  html: z.string(),
  lang: z.string().nullish(),
  fetchedAt: z.iso.datetime({ offset: true }).nullish(),
})

/** A date as text: an instant with its offset in UTC, or the day alone. */
export const dateText = (published: Published | null) =>
  published && (published.precision === 'minute' ? published.at.toISOString() : published.day)

/** Answers one line of `read --jsonl`. A line that cannot be read is answered with its error; the others go on. */
export function answerLine(line: string, outlets: OutletTable, now: Date): object {
  let id: string | number | null = null
  try {
    const written: unknown = JSON.parse(line)
    id = lineSchema.pick({ id: true }).safeParse(written).data?.id ?? null
    const input = lineSchema.parse(written)
    const url = input.url || 'http://localhost/'
    const reading = readArticlePage(
      {
        url,
        finalUrl: url,
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        bytes: new TextEncoder().encode(input.html),
        fetchedAt: input.fetchedAt ? new Date(input.fetchedAt) : now,
      },
      {
        url,
        now: input.fetchedAt ? new Date(input.fetchedAt) : now,
        zone: input.lang && !input.lang.startsWith('zh') ? 'UTC' : 'Asia/Shanghai',
        language: input.lang ?? null,
        outlets,
      },
    )
    return {
      id,
      ...(reading.kind === 'article' ? flatten(reading.article) : nothing(reading.outcome)),
    }
  } catch (error) {
    return { id, error: messageOf(error) }
  }
}

/** In one line, as everything about a line is. */
const messageOf = (error: unknown) =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')
    : (error as Error).message

const flatten = (
  article: Extract<ReturnType<typeof readArticlePage>, { kind: 'article' }>['article'],
) => ({
  title: article.title,
  authors: article.byline,
  editors: article.editors,
  datePublished: dateText(article.published),
  datePrecision: article.published?.precision ?? null,
  source: article.outlet?.printed ?? null,
  outlet: article.outlet?.name ?? null,
  text: article.text,
  html: article.html,
  language: article.language,
  images: article.images,
  previous: article.previous,
  next: article.next,
  related: article.related.flatMap(list =>
    list.links.map(({ title, url, published }) => ({ title, url, date: dateText(published) })),
  ),
})

const nothing = ({ kind, reason }: { kind: string; reason?: string }) => ({
  title: null,
  authors: [],
  datePublished: null,
  source: null,
  text: '',
  related: [],
  outcome: reason ? `${kind}:${reason}` : kind,
})
