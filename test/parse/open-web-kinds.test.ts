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
