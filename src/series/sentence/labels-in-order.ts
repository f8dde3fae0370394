import type { TradeMode } from '../../model/series.ts'
import type { Scene } from './scene.ts'
import type { FlowLabel, Label } from './state.ts'

function fillQueue(scene: Scene) {
  const { flow, flowFresh } = scene.state
  if (scene.statement.modes.length >= 2 && flow) queueModes(scene, flow, scene.statement.modes)
  else if (flow && flowFresh && isNextList(scene)) queueModes(scene, flow, scene.list.modes)
  else if (scene.statement.labels.length >= 2) scene.statement.queue = [...scene.statement.labels]
}

function queueModes(scene: Scene, flow: FlowLabel, modes: TradeMode[]) {
  scene.statement.queue = modes.map(mode => ({ flow, mode }))
  scene.list.modes = [...modes]
}

/** As many figures follow, in a row, as modes had figures before. */
function isNextList({ list, statement, tokens, at }: Scene): boolean {
  const end = tokens.findIndex(({ kind }, index) => index > at && kind !== 'number')
  const count = (end < 0 ? tokens.length : end) - at
  return statement.modes.length === 0 && list.modes.length > 1 && count === list.modes.length
}

/** The label that a list gives to the figure it has come to: 挂牌和大宗分别成交…. Null outside a list. */
export function nextLabel(scene: Scene): Label | null {
  if (!scene.list.respectively) return null
  if (scene.statement.queue.length === 0 && scene.passage.subjects.length < 2) {
    fillQueue(scene)
    scene.statement.labels = []
    scene.statement.modes = []
  }
  return scene.statement.queue.shift() ?? null
}
