/** Words beside a stretch of work; what is unknown is left out. */
export type TraceFields = Record<string, string | number | undefined>

/** One text of one article, whose way from the page to the feed is a trace. */
export type TracedArticle = { id: string; revision: number }

/** Where the work that runs now stands in its trace, to point at it later. */
export type TraceMark = { traceId: string; spanId: string }

/** Tells a collector how work went, where one is named. Nothing of it throws, and nothing of it goes to a crawled site. */
export type Tracer = {
  /** Runs a job as a trace of its own; one that throws is marked as an error. */
  job<T>(name: string, fields: TraceFields, run: () => Promise<T>): Promise<T>
  /** The job that runs here; null outside of one, and where nobody listens. */
  current(): TraceMark | null
  /** The first stretch of an article's way: its page was fetched, read and stored, by this round. */
  stored(article: TracedArticle, from: Date, by: TraceMark | null, fields: TraceFields): void
  /** The next one, maybe in another process: it was published by the job that runs here. */
  published(article: TracedArticle, from: Date, fields: TraceFields): void
  /** Sends what is not sent yet. */
  close(): Promise<void>
}

/** Where no collector is named. */
export const noTracer: Tracer = {
  job: (_name, _fields, run) => run(),
  current: () => null,
  stored() {},
  published() {},
  async close() {},
}
