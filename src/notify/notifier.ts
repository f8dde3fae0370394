import { createTransport } from 'nodemailer'
import type { AlarmChannel } from '../model/alarms-config.ts'
import { buildRequest, type Request, readAnswer, type Verdict } from './channels.ts'
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
const MAIL_TIMEOUT_MS = 15_000

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
      if (channel.kind === 'mail') return sendMail(channel, message)
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

async function sendMail({ server, from, to }: MailChannel, message: Message): Promise<Verdict> {
  const transport = createTransport({
    url: server,
    ...{
      connectionTimeout: MAIL_TIMEOUT_MS,
      greetingTimeout: MAIL_TIMEOUT_MS,
      socketTimeout: MAIL_TIMEOUT_MS,
    },
  })
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'carbonwire.invalid'
  const first = message.thread === null ? null : `<${message.thread}@${domain}>`
  try {
    const info = await transport.sendMail({
      ...{ from, to, subject: message.title, text: renderText(message) },
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Every message of an incident answers the first one, whose name we choose.
      ...(first &&
        (message.isFirst ? { messageId: first } : { inReplyTo: first, references: [first] })),
    })
    const refused = info.rejected.map(String)
    return refused.length === to.length
      ? { kind: 'never', error: `refused: ${refused.join(', ')}` }
      : { kind: 'told' }
  } catch (error) {
    const { responseCode, message: said } = error as { responseCode?: number; message: string }
    const isFinal = responseCode !== undefined && responseCode >= 500
    return isFinal
      ? { kind: 'never', error: said }
      : { kind: 'again', error: said, afterMs: AGAIN_MS }
  } finally {
    transport.close()
  }
}
