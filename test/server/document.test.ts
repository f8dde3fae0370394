import { expect, test } from 'vitest'
import { answerDocument, codeLike, makeDocument } from '../../src/server/http/document.ts'

const head = { mediaType: 'application/feed+json', modified: null, maxAge: 60 }
const asking = (coding: string) => ({
  header: (name: string) => (name === 'accept-encoding' ? coding : undefined),
})

test('a document that takes the place of another one is answered at once in the codings that were asked before', async () => {
  const before = makeDocument('["one"]', head)
  const after = makeDocument('["one","two"]', head)
  await answerDocument(before, asking('gzip'))
  await codeLike(after, before)
  const answer = answerDocument(after, asking('gzip'))
  expect(answer).toBeInstanceOf(Response)
  expect((await answer).headers.get('content-encoding')).toBe('gzip')
  expect([...after.variants.keys()]).toEqual(['gzip'])
})
