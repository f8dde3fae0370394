import * as z from 'zod'
import { patternText } from './pattern-text.ts'
import { articleRulesSchema, fileIdSchema } from './source.ts'

const pattern = patternText('expected a regular expression such as \\bcreatePageHTML\\(')

/** What many sites of one publishing system share, as it stands in `config/presets/<id>.yaml`. */
export const presetSchema = z.strictObject({
  id: fileIdSchema,
  name: z.string().min(1),
  note: z.string().optional(),
  signs: z
    .strictObject({
      html: z.array(pattern).default([]).describe('Patterns of the markup of its pages.'),
      address: z.array(pattern).default([]).describe('Patterns of the addresses of its articles.'),
    })
    .describe('How a site of this system is recognised: any one of these.'),
  source: z
    .strictObject({
      article: articleRulesSchema.optional(),
      exclude: z.array(pattern).optional(),
    })
    .prefault({})
    .describe('What a source with this preset need not write itself. What it writes comes first.'),
})

export type Preset = z.infer<typeof presetSchema>
