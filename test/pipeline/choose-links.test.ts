import { expect, test } from 'vitest'
import { sourceSchema } from '../../src/model/source.ts'
import { linksToAdd } from '../../src/pipeline/choose-links.ts'
import { noTwins } from '../../src/text/url-twins.ts'

test('a list that is linked as if it were an article is not fetched as one', () => {
  const source = sourceSchema.parse({
    id: 'news.example',
    name: 'News',
    language: 'en',
    zone: 'Asia/Hong_Kong',
    entries: [{ kind: 'listing', url: 'https://news.example/gia/today.htm' }],
  })
  const link = (path: string) => ({
    ...{ url: `https://news.example${path}`, title: "Today's press releases", truncated: false },
    ...{ published: null, outlet: null, summary: null },
  })
  const now = new Date('2026-03-12T12:00:00Z')
  const added = linksToAdd(source, [link('/gia/today.htm'), link('/gia/P1.htm')], 0, now, noTwins)
  expect(added.map(({ url }) => url)).toEqual(['https://news.example/gia/P1.htm'])
})
