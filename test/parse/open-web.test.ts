import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

/** Pages as other systems write them, read whole: each row is one page. */
const read = (html: string, given: { url?: string; zone?: string } = {}) => {
  const reading = parseArticle(html, {
    url: given.url ?? 'https://news.example/2026/11/story-1.html',
    now: new Date('2026-11-28T00:00:00Z'),
    zone: given.zone ?? 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
  if (reading.kind !== 'article') throw new Error(`no article: ${reading.reason}`)
  return reading.article
}

const zh = [
  '省生态环境厅介绍，纳入碳市场的重点排放单位已有一百二十家，第一批配额在上个月发放完毕。',
  '造纸厂的负责人说，改造锅炉之后，每年可以少烧煤八千吨，省下来的配额准备卖给别的企业。',
  '有关专家认为，价格信号要起作用，数据质量是前提，核查机构应当对自己的报告负责。',
]
const hant = [
  '環境部表示，全國納入盤查的排放源已超過五百家，首批自主減量計畫於上月底截止收件。',
  '造紙廠的廠長指出，鍋爐改造後每年可減少八千噸燃煤，省下的費用約可在四年內回收。',
]
const en = [
  'The grid operator said on Wednesday that the wind farms had produced more power in one week than ever before.',
  'A paper mill in the valley has replaced its boiler, and expects to burn eight thousand tonnes less coal a year.',
  'Local groups welcomed the decision but asked for a public register of all the measurements that are taken.',
]
const paragraphs = (texts: string[]) => texts.map(text => `<p>${text}</p>`).join('')
const page = (title: string, body: string, lang = 'zh-CN', head = '') =>
  `<html lang="${lang}"><head><title>${title}</title>${head}</head><body>${body}</body></html>`
const chinese = (line: string, end = '') =>
  page(
    '碳市场扩容方案公布',
    `<div><h1>碳市场扩容方案公布</h1><div class="info">${line}</div><div class="content">${paragraphs(zh)}${end}</div></div>`,
  )
const english = (line: string, end = '') =>
  page(
    'Mill replaces boiler',
    `<article><h1>Mill replaces boiler</h1>${line}${paragraphs(en)}${end}</article>`,
    'en',
  )

describe('a short article is read under its own title, whatever its box is called', () => {
  test.each([
    ['c-story__text', 'c-story__text'],
    ['js-article-body', 'related-body'],
    ['article__editor', 'next-read'],
    ['StoryBody_storyBody__x1Y2z', 'card'],
    ['article-body--wide', 'more'],
  ])('%s before %s', (own, other) => {
    const { text } = read(
      page(
        '綠電交易首日成交',
        `<section class="a"><h1>綠電交易首日成交</h1><time>2026-11-20 10:05</time>
         <div class="${own}"><p>綠電交易平台首日成交三百萬度，均價每度四點二元，買方以電子業為主。</p></div></section>
         <section class="next"><h2><a href="/2">造紙廠談鍋爐</a></h2><div class="${other}">${paragraphs([...hant, ...hant])}</div></section>`,
        'zh-Hant',
      ),
    )
    expect(text).toContain('均價每度四點二元')
    expect(text).not.toContain('造紙廠的廠長')
  })

  test('a lead before linked subheadings stays the lead of one article', () => {
    const { text } = read(
      page(
        'How the valley cut its coal',
        `<main><header><h1>How the valley cut its coal</h1><p class="intro">It took nine years and three mayors to change it.</p></header>
         <div class="part"><h2><a href="#s1">The boiler</a></h2>${paragraphs(en.slice(0, 2))}</div>
         <div class="part"><h2><a href="#s2">The register</a></h2>${paragraphs(en.slice(2))}</div></main>`,
        'en',
      ),
    )
    expect(text).toContain('paper mill in the valley')
    expect(text).toContain('public register')
  })
})

test('questions that are links among the paragraphs of an article are its own', () => {
  const parts = en.map(
    (text, at) => `<h2><a href="/topics/${at}">Question ${at} of many</a></h2><p>${text}</p>`,
  )
  const { text } = read(
    page(
      'Heat pump questions answered',
      `<article><h1>Heat pump questions answered</h1><p>Readers sent us more than two hundred questions.</p>${parts.join('')}</article>`,
      'en',
    ),
  )
  for (const part of en) expect(text).toContain(part)
})

describe('a digest of other houses’ headlines keeps them', () => {
  const rows = ['a', 'b', 'c', 'd']
    .map(
      host =>
        `<li><a href="https://${host}.example/1">The valley widens its carbon market, ${host}</a></li>`,
    )
    .join('')
  test('where they are all there is', () => {
    const { text } = read(
      page(
        'Notes, 20 November',
        `<article><h1>Notes, 20 November</h1><p>20 November 2026</p><h3>Policy</h3><ul>${rows}</ul></article>`,
        'en',
      ),
    )
    expect(text).toContain('carbon market, a')
    expect(text).toContain('carbon market, d')
  })
})

test.each([
  ['window.__DATA__={"news":{"title":"岸电开通三周年","content":"TEXT"}}'],
  [
    'var detail = {"data":{"articleTitle":"岸电开通三周年","body":{"html":"TEXT"}},"list":[{"title":"别的","content":"x"}]};',
  ],
])('a text that only script data holds is read from the record of the title: %s', data => {
  const { title, text } = read(
    page(
      '岸电开通三周年',
      `<div id="app"></div><script>${data.replace('TEXT', paragraphs(zh))}</script>`,
    ),
  )
  expect(title).toBe('岸电开通三周年')
  expect(text).toBe(zh.join('\n'))
})

describe('the outlet of the credit line', () => {
  test.each([
    ['2026-11-20 08:10 来源：云岭发布（微信公众号） 作者：王样本', '云岭发布（微信公众号）'],
    ['2026-11-20 08:10　来源：碳关注　编辑：李例', '碳关注'],
    ['2026-11-20 08:10 来源：手机云岭网', '手机云岭网'],
    ['信息来源：气候处 信息提供日期：2026-11-20 08:10 视力保护色：', '气候处'],
    ['2026-11-20 08:10　来自：江城都市报<a href="/c">我要评论(12)</a>', '江城都市报'],
    ['2026-11-20 08:10 信源：云岭晨报', '云岭晨报'],
    ['本文转自：云岭财经观察 2026-11-20 08:10', '云岭财经观察'],
    ['2026-11-20 08:10 供稿：省发展改革委环资处', '省发展改革委环资处'],
    ['2026-11-20 08:10 来源：云岭日报第03版', '云岭日报'],
    [
      '<dl><dt>發布機關</dt><dd>環境管理署</dd><dt>發布日期</dt><dd>2026-11-20</dd></dl>',
      '環境管理署',
    ],
    ['<ul><li>資料來源：能源局綠能組</li><li>更新日期：2026-11-20</li></ul>', '能源局綠能組'],
    ['2026-11-20 08:10 来源：新华网 发布时间：08:10 阅读(88)', '新华网'],
  ])('%s', (line, outlet) => {
    expect(read(chinese(line)).outlet?.printed).toBe(outlet)
  })

  test('a dateline with its day names the house, known or not', () => {
    const html = chinese('2026-11-20').replace(
      zh[0]!,
      `云岭新闻网江城11月20日电（记者 扎西次仁）${zh[0]}`,
    )
    expect(read(html).outlet?.printed).toBe('云岭新闻网')
  })
})

describe('the writers of the byline', () => {
  test.each([
    [
      '<p>By <a href="/p/a">Ann Sample</a>, Environment correspondent, and <a href="/p/j">Jo Probe</a></p>',
      ['Ann Sample', 'Jo Probe'],
    ],
    ['<p class="byline">Ann Sample and Jo Probe in Northport</p>', ['Ann Sample', 'Jo Probe']],
    ['<p class="byline">BY ANN SAMPLE AND JO PROBE</p>', ['ANN SAMPLE', 'JO PROBE']],
    ['<p>Words by <b>Liv Sample</b> | Photographs by <b>Ola Probe</b></p>', ['Liv Sample']],
    [
      '<div class="contributors">Reporting by Ann Sample; Editing by Tom Redactor</div>',
      ['Ann Sample'],
    ],
    ['<p><span>Ein Bericht von</span> <span>Max von der Probe</span></p>', ['Max von der Probe']],
    ['<p>Propos recueillis par Claire Exemple</p>', ['Claire Exemple']],
    ['<div class="signature">Par <span>Claire Exemple</span> (avec AFP)</div>', ['Claire Exemple']],
    ['<p>Ann Sample, Fabledale correspondent</p>', ['Ann Sample']],
    ['<p class="author">Von unserem Korrespondenten Jan Beispiel</p>', ['Jan Beispiel']],
    ['<p>Written by: Ann Sample. Edited by: Jo Probe.</p>', ['Ann Sample']],
    ['<div class="byline">By Ann Sample for the Ledger</div>', ['Ann Sample']],
    ['<div>20 Nov 2026 • Ann Sample • 5 min read</div>', ['Ann Sample']],
    ['<p>Claire Exemple, à Lyon</p>', ['Claire Exemple']],
    [
      '<div class="authors"><a href="/people/ann">Ann Sample</a><span>Senior reporter</span><a href="/people/jo">Jo Probe</a><span>Data editor</span></div>',
      ['Ann Sample', 'Jo Probe'],
    ],
  ])('%s', (line, names) => {
    expect(read(english(line)).byline).toEqual(names)
  })

  test.each([
    ['', '<p>文/图：本报记者 赵样 实习生 钱例</p>', ['赵样', '钱例']],
    ['', '<p>（本报记者 王样本 江城11月20日电）</p>', ['王样本']],
    ['By Jessie Probe, Yunling Daily', '', ['Jessie Probe']],
    ['（記者王小明、特約記者李小樣／嘉義報導）', '', ['王小明', '李小樣']],
  ])('on Chinese pages: %s%s', (line, end, names) => {
    expect(read(chinese(line, end)).byline).toEqual(names)
  })

  test('a Korean role glued to the label of the date', () => {
    const html = page(
      '축전지 발전소 짓는다',
      `<article><h1>축전지 발전소 짓는다</h1><div><span>김예시 기자</span><span>입력 2026.11.20 18:10</span></div>
       <p>예시도는 20일 태양광과 축전지를 결합한 발전소를 내년부터 세 곳에 설치하는 계획을 발표했다고 밝혔다.</p>
       <p>도 관계자는 지역에서 만든 전기를 지역에서 쓰는 체계를 서둘러 갖추겠다고 말했으며 설명회를 열 계획이다.</p></article>`,
      'ko',
    )
    expect(read(html).byline).toEqual(['김예시'])
  })
})

describe('what stands behind a text and is none of it', () => {
  test.each([
    '<p>返回门户，查看更多</p>',
    '<p>打开APP阅读全文</p>',
    '<p>举报/反馈</p>',
    '<p>点赞 收藏 分享</p>',
    '<p>责编：钱例 审核：孙例</p><p>云岭网出品</p>',
    '<p>【往下看更多】</p>',
    '<p>#碳市场 #绿证</p>',
    '<p>值班编委 钱例 编辑 孙例</p>',
    '<p>▼更多精彩▼</p>',
    '<p>※ 本文版權所有，未經同意不得轉載</p>',
    '<p>👉 加入LINE好友，掌握最新消息</p>',
    '<p>延伸閱讀：<a href="/1">鍋爐改造省煤</a></p>',
  ])('%s', end => {
    expect(read(chinese('2026-11-20', end)).text).toBe(zh.join('\n'))
  })

  test.each([
    '<p>Do you have a tip? Email the desk.</p>',
    '<p><em>Reporting by Ann Sample; Editing by Tom Redactor</em></p>',
  ])('%s', end => {
    expect(read(english('<p>20 November 2026</p>', end)).text).toBe(en.join('\n'))
  })
})

describe('pictures', () => {
  test.each([
    ['<img src="/u/logo-design-contest.jpg">', true],
    ['<img src="/u/loading-dock.png">', true],
    ['<img src="/u/pixel-art-show.jpg">', true],
    ['<amp-img src="/u/shape.jpg" width="4" height="3" layout="responsive"></amp-img>', true],
    ['<img src="/u/logo.png">', false],
    ['<img src="/u/ledger-logo.png">', false],
    ['<img src="/u/loading.gif">', false],
    ['<img src="/u/small.jpg" width="4" height="3">', false],
  ])('%s', (image, isKept) => {
    const { images } = read(english('', `<p>${image}</p><p>${en[0]}</p>`))
    expect(images).toHaveLength(isKept ? 1 : 0)
  })
})

test.each([
  [
    '<header><h1><a href="/">The Ledger</a></h1></header><main><h2 class="post-title">Mill replaces boiler</h2>',
    'Mill replaces boiler » The Ledger',
  ],
  [
    '<main><h1>Mill replaces boiler <button>Listen</button><span class="badge">Premium</span></h1>',
    'Mill replaces boiler | The Ledger',
  ],
])('the title without the site and the buttons: %s', (head, tag) => {
  expect(read(page(tag, `${head}${paragraphs(en)}</main>`, 'en')).title).toBe(
    'Mill replaces boiler',
  )
})

test('a day inside a sentence does not date a page that has no other', () => {
  const html = chinese('').replace(
    zh[0]!,
    '省统计局2025年3月1日发布的公报显示，全省用电量增长百分之五。',
  )
  expect(read(html).published).toBeNull()
})

describe('what stands between the paragraphs and is none of them', () => {
  test.each([
    ['<p><strong>SEE ALSO: <a href="/x/1">The dam is full again after a wet year</a></strong></p>'],
    ['<p>Lesen Sie auch: <a href="/x/1">Der Damm ist nach dem nassen Jahr wieder voll</a></p>'],
    ['<p><a href="/x/1">Related | The dam is full again after a wet year</a></p>'],
    ['<p>Pages: <b>1</b> <a href="/m/2">2</a> <a href="/m/3">3</a></p>'],
  ])('%s', line => {
    const html = english('<p>20 November 2026</p>').replace(
      `<p>${en[1]}</p>`,
      `${line}<p>${en[1]}</p>`,
    )
    expect(read(html).text).toBe(en.join('\n'))
  })

  test('a sentence that begins like such a label stays', () => {
    const line = 'Related: the mill has asked for a second boiler, the owner said.'
    expect(
      read(english('<p>20 November 2026</p>', `<p>${line}</p><p>${en[0]}</p>`)).text,
    ).toContain(line)
  })
})

describe('the picture that opens a text', () => {
  const lazy =
    '<img src="data:image/gif;base64,R0lGOD" data-src="/u/mill.jpg"><noscript><img src="/u/mill.jpg"></noscript>'
  const opened = (picture: string) =>
    page(
      'Mill replaces boiler',
      `<article><h1>Mill replaces boiler</h1><p>20 November 2026</p>${picture}<div class="entry-content">${paragraphs(en)}</div></article>`,
      'en',
    )
  test.each([
    [`<figure>${lazy}<figcaption>The mill</figcaption></figure>`, 1],
    ['<div class="hero"><img src="/u/mill.jpg" width="1200"></div>', 1],
    ['<div class="hero"><a href="/u/mill-full.jpg"><img src="/u/mill.jpg"></a></div>', 1],
    ['<div class="author-photo"><img src="/u/ann.jpg" width="400"></div>', 0],
    ['<img src="/u/ann.jpg" width="60">', 0],
    ['<div><a href="/other"><img src="/u/other.jpg" width="400"></a></div>', 0],
    ['<ul><li><img src="/u/1.jpg"></li><li><img src="/u/2.jpg"></li></ul>', 0],
  ])('%s', (picture, count) => {
    const { images, text } = read(opened(picture))
    expect(images).toHaveLength(count)
    expect(text).toBe(en.join('\n'))
  })

  test('also above the title in the same article, and once', () => {
    const picture = '<img src="/u/mill.jpg" width="1200">'
    const html = opened(picture)
      .replace('<article>', `<article><figure>${picture}</figure>`)
      .replace(`<p>${en[1]}</p>`, `${picture}<p>${en[1]}</p>`)
    expect(read(html).images).toHaveLength(1)
  })
})

test.each([
  ['comments', 'comment'],
  ['reply-list', 'reply'],
  ['Disqus-area', 'comment-body'],
])('the days of readers’ comments in %s date nothing', (outer, inner) => {
  const end = `</article><section class="${outer}"><div class="${inner}"><b>Ann</b> <time datetime="2026-11-22T10:00:00Z">22 Nov</time><p>Good.</p></div></section>`
  expect(read(english('', end)).published).toBeNull()
})

test('a day without a year on a page that is filed under one is of that year', () => {
  const given = { url: 'https://news.example/2019/boiler/' }
  expect(
    read(english('<header><div class="date">March 14</div></header>'), given).published,
  ).toMatchObject({ day: '2019-03-14' })
})

test('a sentence that is declared as the body stands before a longer box of other things', () => {
  const html = page(
    '岸电价格下调',
    `<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">岸电价格下调</h1>
     <div itemprop="articleBody">省发展改革委20日宣布岸电价格下调一成。</div></div><div class="related-box">${paragraphs([...zh, ...zh])}</div>`,
  )
  expect(read(html).text).toBe('省发展改革委20日宣布岸电价格下调一成。')
})

test('the date of a teaser’s item is not the page’s, that of a copy for search engines is', () => {
  const item = (headline: string) =>
    `</article><div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="headline" content="${headline}"><meta itemprop="datePublished" content="2026-11-24T10:00:00Z"></div>`
  expect(read(english('<p>20 November 2026</p>', item('Dam is full'))).published).toMatchObject({
    day: '2026-11-20',
  })
  expect(read(english('', item('Mill replaces boiler'))).published).toMatchObject({
    at: new Date('2026-11-24T10:00:00Z'),
  })
})

test.each([
  ['story-1-p2.html', '<div class="x"><b>1</b> <a href="story-1-p2.html">2</a></div>'],
  ['story-1_2.html', '<div><a href="story-1_2.html">2</a></div>'],
  [
    'story-1_2.html',
    '<select onchange="location.href=this.value"><option value="story-1.html">第1页：锅炉</option><option value="story-1_2.html">第2页：岸电</option></select>',
  ],
])('further pages by %s', (file, pager) => {
  const html = page(
    '碳市场扩容方案公布',
    `<h1>碳市场扩容方案公布</h1>${paragraphs([...zh, ...zh.map(text => `${text}又及。`)])}${pager}`,
  )
  expect(read(html).furtherPages).toEqual([`https://news.example/2026/11/${file}`])
})

test.each([
  ['You have used all of your free articles this month.', 'Subscribe today to keep reading.'],
  ['This story is only for subscribers.', 'Already a subscriber? Log in.'],
  ['本文为付费内容。', '订阅后可阅读全文。'],
  ['この記事は有料会員限定です。', '記事の続きを読むには登録が必要です。'],
])('a headline over nothing but an offer is a wall: %s', (...lines) => {
  expect(() =>
    read(
      page(
        'Mill replaces boiler',
        `<h1>Mill replaces boiler</h1><p>20 Nov 2026</p>${paragraphs(lines)}`,
      ),
    ),
  ).toThrow('login')
})
