import { readFileSync } from 'node:fs'
import type { Figure } from './figures.ts'
import { evaluateReading } from './reading.ts'
import { evaluateRelevance } from './relevance.ts'
import { evaluateStories } from './stories.ts'

/** Every set with its figure. */
export async function evaluateAll(): Promise<Figure[]> {
  return [...(await evaluateRelevance()), ...evaluateStories(), ...evaluateReading()]
}

/** What share of each set must come out right at least. It may only rise. */
export const floors: Record<string, number> = JSON.parse(
  readFileSync(new URL('floor.json', import.meta.url), 'utf8'),
)

/** A sentence for each figure that is under its floor, and for each set without one. */
export function underFloor(figures: Figure[]): string[] {
  return figures.flatMap(({ set, rows, right }) => {
    const floor = floors[set]
    if (floor === undefined) return [`${set}: has no floor in bench/eval/floor.json`]
    return right / rows < floor
      ? [`${set}: ${right} of ${rows} is under its floor of ${floor}`]
      : []
  })
}
