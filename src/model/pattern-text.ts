import * as z from 'zod'
import { refusePattern } from './linear-pattern.ts'

/** A pattern in a file of the configuration. What a linear engine cannot run is refused with the reason. */
export const patternText = (expected: string) =>
  z
    .string()
    .min(1)
    .superRefine((written, context) => {
      const refused = refusePattern(written)
      if (refused) context.addIssue({ code: 'custom', message: `${expected}: ${refused}` })
    })
