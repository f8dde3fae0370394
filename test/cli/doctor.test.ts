import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { renderFindings } from '../../src/cli/doctor.ts'
import { examine } from '../../src/cli/doctor-findings.ts'
import { readSettings } from '../../src/config/read-settings.ts'

const look = async (env: Record<string, string> = {}) => {
  const settings = readSettings({ DATA_DIR: 'memory://', PORT: '0', ...env })
  const found = await examine(settings, { offline: true })
  return Object.fromEntries(found.map(finding => [finding.name, finding]))
}

test('a machine that is in order is told line by line', async () => {
  const found = await look()
  for (const name of [
    'version',
    'settings',
    'sources',
    'database',
    'disk',
    'zones',
    'guard',
    'port',
  ])
    expect(found[name]?.says, name).toBeTruthy()
  expect(found.sources).toMatchObject({ state: 'ok' })
  expect(found.guard).toMatchObject({ state: 'ok', says: 'no private address is fetched' })
  expect(found.settings?.says).toContain('"pagesDays":180')
  expect(found.network).toBeUndefined()
  expect(renderFindings(Object.values(found))).toMatch(/^ {2}version {3}Carbonwire /)
})

test('what is out of order is marked', async () => {
  await using server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const found = await look({
    PORT: String(port),
    ALLOW_ADDRESSES: '10.0.0.0/8',
    CONFIG_DIR: '/nowhere/at/all',
  })
  expect(found.port).toMatchObject({ state: 'bad' })
  expect(found.sources).toMatchObject({ state: 'bad' })
  expect(found.guard).toMatchObject({
    state: 'note',
    says: 'private addresses may be fetched: 10.0.0.1',
  })
})

test('no password of a database is told', async () => {
  const found = await look({ DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/news' })
  expect(JSON.stringify(found)).not.toContain('geheim')
  expect(found.store).toMatchObject({ state: 'bad' })
})
