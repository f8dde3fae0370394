import { renderSources, type SourceRow } from './sources.ts'
import { withStore } from './with-store.ts'

/** `carbonwire crawl`: a round of these sources now, and everything it leads to. */
export async function crawl(sources: string[], { json }: { json?: boolean }): Promise<void> {
  const states = await withStore<SourceRow[]>('crawl', { sources }, 'work')
  console.log(json ? JSON.stringify(states, null, 2) : renderSources(states))
}
