import { Buffer } from 'node:buffer'

/** 32-bit integers as text for JSON: little-endian, base64. A third of the size of a JSON array, and quicker to read. */
export function packInts(values: Int32Array): string {
  const buffer = Buffer.allocUnsafe(values.length * 4)
  for (let at = 0; at < values.length; at++) buffer.writeInt32LE(values[at]!, at * 4)
  return buffer.toString('base64')
}

/** The integers that `packInts` wrote. A trailing rest that fills no integer is left out. */
export function unpackInts(packed: string): Int32Array {
  const buffer = Buffer.from(packed, 'base64')
  const values = new Int32Array(buffer.length >> 2)
  for (let at = 0; at < values.length; at++) values[at] = buffer.readInt32LE(at * 4)
  return values
}
