import type { TradeMode } from '../../model/series.ts'
import type { Token } from '../token.ts'
import { emitNone } from './emit-point.ts'
import { auctionAhead, periodAhead } from './look-ahead.ts'
import type { Scene } from './scene.ts'
import { takeContract, takeMarket } from './take-subject.ts'

/** Wednesday's auction failed, with no units sold: what is not sold is not sold there. */
const soldInAuction = ({ folded, modes, passage }: Scene, token: Token) =>
  (modes.has('auction') || passage.isOfAuction) &&
  /\b(?:sold|awarded|placed|bought)$/i.test(folded.slice(token.start, token.end))
    ? ('auction' as const)
    : null

/** No trades in the Tianjin or Fujian pilots: of all that the list names. */
function takeListOfMarkets(scene: Scene) {
  const { tokens, at } = scene
  const end = tokens.findIndex((token, index) => index > at && !isInList(token))
  for (const token of tokens.slice(at + 1, end < 0 ? undefined : end))
    if (token.kind === 'market') takeMarket(scene, token)
}

const isInList = (token: Token): boolean =>
  token.kind === 'market' || (token.kind === 'stop' && token.stop === ',')

/** No CEAs changed hands via one-way auction or block trades: each of the modes that are joined. */
function modesAhead({ tokens, at, folded, isChinese }: Scene): TradeMode[] | null {
  const [first, second] = tokens.slice(at + 1)
  if (isChinese || first?.kind !== 'mode' || second?.kind !== 'mode') return null
  if (first.mode === 'total' || second.mode === 'total') return null
  const isSaid = / (?:via|through|in|by|on|under|using|as) (?:the )?$/i.test(
    folded.slice(0, first.start),
  )
  const isJoined = /^,? (?:or|and|nor) (?:via |through |in |by |on )?(?:the )?$/i.test(
    folded.slice(first.end, second.start),
  )
  return isSaid && isJoined ? [first.mode, second.mode] : null
}

/** Takes a word that says that nothing was traded. */
export function takeNone(scene: Scene, token: Token) {
  const state = scene.state
  // No trades were reported in the Hubei pilot.
  const next = scene.tokens[scene.at + 1]
  if (
    next?.kind === 'market' &&
    !scene.clause.hasMarket &&
    /[a-z]/i.test(scene.folded[token.start]!)
  )
    takeListOfMarkets(scene)
  // There were no trades in December 2027.
  if (next?.kind === 'contract' && !scene.isChinese) takeContract(scene, next)
  if (state.comparing || state.isCumulative || scene.statement.isForecast || scene.isDead) return
  if (periodAhead(scene)) return
  // 无成交的沿用上一交易日: of any that had none.
  if (/^[的者](?!情况)/.test(scene.folded.slice(token.end))) return
  const modes: TradeMode[] = scene.clause.modes.length
    ? scene.clause.modes
    : (modesAhead(scene) ?? [
        auctionAhead(scene) ?? soldInAuction(scene, token) ?? scene.passage.mode ?? 'total',
      ])
  emitNone(scene, modes, token)
  state.flowFresh = false
}
