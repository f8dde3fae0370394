import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { readEntryPage } from '../../src/parse/read-page.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

/** Kinds of pages that content systems make, each in several forms; each row is one page, read whole. */
const context = (url: string, zone = 'Asia/Shanghai') => ({
  url,
  now: new Date('2026-11-28T00:00:00Z'),
  zone,
  language: null,
  outlets: buildOutletTable([]),
})
const reading = (html: string, url = 'https://news.example/a/77.html') =>
  parseArticle(html, context(url))
const read = (html: string, url?: string) => {
  const found = reading(html, url)
  if (found.kind !== 'article') throw new Error(`no article: ${found.reason}`)
  return found.article
}

const texts = {
  zh: [
    '砖窑停烧之后，县里把窑址改成了晒谷场，运砖的小火车每逢集日还开两趟。',
    '窑工老秦说，现在烧的是隧道窑的余热，一天能烘干六吨稻谷，烟囱只留作地标。',
  ],
  en: [
    'The brick kiln has been cold for a year, and the county now dries its rice where the clay used to lie.',
    'Waste heat from the tunnel kiln dries six tonnes a day, its foreman said, and the chimney stays as a landmark.',
  ],
  ja: [
    'れんが窯の火が消えて一年がたち、町は跡地を干し場に変えた。トロッコは市の日だけ走る。',
    '窯の余熱で一日に六トンの米を乾かせると職人は話す。煙突は目印として残す。',
  ],
  ko: [
    '벽돌 가마의 불이 꺼진 지 일 년, 군은 그 자리를 곡식 말리는 마당으로 바꿨다.',
    '가마의 남은 열로 하루 여섯 톤의 벼를 말릴 수 있다고 일꾼은 말했다.',
  ],
}
type Language = keyof typeof texts
const paragraphs = (language: Language = 'zh') =>
  texts[language].map(text => `<p>${text}</p>`).join('\n')
const page = (tag: string, body: string, head = '') =>
  `<html><head><meta charset="utf-8"><title>${tag}</title>${head}</head><body class="not-front no-sidebars comments-open">${body}</body></html>`

describe('smaller words inside the heading are the subtitle', () => {
  test.each([
    ['冷窑_砖瓦周刊', '<h1>冷窑<small>——一座砖厂的最后一炉</small></h1>', '一座砖厂的最后一炉'],
    [
      '冷窑_砖瓦周刊',
      '<h1>冷窑<span class="sub">一座砖厂的最后一炉</span></h1>',
      '一座砖厂的最后一炉',
    ],
    ['冷窑', '<h1>冷窑<br><em class="fubiaoti">一座砖厂的最后一炉</em></h1>', '一座砖厂的最后一炉'],
    [
      '冷窑',
      '<h2 class="title">冷窑<p class="sub-title">一座砖厂的最后一炉</p></h2>',
      '一座砖厂的最后一炉',
    ],
  ])('%s: %s', (tag, heading, subtitle) => {
    const article = read(
      page(tag, `<div>${heading}<div class="content">${paragraphs()}</div></div>`),
    )
    expect(article).toMatchObject({ title: '冷窑', subtitle })
  })

  test('but they are of the title where the page’s own title has them', () => {
    const { title } = read(
      page(
        '冷窑：最后一炉 - 砖瓦周刊',
        `<h1>冷窑：<small>最后一炉</small></h1><div>${paragraphs()}</div>`,
      ),
    )
    expect(title).toBe('冷窑：最后一炉')
  })
})

describe('the site in an h1 is no title', () => {
  test.each([
    [
      '窑湾县人民政府 通知公告 关于砖窑停烧的通知',
      '<div class="logo"><h1>窑湾县人民政府</h1></div><div class="article-title"><p>关于砖窑停烧的通知</p></div>',
    ],
    [
      '窑湾县人民政府-公告-关于砖窑停烧的通知',
      '<h1>窑湾县人民政府</h1><h2>关于砖窑停烧的通知</h2>',
    ],
    [
      '关于砖窑停烧的通知_窑湾县人民政府',
      '<h1>窑湾县人民政府</h1><div class="tit">关于砖窑停烧的通知</div>',
    ],
    [
      '窑湾县人民政府 公告 关于砖窑停烧的通知',
      '<h1>窑湾县人民政府</h1><p class="bt">关于砖窑停烧的通知</p>',
    ],
  ])('%s', (tag, head) => {
    const meta = head.includes('bt')
      ? '<meta name="ArticleTitle" content="关于砖窑停烧的通知">'
      : ''
    const { title } = read(page(tag, `${head}<div id="zoom">${paragraphs()}</div>`, meta))
    expect(title).toBe('关于砖窑停烧的通知')
  })
})

describe('pages of an article', () => {
  test.each([
    [
      'https://n.example/show-12-200-1.html',
      '<span>1</span> <a href="show-12-200-2.html">2</a> <a href="show-12-200-2.html">下一页</a>',
      ['https://n.example/show-12-200-2.html'],
    ],
    [
      'https://n.example/news/31-1.htm',
      '<b>1</b><a href="31-2.htm">[2]</a><a href="31-3.htm">[3]</a>',
      ['https://n.example/news/31-2.htm', 'https://n.example/news/31-3.htm'],
    ],
    [
      'https://n.example/s5',
      '<span>1/2</span><a href="/s5/2">続きはこちら＞</a>',
      ['https://n.example/s5/2'],
    ],
    ['https://n.example/s5', '<a href="/s5/2">Weiter ▶</a>', ['https://n.example/s5/2']],
    // The days of a calendar are no pages.
    [
      'https://n.example/2026-11-1',
      '<span>1</span><a href="2026-11-2">2</a><a href="2026-11-3">3</a>',
      [],
    ],
  ])('%s %s', (url, pager, further) => {
    const html = page(
      '冷窑',
      `<h1>冷窑</h1><div class="content">${paragraphs()}</div><div class="x">${pager}</div>`,
    )
    expect(read(html, url).furtherPages).toEqual(further)
  })
})

describe('a page that says the site is being worked on is no article', () => {
  test.each([
    ['系統維護中', '系統維護中，請稍後再試。'],
    ['网站升级', '网站正在升级改版，请稍后访问。'],
    ['窑湾网', '本网站正在维护中，给您带来不便敬请谅解。'],
    ['メンテナンス中', 'ただいまメンテナンス中です。'],
    ['시스템 점검 중', '더 나은 서비스를 위해 점검 중입니다.'],
    ['Wartungsarbeiten', 'Wegen Wartungsarbeiten ist die Seite nicht erreichbar.'],
  ])('%s', (tag, text) => {
    expect(reading(page(tag, `<p>${text}</p>`))).toEqual({
      kind: 'notArticle',
      reason: 'error-page',
    })
  })

  test('one that tells of a repair is', () => {
    expect(
      read(page('电网维护中的新办法', `<h1>电网维护中的新办法</h1><div>${paragraphs()}</div>`))
        .title,
    ).toBe('电网维护中的新办法')
  })
})

describe('whose date it is', () => {
  test.each([
    [
      '<div class="xinxi">2026-11-09 09:00</div>',
      '<p>（资料照片摄于2019年5月1日）</p>',
      '2026-11-09T01:00:00.000Z',
    ],
    [
      '<div class="xinxi">2026-11-09 09:00</div>',
      '<p>資料照片：2019年5月1日</p>',
      '2026-11-09T01:00:00.000Z',
    ],
    [
      '<p>2026-11-09 09:00</p>',
      '<figcaption>Photo taken 1 May 2019</figcaption>',
      '2026-11-09T01:00:00.000Z',
    ],
    [
      '<div><span>成文日期：2026-11-02</span><span>发布日期：2026-11-09 10:05:00</span></div>',
      '',
      '2026-11-09T02:05:00.000Z',
    ],
    [
      '<div><span>发布日期：2026-11-09 10:05:00</span><span>印发日期：2026-11-02</span></div>',
      '',
      '2026-11-09T02:05:00.000Z',
    ],
    ['<div class="abs">11月20日 下午3点半　窑湾在线</div>', '', '2026-11-20T07:30:00.000Z'],
  ])('%s %s', (line, lead, at) => {
    const { published } = read(
      page('冷窑记', `<h1>冷窑记</h1>${line}<div class="content">${lead}${paragraphs()}</div>`),
    )
    expect(published?.precision === 'minute' && published.at.toISOString()).toBe(at)
  })

  test.each([
    'window.dataLayer=[{"pageType":"article","articlePublishDate":"2026-11-12T09:00:00Z"}];',
    'dataLayer = window.dataLayer || [{"publishDate":"2026-11-12T09:00:00Z"}];',
    'var digitalData=[{"publishedAt":"2026-11-12T09:00:00Z"}];',
  ])('what counts readers knows it where nothing is shown: %s', script => {
    const { published } = read(
      page(
        'Cold kiln',
        `<h1>Cold kiln</h1><div>${paragraphs('en')}</div>`,
        `<script>${script}</script>`,
      ),
    )
    expect(published?.precision === 'minute' && published.at.toISOString()).toBe(
      '2026-11-12T09:00:00.000Z',
    )
  })
})

describe('a digest keeps its own headlines', () => {
  test.each([
    [
      '一周碳市',
      '<h4>窑湾市场</h4><p><a href="/d/1">周成交十二万吨，均价七十元五角</a></p><h4>河口市场</h4><p><a href="/d/2">周成交九万吨，均价六十八元</a></p><p>两地的成交都比前一周多，买方以砖瓦厂和造纸厂为主，卖方惜售。</p>',
      ['周成交十二万吨', '周成交九万吨'],
    ],
    [
      'Digest: three things from the kiln - Brick Post',
      '<ol><li><a href="/1">Pumps fail at Kiln End for the second night</a></li><li><a href="/2">Clay town votes on a tram</a></li></ol><p>Compiled from our own pages.</p>',
      ['Pumps fail', 'Clay town votes'],
    ],
    [
      '能源周报：十一月第三周',
      '<p>本期要点如下，编辑部每周五汇总一次县里和邻县的消息，供读者查阅。</p><ul><li><a href="/n/1">砖窑余热并入县城供暖管网</a></li><li><a href="/n/2">河口风电场完成冬季检修工作</a></li></ul>',
      ['砖窑余热', '河口风电场'],
    ],
  ])('%s', (tag, body, has) => {
    const title = tag.split(' - ')[0]!
    const { text } = read(page(tag, `<h1>${title}</h1><div class="content">${body}</div>`))
    for (const part of has) expect(text).toContain(part)
  })
})

describe('lines among the paragraphs that ask for something are none of the text', () => {
  test.each([
    ['<div class="paywall">Weiterlesen mit Plus: jetzt testen</div>', 'Plus'],
    [
      '<p class="premium-teaser">Already a subscriber? Log in to continue reading.</p>',
      'subscriber',
    ],
    ['<p class="fb">加入粉絲團，新聞不漏接</p>', '粉絲團'],
    ['<p>追蹤我們的 Instagram 看更多</p>', 'Instagram'],
    ['<p>立即加入LINE好友</p>', 'LINE'],
  ])('%s', (line, lacks) => {
    const { text } = read(
      page(
        '冷窑的最后一炉',
        `<h1>冷窑的最后一炉</h1><div>2026-11-20 10:05</div><article><p>${texts.zh[0]}</p>${line}<p>${texts.zh[1]}${texts.zh[0]}</p></article>`,
      ),
    )
    expect(text).not.toContain(lacks)
    expect(text).toContain('隧道窑')
  })

  test('the mail address of the reporter at the end is none either', () => {
    const { text, byline } = read(
      page(
        '식은 가마',
        `<h1>식은 가마</h1><p>2026.10.31 10:10</p><div class="txt">${paragraphs('ko')}<p>이도담 기자 dodam@kiln.example</p></div>`,
        '',
      ).replace('<html>', '<html lang="ko">'),
    )
    expect(text).not.toContain('@')
    expect(byline).toEqual(['이도담'])
  })
})

describe('pictures that are buttons or icons of files', () => {
  test.each([
    ['<img src="/static/editor_share.png" class="share-btn">', 1],
    ['附件：<img src="/module/icon_pdf.gif"><a href="/att/9.pdf">管网图.pdf</a>', 1],
    ['<img src="/images/word.gif"> <a href="/att/9.doc">表.doc</a>', 1],
    ['<img src="/u/kiln-share-2025.jpg" class="lightbox">', 2],
    ['<img src="/u/annex-building.jpg">', 2],
  ])('%s', (html, count) => {
    const { images } = read(
      page(
        '冷窑',
        `<h1>冷窑</h1><div class="content"><p><img src="/u/2611021.jpg"></p>${paragraphs()}<p>${html}</p></div>`,
      ),
    )
    expect(images).toHaveLength(count)
  })
})

test.each([
  [
    'pages of a script',
    '<script>var d={"total":3,"rows":[ROWS]};render(d)</script>',
    (n: number) =>
      `{"noticeTitle":"窑场第${n}号通告今天公布","noticeUrl":"/n/${n}.html","publishTime":"2026-11-0${n} 09:00:00"}`,
    ',',
  ],
  [
    'cards with a leaf of a calendar',
    '<section class="detail-page"><div>ROWS</div></section>',
    (n: number) =>
      `<a class="item" href="/n/${n}.html"><div class="day">0${n}</div><div class="ym">2026-11</div><h3>窑场第${n}号通告今天公布</h3><p>窑场的通告说，烘干房从下周起改在夜里开工。</p></a>`,
    '',
  ],
])('rows of %s', (_, html, row, mark) => {
  const url = 'https://news.example/list'
  const rows = [3, 2, 1].map(row).join(mark)
  const bytes = new TextEncoder().encode(page('通告', html.replace('ROWS', rows)))
  const entry = readEntryPage(
    {
      url,
      finalUrl: url,
      status: 200,
      headers: {},
      bytes,
      fetchedAt: new Date('2026-11-28T00:00:00Z'),
    },
    'listing',
    context(url),
  )
  const links = entry.kind === 'entry' ? entry.links : []
  expect(links.map(({ title }) => title)).toEqual([3, 2, 1].map(n => `窑场第${n}号通告今天公布`))
  const days = links.map(
    ({ published }) =>
      published &&
      (published.precision === 'day' ? published.day : published.at.toISOString().slice(0, 10)),
  )
  expect(days).toEqual(['2026-11-03', '2026-11-02', '2026-11-01'])
})

test.each([
  ['Latest', 'Recent Posts'],
  ['News', 'Latest News'],
])('under %s the dated rows count, and not the smaller box %s without dates', (heading, box) => {
  const rows = [4, 3, 2, 1]
    .map(
      n =>
        `<article><h2><a href="/n/${n}">Kiln number ${n} goes cold at last</a></h2><span>November ${n}, 2026</span></article>`,
    )
    .join('')
  const others = [7, 8]
    .map(
      n => `<li><a href="/2026/10/0${n}/x">Old pipes of the town replaced by spring ${n}</a></li>`,
    )
    .join('')
  const url = 'https://news.example/list'
  const bytes = new TextEncoder().encode(
    page(
      'News',
      `<main><h1>${heading}</h1>${rows}</main><div class="side"><h3>${box}</h3><ul>${others}</ul></div>`,
    ),
  )
  const entry = readEntryPage(
    {
      url,
      finalUrl: url,
      status: 200,
      headers: {},
      bytes,
      fetchedAt: new Date('2026-11-28T00:00:00Z'),
    },
    'listing',
    context(url),
  )
  expect(entry.kind === 'entry' && entry.links).toHaveLength(4)
})

test('the summary inside a row’s link is not its headline', () => {
  const titles = ['부두의 전기', '늦서리 품종', '감사 결과', '버스 차로', '옛 교역로']
  const rows = titles
    .map(
      (title, at) =>
        `<div class="item"><a href="/v/${at}"><strong>${title}</strong><p>기사 요약이 이어진다.</p></a><span>26.11.${20 - at}</span></div>`,
    )
    .join('')
  const url = 'https://news.example/list'
  const bytes = new TextEncoder().encode(page('목록', `<div class="sec_list">${rows}</div>`))
  const entry = readEntryPage(
    {
      url,
      finalUrl: url,
      status: 200,
      headers: {},
      bytes,
      fetchedAt: new Date('2026-11-28T00:00:00Z'),
    },
    'listing',
    context(url, 'Asia/Seoul'),
  )
  expect(entry.kind === 'entry' && entry.links.map(({ title }) => title)).toEqual(titles)
})

describe('who an article comes from and who wrote it', () => {
  type Credits = { outlet?: string | null; byline?: string[] }
  const credits = (head: string, language: Language, end = ''): Required<Credits> => {
    const titles = {
      zh: '冷窑晒谷',
      en: 'Cold kiln dries rice',
      ja: '窯の余熱で干す',
      ko: '가마의 남은 열',
    }
    const { outlet, byline } = read(
      page(
        titles[language],
        `<div class="main"><h1>${titles[language]}</h1>${head}<div class="text">${paragraphs(language)}</div>${end}</div>`,
      ),
    )
    return { outlet: outlet?.printed ?? null, byline }
  }
  test.each<[string, Language, Credits]>([
    [
      '<p><em>2026/11/16 07:31</em>　<i>（</i>稿源<i>）</i>　《窑南林业报》　<a href="#c">跟帖(18)</a></p>',
      'zh',
      { outlet: '窑南林业报' },
    ],
    ['<p>2026-11-16 （来源）窑南日报 （编辑）李样</p>', 'zh', { outlet: '窑南日报' }],
    [
      '<p>2026年11月08日 11:50 | 摘自《砖瓦与环境》 | 责编：乐宁 | 阅读 3,204</p>',
      'zh',
      { outlet: '砖瓦与环境' },
    ],
    ['<p>2026-11-08 · 转载自 窑湾观察网</p>', 'zh', { outlet: '窑湾观察网' }],
    [
      '<div class="m-author"><img src="/a.png"><div><b>窑湾零距离</b><small>窑湾广播电视台官方账号</small></div><button>+关注</button></div>',
      'zh',
      { outlet: '窑湾零距离' },
    ],
    [
      '<div class="user-info"><span>窑湾融媒</span><a>关注</a></div><p>2026-11-08 11:50</p>',
      'zh',
      { outlet: '窑湾融媒' },
    ],
    ['<p>（窯廣新聞／河口尾訊）2026/11/12 17:25</p>', 'zh', { outlet: '窯廣新聞', byline: [] }],
    ['<div id="psource">《窑湾周末》（第1127期·城事）</div>', 'zh', { outlet: '窑湾周末' }],
    ['<span class="doc_source">窑湾周末</span><p>2026-11-12</p>', 'zh', { outlet: '窑湾周末' }],
    [
      '<div>撰文：編輯部<span>出版：<time datetime="2026-11-17 13:02">2026-11-17 13:02</time></span></div>',
      'zh',
      { byline: [] },
    ],
    [
      '<div><div>Issued by</div><div>Clay Energy Agency Press Office</div></div><p>12 November 2026</p>',
      'en',
      { outlet: 'Clay Energy Agency Press Office' },
    ],
    [
      '<p>From the Local Democracy Desk at Northern Shires Press, 17 November 2026</p>',
      'en',
      { outlet: 'Northern Shires Press' },
    ],
    [
      '<div class="entry-meta">由 <span class="author vcard"><a href="/archives/author/helena">Helena Marsh</a></span> 发表于 2026-11-07</div>',
      'zh',
      { byline: ['Helena Marsh'] },
    ],
    [
      '<p>Exclusive by <b>Rhona Sample-Brown</b>, Energy Correspondent and <b>Tom O’Dowd</b></p>',
      'en',
      { byline: ['Rhona Sample-Brown', 'Tom O’Dowd'] },
    ],
    [
      '<p><span>Local Democracy Reporter</span> <span>Callum Ferris (CF)</span> <span>20/11/2026</span></p>',
      'en',
      { byline: ['Callum Ferris'] },
    ],
    [
      '<p>Von unserer Redakteurin <span>Frauke Beispiel</span> und <span>Ben Muster</span></p>',
      'en',
      { byline: ['Frauke Beispiel', 'Ben Muster'] },
    ],
    [
      '<div class="firma"><span>Inés Muestra Cuesta</span><span>Puerto Serán</span></div><time>16 NOV 2026</time>',
      'en',
      { byline: ['Inés Muestra Cuesta'] },
    ],
  ])('%s', (head, language, expected) => {
    expect(credits(head, language)).toMatchObject(expected)
  })

  test('the source of a picture below the text is none of the text', () => {
    expect(
      credits(
        '',
        'zh',
        '<figure><img src="/1.jpg"><figcaption>資料來源：窯通社</figcaption></figure>',
      ).outlet,
    ).toBeNull()
  })
})

test.each([
  ['<div class="tm"><b>18</b><span>2026-11</span><i>23:05</i></div>', '2026-11-18T15:05'],
  ['<div>18</div><div>2026.11</div>', '2026-11-18'],
  ['<div>2026年11月20日（星期五）　香港時間十四時三十分</div>', '2026-11-20T06:30'],
])('a date in the leaf of a calendar or with its time in Chinese: %s', (head, expected) => {
  const { published } = read(
    page('冷窑晒谷', `<div><h1>冷窑晒谷</h1>${head}<div class="text">${paragraphs()}</div></div>`),
  )
  const said = published?.precision === 'day' ? published.day : published?.at.toISOString()
  expect(said?.slice(0, expected.length)).toBe(expected)
})

describe('what players, platforms and pagers print among the paragraphs is none of them', () => {
  test.each([
    '<div class="video-js"><p class="vjs-no-js">To view this video please enable JavaScript, and consider upgrading</p></div>',
    '<p>您的浏览器不支持播放该音频</p>',
    '<div class="kg-cta-card"><p>Upgrade to read every letter we send</p></div>',
    '<div class="plus-box">Jetzt 4 Wochen für 1 Euro testen</div>',
    '<p>分享让更多人看到</p>',
    '<p>↓↓↓点击下方名片关注↓↓↓</p>',
    '<p>请点击上方蓝字关注我们</p>',
    '<div class="ad-text">廣告-請繼續往下閱讀</div>',
    '<div>Seite 1 / <a href="n8-2.html">2</a> <a href="n8-2.html">weiter »</a></div>',
  ])('%s', line => {
    const own = line.replace(/<[^<>]*>/g, '').slice(0, 12)
    const { text } = read(
      page(
        'Kiln dries rice',
        `<h1>Kiln dries rice</h1><p>20 November 2026</p><div class="c">${paragraphs('en')}${line}${paragraphs('zh')}</div>`,
      ),
    )
    expect(text).not.toContain(own)
    expect(text).toContain('隧道窑')
  })
})

describe('where no h1 stands the heading that <title> tells is the title', () => {
  test.each([
    '<div class="side"><h2>新闻中心</h2></div><div class="content-title"><h3>窑场屋顶电站一年发电六百度</h3></div>',
    '<h2>要闻</h2><h4>窑场屋顶电站一年发电六百度</h4>',
    '<div class="pgtitle">窑场屋顶电站一年发电六百度</div>',
  ])('%s', head => {
    const { title } = read(
      page(
        '窑场屋顶电站一年发电六百度-窑业学院',
        `${head}<p>2026-11-12</p><div id="vsb_content">${paragraphs()}</div>`,
      ),
    )
    expect(title).toBe('窑场屋顶电站一年发电六百度')
  })
})

test.each([
  [
    '451: Unavailable for legal reasons',
    'We recognize you are attempting to access this website from a country belonging to the EEA.',
  ],
  ['Sorry', 'This page is unavailable due to legal reasons.'],
])('a page that is closed to some countries is no article: %s', (heading, text) => {
  expect(reading(page('Kiln dries rice', `<h1>${heading}</h1><p>${text}</p>`)).kind).toBe(
    'notArticle',
  )
})

test('six paragraphs of one cell that line breaks and wide spaces part are six', () => {
  const lines = ['一', '二', '三', '四', '五', '六'].map(
    n => `　　第${n}段：砖窑停烧之后，县里把窑址改成了晒谷场，烟囱只留作地标，运砖的小火车还开着。`,
  )
  const { text, html } = read(
    page(
      '冷窑晒谷记',
      `<table width="760"><tr><td><h1>冷窑晒谷记</h1></td></tr><tr><td class="nr">${lines.join('<br>\n')}</td></tr></table>`,
    ),
  )
  expect(text.split('\n')).toEqual(lines.map(line => line.trim()))
  expect(html.match(/<p>/g)).toHaveLength(6)
})

test.each([
  '<h1>冷窑晒谷记<span class="bobao">播报文章</span></h1>',
  '<h1>冷窑晒谷记 <a class="audio-btn">播报文章</a></h1>',
  '<h1>冷窑晒谷记<button>播报文章</button></h1>',
])('the button that reads an article aloud is no part of its title: %s', heading => {
  const { title } = read(
    page('冷窑晒谷记_砖瓦网', `${heading}<div class="c">${paragraphs()}</div>`),
  )
  expect(title).toBe('冷窑晒谷记')
})

test('rank lists beside a short piece of news make it no listing', () => {
  const rank = Array.from(
    { length: 24 },
    (_, n) => `<li><a href="/r/${n}.html">窑场第${n}号通告：烘干房改在夜里开工</a></li>`,
  )
  const beside = `<div class="rank"><h3>热点排行</h3><ul>${rank.join('')}</ul></div>`
  const news = `<h1>碳市场今日行情</h1><p>2026-11-20 15:10 来源：窑湾日报</p><div class="c"><p>今日成交十二万吨，收盘价七十元五角。成交额八百四十六万元，比昨日多一成。开盘价七十元。</p></div>`
  expect(read(page('碳市场今日行情', news + beside)).outlet?.printed).toBe('窑湾日报')
  expect(reading(page('热点排行', beside))).toMatchObject({ kind: 'notArticle' })
})

describe('names that no label and mark announces are those of the outlet', () => {
  test.each([
    ['<div class="l">[ 来自 <u>窑湾能源观察</u> ] [ 2026-11-20 ]</div>', '窑湾能源观察'],
    ['<p>2026-11-20（转自《窑湾日报》）</p>', '窑湾日报'],
    ['<p><span>2026-11-20</span><span>转载自 窑业观察</span></p>', '窑业观察'],
    [
      '<div class="u"><b>窑湾晚钟</b><i class="d">窑湾晚钟报社官方号</i></div><p>2026-11-20 来自窑湾</p>',
      '窑湾晚钟',
    ],
    ['<p>「砖网」 · 11月20日 · 2分钟读完</p>', '砖网'],
    ['<div><span>砖瓦与窑炉杂志</span><em>2026年11月20日 09:15 更新</em></div>', '砖瓦与窑炉杂志'],
  ])('%s', (head, name) => {
    const { outlet } = read(
      page('冷窑晒谷记', `<h1>冷窑晒谷记</h1>${head}<div class="c">${paragraphs()}</div>`),
    )
    expect(outlet?.printed).toBe(name)
  })

  test.each([
    '<p>2026-11-20 来自浙江杭州</p>',
    '<p>2026-11-20 [ 来自 iPhone客户端 ]</p>',
    '<p>「要闻」 2026-11-20</p>',
  ])('a place, a device and a section are none: %s', head => {
    const { outlet } = read(
      page(
        '冷窑晒谷记',
        `<a href="/yw/">要闻</a><h1>冷窑晒谷记</h1>${head}<div class="c">${paragraphs()}</div>`,
      ),
    )
    expect(outlet).toBeNull()
  })

  test.each([
    ['<p>本文由 砖瓦网 原创，转载请注明出处。</p>', '砖瓦网'],
    ['<p>本文为《砖与瓦》首发，欢迎转发。</p>', '砖与瓦'],
    ['<p>本文由作者原创，转载请联系。</p>', undefined],
    ['<p>本文由王样本原创，转载请联系。</p>', undefined],
    ['<dl><dt>提供機關</dt><dd>窯業研究中心</dd><dt>點閱</dt><dd>12</dd></dl>', '窯業研究中心'],
    ['<ul><li>張貼部門：窯業局</li></ul>', '窯業局'],
  ])('behind the text: %s', (foot, name) => {
    const { outlet } = read(
      page('冷窑晒谷记', `<h1>冷窑晒谷记</h1><div class="c">${paragraphs()}</div>${foot}`),
    )
    expect(outlet?.printed).toBe(name)
  })

  test('a telegram that begins with the name at the end of the title', () => {
    const { outlet } = read(
      page(
        '冷窑晒谷记 | 砖蓝财经',
        `<h1>冷窑晒谷记</h1><div class="c"><p>砖蓝财经11月20日讯，县里把窑址改成了晒谷场，运砖的小火车还开着。</p>${paragraphs()}</div>`,
      ),
    )
    expect(outlet?.printed).toBe('砖蓝财经')
  })

  test.each([
    ['<dl><dd>Media source: Kiln County Record</dd></dl>', 'Kiln County Record'],
    ['<p>20.11.2026 | <span>Pressemitteilung: Stadtwerke Ofenau</span></p>', 'Stadtwerke Ofenau'],
    ['<p>20 November 2026 – Press release from Kiln Power</p>', 'Kiln Power'],
    ['<div class="agency">KILN NEWSWIRE</div><p>20 November 2026</p>', 'KILN NEWSWIRE'],
    [
      '<p><span>Story by</span> <a href="/partner/kiln">The Kiln Bureau</a><time>20 Nov 2026</time></p>',
      'The Kiln Bureau',
    ],
    ['<p class="firma">Agencia Hornillo | Altoprueba | 20/11/2026</p>', 'Agencia Hornillo'],
    ['<p class="by">Diario de Muestra | 20/11/2026</p>', 'Diario de Muestra'],
  ])('in western heads: %s', (head, name) => {
    const { outlet, byline } = read(
      page(
        'Rice where clay lay',
        `<h1>Rice where clay lay</h1>${head}<div class="c">${paragraphs('en')}</div>`,
      ),
    )
    expect(outlet?.printed).toBe(name)
    expect(byline).toEqual([])
  })

  test('the wire below the text', () => {
    const { outlet } = read(
      page(
        'Rice where clay lay',
        `<article><h1>Rice where clay lay</h1><p>20 November 2026</p>${paragraphs('en')}<p>Wire: Kiln Press Pool</p></article>`,
      ),
    )
    expect(outlet?.printed).toBe('Kiln Press Pool')
  })
})

describe('writers by place', () => {
  test.each([
    [
      '<div><a href="/u/3">阿依样本</a><span class="t">资深记者</span><span>2026-11-20</span></div>',
      ['阿依样本'],
    ],
    ['<div>王样本<br>李例子<br><i>2026年11月20日 第06版</i></div>', ['王样本', '李例子']],
  ])('%s', (head, names) => {
    const { byline } = read(
      page('冷窑晒谷记', `<h1>冷窑晒谷记</h1>${head}<div class="c">${paragraphs()}</div>`),
    )
    expect(byline).toEqual(names)
  })

  test.each([
    [
      '<div class="byline-box"><a class="profile-hover-card-target" href="/@ann">Ann Sample</a> and <a class="profile-hover-card-target" href="/@roe">Vik M. Roe</a><div>Nov 20, 2026</div><div>∙ Paid</div></div>',
      '',
      ['Ann Sample', 'Vik M. Roe'],
    ],
    [
      '<p>20/11/2026</p>',
      '<aside class="inset"><h4>Also by</h4><p>By Gus Example</p><p>Why the kiln burned</p></aside><p>The old path to the kiln is open again, the keeper said, and the rice is dry.</p><p class="author-foot">— Ann Sample</p>',
      ['Ann Sample'],
    ],
  ])('%s %s', (head, inside, names) => {
    const { byline } = read(
      page(
        'Rice where clay lay',
        `<article><h1>Rice where clay lay</h1>${head}<div>${paragraphs('en')}${inside}</div></article>`,
      ),
    )
    expect(byline).toEqual(names)
  })

  test.each(['<p>2026年11月20日 記者：例山ひかる</p>', '<p>文＝例山ひかる　2026年11月20日</p>'])(
    'a name that ends as a verb does: %s',
    head => {
      const { byline } = read(
        page('れんが窯の跡', `<h1>れんが窯の跡</h1>${head}<div>${paragraphs('ja')}</div>`),
      )
      expect(byline).toEqual(['例山ひかる'])
    },
  )
})

describe('furniture and walls', () => {
  test.each([
    [
      'en',
      '<div class="r"><p>Thank you for reading! Please purchase a subscription to continue.</p></div>',
    ],
    ['en', '<p>Please log in to keep reading.</p>'],
    ['en', '<p>Sie wollen mehr davon? Abonnieren Sie unseren Newsletter.</p>'],
    ['zh', '<p>不用抽 不用搶 現在用APP看新聞 天天有獎</p>'],
  ] as const)('%s: %s', (language, line) => {
    const [first, second] = texts[language]
    const { text } = read(
      page('冷窑晒谷记', `<h1>冷窑晒谷记</h1><div><p>${first}</p><p>${second}</p>${line}</div>`),
    )
    expect(text.split('\n')).toEqual([first, second])
  })

  test.each([
    ['This post is for paid subscribers', 'Subscribe to Kiln Letter to keep reading this post.'],
    ['Members', 'This episode is only available to members.'],
    ['訂閱限定', '本篇為訂閱會員限定文章，請登入或訂閱後繼續閱讀。'],
    ['会员', '这篇文章仅限会员，请开通后查看。'],
  ])('%s: %s', (heading, text) => {
    expect(reading(page('Kiln Letter', `<h1>${heading}</h1><p>${text}</p>`)).kind).toBe(
      'notArticle',
    )
  })
})

test.each([
  ['窑场晒谷记_窑湾号', '<h1>窑场晒谷记<span class="article-tag"><i>财经号</i></span></h1>'],
  ['窑场晒谷记', '<h1>窑场晒谷记 <em class="label">深度</em></h1>'],
  ['窑湾县人民政府 工作动态 窑场晒谷记', '<div class="art_t">窑场晒谷记</div>'],
])('the title alone: %s %s', (tag, heading) => {
  const { title } = read(
    page(
      tag,
      `${heading}<p>2026-11-20</p><div class="c">${paragraphs()}</div>`,
      tag.includes('政府')
        ? '<meta name="SiteName" content="窑湾县人民政府"><meta name="ColumnName" content="工作动态">'
        : '',
    ),
  )
  expect(title).toBe('窑场晒谷记')
})
