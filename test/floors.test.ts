import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The floors, the highest first. A folder imports itself and lower floors, never a neighbour. */
const floors = [
  ['workers'],
  ['src/cli'],
  ['src/world.ts'],
  ['src/pipeline', 'src/server'],
  ['src/fetch', 'src/notify', 'src/store', 'src/queue', 'src/config', 'src/metrics'],
  ['src/parse', 'src/topics', 'src/dedupe', 'src/feeds', 'src/series', 'src/draft', 'src/health'],
  ['src/text'],
  ['src/model'],
]
/** A fetch-only client that others copy: it stands by itself, with its types. */
const alone = ['src/client']
/** The invented web knows nothing of the line that crawls it; only the command that shows it does. */
const invented = 'demo'
const pure = [
  'src/parse',
  'src/topics',
  'src/dedupe',
  'src/feeds',
  'src/series',
  'src/draft',
  'src/health',
  'src/text',
  'src/model',
]

const rooms = [...floors.flat(), ...alone, invented]
const roomOf = (path: string) => rooms.find(room => path === room || path.startsWith(`${room}/`))
const floorOf = (room: string) => floors.findIndex(floor => floor.includes(room))
const files = globSync(['src/**/*.ts', 'workers/**/*.ts', 'demo/**/*.ts'])
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
    if (alone.includes(from)) return true
    if (alone.includes(to) || from === invented) return true
    if (to === invented) return from !== 'src/cli'
    return floorOf(to) <= floorOf(from)
  })
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('no files stand in a circle, not by their types either', () => {
  expect(findCircles(new Map(files.map(file => [file, targetsOf(file)])))).toEqual([])
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

function targetsOf(file: string): string[] {
  return imports.filter(each => each.file === file).map(({ target }) => target)
}

/** The files that lead back to themselves, put together where they reach each other (Tarjan's strongly connected components). */
function findCircles(graph: Map<string, string[]>): string[][] {
  const circles: string[][] = []
  const order = new Map<string, number>()
  const open: string[] = []
  const visit = (file: string): number => {
    const own = order.size
    order.set(file, own)
    const at = open.push(file) - 1
    let lowest = own
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue
      if (!order.has(target)) lowest = Math.min(lowest, visit(target))
      else if (open.includes(target)) lowest = Math.min(lowest, order.get(target)!)
    }
    if (lowest < own) return lowest
    const circle = open.splice(at)
    if (circle.length > 1 || graph.get(file)!.includes(file)) circles.push(circle.sort())
    return own
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return circles
}
