import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { judge } from '../topics/shipped-topics.ts'

const file = '../shared/data/topics/headlines.jsonl.gz'

type Headline = {
  set: string
  lang: string
  title: string
  text: string
  label: 1 | 0 | null
}

// Labelled headlines of real publishers, which are no part of the project: only where they are present.
describe.skipIf(!existsSync(file))('on labelled headlines', () => {
  const rows = (): Headline[] =>
    gunzipSync(readFileSync(file))
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  let fired: (Headline & { fired: boolean })[]
  beforeAll(() => {
    fired = rows().map(row => ({
      ...row,
      fired: judge({ title: row.title, text: row.text, language: row.lang }).tier === 'relevant',
    }))
  })
  const share = (set: string, positive: boolean) => {
    const mine = fired.filter(row => row.set === set && (row.label === 1) === positive)
    return mine.filter(row => row.fired).length / mine.length
  }

  test.each([
    ['dynamicesg', 0.64],
    ['by-source', 0.82],
    ['climate-en', 0.97],
  ])('of what is on the subject in %s, at least %d is found', (set, least) => {
    expect(share(set, true)).toBeGreaterThanOrEqual(least)
  })

  test.each([
    ['dynamicesg', 0.015],
    ['thucnews', 0.0013],
    ['agnews', 0.005],
  ])('of the other headlines in %s, at most %d fires', (set, most) => {
    expect(share(set, false)).toBeLessThanOrEqual(most)
  })
})
