import type { NumberToken } from '../token.ts'
import type { Scene } from './scene.ts'

/** Money in a currency of the market it is of; a plain 元 or $ becomes that currency. Figures in others are conversions. */
export function takesCurrency(scene: Scene, token: NumberToken): boolean {
  const { subjects } = scene.passage
  // £57.15 of €78.40 and £57.15 is of the second market.
  const subject = subjects[subjects.length > 1 ? scene.list.figures % subjects.length : 0]
  if (token.plainSign && subject?.market.plain_signs.includes(token.plainSign))
    token.currency = subject.market.currencies[0]!
  return !token.currency || !subject || subject.market.currencies.includes(token.currency)
}
