import type { Token } from '../token.ts'
import type { Scene } from './scene.ts'

/** 前者上涨0.5%，后者下跌1.3%: one of the two markets that were named last. */
export function takeOneOfTwo(scene: Scene, at: -2 | -1) {
  const subject = scene.passage.recent.at(at)
  if (!subject || scene.passage.recent.length < 2) return
  scene.passage.subjects = [subject]
  scene.places.market = scene.tokens[scene.at]!.end
  scene.list.figures = 0
  scene.clause.hasMarket = true
}

/** 两地昨日分别成交…: the markets that were named last; what they traded in sum is no market's. */
export function takeTogether(scene: Scene, token: Token) {
  const word = scene.folded.slice(token.start, token.end)
  const count = /三/.test(word) ? 3 : /四/.test(word) ? 4 : 2
  const { recent } = scene.passage
  if (sumBehind.test(scene.folded.slice(token.end)) || recent.length < count) {
    scene.clause.isSum = true
    return
  }
  scene.passage.subjects = recent.slice(-count)
  scene.places.market = token.end
  scene.list.figures = 0
  scene.isDead = false
  scene.clause.hasMarket = true
}

const sumBehind = /^[^,;。]{0,18}(?:合计|共计|总共|共成交|总成交|合共)/
