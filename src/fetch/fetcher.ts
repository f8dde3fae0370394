import type { FetchRequest, FetchResult } from '../model/fetch.ts'

/** The door to the web. Everything that comes from outside comes through it. */
export interface Fetcher {
  /**
   * Asks for one document: judges the address and every redirect's, reads robots.txt, takes the host's turn, and
   * bounds the answer in time and size. What the web does wrong is a `refused` result; a rejection is a bug or an
   * outage of ours. When the signal fires the result is `refused` with `skipped: aborted`.
   */
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchResult>
  close(): Promise<void>
}
