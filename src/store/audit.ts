import type { Db } from './schema.ts'
import { toJsonOrNull, toText } from './stored-values.ts'

/** What an operator has done, and with what. */
export type AuditEntry = {
  id: number
  at: Date
  /** `command line`, `admin`, or the name of a key. */
  actor: string
  action: string
  subject: string
  detail: unknown
}

/** The operators' log. */
export interface Audit {
  noteAction(entry: Omit<AuditEntry, 'id'>): Promise<void>
  /** The newest first; `before` continues after an earlier answer's last one. */
  listActions(limit: number, before?: number): Promise<AuditEntry[]>
}

/** The store's part for the operators' log. */
export function buildAudit(db: Db): Audit {
  return {
    async noteAction({ at, actor, action, subject, detail }) {
      await db
        .insertInto('audit')
        .values({
          ...{ at, actor: toText(actor), action, subject: toText(subject) },
          detail: toJsonOrNull(detail),
        })
        .execute()
    },
    async listActions(limit, before) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .$if(before !== undefined, query => query.where('id', '<', String(before)))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(row => ({ ...row, id: Number(row.id) }))
    },
  }
}
