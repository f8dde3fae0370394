import { Queue } from 'bullmq'
import { queueNames } from './job-identity.ts'
import type { QueueLog } from './queue.ts'
import type { RedisClient } from './redis-clients.ts'

/** What our keys began with before they could lie on a Redis Cluster. */
const OLD_PREFIX = 'carbonwire'

/**
 * Takes out the jobs of versions that used another prefix: the store knows all that was open in them, and the sweep queues it again. Where a
 * worker of such a version still runs they are left to it, and go when a process starts after it.
 */
export async function leaveOldPrefix(redis: RedisClient, log: QueueLog): Promise<void> {
  for (const name of queueNames) {
    const key = (part: string) => `${OLD_PREFIX}:${name}:${part}`
    if (!(await redis.exists(key('meta')))) continue
    // A running worker writes it every few seconds, and it goes by itself.
    if (await redis.exists(key('stalled-check'))) {
      log.warn(
        `A process of an older version still works on Redis: its jobs of the queue "${name}" are left to it.`,
      )
      continue
    }
    const old = new Queue(name, { prefix: OLD_PREFIX, connection: redis })
    old.on('error', () => undefined)
    await old.obliterate({ force: true })
    await old.close()
  }
}
