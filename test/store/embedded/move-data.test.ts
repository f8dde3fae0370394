import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeDataDirectory } from '../../../src/store/embedded/data-directory.ts'
import { moveData } from '../../../src/store/embedded/move-data.ts'
import { openPgliteDatabase } from '../../../src/store/embedded/pglite-database.ts'
import { migrate } from '../../../src/store/migrate.ts'
import { openStore } from '../../../src/store/open-store.ts'
import * as news from '../../contract/invented-news.ts'

const folder = mkdtempSync(join(tmpdir(), 'cw-move-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// It opens PGlite twice, which takes long on a busy machine.
test('a PGlite directory is used as it is, and moved whole when it is asked', {
  timeout: 300_000,
}, async () => {
  const dataDir = join(folder, 'data')
  takeDataDirectory(dataDir).release()
  const made = await openPgliteDatabase(dataDir)
  await migrate(made.pool)
  await made.close()

  const before = await openStore({ databaseUrl: null, dataDir })
  expect(before.engine).toBe('pglite')
  for (let n = 0; n < 5; n++) await before.store.saveArticles([news.reading(`news.example/${n}`)])
  const articles = (await before.store.listArticles({}, 99)).articles
  await before.store.close()

  const told: string[] = []
  const said = await moveData(dataDir, (table, rows, of) => told.push(`${table} ${rows}/${of}`))
  expect(said).toMatch(/^\d+ rows moved and compared/)
  expect(told).toContain('carbonwire.article 5/5')
  expect(existsSync(join(dataDir, 'database.moved'))).toBe(true)

  const after = await openStore({ databaseUrl: null, dataDir })
  expect(after.engine).toBe('native')
  expect((await after.store.listArticles({}, 99)).articles).toEqual(articles)
  await after.store.saveArticles([news.reading('news.example/6')])
  await after.store.close()
  expect(await moveData(dataDir, () => {})).toMatch(/has a PostgreSQL of its own already/)
})
