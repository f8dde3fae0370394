import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { seriesSchema } from '../../src/model/series.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'
import {
  markDecimals,
  unmarkDecimals,
  writesDecimalComma,
} from '../../src/series/text/decimal-comma.ts'

test.each([
  ['a German text', 'Der Kontrakt schloss bei 71,20 Euro.', 'de', true],
  ['a French text with a point in its date', 'Le 22.01.2026, 71,20 euros', 'fr', true],
  ['a Spanish text that writes points all the same', 'cerró en 71.20 euros', 'es', false],
  ['an English text', 'closed at €71.20, in 18,400 lots', 'en', false],
  ['a text of no language that writes commas', 'EUA 71,20 €', null, true],
  ['a text of no language that writes points', 'EUA €71.20', null, false],
])('%s tells how its decimals are written', (_, text, language, expected) => {
  expect(writesDecimalComma(text, language)).toBe(expected)
})

test('figures are marked in their places, dates are not, and can be told as they were printed', () => {
  const text = 'Am 22.01.2026 wurden 1.980.000 Zertifikate zu 71,04 Euro verkauft'
  const marked = markDecimals(text)
  expect(marked).toHaveLength(text.length)
  expect(marked).toContain('22.01.2026')
  expect(marked).not.toContain('71,04')
  expect(unmarkDecimals(marked)).toBe(text)
})

test('what a figure was read from is told as it was printed', () => {
  const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
  const [point] = readPoints(
    {
      title: 'Emissionshandel',
      html: '<p>Der Kontrakt Dezember 2026 schloss bei 71,20 Euro.</p>',
      published: '2026-03-10',
      language: 'de',
    },
    buildLexicon(seriesSchema.parse(parse(config))),
  )
  expect(point).toMatchObject({ value: 71.2, printed: '71,20 Euro', instrument: 'EUA-Dec26' })
  expect(point?.quote).toBe('Der Kontrakt Dezember 2026 schloss bei 71,20 Euro.')
})
