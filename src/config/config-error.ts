/** What an operator wrote cannot be used. The message says where, what, and what was expected. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** What is wrong with one file of the configuration; the other files are loaded all the same. */
export type ConfigProblem = {
  /** The path as an operator would type it. */
  file: string
  /** From 1; null when the file as a whole is meant. */
  line: number | null
  column: number | null
  /** Path of the key, `entries[0].url`; empty for the document itself. */
  key: string
  /** What stands there and what was expected, without the place. */
  message: string
}

/** A problem as one line: `config/sources/a.yaml:3:7: zone is "x", expected …`. */
export function renderProblem(problem: ConfigProblem): string {
  const place = problem.line === null ? '' : `:${problem.line}:${problem.column}`
  return `${problem.file}${place}: ${problem.message}`
}
