import { expect, test } from 'vitest'
import { renderOutcomes } from '../../src/cli/outcomes.ts'

// `npx vitest run test/cli/outcomes.test.ts --update` writes it anew.
test('the table of outcomes in the documentation is the one of the code', async () => {
  await expect(renderOutcomes()).toMatchFileSnapshot('../../docs/outcomes.md')
})
