import * as z from 'zod'

const day = z.iso.date()
const stretch = z.union([
  day,
  z
    .string()
    .regex(
      /^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/,
      'expected a day, or two of them: 2026-02-15/2026-02-23',
    ),
])

/** Days off of the countries that sources are in, as `config/holidays.yaml` holds them. */
export const holidaysSchema = z.strictObject({
  countries: z.record(
    z.string().regex(/^[A-Z]{2}$/, 'expected a country code such as CN'),
    z.strictObject({
      zones: z
        .array(z.string())
        .describe('IANA zones, or their beginnings: Asia/Shanghai, Europe/.'),
      knownUntil: day.describe(
        'The last day that is known; behind it a day that is not listed is unknown.',
      ),
      off: z.array(stretch).describe('Days off, or stretches of them: 2026-02-15/2026-02-23.'),
      likely: z
        .array(stretch)
        .default([])
        .describe(
          'Stretches that nobody has announced yet and that will be off in all likelihood.',
        ),
      work: z.array(day).default([]).describe('Days of a weekend that are worked instead.'),
    }),
  ),
})

export type Holidays = z.infer<typeof holidaysSchema>
