import { expect, test } from 'vitest'
import { renderOutcomes } from '../../src/cli/outcomes.ts'

// `npx vitest run test/cli/outcomes.test.ts --update` writes them anew.
test.each([
  ['en', 'outcomes.md'],
  ['zh', 'zh/outcomes.md'],
] as const)(
  'the table of outcomes in the documentation (%s) is the one of the code',
  async (ui, file) => {
    await expect(renderOutcomes(ui)).toMatchFileSnapshot(`../../docs/${file}`)
  },
)
