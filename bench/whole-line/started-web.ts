import { fork } from 'node:child_process'
import { once } from 'node:events'
import { pathOf } from './pages.ts'

export const HOSTS = ['127.0.0.1', '127.0.0.2', '127.0.0.3']

/** The invented web while it runs. */
export type BenchWeb = {
  port: number
  origin(host: number): string
  /** Addresses of the articles from one number to another, host after host in turn. */
  addresses(from: number, to: number): string[]
  /** When each article was last given out, by its address. */
  served(): Promise<Map<string, number>>
  /** The lists by name. */
  lists: string[]
  /** Fills a list that was empty. */
  open(list: string): Promise<void>
  close(): void
}

/** Starts the web: so many articles a host, and its lists of them by name. */
export async function startWeb(
  articles: number,
  lists: Record<string, [number, number]>,
): Promise<BenchWeb> {
  const child = fork(new URL('./web.ts', import.meta.url), [
    String(articles),
    JSON.stringify(lists),
  ])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const origin = (host: number) => `http://${HOSTS[host]}:${port}`
  return {
    port,
    origin,
    addresses: (from, to) =>
      Array.from({ length: to - from }, (_, at) =>
        HOSTS.map((_, host) => origin(host) + pathOf({ host, number: from + at })),
      ).flat(),
    async served() {
      child.send({})
      const [{ served }] = (await once(child, 'message')) as [{ served: [string, number][] }]
      return new Map(
        served.map(([key, at]) => {
          const [host, path] = key.split(' ') as [string, string]
          return [origin(Number(host)) + path, at]
        }),
      )
    },
    lists: Object.keys(lists),
    async open(list) {
      child.send({ open: list })
      await once(child, 'message')
    },
    close: () => child.disconnect(),
  }
}
