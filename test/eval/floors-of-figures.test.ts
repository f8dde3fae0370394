import { expect, test } from 'vitest'
import { evaluateAll, floors, underFloor } from '../../bench/eval/evaluate.ts'

test('every figure of the invented sets is at its floor or above it', async () => {
  const figures = await evaluateAll()
  expect(underFloor(figures)).toEqual([])
  expect(Object.keys(floors).toSorted()).toEqual(figures.map(({ set }) => set).toSorted())
})
