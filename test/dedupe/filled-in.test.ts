import { expect, test } from 'vitest'
import { areFilledIn } from '../../src/dedupe/shared-run.ts'

test.each([
  ['云岭省10月风电发电量18.2亿千瓦时', '北岭省10月风电发电量33.9亿千瓦时', true],
  ['西川坝省10月风电发电量9.6亿千瓦时', '东澜省10月风电发电量27.4亿千瓦时', true],
  ['甲市新增充电桩1200个', '乙市新增充电桩860个', true],
  ['Northshire adds 120 MW of rooftop solar', 'Westshire adds 95 MW of rooftop solar', true],
  // The same figures are of one thing, whatever it is called.
  ['云岭省10月风电发电量18.2亿千瓦时', '云岭10月风电发电量18.2亿千瓦时', false],
  // Other words than a name.
  ['云岭省10月风电发电量18.2亿千瓦时', '云岭风电十月发力 新增并网120万千瓦', false],
  ['跨省输氢管道开工', '跨市输氢管道开工', false],
])('%s and %s are one form filled in twice: %s', (a, b, expected) => {
  expect(areFilledIn(a, b)).toBe(expected)
  expect(areFilledIn(b, a)).toBe(expected)
})
