import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The signature of a webhook message by the Standard Webhooks specification: HMAC-SHA256 over id, timestamp and body, with the bytes
 * that the secret (`whsec_` and base64) stands for.
 */
export function signWebhook(secret: string, id: string, at: Date, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const seconds = Math.floor(at.getTime() / 1000)
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** The headers that go with a webhook message. */
export function webhookHeaders(secret: string, id: string, at: Date, body: string) {
  return {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signWebhook(secret, id, at, body),
  }
}

/** The signature of a body by itself: `X-Hub-Signature` of a WebSub message (WebSub, 7.1), `X-Carbonwire-Signature` of an alarm. */
export function signBody(secret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
