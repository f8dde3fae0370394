import { resolve } from 'node:path'
import type { ExportReport } from '../server/pages/export-site.ts'
import { reachStore } from './reach-store.ts'
import { say } from './words/say.ts'

/** `carbonwire export DIR`: feeds, OPML and reader pages as files; only what has changed is written. */
export async function exportTo(
  dir: string,
  { base, ui = 'zh' }: { base?: string; ui?: string },
): Promise<void> {
  await using reached = await reachStore()
  const asked = { dir: resolve(dir), base: base ?? null, ui: ui === 'en' ? 'en' : 'zh' }
  const { written, unchanged, removed } = await reached.ask<ExportReport>('export', asked)
  console.log(say`${dir}: ${written} files written, ${unchanged} unchanged, ${removed} removed`)
}
