import * as z from 'zod'
import { alarmsSchema } from '../model/alarms-config.ts'
import { channelsSchema } from '../model/channel.ts'
import { digestsSchema } from '../model/digest.ts'
import { holidaysSchema } from '../model/holidays.ts'
import { outletsSchema } from '../model/outlet.ts'
import { presetSchema } from '../model/preset.ts'
import { seriesSchema } from '../model/series.ts'
import { sourceSchema } from '../model/source.ts'
import { topicsSchema } from '../model/topics-config.ts'
import { twinsSchema } from '../model/twins.ts'

/** The schemas of the configuration files, by the name under `config/schema` that editors are pointed to. */
const schemas = {
  source: sourceSchema,
  topics: topicsSchema,
  outlets: outletsSchema,
  feeds: channelsSchema,
  digests: digestsSchema,
  twins: twinsSchema,
  series: seriesSchema,
  preset: presetSchema,
  alarms: alarmsSchema,
  holidays: holidaysSchema,
} satisfies Record<string, z.ZodType>

/** JSON Schema (2020-12) of what an operator may write, as text, by file name: `source.json` … */
export function renderJsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`,
    ]),
  )
}
