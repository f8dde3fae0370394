import * as z from 'zod'
import { measures } from '../series.ts'
import { address, instant } from './values.ts'

const names = z.array(z.string().min(1).max(100)).min(1).max(50)

/** Which stories a webhook is told of; all of it must hold, any value of a list will do. */
const webhookFilterSchema = z
  .strictObject({
    topic: names.optional(),
    source: names.optional(),
    outlet: names.optional(),
    language: names.optional(),
    tier: z
      .array(z.enum(['relevant', 'adjacent']))
      .min(1)
      .optional(),
  })
  .meta({ id: 'WebhookFilter' })

/** Which market figures a webhook is told of; all of it must hold, any value of a list will do. */
const webhookSeriesSchema = z
  .strictObject({
    market: names.optional(),
    instrument: names.optional(),
    measure: z.array(z.enum(measures)).min(1).optional(),
    changed: z.literal(true).optional().meta({
      description: 'Only figures that were told before, and are told otherwise now.',
    }),
  })
  .meta({ id: 'WebhookSeries' })

/** A place in the change log, as the store can hold it. */
export const cursorSchema = z.int().min(0).max(999_999_999)

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).max(2000),
    filter: webhookFilterSchema.optional(),
    series: webhookSeriesSchema.optional().meta({
      description:
        'Tell of market figures in the place of stories: these, or with {} all of them. Numbers are those of `/series/changes`.',
    }),
    after: cursorSchema
      .optional()
      .meta({ description: 'Tell changes after this number; only new ones unless told.' }),
  })
  .refine(({ filter, series }) => !filter || !series, {
    error: 'expected filter (of stories) or series (of figures): each is a webhook of its own',
  })
  .meta({ id: 'NewWebhook' })

export const webhookSchema = z
  .object({
    id: z.string(),
    url: address,
    filter: webhookFilterSchema,
    series: webhookSeriesSchema.nullable().meta({
      description: 'Which figures it is told of; null for one that is told of stories.',
    }),
    state: z.enum(['pending', 'active', 'disabled']),
    reason: z.string().nullable().meta({ description: 'Why it is told nothing any more.' }),
    cursor: z.int().meta({ description: 'Changes up to this number were told.' }),
    attempts: z.int().meta({ description: 'Failed tries since the last one that worked.' }),
    failingSince: instant.nullable(),
    nextAttemptAt: instant.nullable(),
    lastDeliveredAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

export const createdWebhookSchema = webhookSchema
  .extend({
    secret: z.string().meta({ description: 'What messages are signed with; shown only now.' }),
  })
  .meta({ id: 'CreatedWebhook' })

const deliverySchema = z
  .object({
    sequence: z.int(),
    at: instant,
    ok: z.boolean(),
    status: z.int().nullable(),
    ms: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery', description: 'How one try to tell a webhook ended.' })

export const webhooksSchema = z
  .object({ webhooks: z.array(webhookSchema) })
  .meta({ id: 'Webhooks' })

export const deliveriesSchema = z
  .object({ deliveries: z.array(deliverySchema) })
  .meta({ id: 'Deliveries' })

/**
 * What a key may do: `webhooks` keeps hooks of its own, `keys` makes and revokes keys and sees every hook, `explain` asks why, `operate` does all that an
 * operator does, `alarms` reads the feed of incidents alone.
 */
export const scopes = ['webhooks', 'keys', 'explain', 'operate', 'alarms'] as const

export const newKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(scopes)).default([]),
    perMinute: z.int().min(1).max(1_000_000).optional(),
  })
  .meta({ id: 'NewKey' })

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    perMinute: z.int().nullable(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'Key' })

export const createdKeySchema = keySchema
  .extend({ key: z.string().meta({ description: 'The key itself; shown only now.' }) })
  .meta({ id: 'CreatedKey' })

export const keysSchema = z.object({ keys: z.array(keySchema) }).meta({ id: 'Keys' })

export type ApiWebhook = z.infer<typeof webhookSchema>
export type ApiCreatedWebhook = z.infer<typeof createdWebhookSchema>
export type ApiNewWebhook = z.infer<typeof newWebhookSchema>
export type ApiDelivery = z.infer<typeof deliverySchema>
export type ApiKeyInfo = z.infer<typeof keySchema>
export type ApiCreatedKey = z.infer<typeof createdKeySchema>
