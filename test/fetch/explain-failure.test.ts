import { expect, test } from 'vitest'
import { explainFailure } from '../../src/fetch/explain-failure.ts'

test.each([
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    '404DE85A047F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/record.c:77:\n',
    'ERR_SSL_WRONG_VERSION_NUMBER: wrong version number',
  ],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'CERT_HAS_EXPIRED: certificate has expired'],
])('a failure of TLS is told in one line without numbers: %s', (code, message, detail) => {
  const { outcome } = explainFailure(Object.assign(new Error(message), { code }), 'before-headers')
  expect(outcome).toEqual({ kind: 'retry', reason: 'tls', detail })
})
