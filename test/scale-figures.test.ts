import { expect, test } from 'vitest'
import { type Load, simulateDay } from '../bench/scaling/day.ts'
import { findNeeds } from '../bench/scaling/needs.ts'
import { units } from '../bench/scaling/units.ts'

const load = (sources: number, articlesADay: number): Load => ({
  name: '',
  sources,
  articlesADay,
  roundsADay: 48,
  feedRequestsASecond: 50,
  keepPagesDays: 180,
})

test('a simulated day publishes every article when there is room for all of them', () => {
  const one = { crawl: 1, publish: 1, databaseCores: 1 }
  const { left, lagP99, busy } = simulateDay(load(1_000, 15_000), one, units)
  expect(left).toBeLessThan(150)
  expect(lagP99).toBeLessThanOrEqual(5)
  expect(busy.crawl).toBeLessThan(1)
})

test('too few processes leave articles behind, and more of them are found to be needed', () => {
  const large = load(100_000, 10_000_000)
  expect(
    simulateDay(large, { crawl: 1, publish: 1, databaseCores: 1 }, units).left,
  ).toBeGreaterThan(1e6)
  const { processes, day } = findNeeds(large, units)
  expect(day.lagP99).toBeLessThanOrEqual(5)
  expect(processes.crawl).toBeGreaterThan(4)
  expect(findNeeds(load(100, 1_500), units).processes.crawl).toBe(1)
})
