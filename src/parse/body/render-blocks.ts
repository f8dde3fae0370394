import type { Block, Wrapper } from './blocks.ts'

/** Wrappers that hold a lone paragraph without its `<p>`. */
const cellTags = new Set('li dt dd td th'.split(' '))

/** The blocks as plain text, a line a block. */
export function renderText(blocks: Block[]): string {
  return blocks
    .map(block => block.text)
    .filter(text => text !== '')
    .join('\n')
}

/** The blocks as clean HTML: each in its element, lists, quotes and tables put together again. */
export function renderHtml(blocks: Block[]): string {
  for (const { wrappers } of blocks) for (const wrapper of wrappers) wrapper.blocks = 0
  for (const { wrappers } of blocks) for (const wrapper of wrappers) wrapper.blocks++
  let html = ''
  let open: Wrapper[] = []
  const closeTo = (depth: number) => {
    while (open.length > depth) html += `</${open.pop()!.tag}>`
  }
  for (const block of blocks) {
    let shared = 0
    while (shared < open.length && open[shared] === block.wrappers[shared]) shared++
    closeTo(shared)
    for (const wrapper of block.wrappers.slice(shared))
      html += `<${wrapper.tag}${wrapper.span ?? ''}>`
    open = [...block.wrappers]
    html += renderBlock(block)
  }
  closeTo(0)
  return html.trim()
}

function renderBlock({ tag, html, wrappers }: Block): string {
  const cell = wrappers.at(-1)
  if (tag === 'p' && cell?.blocks === 1 && cellTags.has(cell.tag)) return html
  return `<${tag}>${html}</${tag}>\n`
}
