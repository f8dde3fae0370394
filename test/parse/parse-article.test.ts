import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Article, WallReason } from '../../src/model/article.ts'
import type { Published } from '../../src/model/published.ts'
import type { ReadContext } from '../../src/parse/context.ts'
import { TooComplexError } from '../../src/parse/document.ts'
import { parseArticle, readArticlePage } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { cpuMs } from '../cpu-time.ts'

const context = (more: Partial<ReadContext> = {}): ReadContext => ({
  url: 'https://www.portal.example/news/9101.html',
  now: new Date('2026-03-12T12:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets: buildOutletTable([]),
  ...more,
})

/** The article that a page holds; fails when the page is taken for something else. */
function articleOf(html: string, more: Partial<ReadContext> = {}): Article {
  const reading = parseArticle(html, context(more))
  if (reading.kind !== 'article') throw new Error(`expected an article, got ${reading.reason}`)
  return reading.article
}

/** A date as the expected files write it: on the clocks of its own zone. */
function printDate(published: Published | null): string | null {
  if (!published) return null
  if (published.precision === 'day') return published.day
  const options = { timeZone: published.zone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', options).format(published.at)
}

const asPrinted = (article: Article) => ({
  ...article,
  published: printDate(article.published),
  outlet: article.outlet?.printed ?? null,
  images: article.images.map(image => image.url),
})

describe('saved pages', () => {
  const folder = `${import.meta.dirname}/../fixtures/articles/`

  test.each(readdirSync(folder).filter(name => name.endsWith('.html')))('%s', name => {
    const expected = JSON.parse(readFileSync(folder + name.replace('.html', '.json'), 'utf8'))
    const article = articleOf(readFileSync(folder + name, 'utf8'), expected)

    expect(asPrinted(article)).toMatchObject(expected.article)
    expect(article.text.startsWith(expected.begins ?? ''), article.text.slice(0, 60)).toBe(true)
    if (expected.ends) expect(article.text.slice(-expected.ends.length)).toBe(expected.ends)
    for (const part of expected.contains ?? []) expect(article.text).toContain(part)
    for (const part of expected.html ?? []) expect(article.html).toContain(part)
    for (const part of expected.without ?? []) expect(article.text).not.toContain(part)
    for (const part of expected.once ?? []) expect(article.text.split(part)).toHaveLength(2)
    for (const { heading, links } of expected.related ?? []) {
      const list = article.related.find(list => list.heading === heading)
      expect(list?.links).toHaveLength(links)
    }
  })
})

const page = (body: string, title = '') =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`
const rows = Array.from(
  { length: 24 },
  (_, at) =>
    `<li><a href="/n/${at}.html">第${at}号风机完成吊装，海上施工进入下一阶段</a><span>2026-03-${String((at % 9) + 1).padStart(2, '0')}</span></li>`,
).join('')

describe('what is no article', () => {
  test.each<[string, string, WallReason]>([
    [
      'a challenge in English',
      page(
        '<h1>Just a moment...</h1><p>Checking your browser before accessing.</p>',
        'Just a moment...',
      ),
      'challenge',
    ],
    [
      'a slider in Chinese',
      page(
        '<div class="box"><p>访问验证</p><p>请完成安全验证后继续访问，向右滑动填充拼图</p></div>',
        '安全验证',
      ),
      'challenge',
    ],
    [
      'a consent page',
      page(
        '<h1>Before you continue</h1><form><button>Accept all</button></form><a href="/p">Privacy policy (2024-01-01)</a>',
      ),
      'challenge',
    ],
    [
      'a login form',
      page(
        '<form><label>用户名</label><input name="u"><label>密码</label><input type="password"><button>登录</button></form>',
        '用户登录',
      ),
      'login',
    ],
    [
      'a forum that wants a login',
      page(
        '<div class="nfl"><p>抱歉，您所在的用户组无权浏览此帖子</p><p>您需要登录才可以查看</p></div>',
        '提示',
      ),
      'login',
    ],
    [
      'an error with status 200',
      page(
        '<div class="err"><h2>404</h2><p>抱歉，您访问的页面不存在或已被删除。</p><a href="/">返回首页</a></div>',
        '页面不存在',
      ),
      'error-page',
    ],
    [
      'an error in English',
      page(
        '<h1>Page not found</h1><p>The page you are looking for could not be found.</p>',
        'Not found | Portal',
      ),
      'error-page',
    ],
    [
      'an empty shell',
      page('<div id="root"></div><noscript>Enable JavaScript</noscript>', 'Portal'),
      'empty',
    ],
    ['nothing at all', '', 'empty'],
    [
      'an index of news',
      page(
        `<h1>行业要闻</h1><ul>${rows}</ul><p>版权所有 示例网 京ICP备00000000号</p>`,
        '行业要闻-示例网',
      ),
      'listing',
    ],
  ])('%s', (_, html, reason) => {
    expect(parseArticle(html, context())).toEqual({ kind: 'notArticle', reason })
  })

  test('a number that begins a headline is no status', () => {
    const titled = (title: string) =>
      parseArticle(
        page(
          `<h1>${title}</h1><p>The registry named them on Monday after a review of their reports. Each has ninety days to open an account, and pays for what it burns from next spring on.</p>`,
          title,
        ),
        context(),
      ).kind
    expect(titled('404 factories join the carbon market')).toBe('article')
    expect(titled('500 家企业纳入碳市场')).toBe('article')
    expect(titled('404 Not Found')).toBe('notArticle')
    expect(titled('404 页面不存在')).toBe('notArticle')
  })

  test.each([
    [
      'one sentence is news',
      '<h1>长礁岛恢复通航</h1><p>受大风影响停航两天的长礁岛航线今天上午恢复通航。</p>',
      '长礁岛恢复通航',
    ],
    [
      'an article about logging in',
      '<h1>碳账户登录人数破百万</h1><p>截至昨天，全市登录过个人碳账户的居民超过一百万人，平均每人每月兑换一次公交券。</p><p>主管部门说，未登录的用户也能查到自家小区的用电曲线。</p>',
      '碳账户登录人数破百万',
    ],
    [
      'an article about an error page',
      '<h1>404页面上线寻人信息</h1><p>多家网站把“您访问的页面不存在”换成了走失儿童的照片，三个月里收到二百多条线索，其中四十一条得到证实。</p><p>发起人说，最难的不是技术，而是让网站相信这件小事有用。</p>',
      '404页面上线寻人信息',
    ],
  ])('%s', (_, body, title) => {
    expect(articleOf(page(body, `${title}_示例网`)).title).toBe(title)
  })
})

describe('the title', () => {
  const text = `<p>${'全省新增风电装机再创新高，海上项目占了六成，电网接入的压力也随之而来。'.repeat(4)}</p>`

  test.each([
    [
      'loses the tail of the site',
      `<h1>海上风电提速</h1>${text}`,
      '海上风电提速_能源频道_示例网',
      '海上风电提速',
    ],
    [
      'is the h1 near the body, not the name of the site',
      `<h1>示例网</h1><h1>海上风电提速</h1>${text}`,
      '海上风电提速-示例网',
      '海上风电提速',
    ],
    [
      'is read without a heading',
      `<div class="tit">海上风电提速</div>${text}`,
      '海上风电提速--示例网',
      '海上风电提速',
    ],
    [
      'keeps a dash of its own',
      `<h1>海上风电——下一个五年</h1>${text}`,
      '海上风电——下一个五年 - 示例网',
      '海上风电——下一个五年',
    ],
    [
      'comes without its badge',
      `<h1><i>原创</i>海上风电提速</h1>${text}`,
      '海上风电提速_示例网',
      '海上风电提速',
    ],
  ])('%s', (_, body, tag, title) => {
    expect(articleOf(page(body, tag)).title).toBe(title)
  })

  test('follows the beginning that the listing printed', () => {
    const html = page(`<h2>能源周刊</h2><h2>海上风电提速背后的接网难题</h2>${text}`, '示例网')
    const listed = { title: '海上风电提速背后', truncated: true, published: null }
    expect(articleOf(html, { listed }).title).toBe('海上风电提速背后的接网难题')
  })

  test.each([
    [
      'in a cell',
      `<table><tr><td class="x">海上风电提速背后的接网难题</td></tr><tr><td>发文日期：2026-03-02</td></tr><tr><td>${text}</td></tr></table>`,
    ],
    [
      'in a block',
      `<div class="a-t">海上风电提速背后的接网难题</div><div>2026-03-02 09:30</div>${text}`,
    ],
  ])('is the line that the listing names where the page is called as the site: %s', (_, body) => {
    const listed = { title: '海上风电提速背后的接网难题', truncated: false, published: null }
    expect(articleOf(page(body, '例县发改局'), { listed }).title).toBe(listed.title)
    expect(articleOf(page(body, '例县发改局')).title).toBe('例县发改局')
  })

  test.each([
    ['Offset Diary', 'Turbines return to the strait'],
    ['The Long Name of a Small Letter on Tides', 'Turbines return'],
  ])(
    'is the heading that <title> ends with, where it begins with a link home: %s',
    (site, title) => {
      const body = `<h1><a href="/">${site}</a></h1><h2>March 2, 2026</h2><h3 class="post-title">${title}</h3><p>${'The second row of turbines was lowered on Monday. '.repeat(6)}</p>`
      expect(articleOf(page(body, `${site}: ${title}`)).title).toBe(title)
    },
  )

  test('stands apart from the line of date and source in its heading', () => {
    const text = `<p>${'The second row of turbines was lowered on Monday. '.repeat(6)}</p>`
    const titled = (inner: string) => articleOf(`<h1>${inner}</h1>${text}`).title
    expect(titled('碳价周报<br><span>2026-03-02 09:30:00 来源：某网 点击：3</span>')).toBe(
      '碳价周报',
    )
    expect(titled('碳价日报<small>发布时间：2026-03-02 09:30</small>')).toBe('碳价日报')
    expect(titled('碳价日报<span>2026-03-02</span>')).toBe('碳价日报2026-03-02')
  })

  test('stands apart from the kicker in its heading', () => {
    const html = page(
      `<h1><span class="kicker">Tidal power</span> <span>Turbines return to the strait</span></h1><p>${'The second row of turbines was lowered on Monday. '.repeat(6)}</p>`,
      'Turbines return to the strait - Post',
    )
    expect(articleOf(html)).toMatchObject({
      title: 'Turbines return to the strait',
      kicker: 'Tidal power',
    })
  })
})

describe('rules of the operator', () => {
  const html = page(
    `<div class="a"><h1>旧标题</h1><p>${'这里是页面上最长的一段文字，通用的读法会选中它作为正文。'.repeat(5)}</p></div><div class="b"><h4>新标题</h4><p>规则指定的正文。</p><p class="x">删掉我。</p></div>`,
    '旧标题',
  )

  test('override field by field', () => {
    const articleRules = { title: '.b h4', body: '.b', remove: ['.b h4', '.x'] }
    expect(articleOf(html, { articleRules })).toMatchObject({
      title: '新标题',
      text: '规则指定的正文。',
    })
  })

  test('fall back and are reported when they match nothing', () => {
    const articleRules = { title: '#none', body: '.none', remove: ['.none'], outlet: '.none' }
    const { reading, ruleMisses } = readArticlePage(html, context({ articleRules }))
    expect(reading).toMatchObject({ kind: 'article', article: { title: '旧标题' } })
    expect(ruleMisses.toSorted()).toEqual(['body', 'outlet', 'remove', 'title'])
  })

  test('a broken selector is a rule that matches nothing', () => {
    const { ruleMisses } = readArticlePage(html, context({ articleRules: { title: 'h1[[' } }))
    expect(ruleMisses).toEqual(['title'])
  })
})

describe('clean HTML', () => {
  const wrap = (inner: string) =>
    articleOf(page(`<h1>清洁的正文</h1><div class="article-content">${inner}</div>`, '清洁的正文'))
      .html
  const long = `<p>${'正文里的每一个标记都要么安全，要么不出现，读者只看到文字和图片。'.repeat(3)}</p>`

  test.each([
    [
      'scripts and handlers go',
      `${long}<p onclick="x()">一句话。<script>alert(1)</script></p>`,
      /script|onclick|alert/,
    ],
    [
      'a javascript link loses its address',
      `${long}<p>看<a href="javascript:alert(1)">这里</a>的说明。</p>`,
      /javascript/,
    ],
    ['styles and classes go', `${long}<p style="color:red" class="x">一句话。</p>`, /style|class/],
    [
      'frames and forms go',
      `${long}<iframe src="//ads.example"></iframe><form><input></form>`,
      /iframe|form|input/,
    ],
    ['text stays text', `${long}<p>1 &lt; 2 &amp;&amp; &lt;script&gt;</p>`, /<script>/],
  ])('%s', (_, inner, never) => {
    expect(wrap(inner)).not.toMatch(never)
  })

  test('words are never torn apart and blocks never glued', () => {
    const article = articleOf(
      page(
        `<h1>Carbon</h1><div class="article-content"><p>The car<b>b</b>on price <i>rose</i> again<br>on Monday, and traders who had waited since the autumn bought what they could find.</p><div>Nobody sold a single allowance before noon, two brokers said.</div></div>`,
        'Carbon',
      ),
    )
    expect(article.text).toBe(
      'The carbon price rose again\non Monday, and traders who had waited since the autumn bought what they could find.\nNobody sold a single allowance before noon, two brokers said.',
    )
  })
})

describe('hostile pages', () => {
  const heavy: [string, () => string][] = [
    ['deep nesting', () => '<div>'.repeat(200_000)],
    ['half a million attributes', () => `<p ${'a=1 '.repeat(500_000)}>x`],
    ['very many elements', () => '<p>x</p>'.repeat(400_000)],
    ['many open formatting elements', () => '<b><i><a href=x>'.repeat(100_000)],
  ]
  test.each(heavy)('%s is refused', (_, build) => {
    expect(() => parseArticle(build(), context())).toThrow(TooComplexError)
  })

  const long: [string, () => string][] = [
    ['ten megabytes of text in one paragraph', () => `<p>${'碳市场今天收盘。'.repeat(1_300_000)}`],
    [
      'ten megabytes of words that begin patterns',
      () => `<p>${'by we cookie 来源：作者：2026-03-12 '.repeat(330_000)}`,
    ],
    ['a hundred thousand lines', () => '一行字，没有别的。<br>'.repeat(100_000)],
    ['a paragraph of very many pieces', () => `<p>${'一<b>二</b>'.repeat(70_000)}。`],
    [
      'lists in lists with very many lines',
      () => `${'<ul><li>'.repeat(190)}${'一行字，没有别的。<br>'.repeat(60_000)}`,
    ],
    [
      'spaces without end',
      () => `<h1>题</h1><pre>${' '.repeat(400_000)}x</pre><p>T${'\u00a0'.repeat(400_000)}x</p>`,
    ],
    [
      'arrays in arrays in JSON-LD',
      () =>
        `<script type="application/ld+json">{"a":${'['.repeat(900_000)}${']'.repeat(900_000)}}</script><p>x`,
    ],
    [
      'a JSON-LD headline of spaces',
      () =>
        `<script type="application/ld+json">{"@type":"Article","headline":"a${' '.repeat(300_000)}b"}</script><p>x`,
    ],
    [
      'a class of twenty megabytes',
      () => `<div class="${'v-'.repeat(10_000_000)}"><p>一行字，没有别的。`,
    ],
    ['comments that never end', () => `<p>x${'<!--'.repeat(200_000)}`],
    ['entities without end', () => `<p>${'&amp;&#x41;&notit;&'.repeat(100_000)}`],
    ['stray end tags', () => `<p>x${'</div></p></a>'.repeat(40_000)}`],
  ]
  test.each(long)('%s is read within seconds', (_, build) => {
    const html = build()
    // It is 1 to 3 s on a fast machine.
    expect(cpuMs(() => parseArticle(html, context()))).toBeLessThan(25_000)
  })
})
