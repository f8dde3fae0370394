import { createHmac } from 'node:crypto'

const hmac = (key: string, message: string) =>
  createHmac('sha256', key).update(message).digest('base64')

/** The address of a DingTalk bot with its signature: milliseconds, the secret is the key; valid for an hour. */
export function signDingtalk(url: string, secret: string, at: Date): string {
  const timestamp = String(at.getTime())
  const signed = new URL(url)
  signed.searchParams.set('timestamp', timestamp)
  signed.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`))
  return signed.href
}

/** The fields of a Feishu bot: seconds, the secret is part of the key and the message is empty. */
export function signFeishu(secret: string, at: Date): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') }
}
