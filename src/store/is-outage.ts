/**
 * SQLSTATE classes that tell of the connection or the server and not of the statement: 08, 53 (no room, no memory, no connection left),
 * 57P01 to 57P03 and 58030, a disk that cannot be written (PostgreSQL, appendix A).
 */
const states = /^(?:08...|53...|57P0[123]|58030)$/
/** What the system says of a socket that leads nowhere, and of a disk without room. */
const systems =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOSPC|EDQUOT)$/
/** node-postgres gives its own words no code, and ioredis none to a command that it has given up. */
const words =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|max retries per request/i

/** Whether an error says that the database (or the Redis of the jobs) is away or full for now: the same statement may do later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: unknown; syscall?: string }
  // A socket that is gone is one, a file that is not there is none.
  if (code === 'ENOENT' && syscall && syscall !== 'connect') return false
  if (typeof code === 'string') return states.test(code) || systems.test(code)
  return words.test(error.message) || isOutage(error.cause)
}
