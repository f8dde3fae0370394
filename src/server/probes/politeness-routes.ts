import type { Hono } from 'hono'
import type { PageDesk } from '../pages/page-routes.ts'
import { renderPoliteness } from '../pages/politeness-page.ts'
import type { ReadParts } from '../parts.ts'

/** Days and rows that the page shows; the API gives more. */
const PAGE_DAYS = 7
const PAGE_ROWS = 500

/** The report for publishers of what the crawler did to their hosts: the User-Agent leads here. */
export function addPolitenessRoutes(
  app: Hono,
  { store, now }: Pick<ReadParts, 'store' | 'now'>,
  pages: PageDesk,
): void {
  app.get('/politeness', c =>
    pages.answer(c, async head => {
      const host = (c.req.query('host') ?? '').trim().toLowerCase().slice(0, 260)
      const since = daysAgo(now(), PAGE_DAYS - 1)
      const days = await store.readPoliteness({
        since,
        ...(host && { host: /:\d+$/.test(host) ? host : `${host}:443` }),
        limit: PAGE_ROWS,
      })
      return renderPoliteness(head, { host, days })
    }),
  )
}

/** The day (UTC) so many days before. */
export const daysAgo = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10)
