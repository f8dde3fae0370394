import { expect, test } from 'vitest'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const titles = [
  'Grid operator opens the northern hub',
  'Carbon price slips as the auction clears',
  'Ferries of the bay run on green methanol',
  'Council votes for a heat network',
]
const plain = titles.map(
  (title, at) =>
    `<li class="item"><h3><a href="/news/a-${at}0001/">${title}</a></h3><span>2026-03-0${at + 1}</span></li>`,
)
const read = (rows: string[]) =>
  parseListing(`<body><main><ul>${rows.join('')}</ul></main></body>`, {
    url: 'https://list.example/news/',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'UTC',
    language: null,
    outlets: buildOutletTable([]),
  }).links.map(({ title }) => title)

const advert = 'Why transformers matter for your business'
test.each([
  [`<li class="item"><em>Sponsored</em><h3><a href="/p/90001/">${advert}</a></h3></li>`],
  [
    `<li class="item"><h3><a href="/p/90001/">${advert}</a></h3><span>Sponsored by Terravolt</span></li>`,
  ],
  [`<li class="item item--sponsored"><h3><a href="/p/90001/">${advert}</a></h3></li>`],
  [`<li class="item"><h3><a rel="sponsored nofollow" href="/p/90001/">${advert}</a></h3></li>`],
  [`<li class="item"><h3><a href="/sponsored-content/why-90001/">${advert}</a></h3></li>`],
  [`<li class="item"><i>广告</i><h3><a href="/p/90001/">${advert}</a></h3></li>`],
  [`<li class="item"><h3><a href="/p/90001/">【廣編特輯】${advert}</a></h3></li>`],
  [`<li class="item"><b>PR</b><h3><a href="/p/90001/">${advert}</a></h3></li>`],
])('a row that says it was paid for is no news: %s', row => {
  expect(read([...plain.slice(0, 2), row, ...plain.slice(2)])).toEqual(titles)
})

test.each([
  ['Sponsored ads lose ground to green labels, study finds'],
  ['Ministry bans the advertisement of gas boilers'],
  ['储能推广目录公布，广告业减碳标准出台'],
])('a headline about advertising is news: %s', title => {
  const row = `<li class="item"><h3><a href="/news/a-90001/">${title}</a></h3><span>2026-03-01</span></li>`
  expect(read([...plain, row])).toEqual([...titles, title])
})

test('what an editor has set to the front is news', () => {
  const [first = '', ...others] = plain
  expect(read([first.replace('"item"', '"item node--promoted"'), ...others])).toEqual(titles)
})

test('where every row has the name it is that of something else', () => {
  const rows = plain.map(row => row.replace('item', 'item sponsored'))
  expect(read(rows)).toEqual(titles)
})
