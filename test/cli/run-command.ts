import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../children.ts'

export type Ended = { code: number | null; out: string; err: string }

/** The command as a user would start it: a process of its own, with none of this one's settings. */
export type Command = {
  child: ChildProcess
  /** Resolves when it has ended. */
  ended: Promise<Ended>
  /** Resolves when its standard output holds this; rejects when it ends before. */
  said(text: string): Promise<string>
}

export type CommandOptions = {
  env?: Record<string, string>
  input?: string
  /** The program to start it with; this Node unless told. */
  node?: string
}

export function start(args: string[], options: CommandOptions = {}): Command {
  const child = startChild(options.node ?? process.execPath, ['bin/carbonwire.mjs', ...args], {
    env: { PATH: process.env.PATH, TZ: process.env.TZ, LOG_LEVEL: 'error', ...options.env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
  })
  child.stdin.end(options.input ?? '')
  const ended = once(child, 'close').then(([code]) => ({ code, out, err }) as Ended)
  const said = async (text: string) => {
    while (!out.includes(text)) {
      const more = once(child.stdout, 'data').then(() => true)
      if (!(await Promise.race([more, ended.then(() => false)]))) break
    }
    if (!out.includes(text)) throw new Error(`it ended without "${text}": ${out}${err}`)
    return out
  }
  return { child, ended, said }
}

/** Runs a command to its end. */
export const run = (args: string[], options?: CommandOptions) => start(args, options).ended

/** A folder that goes with the test file. */
export function temporaryFolder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'carbonwire-cli-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
