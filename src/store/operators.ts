import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './schema.ts'
import { inTransaction } from './transaction.ts'

/** A session of an operator: `id` is what the browser shows, `csrf` what its forms do. */
export type OperatorSession = { id: string; csrf: string }

/** Who operates in the browser. */
export interface Operators {
  /** Sets the password, and ends every session that was opened with an older one. */
  setPassword(password: string, now: Date): Promise<void>
  /** Opens a session; null when the password is another, or when none was ever set. */
  openSession(password: string, now: Date): Promise<OperatorSession | null>
  /** What forms of this session show; null when there is none or it has ended. */
  findSession(id: string, now: Date): Promise<OperatorSession | null>
  endSession(id: string): Promise<void>
}

const SESSION_MS = 12 * 3_600_000

/** A password is short: the cost makes guessing it from its hash slow (RFC 7914; OWASP's figures of 2025). */
const hashOf = (password: string, salt: Buffer) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(
      password.normalize('NFKC'),
      salt,
      32,
      { N: 2 ** 16, r: 8, p: 2, maxmem: 2 ** 28 },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  )

const idHash = (id: string) => createHash('sha256').update(id).digest()

/** The store's part for operators. */
export function buildOperators(db: Db): Operators {
  return {
    async setPassword(password, now) {
      const salt = randomBytes(16)
      const hash = await hashOf(password, salt)
      // A new password without an end to the sessions of the old one would be none.
      await inTransaction(db, async tx => {
        await sql`
          insert into carbonwire.operator (salt, hash, set_at) values (${salt}, ${hash}, ${now})
          on conflict (one) do update set salt = excluded.salt, hash = excluded.hash, set_at = excluded.set_at`.execute(
          tx,
        )
        await sql`delete from carbonwire.operator_session`.execute(tx)
      })
    },
    async openSession(password, now) {
      const { rows } = await sql<{ salt: Buffer; hash: Buffer }>`
        select salt, hash from carbonwire.operator`.execute(db)
      const known = rows[0]
      // As slow where no password was set.
      const hash = await hashOf(password, known?.salt ?? Buffer.alloc(16))
      if (!known || !timingSafeEqual(hash, known.hash)) return null

      const session = {
        id: randomBytes(32).toString('base64url'),
        csrf: randomBytes(18).toString('base64url'),
      }
      await sql`delete from carbonwire.operator_session where expires_at <= ${now}`.execute(db)
      await sql`
        insert into carbonwire.operator_session (hash, csrf, expires_at)
        values (${idHash(session.id)}, ${session.csrf}, ${new Date(now.getTime() + SESSION_MS)})`.execute(
        db,
      )
      return session
    },
    async findSession(id, now) {
      const { rows } = await sql<{ csrf: string }>`
        select csrf from carbonwire.operator_session where hash = ${idHash(id)} and expires_at > ${now}`.execute(
        db,
      )
      return rows[0] ? { id, csrf: rows[0].csrf } : null
    },
    async endSession(id) {
      await sql`delete from carbonwire.operator_session where hash = ${idHash(id)}`.execute(db)
    },
  }
}
