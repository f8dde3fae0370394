import type { AlarmChannel } from '../model/alarms-config.ts'
import type { Bot } from '../model/bots.ts'
import { signBody } from '../text/signatures.ts'
import { escapeSlack, withKeyword } from './bot-text.ts'
import { cutBytes, type Message, renderText } from './message.ts'
import { signDingtalk, signFeishu } from './sign.ts'

/** A request to a bot or a hook. */
export type Request = { url: string; headers: Record<string, string>; body: string }

type HttpChannel = Exclude<AlarmChannel, { kind: 'mail' }>

const json = { 'content-type': 'application/json; charset=utf-8' }
const bold = (text: string) => `**${text}**`

/** Limits of the services, in bytes or characters. */
const WECOM_BYTES = 4000
const DINGTALK_BYTES = 18_000
const FEISHU_BYTES = 18_000
const SLACK_SECTION = 2900
const SLACK_SECTIONS = 4

/** The request that tells a message on a channel. */
export function buildRequest(channel: HttpChannel, message: Message, now: Date): Request {
  switch (channel.kind) {
    case 'webhook': {
      const body = JSON.stringify(message.data)
      const headers: Record<string, string> = { ...json }
      if (channel.secret) headers['x-carbonwire-signature'] = signBody(channel.secret, body)
      return { url: channel.url, headers, body }
    }
    case 'wecom':
      return signedPost(
        channel,
        {
          msgtype: 'markdown',
          markdown: { content: cutBytes(renderText(message, bold), WECOM_BYTES) },
        },
        now,
      )
    case 'dingtalk': {
      const title = withKeyword(message.title, channel.keyword)
      const text = cutBytes(renderText({ ...message, title }, bold), DINGTALK_BYTES)
      return signedPost(channel, { msgtype: 'markdown', markdown: { title, text } }, now)
    }
    case 'feishu':
      return signedPost(
        channel,
        { msg_type: 'text', content: { text: cutBytes(renderText(message), FEISHU_BYTES) } },
        now,
      )
    case 'slack': {
      const whole = escapeSlack(renderText(message, text => `*${text}*`))
      const parts = Array.from(
        { length: Math.min(SLACK_SECTIONS, Math.ceil(whole.length / SLACK_SECTION)) },
        (_, index) => whole.slice(index * SLACK_SECTION, (index + 1) * SLACK_SECTION),
      )
      const blocks = parts.map(text => ({ type: 'section', text: { type: 'mrkdwn', text } }))
      return signedPost(channel, { text: escapeSlack(message.title), blocks }, now)
    }
  }
}

/** What is told to a bot, signed as its service wants it. */
export function signedPost(bot: Bot, body: object, now: Date): Request {
  const { kind, url } = bot
  if (kind === 'dingtalk' && bot.secret) return post(signDingtalk(url, bot.secret, now), body)
  if (kind === 'feishu' && bot.secret) return post(url, { ...signFeishu(bot.secret, now), ...body })
  return post(url, body)
}

const post = (url: string, body: object): Request => ({
  url,
  headers: json,
  body: JSON.stringify(body),
})

/** How a service answered: told, to be tried again (after a while), or never. */
export type Verdict =
  | { kind: 'told' }
  | { kind: 'again'; error: string; afterMs: number }
  | { kind: 'never'; error: string }

const MINUTE_MS = 60_000
/** Answers that say "too many", with status 200: DingTalk is silent for ten minutes then. */
const busyCodes = [45009, 130101, 130102, 11232, 9499, 660026, 410100]
const SILENCE_MS = 10 * MINUTE_MS

/** Reads an answer: bots tell their errors with status 200. */
export function readAnswer(
  kind: HttpChannel['kind'],
  status: number,
  text: string,
  retryAfter: string | null,
): Verdict {
  const waitMs = Math.max(MINUTE_MS, (Number(retryAfter) || 0) * 1000)
  if (status === 429)
    return { kind: 'again', error: 'the service says "too many"', afterMs: waitMs }
  if (status >= 500 || status === 408)
    return { kind: 'again', error: `status ${status}`, afterMs: waitMs }
  if (status < 200 || status >= 300)
    return { kind: 'never', error: `status ${status}: ${text.slice(0, 200)}` }
  if (kind === 'webhook' || kind === 'slack') return { kind: 'told' }

  const answer = parse(text)
  const code = answer?.errcode ?? answer?.code ?? answer?.StatusCode
  if (code === 0) return { kind: 'told' }
  const error = `${code ?? 'no code'}: ${answer?.errmsg ?? answer?.msg ?? text.slice(0, 200)}`
  if (
    busyCodes.includes(Number(code)) ||
    /too (?:many|fast|frequent)|frequen|limit|频率|过快|限流/i.test(error)
  )
    return { kind: 'again', error, afterMs: SILENCE_MS }
  return { kind: 'never', error }
}

function parse(
  text: string,
): { errcode?: number; code?: number; StatusCode?: number; errmsg?: string; msg?: string } | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
