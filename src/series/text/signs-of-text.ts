/** The signs that stand for a fall where a text does not say otherwise. */
export const plainFallSigns = '↓▼▽↘'

/** △は上昇、▲は下落; ▲：涨 ▼：跌; ▲ = up. */
const legend =
  /([▲△▼▽])[」』"”']?\s*(?:印)?\s*(?:は|가|는|:|：|=|＝|表示|代表|为|為|means|denotes|indicates)?\s*(?:前日比|前営業日比|전일 ?대비)?\s*(?:(上昇|値上|プラス|高|上げ|上涨|上漲|涨|漲|升|상승|올|rise|up|gain|higher)|下落|値下|マイナス|安|下げ|下跌|跌|降|하락|내|fall|down|loss|lower)/gi

/** The signs that stand for a fall in a text: as its legend says; in a Japanese one with a single kind of triangle ▲ and △ fall. */
export function fallSignsOf({
  title,
  html,
  language,
}: {
  title: string
  html: string
  language: string | null
}): string {
  if (!/[▲△▼▽]/.test(html)) return plainFallSigns
  const told = new Map<string, boolean>()
  for (const [, sign = '', rises] of html.matchAll(legend)) told.set(sign, !rises)
  const isLegend = [...told.values()].includes(true) && [...told.values()].includes(false)
  if (isLegend) return `↓↘${[...told].flatMap(([sign, falls]) => (falls ? sign : [])).join('')}`
  const isJapanese = language?.startsWith('ja') || /[\u3041-\u30fa]{2}/.test(title + html)
  return isJapanese && !/[▼▽]/.test(html) ? `${plainFallSigns}▲△` : plainFallSigns
}
