import { type AnyNode, type Document, isText } from 'domhandler'
import { PageElement } from '../document.ts'
import { inlineTags, silentTags } from '../scan-lines.ts'
import { type Row, shapeOf } from './find-rows.ts'
import { lineOf } from './line-of.ts'

/** What stands in a list, in order: rows, what stands between them, and line breaks. */
export type Event =
  | { kind: 'row'; row: Row; nodes: AnyNode[] }
  | { kind: 'gap'; node: AnyNode; isBlock: boolean }
  | { kind: 'break' }

/** Rows that stand one after the other in one element, or in several of one shape side by side. */
export type Strip = {
  /** The element that holds the rows, or the first of several. */
  container: PageElement | Document
  /** What holds all of the strip. */
  root: PageElement | Document
  rows: Row[]
  events: Event[]
}

type Holder = PageElement | Document

/** Puts the rows of a page together to lists, by where they stand. */
export function findStrips(rows: Row[]): Strip[] {
  const byContainer = new Map<Holder, Row[]>()
  for (const row of rows) {
    const held = byContainer.get(row.container)
    if (held) held.push(row)
    else byContainer.set(row.container, [row])
  }
  const rowOf = new Map(rows.map(row => [row.element as AnyNode, row]))
  const runs = findRuns(byContainer, rowOf)
  const taken = new Set([...runs.flatMap(run => run.members)])

  const strips = runs.map(run => buildStrip(run.members, run.root, rowOf))
  for (const [container, held] of byContainer) {
    if (taken.has(container)) continue
    if (areUnlike(held)) {
      strips.push(...held.filter(row => !taken.has(row.element)).map(aloneStrip))
      continue
    }
    const strip = buildStrip([container], container, rowOf, taken)
    if (strip.rows.length > 0) strips.push(strip)
  }
  return strips.sort((a, b) => a.rows[0]!.element.order - b.rows[0]!.element.order)
}

/** Blocks side by side of which no two are built alike: breadcrumb, line of the source, neighbours of a page. */
function areUnlike(rows: Row[]): boolean {
  if (rows.length < 2 || rows.some(({ element }) => inlineTags.has(element.name))) return false
  if (rows.some(({ element }) => /^(?:li|tr|td|dt|dd|article)$/.test(element.name))) return false
  return new Set(rows.map(({ element }) => shapeOf(element))).size === rows.length
}

const aloneStrip = (row: Row): Strip => ({
  container: row.container,
  root: row.container,
  rows: [row],
  events: [{ kind: 'row', row, nodes: [row.element] }],
})

type Run = { root: Holder; shape: string; members: (Holder | AnyNode)[] }

/**
 * Containers of one shape side by side are one list: `<ul>` after `<ul>`, rows of a grid, table rows with two links
 * each, days with their headings. Another heading between them ends it.
 */
function findRuns(byContainer: Map<Holder, Row[]>, rowOf: Map<AnyNode, Row>): Run[] {
  const parents = new Set<Holder>()
  for (const container of byContainer.keys()) {
    if (container.parent) parents.add(container.parent as Holder)
  }
  const runs: Run[] = []
  for (const parent of parents) {
    let run: Run | null = null
    for (const child of parent.children) {
      const isMember = child instanceof PageElement && (byContainer.has(child) || rowOf.has(child))
      if (isMember && run?.shape === shapeOf(child)) run.members.push(child)
      else if (isMember) {
        run = { root: parent, shape: shapeOf(child), members: [child] }
        runs.push(run)
      } else if (run && endsRun(child)) run = null
    }
  }
  return runs.filter(
    ({ members }) =>
      members.length > 1 && members.some(member => byContainer.has(member as PageElement)),
  )
}

/** Text that is no date and no separator between two containers makes them two lists. */
function endsRun(node: AnyNode): boolean {
  if (isText(node)) return node.data.trim().length > 12
  if (!(node instanceof PageElement) || silentTags.has(node.name)) return false
  if (node.end - node.order > 20) return true
  const text = lineOf(node)
  return text.length > 40 || (text.length > 1 && !/\d/.test(text))
}

function buildStrip(
  members: (Holder | AnyNode)[],
  root: Holder,
  rowOf: Map<AnyNode, Row>,
  elsewhere: Set<Holder | AnyNode> = new Set(),
): Strip {
  const events: Event[] = []
  const inside = new Set(members)
  if (inside.has(root)) addEvents(root, rowOf, elsewhere, events)
  else {
    const from = root.children.indexOf(members[0] as PageElement)
    const to = root.children.indexOf(members.at(-1) as PageElement)
    // What stands before the first member may be the heading with the day.
    for (const child of root.children.slice(Math.max(0, from - 4), to + 1)) {
      if (inside.has(child) && !rowOf.has(child)) {
        events.push({ kind: 'break' })
        addEvents(child as PageElement, rowOf, elsewhere, events)
        events.push({ kind: 'break' })
      } else addChild(child, rowOf, elsewhere, events, !inside.has(child))
    }
  }
  const joined = joinLines(events)
  const rows = joined.flatMap(event => (event.kind === 'row' ? [event.row] : []))
  return { container: (rows[0]?.container ?? root) as Holder, root, rows, events: joined }
}

function addEvents(
  holder: Holder,
  rowOf: Map<AnyNode, Row>,
  elsewhere: Set<Holder | AnyNode>,
  events: Event[],
): void {
  for (const child of holder.children) addChild(child, rowOf, elsewhere, events, false)
}

function addChild(
  node: AnyNode,
  rowOf: Map<AnyNode, Row>,
  elsewhere: Set<Holder | AnyNode>,
  events: Event[],
  gapOnly: boolean,
): void {
  if (isText(node)) {
    if (node.data.trim() !== '') events.push({ kind: 'gap', node, isBlock: false })
    return
  }
  if (!(node instanceof PageElement) || silentTags.has(node.name)) return
  const row = gapOnly || elsewhere.has(node) ? undefined : rowOf.get(node)
  const isBlock = !inlineTags.has(node.name)
  if (isBlock) events.push({ kind: 'break' })
  if (row) events.push({ kind: 'row', row, nodes: [node] })
  else if (node.name !== 'br') events.push({ kind: 'gap', node, isBlock })
  if (isBlock) events.push({ kind: 'break' })
}

/** On a line with one row, everything on the line is the row's: `2021-07-30 <a>…</a><br>`. */
function joinLines(events: Event[]): Event[] {
  const joined: Event[] = []
  let line: Event[] = []
  const flush = () => {
    const rows = line.filter(event => event.kind === 'row')
    const [row] = rows
    if (rows.length === 1 && row) {
      const nodes = line.flatMap(event =>
        event.kind === 'row' ? event.nodes : event.kind === 'gap' ? [event.node] : [],
      )
      joined.push({ kind: 'row', row: row.row, nodes })
    } else joined.push(...line)
    line = []
  }
  for (const event of events) {
    if (event.kind === 'break') flush()
    else line.push(event)
  }
  flush()
  return joined
}
