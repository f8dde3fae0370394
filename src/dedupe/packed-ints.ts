import { Buffer } from 'node:buffer'

/** 32-bit integers as text for JSON: little-endian, base64. A third of the size of a JSON array, and quicker to read. */
export function packInts(values: Int32Array): string {
  const buffer = Buffer.allocUnsafe(values.length * 4)
  for (let at = 0; at < values.length; at++) buffer.writeInt32LE(values[at]!, at * 4)
  return buffer.toString('base64')
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The integers that `packInts` wrote. A trailing rest that fills no integer is left out. */
export function unpackInts(packed: string): Int32Array {
  const bytes = Buffer.from(packed, 'base64')
  const values = new Int32Array(bytes.length >> 2)
  if (isLittleEndian) new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength))
  else for (let at = 0; at < values.length; at++) values[at] = bytes.readInt32LE(at * 4)
  return values
}
