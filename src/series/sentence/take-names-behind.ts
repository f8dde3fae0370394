import type { Scene } from './scene.ts'
import { takeContract, takeMarket, takeVintage } from './take-subject.ts'

/** Takes what stands behind the figure of a token and says of what it is: ended at €70.42 for Dec-26, at 11,400 won for the 2025 vintage (KAU25). */
export function takeNamesBehind(scene: Scene, at: number) {
  const { tokens, folded, passage } = scene
  const [figure, next] = tokens.slice(at, at + 2)
  if (figure?.kind !== 'number' || !next) return
  const gap = folded.slice(figure.end, next.start)
  if (next.kind === 'contract') {
    if (/^\s*(?:for|in|on)(?: the)?\s*$/i.test(gap)) takeContract(scene, next)
    return
  }
  if (figure.unit === 'percent' || passage.subjects.length !== 1) return
  if (!/^ (?:a (?:tonne|ton) )?(?:for|in) (?:the )?$/i.test(gap)) return
  if (next.kind === 'vintage') takeVintage(scene, next.year)
  if (next.kind === 'market' && next.vintage && next.market === passage.subjects[0]?.market)
    takeMarket(scene, next)
}
