import type { ReadStore } from '../store/doors/reading.ts'
import type { Subscribers } from '../store/subscribers.ts'
import type { World } from './world.ts'

/** What telling a subscriber takes. */
export type DeliveryDoors = Pick<
  World<
    Subscribers &
      Pick<
        ReadStore,
        'lastSequence' | 'changesWithItems' | 'lastSeriesSequence' | 'listSeriesChanges'
      >
  >,
  'store' | 'poster' | 'renderTopic' | 'meter' | 'now' | 'log'
>
