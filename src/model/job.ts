import * as z from 'zod'

/** One round of one source. `slot` tells rounds apart: the schedule's time, or why it was asked for. */
export const crawlJobSchema = z.strictObject({ sourceId: z.string(), slot: z.string() })
/** What one revision of an article means to the readers. */
export const publishJobSchema = z.strictObject({
  articleId: z.string(),
  revision: z.int().min(1),
  /** Set when an operator asked for it again: a second job under one id would be dropped. */
  turn: z.string().optional(),
})
/** Tell those who asked about every change up to this sequence number. */
export const deliverJobSchema = z.strictObject({
  sequence: z.int().min(1),
  /** Set by the sweep, for those who are to be tried again. */
  turn: z.string().optional(),
})
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
