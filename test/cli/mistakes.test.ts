import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
writeFileSync(join(folder.path, 'file'), '')
const underFile = join(folder.path, 'file', 'data')
const data = join(folder.path, 'data')

type Case = [name: string, args: string[], env: Record<string, string>, says: RegExp]

test.each<Case>([
  ['an unknown command', ['strat'], {}, /unknown command 'strat'[\s\S]*start/],
  ['an unknown option', ['start', '--prot', '1'], {}, /unknown option '--prot'[\s\S]*--port/],
  [
    'a port that is no number',
    ['start', '--port', 'x'],
    {},
    /--port[\s\S]*expected a whole number/,
  ],
  ['a port out of range', ['start', '--port', '70000'], {}, /PORT=70000: expected a port/],
  ['a level that is none', ['sources'], { LOG_LEVEL: 'loud' }, /LOG_LEVEL=loud: expected one of/],
  ['another database', ['start'], { DATABASE_URL: 'mysql://db' }, /expected an address starting/],
  [
    'a database that does not answer, without its password',
    ['sources'],
    { DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/wire' },
    /^(?!.*geheim)[\s\S]*DATABASE_URL: the database at 127.0.0.1:1\/wire cannot be used/,
  ],
  [
    'a data directory that cannot be made',
    ['start'],
    { DATA_DIR: underFile },
    /DATA_DIR .* cannot be made .*: choose one/,
  ],
  [
    'the same of the demo',
    ['demo', '--data', underFile],
    {},
    /--data .* cannot be written to .*: choose/,
  ],
  [
    'a configuration that is not there',
    ['start'],
    { CONFIG_DIR: underFile, DATA_DIR: data },
    /topics\.yaml: .*without its topics nothing can be judged/,
  ],
  [
    'an exception that is none',
    ['start'],
    { ALLOW_ADDRESSES: '300.1.1.1', DATA_DIR: data },
    /ALLOW_ADDRESSES: 300\.1\.1\.1: expected an address/,
  ],
  [
    'the same of one page',
    ['read', 'http://127.0.0.1/'],
    { ALLOW_ADDRESSES: '300.1.1.1' },
    /ALLOW_ADDRESSES: 300\.1\.1\.1/,
  ],
  [
    'a page on a private network',
    ['read', 'http://127.0.0.1/'],
    {},
    /private-address.*add it to ALLOW_ADDRESSES/,
  ],
  ['nothing to read', ['read'], {}, /expected a file or an address/],
  ['a file that is not there', ['read', 'none.html'], {}, /none\.html: there is no such file/],
  ['a folder', ['read', 'src'], {}, /src: cannot be read/],
  ['a zone that is none', ['read', 'x', '--zone', 'Mars/Base'], {}, /expected an IANA zone/],
  ['an address that is none', ['read', 'x', '--url', 'x'], {}, /--url x: expected an address/],
  [
    'a source that is not there',
    ['read', 'package.json', '--source', 'mee.gov.c'],
    {},
    /did you mean mee\.gov\.cn\?/,
  ],
])('%s gives one message and exit code 1', async (_, args, env, says) => {
  const { code, out, err } = await run(args, { env })
  expect(err).toMatch(says)
  expect(err.trim().split('\n').length).toBeLessThanOrEqual(4)
  expect(err).not.toMatch(/^ +at /m)
  // The first words are on the screen before anything is looked at.
  expect(out).toMatch(/^(?:carbonwire: starting\n|Opening an invented news web .*\n)?$/)
  expect(code).toBe(1)
})

test('a source that is none is told before a database is made for it', async () => {
  const empty = join(folder.path, 'untouched')
  const { code, err } = await run(['crawl', 'nosuch'], { env: { DATA_DIR: empty } })
  expect([code, err]).toEqual([1, expect.stringContaining('there is no source "nosuch"')])
  expect(existsSync(empty)).toBe(false)
})
