import type { OperateWorld } from '../pipeline/world.ts'

/** A crawl that was asked for: of which sources, and when. Times are texts, as they are after a trip through JSON. */
export type AskedCrawl = { sourceIds: string[]; since: string }

/** What the rounds of one source did together. */
export type RoundSum = {
  id: string
  rounds: number
  requests: number
  /** Links that nobody had seen before, and how the links that were fetched ended. */
  fresh: number
  ended: Record<string, number>
  /** How its entries ended the last time. */
  entries: { url: string; outcome: string; detail: string | null }[]
}

/** The rounds of these sources since a moment. */
export async function sumRounds(
  { store }: OperateWorld,
  { sourceIds, since }: AskedCrawl,
): Promise<RoundSum[]> {
  return Promise.all(
    sourceIds.map(async id => {
      const { rounds } = await store.readRounds(id)
      const these = rounds.filter(({ startedAt }) => startedAt >= new Date(since))
      const last = these.findLast(({ counts }) => counts.asked)
      return {
        id,
        rounds: these.length,
        requests: sum(these.map(({ counts }) => counts.requests)),
        fresh: sum(these.flatMap(({ counts }) => counts.entries.map(({ fresh }) => fresh))),
        ended: addUp(these.map(({ outcomes }) => outcomes)),
        entries: (last?.counts.entries ?? []).map(({ url, outcome, detail }) => ({
          ...{ url, outcome, detail: detail ?? null },
        })),
      }
    }),
  )
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

function addUp(counts: Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [key, count] of counts.flatMap(Object.entries<number>))
    total[key] = (total[key] ?? 0) + count
  return total
}
