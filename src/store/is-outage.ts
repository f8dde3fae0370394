/** SQLSTATE classes that tell of the connection or the server and not of the statement: 08, and 57P01 to 57P03 (PostgreSQL, appendix A). */
const states = /^(?:08...|57P0[123])$/
/** What the system says of a socket that leads nowhere. */
const sockets = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/
/** node-postgres gives its own words no code. */
const words =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i

/** Whether an error says that the database is away for now: the same statement may do once it is back. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return states.test(code) || sockets.test(code)
  return words.test(error.message) || isOutage(error.cause)
}
