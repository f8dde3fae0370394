import { expect, test } from 'vitest'
import { renderJsonSchemas } from '../../src/config/json-schemas.ts'

// `npx vitest run test/config --update` writes them anew.
test.each(Object.entries(renderJsonSchemas()))(
  'config/schema/%s is as the configuration is checked',
  async (name, schema) => {
    await expect(schema).toMatchFileSnapshot(`../../config/schema/${name}`)
  },
)
