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
