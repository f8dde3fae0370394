import { describe, expect, test } from 'vitest'
import { cleanHtml } from '../../src/feeds/clean-html.ts'
import { cleanLine, cleanText, cleanTitle } from '../../src/feeds/clean-text.ts'
import { cleanUrl } from '../../src/feeds/clean-url.ts'
import { feedInstant, instantOfPublished } from '../../src/feeds/feed-dates.ts'
import { imageType } from '../../src/feeds/image-type.ts'
import type { Published } from '../../src/model/published.ts'

test.each([
  ['controls go', 'a\u0000b\u0008c\u000bd\u001fe\u007ff\u0084g\u0086h', 'abcdefgh'],
  ['tabs, line ends and NEL stay', 'a\tb\nc\rd\u0085e', 'a\tb\nc\rd\u0085e'],
  ['non-characters go', 'a\ufdd0b\ufdefc\ufffed\uffffe', 'abcde'],
  ['lone surrogates go, pairs stay', '\ud83da😀\udc00', 'a😀'],
  ['what says that something was lost goes', 'a\ufffdb', 'ab'],
  ['embeddings, overrides and isolates go', '\u202ea\u2066b\u2069', 'ab'],
  ['joiners of emoji and Persian stay', '👩\u200d🌾 می\u200cخواهم', '👩\u200d🌾 می\u200cخواهم'],
])('%s', (_, text, expected) => {
  expect(cleanText(text)).toBe(expected)
})

test.each([
  ['spaces are single and not at the ends', ' \u3000a \n\t b\u0085', 'a b'],
  ['zero widths go', 'a\u200b\u00ad\u2060b\ufeff', 'ab'],
])('of a line, %s', (_, text, expected) => {
  expect(cleanLine(text)).toBe(expected)
})

test.each([
  ['markup goes', '<b>Steel</b> &amp; <i class="x">iron</i>', 'Steel & iron'],
  ['what was escaped twice is read', '5 &amp;amp; 6 &amp;nbsp;7', '5 & 6 7'],
  ['escaped markup goes too', '&lt;p&gt;碳&lt;/p&gt;', '碳'],
  ['numbers are read', '&#30899;&#x5e02;', '碳市'],
  ['a comparison stays', '1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
  ['what is no tag of running text stays', '<unit> of <T>', '<unit> of <T>'],
])('of a title, %s', (_, text, expected) => {
  expect(cleanTitle(text)).toBe(expected)
})

test.each([
  ['https://a.example/x y?q={a|b}^`#f|', 'https://a.example/x%20y?q=%7Ba%7Cb%7D%5E%60#f%7C'],
  ['https://碳.example/市场', 'https://xn--gez.example/%E5%B8%82%E5%9C%BA'],
  ['http://user:pass@a.example/', 'http://a.example/'],
  ['  https://a.example  ', 'https://a.example/'],
  ['/relative', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['ftp://a.example/', null],
  ['https://a..example/', null],
  [`https://a.example/${'x'.repeat(9000)}`, null],
  ['', null],
  [null, null],
])('the address %s is written as %s', (href, expected) => {
  expect(cleanUrl(href)).toBe(expected)
})

describe('body HTML', () => {
  test.each([
    [
      'scripts, styles and handlers go',
      '<p onclick="x">a<script>b</script><style>c</style></p>',
      '<p>a</p>',
    ],
    [
      'frames and forms go with what is in them',
      '<form><input>x</form><iframe>y</iframe><p>z</p>',
      '<p>z</p>',
    ],
    [
      'a link that leads nowhere loses its tag',
      '<a href="javascript:x">a</a><a href="/r">b</a>',
      'ab',
    ],
    ['what is open is closed', '<p>a<b>c', '<p>a<b>c</b></p>'],
    ['a heading of the page becomes one of the text', '<h1>a</h1>', '<h2>a</h2>'],
    ['an image without a source goes', '<p>a<img src="data:image/gif;base64,x"></p>', '<p>a</p>'],
    ['characters written as numbers are cleaned too', '<p>a&#1;&#xD800;b</p>', '<p>ab</p>'],
    [
      'what was escaped twice is meant once',
      '<p>&amp;nbsp;&lt;b&gt;x&lt;/b&gt;</p>',
      '<p>&nbsp;x</p>',
    ],
    [
      'code keeps what it shows',
      '<pre>&lt;b&gt;x&lt;/b&gt;</pre>',
      '<pre>&lt;b&gt;x&lt;/b&gt;</pre>',
    ],
    ['drawings and formulas go whole', '<svg><p>x</p></svg><math><mi>y</mi></math>z', 'z'],
    [
      'markup hidden in what shows none goes',
      '<noscript><p title="</noscript><img src=x onerror=y>">a</p></noscript><title><img src=x></title>b',
      'b',
    ],
    ['comments, instructions and CDATA go', '<!-- <p>x</p> --><?php y ?><![CDATA[z]]>a', 'a'],
    [
      'quotes in values stay values',
      '<abbr title="x">a</abbr><a href="https://x.example/" title=\'"><script>\'>b</a>',
      '<abbr>a</abbr><a href="https://x.example/" title="&quot;&gt;&lt;script&gt;">b</a>',
    ],
    [
      'a link ends where the next begins',
      '<a href="https://x.example/">a<a href="https://y.example/">b</a>',
      '<a href="https://x.example/">a</a><a href="https://y.example/">b</a>',
    ],
    [
      'what is renamed is closed by its new name',
      '<section><h1>a</h1><center><a href="https://x.example/">b</a></center></section>',
      '<div><h2>a</h2><div><a href="https://x.example/">b</a></div></div>',
    ],
    [
      'only whole numbers are numbers',
      '<table><tr><td colspan="2" rowspan="x">a</td></tr></table><ol start="3;"><li>b</li></ol>',
      '<table><tr><td colspan="2">a</td></tr></table><ol><li>b</li></ol>',
    ],
    ['made-up elements lose their tag', '<x-y>a</x-y><blink>b</blink>', 'ab'],
  ])('%s', (_, html, expected) => {
    expect(cleanHtml(html)).toBe(expected)
  })

  test('images are asked for without saying where from', () => {
    expect(cleanHtml('<img src="https://i.example/a.png" alt="x" style="y">')).toBe(
      '<img src="https://i.example/a.png" alt="x" referrerpolicy="no-referrer" />',
    )
  })

  test('deep nesting loses the tags beyond', () => {
    const html = cleanHtml(`${'<div>'.repeat(5000)}x`)
    expect(html).toBe(`${'<div>'.repeat(60)}x${'</div>'.repeat(60)}`)
  })

  test('is clean the second time as the first', () => {
    const once = cleanHtml('<p>a &amp;amp; b <a href="https://x.example/?a=1&b=2">c</a><br>')
    expect(cleanHtml(once)).toBe(once)
  })
})

const day = (date: string, zone = 'Asia/Shanghai'): Published => ({
  precision: 'day',
  day: date,
  zone,
  evidence: 'list',
})
test.each([
  ['a day is its 00:00 in the zone', day('2026-03-01'), '2026-02-28T16:00:00.000Z'],
  ['in any zone', day('2026-03-01', 'America/New_York'), '2026-03-01T05:00:00.000Z'],
  ['with a fixed offset too', day('2026-03-01', '+05:30'), '2026-02-28T18:30:00.000Z'],
  ['a date that is none is null', day('1.3.2026'), null],
  ['in a zone that is none too', day('2026-03-01', 'Mars/Base'), null],
  ['none is null', null, null],
])('of dates, %s', (_, published, expected) => {
  expect(instantOfPublished(published)?.toISOString() ?? null).toBe(expected)
})

test('an item is dated by first sight when its date is unknown or lies ahead', () => {
  const firstSeen = new Date('2026-03-01T10:00:00.900Z')
  const seen = new Date('2026-03-01T10:00:00Z')
  expect(feedInstant({ published: null, firstSeen })).toEqual(seen)
  expect(feedInstant({ published: day('2026-03-02'), firstSeen })).toEqual(seen)
})

test.each([
  ['https://i.example/a.JPG?x=1', 'image/jpeg'],
  ['https://i.example/a.webp', 'image/webp'],
  ['https://i.example/image', null],
])('the type of %s is %s', (url, expected) => {
  expect(imageType(url)).toBe(expected)
})
