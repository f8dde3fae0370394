import { test } from 'vitest'
import { cases, limit, whyNoClock } from './clocked-line.ts'
import { expectDatabaseTime } from './database-time.ts'

test.skipIf(whyNoClock).each(cases('-1d'))(
  `with a clock that is off by %s and jobs in %s the line writes down the time of its database, and asks when that says so${whyNoClock}`,
  limit,
  expectDatabaseTime,
)
