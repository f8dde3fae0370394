import { type ExecFileOptions, execFile } from 'node:child_process'
import { chownSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Programs } from './programs.ts'

const run = promisify(execFile)

/**
 * As whom the server runs. PostgreSQL refuses root: then as another user where that one can reach data and programs, or else in a
 * user namespace, where root carries another name and the files stay root's.
 */
export type ServerUser = { kind: 'own' | 'other' | 'namespace'; uid: number; gid: number }

/** Whoever has a name on this machine, the best first: the programs look their user up. */
const candidates = ['carbonwire', 'postgres', '_postgres', 'nobody']

const PROBE_LIMIT_MS = 20_000

/** Finds a user under whom the programs run and reach `dataDir`. Throws with a reason when there is none. */
export async function findServerUser(
  programs: Programs,
  dataDir: string,
  /** Whether the directory is ours to give away. */
  mayGive: boolean,
): Promise<ServerUser> {
  const own = { kind: 'own', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } as const
  if (own.uid !== 0) {
    await probe(own, programs, dataDir)
    return own
  }

  let refused = 'it refuses root, and this machine has no other user for it'
  for (const { uid, gid } of readUsers()) {
    for (const user of [
      { kind: 'other', uid, gid },
      { kind: 'namespace', uid, gid },
    ] as const) {
      try {
        if (mayGive) giveTo(user, dataDir)
        await probe(user, programs, dataDir)
        return user
      } catch (error) {
        refused = (error as Error).message
      }
    }
  }
  if (mayGive) giveTo(own, dataDir)
  throw new Error(refused)
}

/** Makes a file or directory the server's. */
export function giveTo({ kind, uid, gid }: ServerUser, path: string): void {
  if (kind === 'other') chownSync(path, uid, gid)
  else if (process.getuid?.() === 0) chownSync(path, 0, 0)
}

/** How a program is called so that it runs as this user, with an environment that is the same everywhere. */
export function commandFor(
  { kind, uid, gid }: ServerUser,
  programs: Programs,
  command: string[],
): { file: string; args: string[]; options: Pick<ExecFileOptions, 'uid' | 'gid' | 'env' | 'cwd'> } {
  const map = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  const [file, ...args] = kind === 'namespace' ? [...map, ...command] : command
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', ...programs.env }
  return { file: file!, args, options: { env, cwd: '/', ...(kind === 'other' && { uid, gid }) } }
}

async function probe(user: ServerUser, programs: Programs, dataDir: string): Promise<void> {
  const { file, args, options } = commandFor(user, programs, [
    ...['sh', '-c', 'cd "$1" && "$2" --version', 'probe'],
    ...[dataDir, programs.postgres],
  ])
  try {
    await run(file, args, { ...options, timeout: PROBE_LIMIT_MS })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(stderr?.trim().split('\n').at(-1) || message, { cause: error })
  }
}

function readUsers(): { uid: number; gid: number }[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return candidates.flatMap(name => {
    const [, , uid, gid] = lines.find(line => line.startsWith(`${name}:`))?.split(':') ?? []
    // macOS writes that of nobody as -2.
    return Number(uid) ? [{ uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] : []
  })
}
