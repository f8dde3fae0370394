import type {
  ApiArticle,
  ApiArticles,
  ApiChange,
  ApiChanges,
  ApiCreatedKey,
  ApiCreatedWebhook,
  ApiDays,
  ApiDelivery,
  ApiHits,
  ApiKeyInfo,
  ApiNewWebhook,
  ApiOutlet,
  ApiProblem,
  ApiRevision,
  ApiSeriesChange,
  ApiSeriesChanges,
  ApiSource,
  ApiStories,
  ApiStory,
  ApiStoryView,
  ApiTopic,
  ApiWebhook,
} from './types.ts'

export type * from './types.ts'

export type ClientOptions = {
  /** The server's address, such as `https://wire.example.org`. */
  base: string
  /** An API key, for what is not public. */
  key?: string
  /** Instead of the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
}

/** What narrows a list of stories. Lists hold any of their values; between names all must hold. */
export type StoryFilter = {
  q?: string
  topic?: string[]
  source?: string[]
  outlet?: string[]
  lang?: string[]
  since?: Date | string
  until?: Date | string
  tier?: 'relevant' | 'adjacent'
}

/** What narrows the log of market figures; `changed` leaves those out that nobody was told before. */
export type SeriesFilter = {
  market?: string[]
  instrument?: string[]
  measure?: string[]
  changed?: 'true'
}

export type Paged = { limit?: number; signal?: AbortSignal }

/** The server refused, or could not: what it said (RFC 9457). */
export class ApiError extends Error {
  readonly problem: ApiProblem
  /** Seconds to wait, when the server said so. */
  readonly retryAfter: number | null

  constructor(problem: ApiProblem, retryAfter: number | null) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiError'
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** True when the server's change log is another one than that which was followed (it was restored): forget what you hold and begin again. */
export const isLogGone = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.status === 410

/** Where a follower stands: keep it with what you hold, and give it back to `follow()`. */
export type Place = { after: number; epoch?: string }

/** A change, and the place to go on from once it is dealt with. */
export type Followed<Change = ApiChange> = { change: Change; place: Place }

/** A log of changes: its pages, and what happens from a place on. */
type ChangeLog<Change> = {
  page(place: Place): Promise<{ changes: Change[]; next: number; more: boolean; epoch: string }>
  listen(place: Place): AsyncIterable<Change>
}

/** Between two attempts, in seconds: the first, and the longest. */
const PAUSE = { first: 1, longest: 60 }

type Value = string | number | Date | string[] | undefined
type Query = Record<string, Value>

function spell(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (Array.isArray(value)) search.set(name, value.join(','))
    else search.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  const text = search.toString()
  return text && `?${text}`
}

/** True for what another attempt may mend: no connection, a server that is busy or restarts. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.problem.status === 429 || error.problem.status >= 500

/** Waits; a signal ends it early. */
const pause = (seconds: number, signal?: AbortSignal) =>
  new Promise<void>(resolve => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, seconds * 1000)
    signal?.addEventListener('abort', done)
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })

export type Client = ReturnType<typeof openClient>

/** A client of the JSON API. It needs nothing but `fetch`; every method rejects with an `ApiError` when the server says no. */
export function openClient({ base, key, fetch = globalThis.fetch }: ClientOptions) {
  const root = `${base.replace(/\/+$/, '')}/api/v1`

  async function ask(path: string, query: Query = {}, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(`${root}${path}${spell(query)}`, {
      ...init,
      headers: {
        ...(init.body ? { 'Content-Type': 'application/json' } : {}),
        ...(key && { Authorization: `Bearer ${key}` }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
    if (answer.ok) return answer
    const retryAfter = Number(answer.headers.get('retry-after'))
    throw new ApiError(await readProblem(answer), retryAfter || null)
  }
  const get = async <Answer>(path: string, query: Query = {}, signal?: AbortSignal) =>
    (await (await ask(path, query, signal && { signal })).json()) as Answer
  const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await ask(
      path,
      {},
      { method, ...(body !== undefined && { body: JSON.stringify(body) }) },
    )
    return (answer.status === 204 ? undefined : await answer.json()) as Answer
  }
  const id = encodeURIComponent

  const changes = ({
    signal,
    ...query
  }: Paged & Partial<Place> & { content?: 'full' | 'summary' } = {}) =>
    get<ApiChanges>('/changes', query, signal)

  async function* listen(after: number | 'now', signal?: AbortSignal, epoch?: string) {
    const answer = await ask('/events', { after, epoch }, signal && { signal })
    for await (const event of readEvents(answer)) yield JSON.parse(event) as ApiChange
  }

  const seriesChanges = ({ signal, ...query }: SeriesFilter & Paged & Partial<Place> = {}) =>
    get<ApiSeriesChanges>('/series/changes', query, signal)

  async function* listenToSeries(
    after: number | 'now',
    { signal, ...query }: SeriesFilter & { epoch?: string | undefined; signal?: AbortSignal } = {},
  ) {
    const answer = await ask('/series/events', { ...query, after }, signal && { signal })
    for await (const event of readEvents(answer)) yield JSON.parse(event) as ApiSeriesChange
  }

  return {
    /** Stories, the last published first; `before` is `next` of the page before. */
    stories: ({
      signal,
      ...query
    }: StoryFilter & Paged & { before?: number; content?: 'full' | 'summary' } = {}) =>
      get<ApiStories>('/stories', query, signal),
    story: (storyId: string) => get<ApiStoryView>(`/stories/${id(storyId)}`),
    articles: (
      query: {
        source?: string[]
        outlet?: string[]
        lang?: string[]
        since?: Date | string
        until?: Date | string
        limit?: number
        after?: string
      } = {},
    ) => get<ApiArticles>('/articles', query),
    article: (articleId: string) => get<ApiArticle>(`/articles/${id(articleId)}`),
    revisions: async (articleId: string) =>
      (await get<{ revisions: ApiRevision[] }>(`/articles/${id(articleId)}/revisions`)).revisions,
    /** Changes after a sequence number; go on with `next` and `epoch`. Rejects with an error that `isLogGone` knows after a restore. */
    changes,
    search: (q: string, query: Omit<StoryFilter, 'q'> & { limit?: number; offset?: number } = {}) =>
      get<ApiHits>('/search', { ...query, q }),
    days: (query: { from?: string; to?: string; zone?: string; topic?: string[] } = {}) =>
      get<ApiDays>('/days', query),
    sources: async () => (await get<{ sources: ApiSource[] }>('/sources')).sources,
    source: (sourceId: string) => get<ApiSource>(`/sources/${id(sourceId)}`),
    topics: async () => (await get<{ topics: ApiTopic[] }>('/topics')).topics,
    outlets: async (limit?: number) =>
      (await get<{ outlets: ApiOutlet[] }>('/outlets', { limit })).outlets,
    /** Every story with its texts, one by one, read from a stream. */
    async *exportStories(filter: StoryFilter = {}) {
      yield* readLines<ApiStory>(await ask('/export/stories.ndjson', filter))
    },
    async *exportChanges(after = 0, epoch?: string) {
      yield* readLines<ApiChange>(await ask('/export/changes.ndjson', { after, epoch }))
    },
    /** Changes as they happen, until the signal fires or the connection ends; remember the last `sequence` and go on from it. */
    listen,
    /**
     * Every change after a place, what was missed first and then as it happens, over lost connections and restarts, until the signal
     * fires. Throws what waiting does not mend, such as an error that `isLogGone` knows.
     */
    follow: (from: Place = { after: 0 }, signal?: AbortSignal): AsyncGenerator<Followed> =>
      followLog<ApiChange>(
        {
          page: place => changes({ ...place, ...(signal && { signal }) }),
          listen: ({ after, epoch }) => listen(after, signal, epoch),
        },
        from,
        signal,
      ),
    /** New, corrected and withdrawn market figures after a number of their own log; go on with `next` and `epoch`. */
    seriesChanges,
    /** The same as they happen, until the signal fires or the connection ends; remember the last `sequence` and go on from it. */
    listenToSeries,
    /** Every change of a figure after a place of their log, as `follow()` tells those of stories. */
    followSeries: (
      from: Place = { after: 0 },
      { signal, ...filter }: SeriesFilter & { signal?: AbortSignal } = {},
    ): AsyncGenerator<Followed<ApiSeriesChange>> =>
      followLog<ApiSeriesChange>(
        {
          page: place => seriesChanges({ ...filter, ...place, ...(signal && { signal }) }),
          listen: ({ after, epoch }) =>
            listenToSeries(after, { ...filter, epoch, ...(signal && { signal }) }),
        },
        from,
        signal,
      ),
    /** This key's webhooks; the scope `webhooks` is needed. */
    webhooks: async () => (await get<{ webhooks: ApiWebhook[] }>('/webhooks')).webhooks,
    webhook: (hookId: string) => get<ApiWebhook>(`/webhooks/${id(hookId)}`),
    /** Remember the secret: it is shown only now. */
    createWebhook: (wanted: ApiNewWebhook) => send<ApiCreatedWebhook>('POST', '/webhooks', wanted),
    deliveries: async (hookId: string) =>
      (await get<{ deliveries: ApiDelivery[] }>(`/webhooks/${id(hookId)}/deliveries`)).deliveries,
    replayWebhook: (hookId: string, after: number) =>
      send<ApiWebhook>('POST', `/webhooks/${id(hookId)}/replay`, { after }),
    removeWebhook: (hookId: string) => send<void>('DELETE', `/webhooks/${id(hookId)}`),
    /** Keys; the scope `keys` is needed. */
    keys: async () => (await get<{ keys: ApiKeyInfo[] }>('/keys')).keys,
    createKey: (wanted: { name: string; scopes?: string[]; perMinute?: number }) =>
      send<ApiCreatedKey>('POST', '/keys', wanted),
    revokeKey: (keyId: string) => send<void>('DELETE', `/keys/${id(keyId)}`),
  }
}

/** What was missed, page by page, then what happens, until the connection ends. */
async function* followOnce<Change extends { sequence: number }>(
  log: ChangeLog<Change>,
  from: Place,
): AsyncGenerator<Followed<Change>> {
  let [place, more] = [from, true]
  while (more) {
    const page = await log.page(place)
    for (const change of page.changes)
      yield { change, place: { after: change.sequence, epoch: page.epoch } }
    place = { after: page.next, epoch: page.epoch }
    more = page.more
  }
  for await (const change of log.listen(place))
    yield { change, place: { ...place, after: change.sequence } }
}

/** The same over lost connections and restarts, until the signal fires; throws what waiting does not mend. */
async function* followLog<Change extends { sequence: number }>(
  log: ChangeLog<Change>,
  from: Place,
  signal?: AbortSignal,
): AsyncGenerator<Followed<Change>> {
  let [place, wait] = [from, PAUSE.first]
  while (!signal?.aborted) {
    let asked = 0
    try {
      for await (const followed of followOnce(log, place)) {
        yield followed
        place = followed.place
        wait = PAUSE.first
      }
    } catch (error) {
      if (signal?.aborted) return
      if (!isPassing(error)) throw error
      if (error instanceof ApiError) asked = error.retryAfter ?? 0
    }
    await pause(Math.max(wait, asked), signal)
    wait = Math.min(wait * 2, PAUSE.longest)
  }
}

async function readProblem(answer: Response): Promise<ApiProblem> {
  const text = await answer.text()
  try {
    return JSON.parse(text) as ApiProblem
  } catch {
    return { type: 'about:blank', title: answer.statusText, status: answer.status }
  }
}

/** The text of an answer, cut at each separator; what stands after the last one too. */
async function* readParts(answer: Response, separator: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true })
    const parts = rest.split(separator)
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}

async function* readLines<Line>(answer: Response): AsyncGenerator<Line> {
  for await (const line of readParts(answer, '\n')) if (line) yield JSON.parse(line) as Line
}

/** The data of Server-Sent Events; comments and empty events are left out. */
async function* readEvents(answer: Response): AsyncGenerator<string> {
  for await (const event of readParts(answer, '\n\n')) {
    const data = event
      .split('\n')
      .filter(line => line.startsWith('data:'))
      .map(line => line.slice(5).trimStart())
    if (data.length > 0) yield data.join('\n')
  }
}
