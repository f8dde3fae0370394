import { expect, test } from 'vitest'
import { isOutage } from '../../src/store/is-outage.ts'

const coded = (code: string, message = '') => Object.assign(new Error(message), { code })

test.each([
  ['a server that is stopped by its operator', coded('57P01')],
  ['a server that is starting', coded('57P03')],
  ['a connection that failed', coded('08006')],
  ['a port where nobody listens', coded('ECONNREFUSED')],
  ['a socket that is gone', Object.assign(coded('ENOENT'), { syscall: 'connect' })],
  ['a pool without a connection in time', new Error('timeout exceeded when trying to connect')],
  ['a disk of the database that is full', coded('53100')],
  ['a server without memory', coded('53200')],
  ['a server without connections', coded('53300')],
  ['a disk that cannot be written', coded('58030')],
  ['a disk of this machine that is full', coded('ENOSPC')],
  ['a connection that ended meanwhile', new Error('Connection terminated unexpectedly')],
  [
    'a Redis that is away',
    new Error('Reached the max retries per request limit (which is 3). Refer to the manual.'),
  ],
  ['one of these as the cause', new Error('could not save', { cause: coded('57P02') })],
])('%s is an outage', (_, error) => {
  expect(isOutage(error)).toBe(true)
})

test.each([
  ['a statement that is wrong', coded('42601', 'connection terminated is a word in it')],
  ['a race that was lost', coded('40001')],
  [
    'a file that is not there',
    Object.assign(coded('ENOENT', 'no such file'), { syscall: 'open', path: 'topics.yaml' }),
  ],
  ['a value that does not fit', new TypeError('x is not iterable')],
  ['no error', 'ECONNREFUSED'],
])('%s is none', (_, error) => {
  expect(isOutage(error)).toBe(false)
})
