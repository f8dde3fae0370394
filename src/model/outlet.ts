import * as z from 'zod'

/** `config/outlets.yaml`: the publications that articles come from, by canonical name. */
export const outletsSchema = z.array(
  z.strictObject({
    name: z.string().min(1),
    nameEn: z.string().optional(),
    /** Other spellings that pages print. */
    aliases: z.array(z.string()).default([]),
    /** Hosts of its own pages; what is under them counts too. */
    hosts: z.array(z.string()).default([]),
    /** A news agency: its name in a byline is no person. */
    agency: z.boolean().default(false),
  }),
)

export type OutletEntry = z.infer<typeof outletsSchema>[number]
