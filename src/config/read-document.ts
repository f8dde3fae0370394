import { readFile } from 'node:fs/promises'
import type * as z from 'zod'
import type { ConfigProblem } from './config-error.ts'
import { openKeptDocuments } from './kept-documents.ts'
import { type CheckedDocument, parseDocument } from './parse-document.ts'

/** A configuration file is written by hand; what is larger is something else. */
const MAX_BYTES = 4_000_000

/** What the files of this process have said. */
const kept = openKeptDocuments()
/** Keeps what the files that were read say, for the next start. */
export const keepDocuments = () => kept.save()

/** A problem of a file as a whole. */
export const wholeFile = (file: string, message: string): { problem: ConfigProblem } => ({
  problem: { file, line: null, column: null, key: '', message },
})

/** Reads and checks one file. What is wrong with it is a problem, and nothing is thrown. */
export async function readDocument<S extends z.ZodType>(
  file: string,
  schema: S,
): Promise<CheckedDocument<z.infer<S>>> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > MAX_BYTES) return wholeFile(file, `is larger than ${MAX_BYTES} bytes`)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return parseDocument(file, text, schema, kept)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return wholeFile(file, 'is not there, expected this file')
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return wholeFile(file, 'is not UTF-8, expected UTF-8 text')
    return wholeFile(file, `cannot be read: ${message}`)
  }
}
