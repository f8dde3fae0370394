import * as z from 'zod'

const url = z.url({
  protocol: /^https?$/,
  error: 'expected an address starting http:// or https://',
})
const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'expected lower-case letters, digits and hyphens')
const language = z
  .enum(['zh', 'en'])
  .default('en')
  .describe('The language of the message around the reasons.')
const common = { name, language }

/** Ways to tell people, as an operator writes them in `config/alarms.yaml`. A secret may be `${NAME}`: then it stands in the environment. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    ...common,
    url,
    secret: z.string().optional().describe('Signs the body: X-Carbonwire-Signature.'),
  }),
  z.strictObject({
    ...{ kind: z.literal('mail'), ...common },
    server: z
      .string()
      .regex(
        /^smtps?:\/\//,
        'expected an address such as smtp://user:password@mail.example.org:587',
      ),
    from: z.string().min(3),
    to: z
      .array(
        z.string().regex(/^[\x21-\x7e]+@\S+$/, 'expected a mail address whose name is plain ASCII'),
      )
      .min(1),
  }),
  z.strictObject({
    kind: z.literal('wecom'),
    ...common,
    url: url.describe('The address of the bot, with its key.'),
  }),
  z.strictObject({
    ...{ kind: z.literal('dingtalk'), ...common, url, secret: z.string().optional() },
    keyword: z.string().optional().describe('The word that the bot asks for in every message.'),
  }),
  z.strictObject({ kind: z.literal('feishu'), ...common, url, secret: z.string().optional() }),
  z.strictObject({ kind: z.literal('slack'), ...common, url }),
])

export const alarmsSchema = z.strictObject({ channels: z.array(channelSchema).default([]) })

export type AlarmChannel = z.infer<typeof channelSchema>
export type AlarmsConfig = z.infer<typeof alarmsSchema>
