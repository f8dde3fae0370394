import * as z from 'zod'
import { patternText } from './pattern-text.ts'

const pattern = patternText('expected a regular expression')
/** `www.example.org`, or `*.example.org` for that host and all under it. */
const host = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    'expected a host such as www.example.org or *.example.org',
  )

/** One way a site writes the address of an article. */
const addressSchema = z.strictObject({
  /** Matched against the path; its named groups fill the key. */
  path: pattern,
  /** Query parameters that must be there, by name, with the group each fills. */
  query: z.record(z.string(), z.string()).optional(),
})

/** `config/twins.yaml`: what is known of single sites' addresses. */
export const twinsSchema = z.strictObject({
  /** Sites that show one article under several addresses. */
  sites: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        hosts: z.array(host).min(1, 'expected at least one host'),
        /** The one spelling, with the groups in braces: `example.org/article/{id}`. */
        key: z.string().min(1),
        addresses: z.array(addressSchema).min(1, 'expected at least one address'),
      }),
    )
    .default([]),
  /** Addresses that only lead on to the one in a parameter. */
  redirectors: z
    .array(
      z.strictObject({
        hosts: z.array(host).min(1, 'expected at least one host'),
        path: pattern.optional(),
        /** The first of these that is there holds the target. */
        parameters: z.array(z.string()).min(1, 'expected at least one parameter'),
      }),
    )
    .default([]),
  /** Hosts whose article pages take no query: whatever stands there only says how a reader came. */
  queryless: z.array(z.strictObject({ hosts: z.array(host).min(1), path: pattern })).default([]),
})

export type TwinsConfig = z.infer<typeof twinsSchema>
