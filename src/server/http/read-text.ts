import { Problem } from './problem.ts'

/** The text of a request's body. Throws a 413 Problem as soon as it is larger than allowed, whatever its length was said to be. */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > mostBytes) {
      throw new Problem(413, 'Content too large', `expected at most ${mostBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
