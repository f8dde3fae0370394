import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Link } from '../../src/model/link.ts'
import type { ReadContext } from '../../src/parse/context.ts'
import { parseDocument } from '../../src/parse/document.ts'
import { readNeighbours } from '../../src/parse/readers/neighbours.ts'
import { readRelated } from '../../src/parse/readers/related.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const context = (more: Partial<ReadContext> = {}): ReadContext => ({
  url: 'https://portal.example/news/4411.html',
  now: new Date('2026-03-12T12:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets: buildOutletTable([]),
  ...more,
})

const printDate = (published: Link['published']) =>
  published && (published.precision === 'day' ? published.day : published.at.toISOString())

describe('saved article pages', () => {
  const folder = `${import.meta.dirname}/../fixtures/lists-articles/`

  test.each(readdirSync(folder).filter(name => name.endsWith('.html')))('%s', name => {
    const expected = JSON.parse(readFileSync(folder + name.replace('.html', '.json'), 'utf8'))
    const { url, zone } = expected
    const page = parseDocument(readFileSync(folder + name, 'utf8'), url)
    const ctx = context({ url, zone, now: new Date(expected.now) })

    expect(readNeighbours(page)).toEqual({ previous: expected.previous, next: expected.next })
    expect(
      readRelated(page, ctx).map(list => ({
        ...list,
        links: list.links.map(link => [printDate(link.published), link.title, link.url]),
      })),
    ).toEqual(expected.related)
  })
})

describe('neighbours', () => {
  const title = '县域碳账户试点扩围'
  const href = '/news/4410.html'
  const url = 'https://portal.example/news/4410.html'
  const read = (html: string) =>
    readNeighbours(
      parseDocument(`<body><p>正文</p>${html}</body>`, 'https://portal.example/news/4411.html'),
    )

  test.each([
    ['a label before the link', `<div>上一篇：<a href="${href}">${title}</a></div>`],
    [
      'a label in an element of its own',
      `<p><span>上一篇</span><span>：</span><a href="${href}">${title}</a></p>`,
    ],
    ['a label in brackets', `<p>【上一篇】<a href="${href}">${title}</a></p>`],
    ['a label within the link', `<a href="${href}">上一篇：${title}</a>`],
    [
      'a label that is the link, with the title as its attribute',
      `<a href="${href}" title="${title}">上一篇</a>`,
    ],
    [
      'a label glued to the line of the source',
      `<p>文章来源:高原日报上一篇:<a href="${href}">${title}</a></p>`,
    ],
    ['other words for it', `<p>上一条：<a href="${href}">${title}</a></p>`],
    [
      'a cut title with the full one beside it',
      `<p>上一篇：<a href="${href}" title="${title}">县域碳账户…</a></p>`,
    ],
  ])('%s names the previous article', (_, html) => {
    expect(read(html)).toEqual({ previous: { url, title }, next: null })
  })

  test.each([
    ['没有了', '<p>上一篇：没有了</p><p><a href="/news/1.html">随便看看别的文章</a></p>'],
    ['a link that says 没有了', '<p>上一篇：<a href="/news/">没有了</a></p>'],
    ['a pager', '<p><a href="4411_1.html">上一页</a> <a href="4411_3.html">下一页</a></p>'],
    ['a script', '<p>上一篇：<a href="javascript:void(0)">县域碳账户</a></p>'],
    ['rel=next without a headline', '<a rel="next" href="/news/?page=2">»</a>'],
  ])('%s is no neighbour', (_, html) => {
    expect(read(html)).toEqual({ previous: null, next: null })
  })

  test('both on one line keep apart', () => {
    const html = `上一篇：<a href="/news/1.html">第一篇的题目</a> 下一篇：<a href="/news/3.html">第三篇的题目</a>`
    const { previous, next } = read(html)
    expect([previous?.title, next?.title]).toEqual(['第一篇的题目', '第三篇的题目'])
  })
})

describe('what is no related list', () => {
  const text =
    '<p>云岭省的风电场今年第三季度送出的电量比去年同期多了一成，弃风的比例降到了百分之二。</p>'
  const related = (html: string) =>
    readRelated(
      parseDocument(`<h1>风电场第三季度送电量增加一成</h1>${html}`, 'https://portal.example/n/1'),
      context(),
    )

  test.each([
    [
      'the outlet on the date line',
      `<div>2026年3月11日05:21 | 来源：<a href="http://paper.example/">示例网－《示例日报》</a></div>${text}`,
    ],
    [
      'an outlet with a page of its own',
      `<p>2026-03-11　稿源：<a href="http://paper.example/20260311/a12.html">云岭日报经济周刊第十二版</a></p>${text}`,
    ],
    [
      'the column',
      `<ul><li>11 March 2026</li><li><span>From the section</span> <a href="/news/islands">Notwhere and the outer islands</a></li></ul>${text}`,
    ],
    [
      'where a report was filed',
      `<div><time>March 11, 2026</time> Filed under: <a href="/green-energy-2026">Green energy and power grids</a></div>${text}`,
    ],
    [
      'a Japanese outlet',
      `<div>2026年3月11日 出典：<a href="http://paper.example/20260311">さんぷる新聞電子版の経済面</a></div>${text}`,
    ],
    [
      'the front page of an outlet',
      `<div><span>2026-03-11</span><a href="http://paper.example/">云岭日报经济周刊网络版首页</a></div>${text}`,
    ],
  ])('%s', (_, html) => {
    expect(related(html)).toEqual([])
  })

  test('a day that a sentence tells is not the date of a link below it', () => {
    const lists = related(
      `<div><div>3月10日，省环境科学学会在省城开会换届，新的理事会有二十一人。</div><div>▶ 案例丨<a href="t3.html">甲市三家铸造厂夜里偷开旧炉子</a></div><div>▶ 案例丨<a href="t4.html">乙县污水站的在线数据半年没有变过</a></div></div>`,
    )
    expect(lists.flatMap(list => list.links.map(link => link.published))).not.toContainEqual(
      expect.objectContaining({ day: '2026-03-10' }),
    )
  })
})

describe('the rule for related lists', () => {
  const html = `<body><div class="box"><a href="/n/1.html">短题</a><a href="/n/2.html">又一条</a></div>
    <h3>相关阅读</h3><ul><li><a href="/n/3.html">压缩空气储能进入商业运行</a><i>2026-03-01</i></li><li><a href="/n/4.html">高寒地区电池标准立项</a><i>2026-03-01</i></li></ul></body>`
  const page = () => parseDocument(html, 'https://portal.example/news/4411.html')
  const paths = (selector: string, misses: string[]) =>
    readRelated(page(), context({ articleRules: { related: selector } }), undefined, misses)
      .flatMap(list => list.links)
      .map(link => new URL(link.url).pathname)

  test('names the box, whatever stands in it', () => {
    expect(paths('.box', [])).toEqual(['/n/1.html', '/n/2.html'])
  })

  test('falls back and is noted where it matches nothing', () => {
    const misses: string[] = []
    expect(paths('.gone', misses)).toEqual(['/n/3.html', '/n/4.html'])
    expect(misses).toEqual(['related'])
  })
})
