import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** An authority of the test's own, and a certificate of it for this machine. */
export type Certificates = Disposable & { folder: string; ca: string; cert: string; key: string }

/** Makes them by openssl. */
export function makeCertificates(names = 'IP:127.0.0.1,DNS:localhost'): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'cw-tls-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=invented authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.pem')],
  )
  openssl(
    ...['req', ...newKey, '-subj', '/CN=invented server'],
    ...['-keyout', file('key.pem'), '-out', file('request.pem')],
  )
  writeFileSync(file('names'), `subjectAltName=${names}\n`)
  openssl(
    ...['x509', '-req', '-in', file('request.pem'), '-days', '2', '-extfile', file('names')],
    ...['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
    ...['-out', file('cert.pem')],
  )
  // Servers that run as another user must be able to come here.
  chmodSync(folder, 0o755)
  return {
    folder,
    ca: file('ca.pem'),
    cert: file('cert.pem'),
    key: file('key.pem'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}
