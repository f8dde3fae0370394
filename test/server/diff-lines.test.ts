import { expect, test } from 'vitest'
import { diffLines } from '../../src/server/admin/diff-lines.ts'

const marks = { added: '+', removed: '-', same: ' ' }
const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, line }) => `${marks[kind]}${line}`)

test.each([
  ['a line that changed', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a line that came', 'a\nb', 'a\nn\nb', [' a', '+n', ' b']],
  ['a line that went', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['nothing', 'a\nb\n', 'a\nb', []],
  [
    'what is far away is left out',
    '1\n2\n3\n4\n5\n6',
    '1\n2\n3\n4\n5\nx',
    [' 4', ' 5', '-6', '+x'],
  ],
])('%s', (_, before, after, lines) => {
  expect(shown(before, after)).toEqual(lines)
})
