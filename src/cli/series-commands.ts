import { ConfigError } from '../config/config-error.ts'
import type { PointKey } from '../model/series.ts'
import type { OperateWorld } from '../pipeline/world.ts'
import type { StoredPoint } from '../store/series.ts'

const MOST_HELD = 500

/** The figures that are held back until somebody looked at them. */
export async function listHeldPoints({ store }: OperateWorld): Promise<StoredPoint[]> {
  return (await store.listPoints({ onlyHeld: true }, MOST_HELD)).points
}

/** Lets a figure be told, whoever reports it. Throws `ConfigError` when none of it is held. */
export async function releaseHeldPoints({ store }: OperateWorld, key: PointKey): Promise<string> {
  const name = `${key.market} ${key.instrument} ${key.day} ${key.measure}`
  if (!/^\d{4}-\d\d-\d\d$/.test(key.day))
    throw new ConfigError(`${key.day}: expected a day such as 2026-03-18`)
  const released = await store.releasePoints(key)
  if (!released) throw new ConfigError(`${name}: no such figure is held back`)
  return `${name}: ${released} released`
}
