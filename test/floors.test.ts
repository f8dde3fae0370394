import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The floors, the highest first. A folder imports itself and lower floors, never a neighbour. */
const floors = [
  ['workers'],
  ['src/world.ts'],
  ['src/pipeline', 'src/server', 'src/cli'],
  ['src/fetch', 'src/store', 'src/queue', 'src/config'],
  ['src/parse', 'src/topics', 'src/dedupe', 'src/feeds'],
  ['src/text'],
  ['src/model'],
]
/** Types and a fetch-only client that others copy: it stands by itself, on the types alone. */
const alone = ['src/client']
const pure = ['src/parse', 'src/topics', 'src/dedupe', 'src/feeds', 'src/text', 'src/model']

const rooms = [...floors.flat(), ...alone]
const roomOf = (path: string) => rooms.find(room => path === room || path.startsWith(`${room}/`))
const floorOf = (room: string) => floors.findIndex(floor => floor.includes(room))
const files = globSync(['src/**/*.ts', 'workers/**/*.ts'])
const imports = files.flatMap(file =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(found => ({
    file,
    target: normalize(join(dirname(file), found[1]!)),
  })),
)

test('every file stands in a room', () => {
  expect(files.filter(file => !roomOf(file))).toEqual([])
})

test('a folder imports itself and lower floors, never a neighbour', () => {
  const wrong = imports.filter(({ file, target }) => {
    const from = roomOf(file)
    const to = roomOf(target)
    if (!from || !to || from === to) return false
    if (alone.includes(from)) return to !== 'src/model'
    if (alone.includes(to)) return true
    // `src/cli` and the workers are where the doors are opened, so they may reach the world beside them.
    if (to === 'src/world.ts' && from === 'src/cli') return false
    return floorOf(to) <= floorOf(from)
  })
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('pure floors have no clock, no waiting and no network', () => {
  const wrong = files
    .filter(file => pure.includes(roomOf(file) ?? ''))
    .filter(file =>
      /Date\.now\(|new Date\(\)|\bawait\b|from 'node:(?!buffer|crypto|url)/.test(
        readFileSync(file, 'utf8'),
      ),
    )
  expect(wrong).toEqual([])
})
