import type { Block } from './blocks.ts'

export function trimBody(blocks: Block[]): Block[] {
  return blocks
}
