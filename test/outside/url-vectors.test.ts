import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { twinsSchema } from '../../src/model/twins.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { buildTwins } from '../../src/text/url-twins.ts'

const vectors = '../shared/eval/dedup/url-vectors.json'

test.skipIf(!existsSync(vectors))('the vectors of the study, when present, all hold', () => {
  const twins = buildTwins(twinsSchema.parse(parse(readFileSync('config/twins.yaml', 'utf8'))))
  const { merge, distinct } = JSON.parse(readFileSync(vectors, 'utf8')) as {
    merge: string[][]
    distinct: [string, string][]
  }
  for (const group of merge) {
    expect(new Set(group.map(url => urlKey(url, { twins }))).size, group[0]).toBe(1)
  }
  for (const [one, other] of distinct) {
    expect(urlKey(one, { twins }), other).not.toBe(urlKey(other, { twins }))
  }
})
