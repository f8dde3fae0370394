import { lookup } from 'node:dns/promises'
import { ConfigError } from '../config/config-error.ts'
import { bareHost, parseAllowList } from '../fetch/allow-list.ts'
import { type Fetcher, openFetcher } from '../fetch/fetcher.ts'
import { openPace } from '../fetch/pace.ts'
import { openRobotsMemory } from '../fetch/robots-memory.ts'
import type { Page } from '../model/page.ts'
import type { Settings } from '../model/settings.ts'

const ALLOW_IT = 'add it to ALLOW_ADDRESSES when that is meant'

function checkAllowances({ allowAddresses }: Settings): void {
  try {
    parseAllowList(allowAddresses)
  } catch (error) {
    throw new ConfigError(`ALLOW_ADDRESSES: ${(error as Error).message}`, { cause: error })
  }
}

/** Fetches one page for the command line, as politely and as carefully as the crawl does. Throws what refused it, in words. */
export async function fetchPage(settings: Settings, url: string): Promise<Page> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new ConfigError(
      `${url}: there is no such file, and it is no address starting http:// or https://`,
    )

  return withFetcher(settings, async fetcher => {
    const result = await fetcher.fetch({
      url,
      accept: 'page',
      politeness: { gapMs: 1000, concurrency: 1 },
    })
    if (result.kind === 'page') return result.page
    const why: object = result.kind === 'refused' ? result.outcome : { kind: 'unchanged' }
    const hint = Object.values(why).includes('private-address') ? ` (${ALLOW_IT})` : ''
    throw new ConfigError(`${url}: ${Object.values(why).join(': ')}${hint}`)
  })
}

/** Does something with the door to the web that the command line opens for itself. */
export async function withFetcher<T>(
  settings: Settings,
  use: (fetcher: Fetcher) => Promise<T>,
): Promise<T> {
  checkAllowances(settings)
  const fetcher = openFetcher({
    agent: settings.crawlerAgent,
    contact: settings.crawlerContact,
    pace: openPace(),
    robots: openRobotsMemory(),
    allowAddresses: settings.allowAddresses,
  })
  try {
    return await use(fetcher)
  } finally {
    await fetcher.close()
  }
}

/** True when a host is this machine. */
export async function isLocalAddress(url: string): Promise<boolean> {
  const host = bareHost(new URL(url).hostname)
  // RFC 6761, 6.3: whatever the name service says of them.
  if (/(?:^|\.)localhost$/.test(host)) return true
  const found = await lookup(host).catch(() => null)
  return found !== null && /^(?:127\.|::1$|::ffff:127\.)/.test(found.address)
}
