import { renderDigestHtml, renderDigestText } from '../feeds/digest/render-digest.ts'
import type { DigestDelivery, Digests } from '../store/digests.ts'
import { issueName } from '../text/issue-name.ts'
import { nextAttempt } from './next-attempt.ts'
import type { World } from './world.ts'

export type DigestSendingDoors = Pick<
  World<Digests>,
  'store' | 'settings' | 'mailer' | 'now' | 'log'
>

const AT_A_TIME = 8

/** Sends the messages of digests that are due. Each is taken before it is sent, so that nobody gets one twice. */
export async function sendDigests(doors: DigestSendingDoors): Promise<void> {
  if (!doors.mailer) return
  for (;;) {
    const due = await doors.store.takeDigestDeliveries(doors.now(), AT_A_TIME)
    if (due.length === 0) return
    await Promise.all(due.map(delivery => send(doors, delivery)))
  }
}

async function send(doors: DigestSendingDoors, delivery: DigestDelivery): Promise<void> {
  const { store, mailer, settings, now, log } = doors
  const { issue, receiver, attempts } = delivery
  const name = issueName(issue.until)
  const base = settings.publicUrl ?? `http://localhost:${settings.port}`
  const end = await mailer!.send({
    to: receiver.replace(/^mail:/, ''),
    subject: issue.content.title,
    text: renderDigestText(issue.content),
    html: renderDigestHtml(issue.content),
    messageId: `digest.${issue.digestId}.${name}`,
    list: {
      id: issue.digestId,

      url: `${base}/digests/${issue.digestId}/${name}`,
    },
  })
  if (end.kind === 'sent')
    return store.endDigestDelivery(delivery, { state: 'sent', error: null, nextAttemptAt: null })
  const next = end.kind === 'again' ? nextAttempt(attempts, now(), null) : null
  log.warn({ digest: issue.digestId, error: end.error, next }, 'a digest could not be mailed')
  await store.endDigestDelivery(delivery, {
    state: next ? 'waiting' : 'failed',
    error: end.error,
    nextAttemptAt: next,
  })
}
