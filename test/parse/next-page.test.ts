import { describe, expect, test } from 'vitest'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { readRequest, writeRequest } from '../../src/text/written-request.ts'

const nextOf = (html: string, url = 'https://list.example/news/', next?: string) =>
  parseListing(html, {
    url,
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
    ...(next && { listingRules: { next } }),
  }).nextPage

const pager = (inner: string) => `<body><ul><li>x</li></ul><div class="pages">${inner}</div></body>`

test.each([
  [
    'rel=next on a link',
    '<a rel="next" href="/news/?page=2">»</a>',
    'https://list.example/news/?page=2',
  ],
  [
    '下一页',
    '<a href="index_2.html">上一页</a><a href="index_4.html">下一页</a>',
    'https://list.example/news/index_4.html',
  ],
  [
    '下页 with an arrow',
    '<a href="list83-2.html">下页&gt;</a>',
    'https://list.example/news/list83-2.html',
  ],
  ['后页', '<a href="p2.html">[后页]</a>', 'https://list.example/news/p2.html'],
  ['下一頁', '<a href="?p=2">下一頁</a>', 'https://list.example/news/?p=2'],
  ['次へ', '<a href="?page=2">次へ</a>', 'https://list.example/news/?page=2'],
  ['Older posts', '<a href="/news/page/2/">← Older posts</a>', 'https://list.example/news/page/2/'],
  ['Earlier stories', '<a href="/news/p2/">Earlier stories</a>', 'https://list.example/news/p2/'],
  [
    'the number after the one that is marked, and linked under an address of its own',
    '<ul><li class="is-active"><a href="?n=5&page=1&PageSize=15">1</a></li><li><a href="?n=5&page=2&PageSize=15">2</a></li><li><a href="?n=5&page=3&PageSize=15">3</a></li></ul>',
    'https://list.example/news/?n=5&page=2&PageSize=15',
  ],
  [
    'a title of 下一页 on an icon',
    '<a href="/yw/2/" title="下一页"><i></i></a>',
    'https://list.example/yw/2/',
  ],
  [
    'an arrow inside a pager',
    '<a href="?page=1">‹</a><a href="?page=3">›</a>',
    'https://list.example/news/?page=3',
  ],
  [
    'the number after the one that is no link',
    '<a href="/yw/1/">1</a><span>2</span><a href="/yw/3/">3</a><a href="/yw/9/">9</a>',
    'https://list.example/yw/3/',
  ],
  [
    'the number after the marked one, where each item is called a page',
    '<ul class="pagination"><li class="page-item"><a class="page-link" href="?start=0">1</a></li><li class="page-item"><a class="page-link" href="?start=10">2</a></li><li class="page-item active"><a class="page-link" href="#">3</a></li><li class="page-item"><a class="page-link" href="?start=30">4</a></li><li class="page-item"><a class="page-link" aria-label="Go to next page" href="?start=30"><i></i></a></li></ul>',
    'https://list.example/news/?start=30',
  ],
  [
    'the number after the marked one in cells called page',
    '<table><tr><td class="page"><a href="l1.html">1</a></td><td class="page"><a href="l2.html">2</a></td><td class="page cur"><b>3</b></td><td class="page"><a href="l4.html">4</a></td></tr></table>',
    'https://list.example/news/l4.html',
  ],
  [
    'the 2 of a pager without a 1',
    '<a href="/yw/2/">2</a><a href="/yw/3/">3</a>',
    'https://list.example/yw/2/',
  ],
  [
    'an address opened by script',
    `<a href="javascript:;" onclick="location.href='/news/index_2.html'">下一页</a>`,
    'https://list.example/news/index_2.html',
  ],
])('%s leads to the next page', (_, inner, expected) => {
  expect(nextOf(pager(inner))).toBe(expected)
})

test.each([
  ['no pager', '<p>共 1 页</p>'],
  ['a next link to the page itself', '<a href="/news/">下一页</a>'],
  ['a next link that does nothing', '<a href="javascript:;">下一页</a>'],
  ['a disabled next link', '<ul><li class="disabled"><a href="?page=9">下一页</a></li></ul>'],
  ['a next link to another site', '<a href="https://other.example/news/2">下一页</a>'],
  ['the next article', '<a href="/a/2.html">下一篇</a>'],
  ['the next month of a calendar', '<a rel="next" href="/cal?m=4">Next month »</a>'],
  ['the last number of a pager', '<a href="/yw/1/">1</a><a href="/yw/2/">2</a><span>3</span>'],
])('%s is the end', (_, inner) => {
  expect(nextOf(pager(inner))).toBeNull()
})

describe('pagers written by script', () => {
  const script = (code: string) => pager(`<script>${code}</script>`)

  test.each([
    [
      'the first page has no number, the second is _1',
      "createPageHTML(24, 0, 'index', 'html')",
      'https://list.example/news/index_1.html',
    ],
    [
      'later pages count on',
      'createPageHTML(24,3,"index","shtml");',
      'https://list.example/news/index_4.shtml',
    ],
    [
      'numbers may come second',
      "createPageHTML('page-div', 9, 1, 'list', 'html', 180)",
      'https://list.example/news/list_2.html',
    ],
    [
      'numbers may stand in variables',
      'var currentPage = 1; var countPage = 12; document.write("<a href=\\"index_"+(currentPage+1)+".html\\">")',
      'https://list.example/news/index_2.html',
    ],
    [
      'those that name their element count from 1, up to the last page',
      "createPageHTML('page-div', 4, 3, 'list', 'html', 40)",
      'https://list.example/news/list_4.html',
    ],
    ['and end there', "createPageHTML('page-div', 4, 4, 'list', 'html', 40)", null],
    ['at the last page they end', "createPageHTML(24, 23, 'index', 'html')", null],
    ['one page has no next', "createPageHTML(1, 0, 'index', 'html')", null],
    [
      'under another name',
      'pageNav1(4, 0, "index", "html");',
      'https://list.example/news/index_1.html',
    ],
    [
      'with names for what is handed over',
      "Pager({size: 4, current: 0, prefix: 'index', suffix: 'html'});",
      'https://list.example/news/index_1.html',
    ],
    [
      'with the number of records, counted from 1',
      'turnPage({ total: 80, pageSize: 20, page: 1, name: "index", ext: "html" })',
      'https://list.example/news/index_2.html',
    ],
    [
      'with variables of other names',
      'var pageCount = 4; var pageIndex = 1; function go(n){ location.href = n == 1 ? "index.html" : "index_" + n + ".html" }',
      'https://list.example/news/index_2.html',
    ],
    [
      'variables of another thing have no numbered files',
      'var pageCount = 4; var pageIndex = 1; slide(pageIndex)',
      null,
    ],
    ['a call of another thing', 'resize(640, 480, "box", "auto")', null],
  ])('%s', (_, code, expected) => {
    expect(nextOf(script(code))).toBe(expected)
  })

  test('a later page tells by its address where it stands', () => {
    const named = "Pager({size: 4, current: 1, prefix: 'index', suffix: 'html'});"
    expect(nextOf(script(named), 'https://list.example/news/index_1.html')).toBe(
      'https://list.example/news/index_2.html',
    )
  })
})

describe('pages chosen from a list', () => {
  const select = (onchange: string, options: string[], chosen: number) =>
    `<select onchange="${onchange}">${options.map((one, at) => `<option value="${one}"${at === chosen ? ' selected' : ''}>${at + 1}</option>`).join('')}</select>`
  test.each([
    [
      'by their addresses',
      select('location.href=this.value', ['/n/1.html', '/n/2.html'], 0),
      'https://list.example/n/2.html',
    ],
    [
      'by the option that is chosen',
      select(
        'location.href=this.options[this.selectedIndex].value',
        ['a_1.html', 'a_2.html', 'a_3.html'],
        1,
      ),
      'https://list.example/news/a_3.html',
    ],
    [
      'by their numbers',
      select("window.location='list_'+this.value+'.html'", ['1', '2'], 0),
      'https://list.example/news/list_2.html',
    ],
    ['up to the last', select('location.href=this.value', ['a_1.html', 'a_2.html'], 1), null],
    ['a choice that opens nothing', select('sort(this.value)', ['1', '2'], 0), null],
  ])('%s', (_, inner, expected) => {
    expect(nextOf(pager(inner))).toBe(expected)
  })

  test('a month that is chosen by its number is no page', () => {
    const months = select('location.href=this.value', ['/m/1.html', '/m/2.html', '/m/3.html'], 1)
    expect(nextOf(`<div class="archive">${months}</div>`)).toBe(null)
  })
})

test.each([
  ['<button class="load-more" data-url="/news/?page=2">查看更多</button>', '/news/?page=2'],
  ['<span class="more" data-next-url="?page=2">加载更多</span>', '/news/?page=2'],
])('a button holds the address that its script asks for: %s', (button, path) => {
  expect(nextOf(`<ul><li>x</li></ul>${button}`)).toBe(`https://list.example${path}`)
})

describe('the rule for the next page', () => {
  test('names the link', () => {
    const html = pager('<a id="older" href="/older.html">再往前</a><a href="/2.html">下一页</a>')
    expect(nextOf(html, undefined, '#older')).toBe('https://list.example/older.html')
  })

  test('falls back where it finds nothing', () => {
    expect(nextOf(pager('<a href="/2.html">下一页</a>'), undefined, '#gone')).toBe(
      'https://list.example/2.html',
    )
  })
})

describe('lists of days', () => {
  const index = (days: string[]) =>
    `<ul><li><a href="/gia/x1.htm">碳市場</a></li></ul>${days.map(day => `<a href="/gia/202603/${day}.htm">${Number(day)}</a>`).join(' ')}`

  test.each([
    [
      'the day before, where there is one',
      index(['09', '10', '12']),
      '/gia/202603/11.htm',
      '/gia/202603/10.htm',
    ],
    [
      'the latest day, on a page of none',
      index(['09', '10', '12']),
      '/gia/today.htm',
      '/gia/202603/12.htm',
    ],
    ['nothing on the first', index(['11', '12']), '/gia/202603/11.htm', null],
    [
      'the link that says so',
      '<a href="?d=2026-03-10">前一天</a>',
      '/gia/?d=2026-03-11',
      '/gia/?d=2026-03-10',
    ],
    [
      'the day before by its news, on the index of today',
      '<a href="202603/11.htm">前一天新聞</a>',
      '/gia/today.htm',
      '/gia/202603/11.htm',
    ],
    [
      'the day before by its news, on the index of a day',
      '<a href="10.htm">昨日新闻</a> <a href="12.htm">后一天新闻</a>',
      '/gia/202603/11.htm',
      '/gia/202603/10.htm',
    ],
    [
      'the day before in Korean',
      '<a href="?d=20260310">어제 기사</a>',
      '/p?d=20260311',
      '/p?d=20260310',
    ],
    ['yesterday', '<a href="y.htm">Yesterday’s Press Releases</a>', '/gia/today.htm', '/gia/y.htm'],
    [
      'the month before',
      '<a href="202602.html">前月</a> <a href="202604.html">翌月</a>',
      '/press/202603.html',
      '/press/202602.html',
    ],
  ])('go on with %s', (_, html, path, expected) => {
    expect(nextOf(html, `https://list.example${path}`)).toBe(
      expected && `https://list.example${expected}`,
    )
  })
})

describe('a calendar and archives of months', () => {
  const calendar = [26, 27, 28]
    .map(day => `<td><a href="/gia/202602/${day}c.htm">${day}</a></td>`)
    .join('')
  const months =
    '<li><a href="./202603.html">2026年3月</a></li><li><a href="./202602.html">令和8年2月</a></li>'
  const archive =
    '<li><a href="/2026/03/">March 2026 (4)</a></li><li><a href="/2026/02/">February 2026</a></li>'
  test.each([
    [
      'the numbers of a calendar count no pages',
      `<table><tr>${calendar}</tr></table>`,
      '/gia/202602/27c.htm',
      '/gia/202602/26c.htm',
    ],
    ['a page of no month goes on with the latest', months, '/houdou/', '/houdou/202603.html'],
    ['a month with the one before', months, '/houdou/202603.html', '/houdou/202602.html'],
    ['the earliest is the end', months, '/houdou/202602.html', null],
    ['months of a blog, from its home page', archive, '/', '/2026/03/'],
    [
      'in a query',
      '<a href="?year=2026&month=3">3월</a><a href="?year=2026&month=2">2월</a>',
      '/l?year=2026&month=3',
      '/l?year=2026&month=2',
    ],
    ['months of the whole site are not those of a column', archive, '/category/carbon/', null],
    ['nor what follows its last page', archive, '/?paged=5', null],
  ])('%s', (_, html, path, expected) => {
    expect(nextOf(`<ul><li>x</li></ul>${html}`, `https://list.example${path}`)).toBe(
      expected && `https://list.example${expected}`,
    )
  })
})

describe('pagers without words or names', () => {
  test.each([
    [
      'the number before the next group of numbers',
      '<div><strong>1</strong><a href="?p=2">2</a><a href="?p=3">3</a><a href="?p=4">다음</a></div>',
      '?p=2',
    ],
    [
      'a number that is linked and marked',
      '<div><a class="on" href="?p=1">1</a><a href="?p=2">2</a><a href="?p=3">3</a></div>',
      '?p=2',
    ],
    [
      'numbers that are opened by script',
      `<div><span class="number active">1</span><span onclick="location.href='?p=2'">2</span></div>`,
      '?p=2',
    ],
    ['an arrow to the page after this one', '<div><a href="?page=2">→</a></div>', '?page=2'],
    [
      'a picture to the page after this one',
      '<div><a href="page/2"><img src="r.gif"></a></div>',
      'page/2',
    ],
    ['bare numbers', '<p><b>2</b> <a href="?p=1">1</a> <a href="?p=3">3</a></p>', '?p=3'],
    ['numbers in brackets', '<td>[<a href="?p=2">2</a>] [<a href="?p=3">3</a>]</td>', '?p=2'],
    ['full-width numbers', '<div><strong>１</strong><a href="?p=2">２</a></div>', '?p=2'],
    [
      'numbers with their word',
      '<div><span>1페이지</span><a href="?p=2">2페이지</a></div>',
      '?p=2',
    ],
    ['the next ten', '<p><a href="?p=2">次の10件</a></p>', '?p=2'],
    ['次ページへ', '<p><a href="?p=2">次ページへ</a></p>', '?p=2'],
    ['다음 목록', '<p><a href="?p=2">다음 목록</a></p>', '?p=2'],
    ['次頁', '<p><a href="?p=2">次頁 ▶</a></p>', '?p=2'],
    ['an icon that is named', '<p><a href="?p=2"><img src="r.gif" alt="下一页"></a></p>', '?p=2'],
    [
      'another language',
      '<p><a href="?p=2">Página siguiente</a> <a href="?p=2">Siguiente ›</a></p>',
      '?p=2',
    ],
  ])('%s', (_, inner, expected) => {
    expect(nextOf(`<body><ul><li>x</li></ul>${inner}</body>`)).toBe(
      `https://list.example/news/${expected}`,
    )
  })

  test.each([
    ['years in a text', '<p>2024 年 <a href="/2025/">2025</a> 年又有新的机组并网</p>'],
    ['a table of figures', '<table><tr><td>12</td><td><a href="/t/3">31</a></td></tr></table>'],
  ])('%s are none', (_, inner) => {
    expect(nextOf(`<body><ul><li>x</li></ul>${inner}</body>`)).toBe(null)
  })
})

describe('pagers that send a form', () => {
  const next = (html: string) => {
    const found = nextOf(html)
    return found ? readRequest(found) : null
  }

  test('ASP.NET posts its state back', () => {
    const found = next(
      `<form action="./list.aspx?c=2"><input type="hidden" name="__VIEWSTATE" value="dD/w=="><div class="pager"><span>1</span><a href="javascript:__doPostBack('ctl00$pager','Page$2')">2</a></div></form>`,
    )
    expect(found?.url).toBe('https://list.example/news/list.aspx?c=2')
    expect(Object.fromEntries(new URLSearchParams(found?.post))).toEqual({
      __VIEWSTATE: 'dD/w==',
      __EVENTTARGET: 'ctl00$pager',
      __EVENTARGUMENT: 'Page$2',
    })
  })

  test('a function sets a field and submits', () => {
    const found = next(
      `<form name="frm" method="post" action="/board/list.do"><input type="hidden" name="pageIndex" value="1"><input name="menu" value="7"></form><script>function goPage(no){ document.frm.pageIndex.value = no; document.frm.submit(); }</script><a href="#" onclick="goPage(2); return false;">다음</a>`,
    )
    expect(found).toEqual({ url: 'https://list.example/board/list.do', post: 'pageIndex=2&menu=7' })
  })
})

test.each([
  [1, 10, 40, true],
  [3, 10, 40, true],
  [4, 10, 40, false],
  [2, 20, 45, true],
  [3, 5, 45, false],
])('page %i with %i of %i records, twenty asked for: more is %s', (page, count, total, isMore) => {
  const rows = Array.from({ length: count }, (_, at) => ({
    title: `碳市场周评第${at}期`,
    url: `/a/${at}.html`,
  }))
  const url = `https://list.example/q?page=${page}&pageSize=20`
  expect(nextOf(JSON.stringify({ total, rows }), url) !== null).toBe(isMore)
})

test('a form that counts under several names counts on under all of them', () => {
  const rows = [{ title: '碳市场周评', url: '/a/1.html', time: '2026-03-11' }]
  const request = writeRequest({
    url: 'https://list.example/q',
    post: 'page=1&pageIndex=1&pageSize=20',
  })
  const { nextPage } = parseListing(JSON.stringify({ total: 40, rows }), {
    url: 'https://list.example/q',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
    request,
  })
  expect(readRequest(nextPage!).post).toBe('page=2&pageIndex=2&pageSize=20')
})

describe('data in pages', () => {
  const json = (more: object) =>
    JSON.stringify({
      list: [{ title: '碳市场周评', url: '/a/1.html', time: '2026-03-11' }],
      ...more,
    })

  test.each([
    [
      'an address that it names',
      json({ next: '/api?cursor=abc' }),
      'https://list.example/api?cursor=abc',
    ],
    [
      'the next number while there are pages',
      json({ totalPages: 3 }),
      'https://list.example/api?page=2',
    ],
    [
      'the next number while there is more',
      json({ hasMore: true }),
      'https://list.example/api?page=2',
    ],
    ['nothing at the last page', json({ totalPages: 1 }), null],
    ['the next number where it does not say', json({}), 'https://list.example/api?page=2'],
    ['nothing where a page is empty', JSON.stringify({ list: [] }), null],
  ])('go on with %s', (_, text, expected) => {
    expect(nextOf(text, 'https://list.example/api?page=1')).toBe(expected)
  })
})

test.each([
  ['Newer', 'Older'],
  ['← Newer posts', 'Older posts →'],
  ['前へ', '次へ'],
  ['이전', '다음'],
  ['上一页', '下一页'],
  ['Précédent', 'Suivant'],
  ['Zurück', 'Weiter'],
])(
  'the links of a pager are no rows, though a date may be seen in its numbers: %s, %s',
  (back, on) => {
    const rows = [
      'Grid operator opens the hub',
      'Carbon price slips again',
      'Council votes for heat',
    ].map(
      (title, at) =>
        `<article><h2><a href="/n/${at}0001/">${title}</a></h2><time datetime="2026-03-0${at + 1}T09:00:00Z"></time></article>`,
    )
    const { links, nextPage } = parseListing(
      `<body><main>${rows.join('')}<nav class="navigation pagination"><div><a class="prev page-numbers" href="/page/1/">${back}</a><span class="page-numbers current">2</span><a class="page-numbers" href="/page/3/">3</a><a class="next page-numbers" href="/page/3/">${on}</a></div></nav></main></body>`,
      {
        url: 'https://list.example/page/2/',
        now: new Date('2026-03-12T12:00:00Z'),
        zone: 'UTC',
        language: null,
        outlets: buildOutletTable([]),
      },
    )
    expect(links).toHaveLength(3)
    expect(nextPage).toBe('https://list.example/page/3/')
  },
)
