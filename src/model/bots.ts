import * as z from 'zod'

export const webAddress = z.url({
  protocol: /^https?$/,
  error: 'expected an address starting http:// or https://',
})
export const channelName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'expected lower-case letters, digits and hyphens')

const common = {
  name: channelName,
  url: webAddress.describe('The address of the bot, with its key.'),
}

/** Bots of groups, as they are written wherever a group is told by one. A secret may be `${NAME}`: then it stands in the environment. */
export const botShapes = {
  wecom: { kind: z.literal('wecom'), ...common },
  dingtalk: {
    ...{ kind: z.literal('dingtalk'), ...common, secret: z.string().optional() },
    keyword: z.string().optional().describe('The word that the bot asks for in every message.'),
  },
  feishu: { kind: z.literal('feishu'), ...common, secret: z.string().optional() },
  slack: { kind: z.literal('slack'), ...common },
}

export const botSchema = z.discriminatedUnion('kind', [
  z.strictObject(botShapes.wecom),
  z.strictObject(botShapes.dingtalk),
  z.strictObject(botShapes.feishu),
  z.strictObject(botShapes.slack),
])

export type Bot = z.infer<typeof botSchema>
