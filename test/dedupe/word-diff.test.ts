import { expect, test } from 'vitest'
import { wordDiff } from '../../src/dedupe/word-diff.ts'

test('tells the words that went and the words that came', () => {
  expect(wordDiff('预计年发电3100万千瓦时', '预计年发电3300万千瓦时')).toEqual([
    { kind: 'same', text: '预计年发电' },
    { kind: 'removed', text: '3100' },
    { kind: 'added', text: '3300' },
    { kind: 'same', text: '万千瓦时' },
  ])
  expect(wordDiff('The kiln was closed.', 'The old kiln was shut.')).toEqual([
    { kind: 'same', text: 'The ' },
    { kind: 'added', text: 'old ' },
    { kind: 'same', text: 'kiln was ' },
    { kind: 'removed', text: 'closed' },
    { kind: 'added', text: 'shut' },
    { kind: 'same', text: '.' },
  ])
})

test.each([
  ['two empty texts', '', '', []],
  ['the same text', '碳价', '碳价', [{ kind: 'same', text: '碳价' }]],
  ['everything new', '', '碳价', [{ kind: 'added', text: '碳价' }]],
  ['everything gone', '碳价', '', [{ kind: 'removed', text: '碳价' }]],
])('%s', (_, before, after, segments) => {
  expect(wordDiff(before, after)).toEqual(segments)
})

/** Park and Miller's generator, so that a failure can be repeated. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state
}

test('either text can be put together from the segments', () => {
  const random = numbers(42)
  const pick = (below: number) => random.next().value! % below
  const words = ['电', '碳市场', ' ', 'kiln', '，', '3.5', '\n', '发电']
  const write = (length: number) => Array.from({ length }, () => words[pick(words.length)]).join('')
  for (let round = 0; round < 300; round++) {
    const before = write(pick(40))
    const after = pick(2) ? write(pick(40)) : before.slice(pick(before.length + 1)) + write(pick(6))
    const segments = wordDiff(before, after)
    const join = (left: string) =>
      segments
        .filter(({ kind }) => kind !== left)
        .map(({ text }) => text)
        .join('')
    expect(join('added')).toBe(before)
    expect(join('removed')).toBe(after)
    expect(segments.every(({ kind }, at) => kind !== segments[at - 1]?.kind)).toBe(true)
  }
})

test('texts with hardly anything in common come back as one replacement, in bounded time', () => {
  const before = Array.from({ length: 4000 }, (_, at) => `old${at} `).join('')
  const after = Array.from({ length: 4000 }, (_, at) => `new${at} `).join('')
  expect(wordDiff(before, after).map(({ kind }) => kind)).toEqual(['removed', 'added', 'same'])
})
