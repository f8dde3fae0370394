import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { openKeptDocuments } from '../../src/config/kept-documents.ts'
import { parseDocument } from '../../src/config/parse-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'carbonwire-kept-'))
afterAll(() => rmSync(folder, { recursive: true }))

const schema = z.object({ name: z.string(), pages: z.int().default(3) })
const read = (text: string, kept = openKeptDocuments(folder)) => {
  const document = parseDocument('a.yaml', text, schema, kept)
  kept.save()
  return document
}

test('a text that was read before says the same at the next start', () => {
  const first = read('name: 碳讯\n')
  const second = openKeptDocuments(folder)
  expect(second.find('name: 碳讯\n')).toEqual({ name: '碳讯' })
  expect(read('name: 碳讯\n', second)).toMatchObject({ value: { name: '碳讯', pages: 3 } })
  expect(first).toMatchObject({ value: { name: '碳讯', pages: 3 } })
})

test('a place in a text that was read before is told as in one that was not', () => {
  const text = '# of a source\nname: 碳讯\npages: 4\n'
  for (let start = 0; start < 2; start++) {
    const document = read(text)
    if (!('value' in document)) throw new Error('it is right')
    expect(document.problemAt(['pages'], 'too many')).toMatchObject({ line: 3, column: 8 })
  }
})

test('what was wrong before is wrong again, at the same place', () => {
  const text = '\nname: 碳讯\npages: none\n'
  const first = read(text)
  expect(first).toMatchObject({ problem: { line: 3, key: 'pages' } })
  expect(read(text)).toEqual(first)
})

test('what JSON cannot say is read anew each time', () => {
  const kept = openKeptDocuments(folder)
  kept.keep('a: .inf', { a: Number.POSITIVE_INFINITY })
  expect(kept.find('a: .inf')).toBeUndefined()
})

test('a file of another kind in its place, or none, is nothing kept', () => {
  writeFileSync(join(folder, 'documents.json'), '[1')
  expect(openKeptDocuments(folder).find('name: 碳讯\n')).toBeUndefined()
  expect(read('name: 碳讯\n')).toMatchObject({ value: { name: '碳讯' } })
  expect(readdirSync(folder)).toEqual(['documents.json'])
  expect(openKeptDocuments(null).find('name: 碳讯\n')).toBeUndefined()
})
