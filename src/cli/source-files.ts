import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderProblem } from '../config/config-error.ts'
import { parseDocument } from '../config/parse-document.ts'
import { applyPreset } from '../config/presets.ts'
import { findCrossProblems } from '../draft/cross-rules.ts'
import { type Source, sourceIdPattern, sourceSchema } from '../model/source.ts'
import type { Replayed } from '../pipeline/check-source.ts'
import type { World } from '../pipeline/world.ts'
import type { FileCheck, SourceFiles } from '../server/admin/source-files.ts'
import { sendRecentPages } from './check-commands.ts'

/** Stored pages that are read by the new rules. */
const PAGES = 10

/** The files of the sources as an operator edits them in the browser. */
export function openSourceFiles(world: World): SourceFiles {
  const pathOf = (id: string) => join(world.settings.configDir, 'sources', `${id}.yaml`)
  return {
    async read(id) {
      return sourceIdPattern.test(id) ? findText(pathOf(id)) : null
    },
    check: (id, text) => checkFile(world, pathOf(id), id, text),
    save: (id, text) => writeWhole(pathOf(id), text),
  }
}

/** Null where no file is; one that is there and cannot be read is an error. */
async function findText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function checkFile(world: World, path: string, id: string, text: string): Promise<FileCheck> {
  const nothing = { pages: 0, differing: [] }
  const document = parseDocument(path, text, sourceSchema)
  if ('problem' in document) return { problem: renderProblem(document.problem), ...nothing }
  const config = world.config()
  const source = applyPreset(document.value, config.presets)
  const found =
    source.id === id
      ? findCrossProblems([...config.sources.filter(each => each.id !== id), source]).find(
          problem => problem.source === id,
        )?.message
      : `id is "${source.id}", expected "${id}" as the file is named`
  if (found) return { problem: renderProblem(document.problemAt(['id'], found)), ...nothing }

  const replayed = await replayPages(world, source)
  const differing = replayed
    .filter(({ after, differences }) => after === null || differences.length > 0)
    .map(({ url, why, differences }) => ({ url, why, differences }))
  return { problem: null, pages: replayed.length, differing }
}

async function replayPages(world: World, source: Source): Promise<Replayed[]> {
  // The readers of pages are loaded when they are needed: pages are read on other threads otherwise.
  const { replayArticle, reviveListed } = await import('../pipeline/check-source.ts')
  const { outlets } = world.config()
  const sent = await sendRecentPages(world, { sourceId: source.id, limit: PAGES })
  return sent.map(({ page, fields, listed }) => {
    const bytes = Buffer.from(page.bytes, 'base64')
    const kept = { ...page, bytes, fetchedAt: new Date(page.fetchedAt) }
    return replayArticle(outlets, source, kept, fields, reviveListed(listed))
  })
}

/** Whoever reads the file meanwhile, such as the watch of the configuration, sees the old text or the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const { mode } = await stat(path)
  const beside = `${path}.${randomUUID()}.new`
  try {
    await writeFile(beside, text, { mode, flag: 'wx' })
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
