import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { type Certificates, hasOpenssl, makeCertificates } from '../certificates.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'

const name = `a PostgreSQL behind TLS${hasOpenssl ? '' : ' (skipped: no openssl on this machine)'}`
describe.skipIf(!hasPostgres || !hasOpenssl)(needing(name, 'postgres', hasPostgres), () => {
  let made: Certificates
  let foreign: Certificates
  let server: Service
  let plain: Service
  beforeAll(async () => {
    made = makeCertificates()
    foreign = makeCertificates()
    server = await startPostgres({ tls: made })
    plain = await startPostgres()
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    await plain?.[Symbol.asyncDispose]()
    made?.[Symbol.dispose]()
    foreign?.[Symbol.dispose]()
  })

  /** Whether the connection that the store uses is encrypted. */
  const isSecured = async (databaseUrl: string) => {
    const { store, pool } = await openStore({ databaseUrl, dataDir: '' })
    const { rows } = await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
    await store.close()
    return rows[0].ssl as boolean
  }

  test.each(['verify-full', 'verify-ca', 'require', 'prefer'])(
    'is used with sslmode=%s when its authority is named, and never without having looked',
    async mode => {
      expect(await isSecured(`${server.url}?sslmode=${mode}&sslrootcert=${made.ca}`)).toBe(true)
      const unknown = isSecured(`${server.url}?sslmode=${mode}`)
      await expect(unknown).rejects.toThrow(/^DATABASE_URL: .*cannot be used.*sslrootcert/)
    },
  )

  test('is used without a look at its certificate when that is asked for, and plainly when nothing is', async () => {
    expect(await isSecured(`${server.url}?sslmode=no-verify`)).toBe(true)
    expect(await isSecured(server.url)).toBe(false)
    expect(await isSecured(`${server.url}?sslmode=disable`)).toBe(false)
  })

  test.each([
    [
      'another authority is named',
      () => `${server.url}?sslmode=verify-full&sslrootcert=${foreign.ca}`,
      /certificate/,
    ],
    [
      'a file is not there',
      () => `${server.url}?sslmode=verify-full&sslrootcert=/none.pem`,
      /ENOENT.*none\.pem/,
    ],
    ['it speaks no TLS', () => `${plain.url}?sslmode=verify-full`, /does not support SSL/],
    ['nobody knows the mode', () => `${server.url}?sslmode=verify_full`, /sslmode=verify_full/],
  ])('is not used when %s', async (_, url, message) => {
    await expect(isSecured(url())).rejects.toThrow(message)
  })
})
