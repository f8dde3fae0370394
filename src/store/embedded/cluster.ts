import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Programs } from './programs.ts'
import { commandFor, giveTo, type ServerUser } from './server-user.ts'

const run = promisify(execFile)

/** The one role of an embedded cluster. */
export const ROLE = 'carbonwire'
/** Lies in the cluster, so that it goes wherever the cluster is copied. */
const PASSWORD_FILE = 'carbonwire.password'

/** Says that a cluster is whole: `initdb` and copying write it early and late. */
export const isCluster = (path: string) => existsSync(join(path, 'PG_VERSION'))

/** The password of the cluster's role, for whoever may read the directory. */
export const readPassword = (cluster: string) =>
  readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim()

/**
 * Makes a cluster at `path`, which must not be there: by copying the one that was made first with these programs, or by `initdb`.
 * Cut short, it leaves nothing that could be taken for a cluster.
 */
export async function makeCluster(
  programs: Programs,
  user: ServerUser,
  path: string,
): Promise<void> {
  const template = templatePath(programs)
  const draft = `${path}.new`
  rmSync(draft, { recursive: true, force: true })
  if (!(isCluster(template) && (await copyCluster(template, draft)))) {
    rmSync(draft, { recursive: true, force: true })
    await initCluster(programs, user, draft)
    await keepTemplate(draft, template)
  }
  ownCluster(user, draft)
  renameSync(draft, path)
}

/** Sees to it that every file of the cluster is the server's: it was another's where it was last run by another user. */
export function ownCluster(user: ServerUser, cluster: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = user.kind === 'other' ? user : { uid: 0, gid: 0 }
  if (statSync(cluster).uid === uid && statSync(join(cluster, 'PG_VERSION')).uid === uid) return
  // The directory itself comes last: while it is another's, the work is not done.
  const paths = readdirSync(cluster, { recursive: true }) as string[]
  for (const name of paths) lchownSync(join(cluster, name), uid, gid)
  lchownSync(cluster, uid, gid)
}

/** Text is UTF-8 and words are told by Unicode's tables, whatever the machine's language. */
const locale =
  process.platform === 'darwin'
    ? ['--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=en_US.UTF-8']
    : ['--locale=C.UTF-8']

async function initCluster(programs: Programs, user: ServerUser, path: string): Promise<void> {
  const passwordFile = `${path}.password`
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  mkdirSync(path, { mode: 0o700 })
  for (const given of [path, passwordFile]) giveTo(user, given)
  const { file, args, options } = commandFor(user, programs, [
    ...[programs.initdb, '-D', path, '-U', ROLE, `--pwfile=${passwordFile}`],
    ...['-A', 'scram-sha-256', '-E', 'UTF8', '--locale-provider=builtin', ...locale],
    ...['--no-sync', '--wal-segsize=4'],
  ])
  try {
    await run(file, args, options)
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`initdb: ${stderr?.trim().split('\n').slice(-3).join(' ') || message}`, {
      cause: error,
    })
  }
  chmodSync(passwordFile, 0o600)
  renameSync(passwordFile, join(path, PASSWORD_FILE))
}

/** Beside the packages, as what else is made from them; made anew by each version of them. */
const templatePath = ({ postgres, version }: Programs) =>
  join(dirname(postgres), '../../../..', '.cache/carbonwire', `cluster-${version}`)

/** Keeps a copy of a fresh cluster for the next directory. Where that may not be, the next one takes a second longer. */
async function keepTemplate(cluster: string, template: string): Promise<void> {
  const draft = `${template}.${process.pid}`
  try {
    mkdirSync(dirname(template), { recursive: true })
    if (await copyCluster(cluster, draft)) renameSync(draft, template)
  } catch {
    // Read-only packages, a full disk, or another process that was faster.
  }
  rmSync(draft, { recursive: true, force: true })
}

/** The system's own copying: Node's takes as long as `initdb`. False when it could not be done. */
async function copyCluster(from: string, to: string): Promise<boolean> {
  try {
    readPassword(from)
    await run('cp', ['-a', from, to])
    return isCluster(to)
  } catch {
    return false
  }
}
