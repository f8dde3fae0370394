import { expect, test } from 'vitest'
import { foldFigures } from '../../src/text/fold-figures.ts'
import { readFigureAt, readHanNumber } from '../../src/text/read-figure.ts'

test.each([
  ['一千零五万', 10_050_000],
  ['一亿五千万', 150_000_000],
  ['12亿5000万', 1_250_000_000],
  ['9억5천만', 950_000_000],
  ['6만3,200', 63_200],
  ['1亿2345.67万', 123_456_700],
  ['两亿零三', 200_000_003],
  ['两千三百亿', 230_000_000_000],
  ['3.2亿', 320_000_000],
  ['1.2万', 12_000],
  ['58.08万', 580_800],
  ['１２３.４５', 123.45],
  ['３.２億', 320_000_000],
  ['廿三', 23],
  ['卅', 30],
  ['二〇二六', 2026],
  ['九十五点三', 95.3],
  ['三点二亿', 320_000_000],
  ['三万五', 35_000],
  ['一千五', 1500],
  ['十万零五百', 100_500],
  ['一万亿', 1_000_000_000_000],
  ['三百二十五萬', 3_250_000],
  ['1,234,567.89', 1_234_567.89],
  ['1 205 331', 1_205_331],
  ['22\u2009417\u202f000.5', 22_417_000.5],
  ['18.4 million', 18_400_000],
  ['1.3bn', 1_300_000_000],
  ['2.7m', 2_700_000],
])('%s is %d', (printed, value) => {
  expect(readFigureAt(foldFigures(printed), 0)).toMatchObject({ value, end: printed.length })
})

test('what is no number is none', () => {
  expect(readFigureAt('碳价', 0)).toBeNull()
  expect(readHanNumber('点五')).toBeNull()
})
