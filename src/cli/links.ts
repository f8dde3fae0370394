import type { LinksAnswer } from './keeping-commands.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import { renderTable } from './table.ts'
import { say } from './words/say.ts'

type LinksOptions = { reason?: string; limit?: number; json?: boolean }

const SHOWN = 50

/** `carbonwire links`: links of a source that gave no article, by how they ended. */
export async function links(source: string, options: LinksOptions): Promise<void> {
  await using reached = await reachStore()
  const answer = await reached.ask<LinksAnswer>('links', {
    ...{ source, reason: options.reason ?? null, limit: options.limit ?? SHOWN },
  })
  console.log(options.json ? JSON.stringify(answer, null, 2) : renderLinks(source, answer))
}

/** `carbonwire retry`: asks again for what gave nothing. */
export async function retry(what: string, { reason }: { reason?: string }): Promise<void> {
  await using reached = await reachStore()
  const asked = { what, reason: reason ?? null }
  const { links, source } = await reached.ask<{ links: number; source: string }>('retry', asked)
  console.log(
    reached.world
      ? say`${links} links of ${source} are asked for again by the next round: "carbonwire start" or "carbonwire crawl ${source}"`
      : say`${links} links of ${source} are asked for again now`,
  )
}

function renderLinks(source: string, { counts, links }: LinksAnswer): string {
  if (!counts.length) return say`every link of ${source} gave an article`
  const byReason = renderTable(
    ['ended', 'links', 'asked again', 'newest (UTC)'],
    counts.map(({ reason, links, due, newest }) => [reason, links, due, shortTime(newest)]),
  )
  if (!links.length) return byReason
  const rows = links.map(link => [
    shortTime(link.endedAt ?? link.firstSeenAt),
    link.attempts,
    link.dueAt ? shortTime(link.dueAt) : say`never`,
    link.title,
  ])
  return [
    byReason,
    '',
    renderTable(['ended (UTC)', 'tries', 'again', 'title'], rows, {
      under: links.map(({ url }) => url),
    }),
  ].join('\n')
}
