import { statfs } from 'node:fs/promises'
import { html } from 'hono/html'
import type { ServerParts } from '../parts.ts'
import { type AdminView, type Shown, table } from './admin-layout.ts'
import { adminWords } from './admin-words.ts'

const MB = 1024 ** 2
const GB = 1024 ** 3

/** What grows, how long it is kept, what is free, and what waits. */
export async function storePage(view: AdminView, parts: ServerParts): Promise<Shown> {
  const w = adminWords[view.ui]
  const { dataDir, keep } = parts.settings
  const [sizes, counts, free] = await Promise.all([
    parts.store.readSizes(),
    parts.queue?.counts() ?? null,
    freeOn(dataDir),
  ])
  const kinds = sizes.map(({ kind, bytes, rows }) => [
    inWords(kind, view),
    (bytes / MB).toFixed(1),
    rows,
  ])
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const jobs = Object.entries(counts ?? {}).map(([name, { waiting, active, delayed, failed }]) => [
    ...[name, waiting, active, delayed, failed],
  ])
  const kept = Object.entries(keep ?? {}).map(([name, days]) => [
    inWords(name, view),
    days ?? w.forGood,
  ])
  const body = html`<p>${(total / MB).toFixed(0)} MB${free === null ? '' : html` · ${w.disk}: ${(free / GB).toFixed(1)} GB`}</p>
${table([w.kind, w.size, w.rows], kinds)}
<h2>${w.kept}</h2>${table([w.kind, w.days], kept)}
<h2>${w.queue}</h2>${table([w.job, w.jobWaiting, w.jobActive, w.jobDelayed, w.jobFailed], jobs)}${parts.operate?.queues ? html`<p><a href="/admin/queues">${w.jobs}</a></p>` : ''}`
  return { title: w.store, body, isLive: true }
}

/** Bytes free where the data lies; null where that is another machine. */
async function freeOn(dataDir: string | undefined): Promise<number | null> {
  if (dataDir === undefined || dataDir === 'memory://') return null
  const found = await statfs(dataDir).catch(() => null)
  return found && found.bavail * found.bsize
}

const words: Record<string, { en: string; zh: string }> = {
  pagesDays: { en: 'pages of articles', zh: '文章的原页面' },
  listingsDays: { en: 'lists as fetched', zh: '抓取的列表' },
  emptyPagesDays: { en: 'pages that gave no article', zh: '没有文章的页面' },
  revisionsDays: { en: 'earlier texts, and this log', zh: '旧版正文和操作记录' },
  deliveriesDays: { en: 'deliveries', zh: '投递记录' },
  stories: { en: 'stories', zh: '新闻' },
  articles: { en: 'articles', zh: '文章' },
  pages: { en: 'pages', zh: '原页面' },
  links: { en: 'links', zh: '链接' },
  revisions: { en: 'earlier texts', zh: '旧版正文' },
  rounds: { en: 'rounds', zh: '抓取轮次' },
  deliveries: { en: 'deliveries', zh: '投递记录' },
  queue: { en: 'queue', zh: '队列' },
  other: { en: 'other', zh: '其他' },
}

const inWords = (name: string, { ui }: AdminView) => words[name]?.[ui] ?? name
