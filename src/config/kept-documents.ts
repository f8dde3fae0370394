import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/** What YAML texts say, from one start to the next: to take the shipped files apart takes longer than the database takes to start. */
export type KeptDocuments = {
  /** What a text says that was taken apart before; undefined for one that was not. */
  find(text: string): unknown
  keep(text: string, value: unknown): void
  /** Writes down what is new. */
  save(): void
}

/** More than this is not carried along: then only what was read in this process is. */
const MOST = 2_000

/** Opens what is kept in a folder; without one nothing is kept. What cannot be read or written is not there, and nothing else. */
export function openKeptDocuments(folder = keptFolder()): KeptDocuments {
  const file = folder && join(folder, 'documents.json')
  let before: Map<string, string> | null = null
  const used = new Map<string, string>()
  let isNew = false

  return {
    find(text) {
      if (!file) return undefined
      before ??= readKept(file)
      const name = nameOf(text)
      const json = used.get(name) ?? before.get(name)
      if (json === undefined) return undefined
      used.set(name, json)
      return JSON.parse(json)
    },
    keep(text, value) {
      if (!file) return
      const json = JSON.stringify(value) ?? 'null'
      // Numbers such as .inf are none in JSON.
      if (!isDeepStrictEqual(JSON.parse(json), value)) return
      used.set(nameOf(text), json)
      isNew = true
    },
    save() {
      if (!file || !isNew) return
      isNew = false
      const all = new Map([...(before ?? []), ...used])
      writeKept(file, all.size > MOST ? used : all)
    },
  }
}

/** Beside what Node keeps of the program, which whoever may write there could change as well. */
function keptFolder(): string | null {
  const compiled = getCompileCacheDir()
  return compiled ? dirname(compiled) : null
}

const nameOf = (text: string) => createHash('sha256').update(text).digest('base64')

function readKept(file: string): Map<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))))
  } catch {
    return new Map()
  }
}

function writeKept(file: string, documents: Map<string, string>): void {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(draft, JSON.stringify(Object.fromEntries(documents)))
    renameSync(draft, file)
  } catch {
    // A cache that cannot be written to costs time at the next start.
  }
}
