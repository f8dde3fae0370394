import { createHash } from 'node:crypto'
import * as z from 'zod'
import {
  crawlJobSchema,
  deliverJobSchema,
  publishJobSchema,
  replayJobSchema,
} from '../model/job.ts'
import type { Jobs, QueueName } from './queue.ts'

/** What a job of each queue must look like, where it goes in and where it comes out. */
const jobSchemas = {
  crawl: crawlJobSchema,
  publish: publishJobSchema,
  deliver: deliverJobSchema,
  replay: replayJobSchema,
} satisfies { [Name in QueueName]: z.ZodType<Jobs[Name]> }

export const queueNames = Object.keys(jobSchemas) as QueueName[]

/**
 * The work and its turn as one id. Ids may hold no colon and must not look like a number, and an id that was used
 * is refused as long as its job is remembered.
 */
export function jobIdentity(job: object): string {
  const sorted = Object.entries(job).sort(([a], [b]) => (a < b ? -1 : 1))
  return `job-${createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32)}`
}

/** Throws with the queue's name when a payload is not what the queue carries: an evicted job comes back empty. */
export function parseJob<Name extends QueueName>(name: Name, data: unknown): Jobs[Name] {
  const parsed = jobSchemas[name].safeParse(data)
  if (parsed.success) return parsed.data as Jobs[Name]
  throw new TypeError(
    `A job of the queue "${name}" is not usable: ${z.prettifyError(parsed.error)}`,
  )
}
