import { describe, expect, test } from 'vitest'
import { isTrustedCanonical, isTrustedRedirect } from '../../src/text/trusted-canonical.ts'
import { buildTwins } from '../../src/text/url-twins.ts'

const page = 'https://m.wire.example/news/20260518/4401277.html?from=weixin'

test.each([
  ['the desktop twin', 'https://www.wire.example/news/20260518/4401277.html'],
  ['another path with the same number', 'https://www.wire.example/a/4401277'],
  ['a relative address', '/news/20260518/4401277.html'],
  ['the page itself', page],
])('%s is believed', (_, canonical) => {
  expect(isTrustedCanonical(page, canonical)).toBe(true)
})

test.each([
  ['the home page', 'https://www.wire.example/'],
  ['a section', 'https://www.wire.example/news/'],
  ['a section with a date', 'https://www.wire.example/news/20260518/'],
  [
    'another article, copied from a template',
    'https://www.wire.example/news/20260518/4400001.html',
  ],
  ['another company’s page', 'https://harbour.example/news/20260518/4401277.html'],
  ['what is no address', 'javascript:history.back()'],
  ['the empty string resolved to a section', 'https://www.wire.example/list?page=2'],
])('%s is not believed', (_, canonical) => {
  expect(isTrustedCanonical(page, canonical)).toBe(false)
})

test('a title in words is an article’s mark, in either half of an AMP pair', () => {
  const amp = 'https://amp.wire.example/tidemark-opens-first-flow-battery'
  const plain = 'https://www.wire.example/energy/tidemark-opens-first-flow-battery/'
  expect(isTrustedCanonical(amp, plain)).toBe(true)
  expect(isTrustedCanonical(plain, amp)).toBe(true)
  expect(isTrustedCanonical(amp, 'https://www.wire.example/energy/wind-farms-of-the-north/')).toBe(
    false,
  )
})

test('every host under gov.cn is a domain of its own, and so is one on shared hosting', () => {
  const path = '/xw/202605/t20260518_1093377.html'
  expect(isTrustedCanonical(`https://qingyu.gov.cn${path}`, `https://biwan.gov.cn${path}`)).toBe(
    false,
  )
  expect(
    isTrustedCanonical(`https://www.qingyu.gov.cn${path}`, `https://qingyu.gov.cn${path}`),
  ).toBe(true)
  expect(isTrustedCanonical(`https://a.github.io${path}`, `https://b.github.io${path}`)).toBe(false)
})

test('twins of two domains are believed where the site is known', () => {
  const twins = buildTwins({
    sites: [
      {
        name: 'Wire',
        hosts: ['*.wire.example', '*.wire.test'],
        key: 'wire.example/{id}',
        addresses: [{ path: '/(?<id>\\d+)\\.html$' }],
      },
    ],
    redirectors: [],
    queryless: [],
  })
  const twin = 'https://www.wire.test/news/4401277.html'
  expect(isTrustedCanonical(page, twin, { twins })).toBe(true)
  expect(isTrustedCanonical(page, twin)).toBe(false)
})

describe('a redirect', () => {
  test.each([
    ['from a short link to an article', 'https://s.example/x7', page, true],
    [
      'to the same page over https',
      'http://wire.example/kiln',
      'https://www.wire.example/kiln',
      true,
    ],
    ['to the home page', page, 'https://www.wire.example/', false],
    ['to a section', page, 'https://www.wire.example/news/index.html', false],
    ['to a page of errors', page, 'https://www.wire.example/404.html', false],
    ['from what is no address', 'about:blank', page, false],
  ])('%s', (_, asked, answered, trusted) => {
    expect(isTrustedRedirect(asked, answered)).toBe(trusted)
  })
})
