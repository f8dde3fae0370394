import { isTag } from 'domhandler'
import { describe, expect, test } from 'vitest'
import {
  metaContent,
  type PageElement,
  parseDocument,
  resolveAddress,
  TooComplexError,
  textOf,
} from '../../src/parse/document.ts'

const read = (html: string) => parseDocument(html, 'https://www.portal.example/a/b.html')

/** The tree as nested names, texts in quotes: `p("x" b("y"))`. */
function outline(element: PageElement): string {
  const inside = element.children.map(child =>
    isTag(child) ? outline(child as PageElement) : 'data' in child ? `"${child.data.trim()}"` : '',
  )
  const shown = inside.filter(part => part !== '' && part !== '""').join(' ')
  return shown ? `${element.name}(${shown})` : element.name
}
const body = (html: string) => outline(read(`<body>${html}`).body as PageElement)

describe('the tree of malformed pages', () => {
  test.each([
    ['a paragraph ends where the next begins', '<p>a<p>b', 'body(p("a") p("b"))'],
    ['also through the font around it', '<p><font>a<p>b', 'body(p(font("a")) p("b"))'],
    ['a list item ends at the next', '<ul><li>a<li>b</ul>', 'body(ul(li("a") li("b")))'],
    [
      'but not at one of a list inside it',
      '<ul><li>a<ul><li>b</ul><li>c</ul>',
      'body(ul(li("a" ul(li("b"))) li("c")))',
    ],
    [
      'cells and rows end at the next',
      '<table><tr><td>a<td>b<tr><td>c</table>',
      'body(table(tr(td("a") td("b")) tr(td("c"))))',
    ],
    [
      'a stray end tag never leaves its cell',
      '<div><table><tr><td>a</div>b</td></tr></table>c</div>',
      'body(div(table(tr(td("a" "b"))) "c"))',
    ],
    [
      'a bold that is closed late stays in its paragraph',
      '<p><b>a</p>b</b>',
      'body(p(b("a")) "b")',
    ],
    ['a link does not hold another', '<a href=1>a<a href=2>b</a>', 'body(a("a") a("b"))'],
    [
      'a link around an open block ends both, and its end tag is forgotten',
      '<div><a href=1><div>a</a>b</div>c</div>d',
      'body(div(a(div("a")) "b" "c") "d")',
    ],
    ['an end of a paragraph that never began breaks the line', 'a</p>b', 'body("a" p "b")'],
    [
      'a second body adds nothing but its attributes',
      '<p>a<body class=x><p>b',
      'body(p("a") p("b"))',
    ],
  ])('%s', (_, html, expected) => {
    expect(body(html)).toBe(expected)
  })

  test('a page without html, head and body has its text, title and metas', () => {
    const page = read('<meta name=a content=b><title>标题</title><font>正文</font>')
    expect(page.titleTag).toBe('标题')
    expect(metaContent(page, 'a')).toBe('b')
    expect(page.lines.map(line => line.text)).toEqual(['正文'])
  })

  test('text in an unclosed head belongs to the page', () => {
    expect(read('<head><title>x</title>正文<p>二').lines.map(line => line.text)).toEqual([
      '正文',
      '二',
    ])
  })
})

describe('lines', () => {
  test('break at blocks and line breaks, never inside words', () => {
    const page = read('<div>Car<b>bon</b> price<br>rose<p>again</p>today</div>')
    expect(page.lines.map(line => line.text)).toEqual(['Carbon price', 'rose', 'again', 'today'])
  })

  test('know headings, links and what is hidden', () => {
    const page = read(
      '<h2>题</h2><p><a href=/x>链接</a>文</p><p style="display: none">藏</p><script>x</script>',
    )
    expect(page.lines).toMatchObject([
      { text: '题', heading: 2, linkLength: 0 },
      { text: '链接文', heading: 0, linkLength: 2 },
      { text: '藏', hidden: true },
    ])
  })
})

test('a page is read into one tree in document order', () => {
  const { elements } = read('<div><p>a<b>b</b></p></div><hr>')
  expect(elements.map(element => [element.name, element.order, element.end])).toEqual([
    ['div', 0, 2],
    ['p', 1, 2],
    ['b', 2, 2],
    ['hr', 3, 3],
  ])
})

test.each([
  ['../c.html', 'https://www.portal.example/c.html'],
  ['//m.portal.example/c', 'https://m.portal.example/c'],
  [' /x y ', 'https://www.portal.example/x%20y'],
  ['javascript:;', null],
  ['mailto:a@b.example', null],
  ['http://', null],
])('%s is resolved against the page', (href, expected) => {
  expect(resolveAddress(href, 'https://www.portal.example/a/b.html')).toBe(expected)
})

test('a base of the page moves its relative addresses', () => {
  expect(read('<base href="/news/"><p>x').base).toBe('https://www.portal.example/news/')
})

describe('JSON-LD', () => {
  const objects = (json: string) =>
    read(`<script type="application/ld+json">${json}</script>`).jsonLd.map(
      object => object['@type'],
    )
  test.each([
    ['one object', '{"@type":"NewsArticle"}', ['NewsArticle']],
    [
      'a graph',
      '{"@graph":[{"@type":"WebSite"},{"@type":"Article"}]}',
      [undefined, 'WebSite', 'Article'],
    ],
    ['a list', '[{"@type":"A"},{"@type":"B"}]', ['A', 'B']],
    ['a comma too many', '{"@type":"A",}', ['A']],
    ['a raw line break in a string', '{"@type":"A","headline":"x\ny"}', ['A']],
    ['in a CDATA section', '//<![CDATA[\n{"@type":"A"}\n//]]>', ['A']],
    ['what cannot be read says nothing', '{"@type":', []],
  ])('%s', (_, json, types) => {
    expect(objects(json)).toEqual(types)
  })
})

describe('long scripts', () => {
  const long = `var a = "<p>no</p>";${' '.repeat(3000)}`
  const scripts = (html: string) =>
    read(html)
      .elements.filter(element => element.name === 'script')
      .map(element => element.children.map(child => ('data' in child ? child.data : '')).join(''))

  test('are kept as they are', () => {
    expect(scripts(`<p>a<script>${long}</script><SCRIPT>${long}</SCRIPT >b`)).toEqual([long, long])
  })

  test('in comments and attributes hide nothing', () => {
    const page = read(`<!--<script>${long}</script>--><p title="<script>${long}</script>">a</p>`)
    const paragraph = page.elements.find(element => element.name === 'p')
    expect(paragraph?.attribs.title).toBe(`<script>${long}</script>`)
    expect(page.lines.map(line => line.text)).toEqual(['a'])
  })

  test('that never end take the rest of the page', () => {
    expect(read(`<p>a<script>${long}`).lines.map(line => line.text)).toEqual(['a'])
  })
})

test('text is safe at the depth that is allowed, and refused past it', () => {
  const deep = (levels: number) => `${'<div>'.repeat(levels)}x`
  expect(textOf(read(deep(400)).root)).toBe('x')
  expect(() => read(deep(401))).toThrow(TooComplexError)
})
