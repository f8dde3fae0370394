import * as z from 'zod'
import type { Article, WallReason } from '../model/article.ts'
import type { Published } from '../model/published.ts'
import { readArticlePage } from '../parse/parse-article.ts'
import type { OutletTable } from '../text/outlet-table.ts'
import { offsetAt, offsetName } from '../text/zone.ts'

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  /** May be missing or no address: the page is read all the same, with relative links against nothing. */
  url: z.string().nullish(),
  html: z.string(),
  lang: z.string().nullish(),
  fetchedAt: z.iso.datetime({ offset: true }).nullish(),
})

/** A date as text: an instant with its offset in UTC, or the day alone. */
export const dateText = (published: Published | null) =>
  published && (published.precision === 'minute' ? published.at.toISOString() : published.day)

const NO_ADDRESS = 'http://localhost/'

/** The zone of pages whose own is not known: their times come out as printed, without an offset. */
export const UNKNOWN_ZONE = 'Etc/UTC'

/** A date as the clocks of its zone show it, with the offset where it is known; a day as it is. */
export function localDateText(published: Published): string {
  if (published.precision === 'day') return published.day
  const offset = offsetAt(published.zone, published.at.getTime())
  const local = new Date(published.at.getTime() + offset * 60_000).toISOString().slice(0, 19)
  return published.zone === UNKNOWN_ZONE ? local : local + offsetName(offset)
}

/** Answers one line of `read --jsonl`. A line that cannot be read is answered with its error; the others go on. */
export function answerLine(line: string, outlets: OutletTable, now: Date): object {
  let id: string | number | null = null
  try {
    const written: unknown = JSON.parse(line)
    id = lineSchema.pick({ id: true }).safeParse(written).data?.id ?? null
    const input = lineSchema.parse(written)
    const url = URL.parse(input.url ?? '')?.protocol.startsWith('http') ? input.url! : NO_ADDRESS
    const language = input.lang ?? null
    const { reading } = readArticlePage(input.html, {
      url,
      now: input.fetchedAt ? new Date(input.fetchedAt) : now,
      zone: language?.startsWith('zh') ? 'Asia/Shanghai' : UNKNOWN_ZONE,
      language: language === 'und' ? null : language,
      outlets,
    })
    return {
      id,
      ...(reading.kind === 'article' ? flatten(reading.article) : nothing(reading.reason)),
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

const flatten = (article: Article) => ({
  title: article.title,
  authors: article.byline,
  editors: article.editors,
  datePublished: article.published && localDateText(article.published),
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

const nothing = (reason: WallReason) => ({
  title: null,
  authors: [],
  datePublished: null,
  source: null,
  text: '',
  related: [],
  outcome: `notArticle:${reason}`,
})
