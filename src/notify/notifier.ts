import type { AlarmChannel } from '../model/alarms-config.ts'
import type { Bot } from '../model/bots.ts'
import type { DigestMessage } from '../model/digest.ts'
import { openRedaction } from '../text/redact.ts'
import { buildRequest, type Request, readAnswer, type Verdict } from './channels.ts'
import { buildDigestRequest } from './digest-request.ts'
import { sendLetter } from './mailer.ts'
import { type Message, renderText } from './message.ts'

/** What sends a request; redirects are not followed, and no address on a private network is asked unless the operator allows it. */
export type Send = (
  request: Request,
) => Promise<
  | { kind: 'answered'; status: number; headers: { retryAfter: string | null }; text: string }
  | { kind: 'failed'; error: string; mayHaveArrived: boolean }
>

/** The door for messages to people: alarms, digests. */
export interface Notifier {
  /** What the other side does wrong is a verdict; a rejection is a bug of ours. */
  tell(channel: AlarmChannel, message: Message, now: Date): Promise<Verdict>
  /** Likewise; `unsure` when the group may have been told though nothing said so. */
  tellDigest(bot: Bot, message: DigestMessage, now: Date): Promise<Verdict | Unsure>
}

export type Unsure = { kind: 'unsure'; error: string }

const AGAIN_MS = 60_000

/** Opens the door. `environment` gives the secrets that the configuration names as `${NAME}`. */
export function openNotifier(
  send: Send,
  environment: Record<string, string | undefined> = {},
): Notifier {
  return {
    async tell(written, message, now) {
      const filled = withSecrets(written, environment)
      if ('missing' in filled) return missing(filled)
      const { channel, hide } = filled
      if (channel.kind === 'mail') return tellByMail(channel, message)
      const verdict = await ask(send, channel, buildRequest(channel, message, now))
      // An alarm that is lost is worse than one that is told twice.
      const told =
        verdict.kind === 'unsure'
          ? { kind: 'again' as const, error: verdict.error, afterMs: AGAIN_MS }
          : verdict
      return hide(told)
    },
    async tellDigest(written, message, now) {
      const filled = withSecrets(written, environment)
      if ('missing' in filled) return missing(filled)
      const { channel, hide } = filled
      return hide(await ask(send, channel, buildDigestRequest(channel, message, now)))
    },
  }
}

const missing = (filled: { missing: string }): Verdict => ({
  kind: 'never',
  error: `${filled.missing} is not set in the environment`,
})

/** A gateway that waited in vain says nothing about what stands behind it. */
const GATEWAY_TIMEOUT = 504

async function ask(
  send: Send,
  { kind }: Exclude<AlarmChannel, MailChannel> | Bot,
  request: Request,
): Promise<Verdict | Unsure> {
  const answer = await send(request)
  if (answer.kind === 'failed')
    return answer.mayHaveArrived
      ? { kind: 'unsure', error: answer.error }
      : { kind: 'again', error: answer.error, afterMs: AGAIN_MS }
  if (answer.status === GATEWAY_TIMEOUT) return { kind: 'unsure', error: 'status 504' }
  return readAnswer(kind, answer.status, answer.text, answer.headers.retryAfter)
}

/** Puts the values of the environment in the place of `${NAME}`. `hide` takes what is secret out of an error. */
function withSecrets<Channel extends AlarmChannel | Bot>(
  written: Channel,
  environment: Record<string, string | undefined>,
): { channel: Channel; hide: <V extends Verdict | Unsure>(verdict: V) => V } | { missing: string } {
  let missing: string | null = null
  const secrets: string[] = []
  const fill = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, key: string) => {
          if (environment[key] === undefined) missing = key
          else secrets.push(environment[key])
          return environment[key] ?? ''
        })
      : value
  const channel = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, fill(value)]),
  ) as Channel
  if (missing !== null) return { missing }
  // The key of a bot stands in its address.
  if ('url' in channel) secrets.push(channel.url, keyPart(channel.url))
  if ('secret' in channel && channel.secret) secrets.push(channel.secret)
  const redact = openRedaction(secrets.filter(secret => secret.length > 3))
  return {
    channel,
    hide: verdict => ('error' in verdict ? { ...verdict, error: redact(verdict.error) } : verdict),
  }
}

/** An address without its host. */
const keyPart = (address: string): string => {
  const url = URL.parse(address)
  return url ? url.pathname + url.search : ''
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
