import { fieldsOf } from '../draft/compare-fields.ts'
import type { Article } from '../model/article.ts'
import type { Link } from '../model/link.ts'
import type { Page } from '../model/page.ts'
import type { Entry } from '../model/source.ts'
import { saveRecordings } from '../store/recordings.ts'
import type { Listed } from './check-source.ts'
import type { Round } from './round.ts'
import type { World } from './world.ts'

/** A healthy source is recorded so often at most, and so many articles at one time: the set turns over in some days. */
const EVERY_MS = 12 * 3_600_000
const ARTICLES = 2

/** When each source was last recorded by this process. */
const lastKept = new Map<string, number>()

const isDue = ({ source, startedAt }: Round) =>
  startedAt.getTime() - (lastKept.get(source.id) ?? 0) >= EVERY_MS

/** Takes the first page of an entry into the samples of a round. What was asked for with a body cannot be read again by its address. */
export function sampleEntry(round: Round, entry: Entry, page: Page, links: Link[]): void {
  if (!links.length || page.url !== entry.url || !isDue(round)) return
  const rows = links.map(({ url, title }) => ({ url, title }))
  round.samples.push({ page, kind: entry.kind, read: { rows } })
}

/** Takes an article of one page into the samples. */
export function sampleArticle(
  round: Round,
  page: Page,
  article: Article,
  listed: Listed | null,
): void {
  if (!listed) return
  const known = round.samples.filter(({ kind }) => kind === 'article').length
  if (known >= ARTICLES || !isDue(round)) return
  const { title, truncated, published } = listed
  const read = { article: fieldsOf(article), listed: { title, truncated, published } }
  round.samples.push({ page, kind: 'article', read })
}

/** Keeps the samples of a round of a healthy source: lists and articles, or nothing. */
export async function recordRound(
  { settings, log }: Pick<World, 'settings' | 'log'>,
  round: Round,
): Promise<void> {
  const { source, samples, startedAt } = round
  if (settings.dataDir.startsWith('memory:')) return
  if (new Set(samples.map(({ kind }) => kind === 'article')).size < 2) return
  lastKept.set(source.id, startedAt.getTime())
  // A full disk is told elsewhere; a round that went well is not lost for its record.
  await saveRecordings(settings.dataDir, source.id, samples).catch(error =>
    log.warn({ err: error, source: source.id }, 'pages of a healthy source could not be recorded'),
  )
}
