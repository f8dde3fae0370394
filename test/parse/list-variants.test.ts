import { expect, test } from 'vitest'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const titles = [
  '碳排放核查新规三月起施行',
  '城市热泵改造补贴申请开启',
  '绿证交易规模再创新高点',
  '海上风电并网提速背后',
]
const each = (row: (title: string, at: number) => string) => titles.map(row).join('\n')

test.each([
  '（PDF：210KB）',
  '[Word]',
  '附件下载',
  '附件1',
  'PDF形式 1.2MB',
  '(첨부파일)',
  '[PDF, 3 pages]',
])('a file beside the headline is no row of its own: %s', label => {
  const rows = each(
    (t, i) =>
      `<tr><th>2026.03.0${i + 1}</th><td>お知らせ</td><td><a href="/d.php?no=10${i}">${t}</a>${i % 2 ? '' : ` <a href="/f/10${i}.pdf">${label}</a>`}</td></tr>`,
  )
  const { links } = parseListing(`<html><body><table>${rows}</table></body></html>`, {
    url: 'https://list.example/news/',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Tokyo',
    language: null,
    outlets: buildOutletTable([]),
  })
  expect(links.map(({ title }) => title)).toEqual(titles)
})

test('a page whose articles are named by a number in the query is a list without dates, and with month and day by dots', () => {
  const read = (when: (at: number) => string) => {
    const rows = each(
      (t, i) =>
        `<li><h4><a href="/news/articleView.html?idxno=10${i}">${t}${t}</a></h4><span><em>기후</em><em>${when(i)}</em></span></li>`,
    )
    return parseListing(`<html><body><ul>${rows}</ul></body></html>`, {
      url: 'https://list.example/news/articleList.html?sc=S1',
      now: new Date('2026-03-12T12:00:00Z'),
      zone: 'Asia/Seoul',
      language: null,
      outlets: buildOutletTable([]),
    }).links
  }
  expect(read(() => '').length).toBe(titles.length)
  expect(read(at => `03.0${at + 1} 09:3${at}`).map(({ published }) => published)).toMatchObject(
    titles.map((_, at) => ({ at: new Date(Date.UTC(2026, 2, at + 1, 0, 30 + at)) })),
  )
})

test('a link in what is named the headline names the row, and a longer one to the same page is its summary', () => {
  const lead = '记者从有关部门获悉，今年参与的企业比上年同期增长两成，有关工作将继续推进'
  const rows = each(
    (t, i) =>
      `<li><div class="tit"><a href="/a/10${i}.html">${t}</a></div><div class="lead"><a href="/a/10${i}.html">${lead}</a></div><span>2026-03-0${i + 1}</span></li>`,
  )
  const { links } = parseListing(`<html><body><ul>${rows}</ul></body></html>`, {
    url: 'https://list.example/news/',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
  expect(links.map(({ title }) => title)).toEqual(titles)
})

test.each([
  [
    'in brackets at the end of the link',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t} (03-1${i} 10:2${i})</a></li>`)}</ul>`,
  ],
  [
    'in brackets after the link, lines parted by br',
    `<div>${each((t, i) => `·<a href="/a/10${i}.html">${t}</a>[03-0${i + 1}]<br>`)}</div>`,
  ],
  [
    'in brackets in the cell of the link',
    `<table>${each((t, i) => `<tr><td>·</td><td><a href="/a/10${i}.html">${t}</a> (2026-3-${i + 1})</td></tr>`)}</table>`,
  ],
  [
    'after the link, a column before it',
    `<ul>${each((t, i) => `<li>[<a href="/c/${i % 2}/">政策</a>] <a href="/a/10${i}.html">${t}</a> <span>03-0${i + 1}</span></li>`)}</ul>`,
  ],
  [
    'as month and day before the link',
    `${each((t, i) => `<p class="news"><span>03/0${i + 1}</span><a href="/a/10${i}.html">${t}</a></p>`)}`,
  ],
  [
    'below the name of the one who wrote, another of the last reply',
    `<table>${each((t, i) => `<tr><td><a href="/thread-${i}00-1-1.html">${t}</a></td><td><a href="/space-uid-${i}.html">用户${i}</a><br><em>2026-3-${i + 1}</em></td><td>${i}2/3${i}</td><td><a href="/space-uid-9${i}.html">老王</a><br>2026-3-1${i} 09:30</td></tr>`)}</table>`,
  ],
  [
    'as day and month in elements side by side',
    `<ul>${each((t, i) => `<li><em>0${i + 1}</em><em>Mar</em><a href="/a/10${i}.html">${t}</a></li>`)}</ul>`,
  ],
  [
    'as a big day over year and month, the card a link',
    `${each((t, i) => `<div class="it"><div class="l"><div class="day">0${i + 1}</div><div class="ym">2026.03</div></div><div class="r"><a href="/a/10${i}.html"><h4>${t}</h4><p>这里是一段摘要文字，说明文章讲了什么内容，大约有三十来个字的样子。</p></a></div></div>`)}`,
  ],
  [
    'in a block of its own after the block of the link',
    `<div class="box">${each((t, i) => `<div><a href="/a/10${i}.html">${t}</a></div><div>2026-03-0${i + 1} 来源：某报</div>`)}</div>`,
  ],
  [
    'in dd after dt',
    `<dl>${each((t, i) => `<dt><a href="/a/10${i}.html">${t}</a></dt><dd>2026-03-0${i + 1}　编辑：小李</dd>`)}</dl>`,
  ],
  [
    'in a paragraph after the heading, all flat',
    `<div>${each((t, i) => `<h3><a href="/a/10${i}.html">${t}</a></h3><p>2026年3月${i + 1}日</p>`)}</div>`,
  ],
  [
    'in tables within a table',
    `<table><tr><td>${each((t, i) => `<table><tr><td><a href="/a/10${i}.html">${t}</a></td><td>[2026-03-0${i + 1}]</td></tr></table>`)}</td></tr></table>`,
  ],
  [
    'in a span beside the title, both in the link',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html"><span>${t}</span><span>2026-03-0${i + 1}</span></a></li>`)}</ul>`,
  ],
  [
    'before the title, both in the link',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html"><span class="item_time">2026-03-0${i + 1} 08:1${i}</span><p>${t}</p></a></li>`)}</ul>`,
  ],
  [
    'on a second line of the link',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t}<br>2026-03-0${i + 1}</a></li>`)}</ul>`,
  ],
  [
    'as year and month over a day',
    `<ul>${each((t, i) => `<li><p class="time"><span>2026/03</span><b>0${i + 1}</b></p><a href="/a/10${i}.html">${t}</a></li>`)}</ul>`,
  ],
  [
    'as month and day over a year',
    `<ul>${each((t, i) => `<li><div class="date"><strong>03-0${i + 1}</strong><span>2026</span></div><a href="/a/10${i}.html">${t}</a></li>`)}</ul>`,
  ],
  [
    'after a number of readers',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t}</a><span>阅读 123${i}</span><span>2026-03-0${i + 1}</span></li>`)}</ul>`,
  ],
  [
    'of publication before the one of the update',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t}</a><i>发布：2026-03-0${i + 1}</i><i>更新：2026-03-1${i}</i></li>`)}</ul>`,
  ],
  [
    'in an attribute, the text says just now',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t}</a><span class="t" data-time="${1772323200 + i * 86400}">刚刚</span></li>`)}</ul>`,
  ],
  [
    'at the beginning of the link',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">2026-03-0${i + 1} ${t}</a></li>`)}</ul>`,
  ],
  [
    'in groups with a line between',
    `<ul>${each((t, i) => `<li><a href="/a/10${i}.html">${t}</a><span>03-1${i}</span></li>`)}</ul><div class="line"></div><ul>${each((t, i) => `<li><a href="/a/20${i}.html">${t}续</a><span>03-0${i + 1}</span></li>`)}</ul>`,
  ],
  [
    'under a picture that has the title',
    `<div class="cards">${each((t, i) => `<div class="card"><a href="/a/10${i}.html"><img src="x.jpg" alt="${t}"></a><p>2026-03-0${i + 1}</p></div>`)}</div>`,
  ],
  [
    'in a card whose only link says read on',
    `<div class="l">${each((t, i) => `<div class="it"><h3>${t}</h3><p>2026-03-0${i + 1}</p><p>一段三十字左右的摘要放在这里，说明文章在讲什么。</p><a href="/a/10${i}.html">阅读全文</a></div>`)}</div>`,
  ],
])('a date is read %s', (_, html) => {
  const page = `<html><body><div class="nav"><a href="/">首页</a><a href="/x/">要闻</a></div><div class="main">${html}</div><div class="foot"><a href="/about">关于</a></div></body></html>`
  const { links } = parseListing(page, {
    url: 'https://variants.example/list/',
    now: new Date('2026-03-20T00:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
  const days = links.slice(0, titles.length).map(({ published }) => {
    if (published?.evidence !== 'list') return null
    return published.precision === 'day' ? published.day : published.at.toISOString().slice(0, 10)
  })
  expect(links.slice(0, titles.length).map(link => link.title)).toEqual(titles)
  expect([
    ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'],
    ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'],
  ]).toContainEqual(days)
})

const english = [
  'Storage developers win first capacity auction',
  'Regulator fines three offset registries',
  'New grid code favours synchronous condensers',
  'Kelp farm sells its first credits',
]
const eachEnglish = (row: (title: string, at: number) => string) => english.map(row).join('\n')

test.each([
  [
    'of publication beside one of an update, on an archive link',
    eachEnglish(
      (t, i) =>
        `<article id="post-${i}" class="post-${i} post type-post"><header class="entry-header"><h2 class="entry-title"><a href="/2026/03/0${i + 1}/post-${i}/" rel="bookmark">${t}</a></h2><div class="entry-meta"><span class="posted-on">Posted on <a href="/2026/03/0${i + 1}/post-${i}/"><time class="published" datetime="2026-03-0${i + 1}T10:00:00+00:00">March ${i + 1}, 2026</time><time class="updated" datetime="2026-03-19T10:00:00+00:00">March 19, 2026</time></a></span><span class="byline"> by <a href="/author/ann/">Ann</a></span></div></header><div class="entry-content"><p>Some teaser that goes on for quite a while so that it looks like one. <a href="/2026/03/0${i + 1}/post-${i}/">Continue reading</a></p></div><footer><a href="/category/power/">Power</a> <a href="/tag/storage/">storage</a> <a href="/2026/03/0${i + 1}/post-${i}/#respond">Leave a comment</a></footer></article>`,
    ),
  ],
  [
    'in a field of its own before the title',
    `<div class="view-content">${eachEnglish((t, i) => `<div class="views-row views-row-${i}"><div class="views-field views-field-created"><span class="field-content">0${i + 1} March 2026</span></div><div class="views-field views-field-title"><span class="field-content"><a href="/en/news/post-${i}">${t}</a></span></div></div>`)}</div>`,
  ],
  [
    'deep in a card, with a topic and a reading time',
    `<div class="grid">${eachEnglish((t, i) => `<div class="col"><div class="card"><div class="card-img"><a href="/news/post-${i}"><img alt="" src="x.jpg"></a></div><div class="card-body"><span class="tag"><a href="/topics/markets">Markets</a></span><h3><a href="/news/post-${i}">${t}</a></h3><small>${i + 1} Mar 2026 · 4 min read</small></div></div></div>`)}</div>`,
  ],
  [
    'in a card that a link without text lies over',
    `<div class="list">${eachEnglish((t, i) => `<div class="item"><p class="date">2026-03-0${i + 1}</p><h3>${t}</h3><a class="stretched" href="/news/post-${i}" aria-label="${t}"></a></div>`)}</div>`,
  ],
  [
    'as days ago',
    `<ul>${eachEnglish((t, i) => `<li><a href="/news/post-${i}">${t}</a><time>${i + 1} days ago</time></li>`)}</ul>`,
  ],
  [
    'with the day before the month, as one row gives away',
    `<ul>${eachEnglish((t, i) => `<li><a href="/news/post-${i}">${t}</a><span>${28 - i}/02/2026</span></li>`)}</ul>`,
  ],
  [
    'in the third block of a link, below a kicker',
    `<div>${eachEnglish((t, i) => `<a class="css-${i}x" href="/news/post-${i}"><div><div><span>ENERGY</span></div><div>${t}</div><div>Mar ${i + 1}, 2026</div></div></a>`)}</div>`,
  ],
  [
    'in the first column of a table with a head',
    `<table><thead><tr><th>Date</th><th>Title</th><th>Type</th></tr></thead><tbody>${eachEnglish((t, i) => `<tr><td>0${i + 1}.03.2026</td><td><a href="/docs/post-${i}.html">${t}</a></td><td><a href="/docs?type=pr">Press release</a></td></tr>`)}</tbody></table>`,
  ],
  [
    'in brackets without a year, the rows numbered',
    `<ol>${eachEnglish((t, i) => `<li><span class="num">${i + 1}</span><a href="/news/post-${i}">${t}</a> <em>(March ${i + 1})</em></li>`)}</ol>`,
  ],
  [
    'without a year under the heading of a month',
    `<h2>March 2026</h2><ul>${eachEnglish((t, i) => `<li><b>${i + 1} Mar</b> <a href="/news/post-${i}">${t}</a></li>`)}</ul>`,
  ],
])('an English date is read %s', (_, html) => {
  const page = `<html><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/x/">News</a></li></ul></nav></header><main>${html}</main><footer><a href="/about">About the organisation and its people</a><p>Updated 2020-01-01</p></footer></body></html>`
  const { links } = parseListing(page, {
    url: 'https://variants.example/list/',
    now: new Date('2026-03-20T00:00:00Z'),
    zone: 'UTC',
    language: 'en',
    outlets: buildOutletTable([]),
  })
  expect(links.map(link => link.title)).toEqual(english)
  const days = links.map(({ published }) => {
    if (published?.evidence !== 'list') return null
    return published.precision === 'day' ? published.day : published.at.toISOString().slice(0, 10)
  })
  expect([
    ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'],
    ['2026-03-19', '2026-03-18', '2026-03-17', '2026-03-16'],
    ['2026-02-28', '2026-02-27', '2026-02-26', '2026-02-25'],
  ]).toContainEqual(days)
})

test('what the classes of a whole page say of it is not said of its lists', () => {
  const rows = each(
    (t, i) =>
      `<article><header class="entry-header"><h2><a href="/10${i}.html">${t}</a></h2><time datetime="2026-03-0${i + 1}">3月${i + 1}日</time></header></article>`,
  )
  const { links } = parseListing(
    `<body class="archive category tags"><div class="site-content"><main class="archive">${rows}</main></div></body>`,
    {
      url: 'https://list.example/c/',
      now: new Date('2026-03-12T12:00:00Z'),
      zone: 'Asia/Shanghai',
      language: null,
      outlets: buildOutletTable([]),
    },
  )
  expect(links).toHaveLength(4)
})
