import { type IRequestManager, Request, type Source } from '@crawlee/core'

/** Where a request came to lie, in the words of Crawlee's storages. */
const placed = (request: Request) => ({
  requestId: request.id ?? request.uniqueKey,
  uniqueKey: request.uniqueKey,
  wasAlreadyPresent: false,
  wasAlreadyHandled: false,
  forefront: false,
})

/**
 * The crawler's queue: first in, first out, in memory. Unlike Crawlee's own it forgets a request that was handled,
 * so that a crawler which never ends does not grow, and the same address can be asked for again in a later round.
 */
export class MemoryRequests implements IRequestManager {
  #waiting: Request[] = []
  #underWay = new Set<Request>()
  #handled = 0

  async isEmpty() {
    return this.#waiting.length === 0
  }

  async isFinished() {
    return this.#waiting.length === 0 && this.#underWay.size === 0
  }

  async fetchNextRequest<T extends Record<string, unknown>>() {
    const request = this.#waiting.shift() ?? null
    if (request) this.#underWay.add(request)
    return request as Request<T> | null
  }

  async markRequestHandled(request: Request) {
    if (this.#underWay.delete(request)) this.#handled++
    return null
  }

  async reclaimRequest(request: Request) {
    this.#underWay.delete(request)
    this.#waiting.push(request)
    return placed(request)
  }

  async addRequest(source: Source) {
    const request = source instanceof Request ? source : new Request(source as { url: string })
    this.#waiting.push(request)
    return placed(request)
  }

  async addRequestsBatched(sources: Parameters<IRequestManager['addRequestsBatched']>[0]) {
    const addedRequests = []
    for await (const source of sources) {
      const request = typeof source === 'string' ? { url: source } : source
      addedRequests.push(await this.addRequest(request as Source))
    }
    return { addedRequests, waitForAllRequestsToBeAdded: Promise.resolve([]) }
  }

  async handledCount() {
    return this.#handled
  }

  getTotalCount() {
    return this.#handled + this.getPendingCount()
  }

  getPendingCount() {
    return this.#waiting.length + this.#underWay.size
  }

  async *[Symbol.asyncIterator]() {
    yield* this.#waiting
  }
}
