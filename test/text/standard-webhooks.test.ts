import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { webhookHeaders } from '../../src/text/signatures.ts'

test('what is signed now is verified by the library of Standard Webhooks, and nothing else is', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const body = JSON.stringify({ type: 'story.added', data: { title: '碳市场' } })
  const headers = webhookHeaders(secret, 'msg_1', new Date(), body)
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
})
