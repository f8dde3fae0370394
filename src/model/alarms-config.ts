import * as z from 'zod'
import { botShapes, channelName, webAddress } from './bots.ts'

const language = z.enum(['zh', 'en']).default('en').describe('The language of the message.')
const common = { name: channelName, language }

/** Ways to tell people, as an operator writes them in `config/alarms.yaml`. A secret may be `${NAME}`: then it stands in the environment. */
const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    ...common,
    url: webAddress,
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
  z.strictObject({ ...botShapes.wecom, language }),
  z.strictObject({ ...botShapes.dingtalk, language }),
  z.strictObject({ ...botShapes.feishu, language }),
  z.strictObject({ ...botShapes.slack, language }),
])

export const alarmsSchema = z.strictObject({ channels: z.array(channelSchema).default([]) })

export type AlarmChannel = z.infer<typeof channelSchema>
export type AlarmsConfig = z.infer<typeof alarmsSchema>
