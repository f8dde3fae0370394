import {
  buildDigestMessage,
  renderDigestHtml,
  renderDigestText,
} from '../feeds/digest/render-digest.ts'
import type { DigestIssue } from '../model/digest.ts'
import type { DigestDelivery, Digests } from '../store/digests.ts'
import { issueName } from '../text/issue-name.ts'
import { nextAttempt } from './next-attempt.ts'
import type { World } from './world.ts'

export type DigestSendingDoors = Pick<
  World<Digests>,
  'store' | 'config' | 'settings' | 'mailer' | 'notifier' | 'now' | 'log'
>

const AT_A_TIME = 8

/** Sends the messages of digests that are due. Each is taken before it is sent, so that nobody gets one twice; one whose sender died is told. */
export async function sendDigests(
  doors: DigestSendingDoors,
  stopping?: AbortSignal,
): Promise<void> {
  for (const { digestId, receiver } of await doors.store.giveUpDigestDeliveries(doors.now())) {
    const who = receiver.startsWith('bot:') ? { receiver } : {}
    doors.log.warn({ digest: digestId, ...who }, 'a digest was given up: its sender died meanwhile')
  }
  while (!stopping?.aborted) {
    const due = await doors.store.takeDigestDeliveries(doors.now(), AT_A_TIME)
    if (due.length === 0) return
    await Promise.all(due.map(delivery => send(doors, delivery)))
  }
}

/** How a try ended. `again` when it certainly was not told and may be later; `over` when it never will be, or may have been. */
type End =
  | { kind: 'sent' }
  | { kind: 'again'; error: string; afterSeconds: number }
  | { kind: 'over'; error: string }

async function send(doors: DigestSendingDoors, delivery: DigestDelivery): Promise<void> {
  const { store, now, log } = doors
  const { issue, receiver, attempts } = delivery
  const end = receiver.startsWith('bot:')
    ? await tellGroup(doors, issue, receiver.slice('bot:'.length))
    : await mailReader(doors, issue, receiver.replace(/^mail:/, ''))
  if (end.kind === 'sent')
    return store.endDigestDelivery(delivery, { state: 'sent', error: null, nextAttemptAt: null })
  const next = end.kind === 'again' ? nextAttempt(attempts, now(), String(end.afterSeconds)) : null
  const { error } = end
  const who = receiver.startsWith('bot:') ? { receiver } : {}
  log.warn({ digest: issue.digestId, ...who, error, next }, 'a digest could not be sent')
  await store.endDigestDelivery(delivery, {
    state: next ? 'waiting' : 'failed',
    error,
    nextAttemptAt: next,
  })
}

/** The page of an issue. */
function pageOf({ settings }: DigestSendingDoors, { digestId, until }: DigestIssue): string {
  const base = settings.publicUrl ?? `http://localhost:${settings.port}`
  return `${base}/digests/${digestId}/${issueName(until)}`
}

async function mailReader(
  doors: DigestSendingDoors,
  issue: DigestIssue,
  address: string,
): Promise<End> {
  const { digestId, until, content } = issue
  if (!doors.mailer)
    return { kind: 'again', error: 'SMTP_URL and MAIL_FROM are not set', afterSeconds: 0 }
  const end = await doors.mailer.send({
    to: address,
    subject: content.title,
    text: renderDigestText(content),
    html: renderDigestHtml(content),
    messageId: `digest.${digestId}.${issueName(until)}`,
    list: { id: digestId, url: pageOf(doors, issue) },
  })
  if (end.kind === 'sent') return end
  return end.kind === 'again'
    ? { kind: 'again', error: end.error, afterSeconds: 0 }
    : { kind: 'over', error: end.error }
}

async function tellGroup(
  doors: DigestSendingDoors,
  issue: DigestIssue,
  name: string,
): Promise<End> {
  const { config, notifier, now } = doors
  const digest = config().digests.find(({ id }) => id === issue.digestId)
  const bot = digest?.bots.find(each => each.name === name)
  if (!bot) return { kind: 'over', error: `there is no bot "${name}" in digests.yaml any more` }
  const message = buildDigestMessage(issue.content, pageOf(doors, issue))
  const verdict = await notifier.tellDigest(bot, message, now())
  switch (verdict.kind) {
    case 'told':
      return { kind: 'sent' }
    case 'again':
      return {
        kind: 'again',
        error: verdict.error,
        afterSeconds: Math.ceil(verdict.afterMs / 1000),
      }
    default:
      return { kind: 'over', error: verdict.error }
  }
}
