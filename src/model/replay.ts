/** Which stage is run again: reading stored pages, placing articles in stories, or judging what they are about. */
export const replayStages = ['parse', 'stories', 'topics'] as const
export type ReplayStage = (typeof replayStages)[number]

/** What to run again, and over which articles. */
export type ReplayRequest = {
  stage: ReplayStage
  sourceId: string | null
  /** Articles first fetched from then on. */
  since: Date | null
  /** Tells what would change and changes nothing. */
  dryRun: boolean
}

/** One difference that a run made, or would make, to be shown as an example. */
export type ReplayExample = {
  articleId: string
  title: string
  /** What differs, in words: `outlet: null → 新华社`. */
  difference: string[]
}

/** One run and how far it has come. It goes on where it was cut short. */
export type Replay = ReplayRequest & {
  id: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  /** Why it failed or was stopped. */
  message: string | null
  /** Articles to do; null until it has begun. */
  total: number | null
  done: number
  /** What came of it: `fields gained`, `items changed`, `merged` and so on, by name. */
  counts: Record<string, number>
  askedAt: Date
  startedAt: Date | null
  endedAt: Date | null
}
