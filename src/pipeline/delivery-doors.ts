import type { World } from './world.ts'

/** What telling a subscriber takes. */
export type DeliveryDoors = Pick<
  World,
  'store' | 'poster' | 'renderTopic' | 'meter' | 'now' | 'log'
>
