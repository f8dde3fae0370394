import * as z from 'zod'

/** One round of one source. `slot` tells rounds apart: the schedule's time, or why it was asked for. */
export const crawlJobSchema = z.strictObject({ sourceId: z.string(), slot: z.string() })
/** Publish what is stored and not published yet: the store knows what that is. */
export const publishJobSchema = z.object({})
/** Tell those who asked about what they were not told yet: the store knows what that is. */
export const deliverJobSchema = z.object({})
/** Run a stage again over what is stored. */
export const replayJobSchema = z.strictObject({
  replayId: z.string(),
  /** Set when the sweep queues again what was cut short. */
  turn: z.string().optional(),
})

export type CrawlJob = z.infer<typeof crawlJobSchema>
export type PublishJob = z.infer<typeof publishJobSchema>
export type DeliverJob = z.infer<typeof deliverJobSchema>
export type ReplayJob = z.infer<typeof replayJobSchema>
