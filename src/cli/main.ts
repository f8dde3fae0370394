import { inspect } from 'node:util'
import { ConfigError } from '../config/config-error.ts'
import { UnavailableError } from '../model/unavailable-error.ts'
import { openRedaction, secretsOf } from '../text/redact.ts'
import { buildProgram } from './program.ts'
import { inLanguage } from './words/say.ts'

/** Whoever read our output has read enough, as in `carbonwire sources | head`. */
const endWithReader = (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}

/** What was printed may still wait for its reader: a pipe takes 64 KiB at a time. */
const everythingWritten = () =>
  Promise.all(
    [process.stdout, process.stderr].map(
      stream =>
        new Promise<void>(resolve => {
          if (stream.writableLength === 0) resolve()
          else stream.write('', () => resolve())
        }),
    ),
  )

/** Runs one command. What an operator can mend is told in one line; anything else is a bug and shows its stack. */
export async function main(args: string[]): Promise<void> {
  process.stdout.on('error', endWithReader)
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
    await everythingWritten()
    // Everything is closed and said; threads and timers that a library keeps are not waited for.
    process.exit()
  } catch (error) {
    endWith(error)
  }
}

/** Ends the process: in one line for what an operator can mend; anything else shows its stack. No secret of the settings is told. */
export function endWith(error: unknown): never {
  const redact = openRedaction(secretsOf(process.env))
  if (!(error instanceof ConfigError || error instanceof UnavailableError)) {
    console.error(redact(inspect(error)))
    process.exit(1)
  }
  console.error(redact(`${error.name}: ${inLanguage(error.message)}`))
  process.exit(1)
}
