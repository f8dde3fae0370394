import { ConfigError } from '../config/config-error.ts'
import { parseAllowList } from '../fetch/allow-list.ts'
import { openFetcher } from '../fetch/fetcher.ts'
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

  checkAllowances(settings)
  const fetcher = openFetcher({
    agent: settings.crawlerAgent,
    contact: settings.crawlerContact,
    pace: openPace(),
    robots: openRobotsMemory(),
    allowAddresses: settings.allowAddresses,
  })
  try {
    const result = await fetcher.fetch({
      url,
      accept: 'page',
      politeness: { gapMs: 1000, concurrency: 1 },
    })
    if (result.kind === 'page') return result.page
    const why: object = result.kind === 'refused' ? result.outcome : { kind: 'unchanged' }
    const hint = Object.values(why).includes('private-address') ? ` (${ALLOW_IT})` : ''
    throw new ConfigError(`${url}: ${Object.values(why).join(': ')}${hint}`)
  } finally {
    await fetcher.close()
  }
}
