import { figureStarts } from '../text/read-figure.ts'
import { timeStarts } from './read-time.ts'

/** What may begin at a character, as bits: to look once costs little beside trying the patterns. */
export const begins = {
  word: 1,
  unit: 2,
  time: 4,
  figure: 8,
  record: 16,
  launch: 32,
  sign: 64,
  stop: 128,
}

/** 创年内新高, 刷新…: see the patterns of records. */
const recordStarts = '创刷再续为'
/** 自2021年7月16日开市…, 从…, 7月16日…. */
const launchStarts = '自从0123456789'
/** What stands directly before a figure: a sign, an arrow, 百分之. */
const signs = '+-↑▲△↗↓▼▽↘百'

/** Marks that part a statement, and what each counts as. */
export const stops: Record<string, ',' | ';' | ':' | '(' | ')'> = {
  ',': ',',
  '，': ',',
  ';': ';',
  '|': ';',
  ':': ':',
  '(': '(',
  '[': '(',
  '【': '(',
  '〔': '(',
  '〖': '(',
  ')': ')',
  ']': ')',
  '】': ')',
  '〕': ')',
  '〗': ')',
}

/** A table of what may begin with each character. Digits and letters begin times as well, and digits figures. */
export function buildBeginnings({ word, unit }: { word: string[]; unit: string[] }): Uint8Array {
  const table = new Uint8Array(0x10000)
  const add = (characters: Iterable<string>, bit: number) => {
    for (const character of characters) table[character.charCodeAt(0)]! |= bit
  }
  add(word, begins.word)
  add(unit, begins.unit)
  add(timeStarts, begins.time)
  add(figureStarts, begins.figure)
  add('0123456789', begins.figure)
  add(recordStarts, begins.record)
  add(launchStarts, begins.launch)
  add(signs, begins.sign)
  add(Object.keys(stops), begins.stop)
  return table
}
