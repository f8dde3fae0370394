import { openPace } from '../../src/fetch/pace.ts'
import { describePace } from './pace-contract.ts'

describePace('one process', async options => {
  const pace = openPace(options)
  return { pace, other: pace, close: async () => {} }
})
