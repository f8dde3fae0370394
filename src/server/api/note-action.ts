import type { Context } from 'hono'
import type { ApiParts } from './api-parts.ts'
import { requireScope } from './require-scope.ts'

/** What a key has done, for the operators' log. */
type Done = { action: string; subject: string; detail?: unknown }

/** Writes into the operators' log what was done by the key of this request. */
export async function noteAction(
  { store, now }: Pick<ApiParts, 'store' | 'now'>,
  c: Context,
  scope: string,
  { action, subject, detail = null }: Done,
): Promise<void> {
  const actor = requireScope(c, scope).name
  await store.noteAction({ at: now(), actor, action, subject, detail })
}
