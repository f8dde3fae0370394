import type { AlarmChannel } from '../model/alarms-config.ts'
import { buildRequest, type Request, readAnswer, type Verdict } from './channels.ts'
import { sendLetter } from './mailer.ts'
import { type Message, renderText } from './message.ts'

/** What sends a request; redirects are not followed, and no address on a private network is asked unless the operator allows it. */
export type Send = (
  request: Request,
) => Promise<
  | { kind: 'answered'; status: number; headers: { retryAfter: string | null }; text: string }
  | { kind: 'failed'; error: string }
>

/** The door for messages to people: alarms, digests. */
export interface Notifier {
  /** What the other side does wrong is a verdict; a rejection is a bug of ours. */
  tell(channel: AlarmChannel, message: Message, now: Date): Promise<Verdict>
}

const AGAIN_MS = 60_000

/** Opens the door. `environment` gives the secrets that the configuration names as `${NAME}`. */
export function openNotifier(
  send: Send,
  environment: Record<string, string | undefined> = {},
): Notifier {
  return {
    async tell(written, message, now) {
      const channel = withSecrets(written, environment)
      if ('missing' in channel)
        return { kind: 'never', error: `${channel.missing} is not set in the environment` }
      if (channel.kind === 'mail') return tellByMail(channel, message)
      const answer = await send(buildRequest(channel, message, now))
      // The key of a bot stands in its address: an error must not repeat it.
      if (answer.kind === 'failed')
        return {
          kind: 'again',
          error: answer.error.replaceAll(channel.url, channel.name),
          afterMs: AGAIN_MS,
        }
      return readAnswer(channel.kind, answer.status, answer.text, answer.headers.retryAfter)
    },
  }
}

/** Puts the values of the environment in the place of `${NAME}`. */
function withSecrets(
  channel: AlarmChannel,
  environment: Record<string, string | undefined>,
): AlarmChannel | { missing: string } {
  let missing: string | null = null
  const fill = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, key: string) => {
          if (environment[key] === undefined) missing = key
          return environment[key] ?? ''
        })
      : value
  const filled = Object.fromEntries(
    Object.entries(channel).map(([key, value]) => [key, fill(value)]),
  )
  return missing === null ? (filled as AlarmChannel) : { missing }
}

type MailChannel = Extract<AlarmChannel, { kind: 'mail' }>

/** Every message of an incident answers its first one; a batch of several stands by itself. */
async function tellByMail({ server, from, to }: MailChannel, message: Message): Promise<Verdict> {
  const end = await sendLetter(server, from, {
    ...{ to, subject: message.title, text: renderText(message), messageId: message.id },
    answers: message.isFirst ? null : message.thread,
  })
  if (end.kind === 'sent') return { kind: 'told' }
  // What may have been taken is sent again under the same id: an alarm that is lost is worse than one that stands there twice.
  return end.kind === 'refused'
    ? { kind: 'never', error: end.error }
    : { kind: 'again', error: end.error, afterMs: AGAIN_MS }
}
