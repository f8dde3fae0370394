import { expect, test } from 'vitest'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

/** Who wrote a text, as pages say it: each row is one page, its line under the title, its first and its last line. */
type Row = {
  language?: keyof typeof texts
  head?: string
  lead?: string
  end?: string
  meta?: string
}

const texts = {
  'zh-CN':
    '渡口镇的榨糖厂今年改烧甘蔗渣，监测站测得烟尘比去年少了一半，锅炉房仍有三名老师傅值班，煤票退给了县里。',
  'zh-TW':
    '渡口鎮的糖廠今年改燒甘蔗渣，監測站測得煙塵比去年少了一半，鍋爐房仍有三名老師傅值班，煤票退給了縣府。',
  en: 'The sugar mill at the ferry town burns cane fibre this year, and the station on the hill measured half as much dust as a year ago, the county said.',
  ja: '渡し場の町の製糖工場は今年からサトウキビの搾りかすを燃やし、丘の測定局では粉じんが半分に減った。余った石炭は県に返すという。',
  ko: '나루 마을의 제당 공장은 올해부터 사탕수수 찌꺼기를 태우며 언덕의 측정소에서는 먼지가 절반으로 줄었다고 밝혔다.',
}
const titles = {
  'zh-CN': '糖厂改烧甘蔗渣',
  'zh-TW': '糖廠改燒甘蔗渣',
  en: 'Mill burns cane fibre',
  ja: '搾りかすを燃やす',
  ko: '찌꺼기를 태운다',
}
const dates = {
  'zh-CN': '2026-11-20',
  'zh-TW': '2026-11-20',
  en: 'Nov 20, 2026',
  ja: '2026年11月20日 18:10',
  ko: '2026.11.20 18:10',
}
const context = {
  url: 'https://ferry.example/2026/11/c-1.html',
  now: new Date('2026-11-28T00:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets: buildOutletTable([]),
}

function articleOf({ language = 'zh-CN', head, lead = '', end = '', meta = '' }: Row) {
  const text = texts[language]
  const html = `<html lang="${language}"><head><title>${titles[language]} | Ferry Voice</title>${meta}</head><body><main><h1>${titles[language]}</h1>
    <div class="line">${head ?? dates[language]}</div><div class="text">${lead}<p>${text}</p><p>${text.slice(8)}</p>${end}</div></main></body></html>`
  const reading = parseArticle(html, context)
  if (reading.kind !== 'article') throw new Error(`no article: ${reading.reason}`)
  return reading.article
}

const en = (line: string): Row => ({ language: 'en', head: `<p>${line}</p><p>Nov 20, 2026</p>` })
const ja = (line: string): Row => ({
  language: 'ja',
  head: `<p>2026年11月20日 18:10</p><p>${line}</p>`,
})
const ko = (line: string): Row => ({
  language: 'ko',
  head: `<p>${line}</p><p>2026.11.20 18:10</p>`,
})
const ld = (author: unknown): Row => ({
  language: 'en',
  meta: `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: titles.en, author })}</script>`,
})

test.each<[Row, string[]]>([
  [{ head: '2026-11-20 主笔：林小例' }, ['林小例']],
  [{ head: '2026-11-20 | 主笔 林小例 | 主编 张样' }, ['林小例']],
  [{ head: '林小例 2026-11-20 08:10' }, ['林小例']],
  [{ head: '2026-11-20 By Ann Sample' }, ['Ann Sample']],
  [{ head: '2026-11-20 文｜林小例，袁样（实习）' }, ['林小例', '袁样']],
  [{ head: '<span class="author">林例 王样本</span> 2026-11-20' }, ['林例', '王样本']],
  [{ end: '<p>（记者 林小例 实习生 郭样本）</p>' }, ['林小例', '郭样本']],
  [{ end: '<p>（作者林小例系江城大学教授）</p>' }, ['林小例']],
  [{ end: '<p>报道：陈样本</p><p>摄影：林例</p>' }, ['陈样本']],
  [{ lead: '<p>（记者 林小例 江城报道）糖厂改烧蔗渣。</p>' }, ['林小例']],
  [
    { language: 'zh-TW', head: '2026/11/20 <a href="/r/1">魏樣廷</a>、<a href="/r/2">古樣萱</a>' },
    ['魏樣廷', '古樣萱'],
  ],
  [{ language: 'zh-TW', lead: '<p>文／凌樣薇 圖／受訪者提供</p>' }, ['凌樣薇']],
  [{ language: 'zh-TW', end: '<p>記者：羅樣健</p><p>責任編輯：周樣</p>' }, ['羅樣健']],
  [{ language: 'zh-TW', end: '<p>（作者為渡口大學教授）</p>' }, []],
  [en('Jane Sample'), ['Jane Sample']],
  [en('Dr. Jane Sample'), ['Jane Sample']],
  [en('By Jane Sample of Ferry Voice'), ['Jane Sample']],
  [en('By Jane Sample / Ferry Voice'), ['Jane Sample']],
  [en('By Jane Sample Updated Nov 20, 2026'), ['Jane Sample']],
  [en('Nov 20, 2026  Source: Ferry Voice  By Jane Sample'), ['Jane Sample']],
  [en('By Jane Sample with additional reporting by John Probe'), ['Jane Sample']],
  [en('Jane Sample, Maple Post'), ['Jane Sample']],
  [en('Posted on 7 November 2026 by Rosa Sample'), ['Rosa Sample']],
  [en('<a href="https://jotter.example/@lena">Lena Sample</a>'), ['Lena Sample']],
  [en('<span data-testid="byline">Ulla Sample</span>'), ['Ulla Sample']],
  [
    en('<span itemprop="author" itemscope><meta itemprop="name" content="Jane Sample"></span>'),
    ['Jane Sample'],
  ],
  [en('<span class="p-author h-card">Jane Sample</span>'), ['Jane Sample']],
  [en('By Editorial Board'), []],
  [en('By Ferry Voice'), []],
  [en('Climate Change'), []],
  [{ language: 'en', head: 'Energy Storage • Nov 20, 2026' }, []],
  [{ language: 'en', head: 'Ferry County | Nov 20, 2026' }, []],
  [{ language: 'en', meta: '<meta name="author" content="Ferry Voice Staff">' }, []],
  [
    {
      language: 'en',
      meta: '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Sample">',
    },
    ['Jane Sample'],
  ],
  [
    ld([
      { '@type': 'Person', name: 'Jane Sample' },
      { '@type': 'Organization', name: 'Maple Trust' },
    ]),
    ['Jane Sample'],
  ],
  [ld({ '@type': 'Person', givenName: 'Jane', familyName: 'Sample' }), ['Jane Sample']],
  [ld({ '@list': [{ '@type': 'Person', name: 'Jane Sample' }] }), ['Jane Sample']],
  [ja('編集委員・三沢 遥斗 写真・大滝奈緒'), ['三沢 遥斗']],
  [ja('文・山田太郎'), ['山田太郎']],
  [ja('【山田太郎】'), ['山田太郎']],
  [ja('by 山田太郎'), ['山田太郎']],
  [ja('山田太郎（やまだ・たろう）'), ['山田太郎']],
  [ja('例新報 山田太郎'), ['山田太郎']],
  [ja('有料記事'), []],
  [{ language: 'ja', head: '地球環境 2026年11月20日 18:10' }, []],
  [{ language: 'ja', head: '社会 | 2026年11月20日' }, []],
  [ko('글 홍길동'), ['홍길동']],
  [ko('By 홍길동'), ['홍길동']],
  [ko('홍길동 환경전문기자'), ['홍길동']],
  [ko('사진 홍길동 기자'), []],
  [{ head: '2026-11-20 记者：车样本/文 卫样/图' }, ['车样本']],
  [{ head: '2026-11-20 车样本/文 卫样/摄影' }, ['车样本']],
  [{ head: '2026-11-20 作者：[英] 安妮·例 　译者：袁样' }, ['安妮·例']],
  [{ head: '2026-11-20 作者：（德国）林小例' }, ['林小例']],
  [{ language: 'zh-TW', head: '2026-11-20 文︰凌樣薇 圖︰受訪者' }, ['凌樣薇']],
  [{ lead: '<p>采访并文 ◎ 木子样</p><p>整理 ◎ 袁样本</p>' }, ['木子样']],
  [{ lead: '<p>文 ● 林小例</p>' }, ['林小例']],
  [{ lead: '<p>口述：柴师傅　整理：林小例</p>' }, ['林小例']],
  [{ head: '<p><a href="/a/x">林小例</a> 报道</p><p>2026-11-20</p>' }, ['林小例']],
  [{ head: '<p>令狐样本专栏</p><p>2026-11-20</p>' }, ['令狐样本']],
  [{ head: '<p>独家报道</p><p>2026-11-20</p>' }, []],
  [
    {
      head: '<div>扎西样本</div><div>资深记者</div><div>袁样</div><div>视觉总监</div><p>2026-11-20</p>',
    },
    ['扎西样本'],
  ],
  [
    { head: '<a href="/space/3">尉迟样本</a><span>特约撰稿人</span><span>2026-11-20</span>' },
    ['尉迟样本'],
  ],
  [
    {
      head: '<span>林小例</span><span id="profileBt"><a id="js_name">渡口观察</a></span><em></em>',
    },
    ['林小例'],
  ],
  [en('<span>Words:</span> Jane Sample <span>Photos:</span> John Probe'), ['Jane Sample']],
  [en('By Jane Sample, Photographs by John Probe'), ['Jane Sample']],
  [
    {
      language: 'en',
      end: '<p>Thyra Sample is a gardener in Northport.</p><p>— Thyra Sample</p>',
    },
    ['Thyra Sample'],
  ],
  [{ language: 'ja', lead: '<p>【潮町＝山田太郎】製糖工場は搾りかすを燃やす。</p>' }, ['山田太郎']],
  [{ language: 'ja', lead: '<p>【ロンドン＝時事】製糖工場は搾りかすを燃やす。</p>' }, []],
  [{ language: 'ja', end: '<p>（文・写真　山田太郎）</p>' }, ['山田太郎']],
  [{ language: 'ja', end: '<p>聞き手・山田　蓮／構成・佐藤さくら</p>' }, ['山田 蓮']],
  [
    ja('<span>この記事を書いた人</span><b>鳴海ひかる</b><span>記者・東部支局</span>'),
    ['鳴海ひかる'],
  ],
  [{ language: 'ko', head: '기자명 서가온 입력 2026.11.20 18:10 댓글 0' }, ['서가온']],
  [{ language: 'ko', head: '<span>서가온</span><span>입력 2026.11.20 18:10</span>' }, ['서가온']],
  [{ language: 'ko', head: '경제부 입력 2026.11.20 18:10' }, []],
])('the writers of %j', (row, expected) => {
  expect(articleOf(row).byline).toEqual(expected)
})

test('what only the data of a script names is asked where the page names nobody', () => {
  const data = `<script>var articleInfo={title:"${titles['zh-CN']}",source:"渡口日报",author:"林小例"}</script>`
  const { byline, outlet } = articleOf({ end: data })
  expect([byline, outlet?.printed]).toEqual([['林小例'], '渡口日报'])
})

test('a picture of the name behind the label is the outlet, and no picture of the text', () => {
  const head = '2026-11-20 <span class="src">来源：<img src="/logo/fd.png" alt="渡口日报"></span>'
  const { outlet, images } = articleOf({ head })
  expect([outlet?.printed, images]).toEqual(['渡口日报', []])
})

test('the portrait of a reporter is no picture of the text', () => {
  const end = '<div class="reporter"><img src="/face/12.jpg" alt="홍길동 기자"></div>'
  expect(articleOf({ language: 'ko', end }).images).toEqual([])
})

test('an h1 that holds the site is no title beside the headline', () => {
  const html = `<html lang="zh-CN"><head><title>糖厂改烧甘蔗渣 - 社会 - 渡口新闻网</title></head><body><h1>渡口新闻网</h1><h2>糖厂改烧甘蔗渣</h2>
    <div>2026-11-12</div><div><p>${texts['zh-CN']}</p><p>${texts['zh-CN'].slice(6)}</p></div></body></html>`
  const reading = parseArticle(html, context)
  expect(reading.kind === 'article' && reading.article.title).toBe('糖厂改烧甘蔗渣')
})

test.each([
  ['搜尋', '搜尋結果', '找不到符合條件的文章。'],
  [
    'お探しのページは見つかりません',
    'お探しのページは見つかりません',
    '移動または削除された可能性があります。',
  ],
  ['검색 결과', '검색 결과', '검색 결과가 없습니다.'],
  ['Seite nicht gefunden', 'Seite nicht gefunden', 'Der Artikel wurde verschoben.'],
])('%s is no article', (title, heading, text) => {
  const html = `<html><head><title>${title}</title></head><body><h1>${heading}</h1><p>${text}</p></body></html>`
  expect(parseArticle(html, context).kind).toBe('notArticle')
})

test.each(['热点排行', 'Recent Posts', '많이 본 뉴스', 'アクセスランキング'])(
  'beside a dated index the box %s is left out',
  heading => {
    const rows = [1, 2, 3, 4].map(
      n =>
        `<li><a href="/n/${n}.html">渡口糖厂第${n}号通告今天公布</a><span>2026-11-0${n}</span></li>`,
    )
    const box = [5, 6, 7].map(
      n => `<li><a href="/2026/10/0${n}/${n}.html">旧城管网改造第${n}期年底收官</a></li>`,
    )
    const html = `<html><body><h2>社会</h2><ul>${rows.join('')}</ul><div><h3>${heading}</h3><ul>${box.join('')}</ul></div></body></html>`
    expect(parseListing(html, context).links).toHaveLength(4)
  },
)

test('days in bold before their links are a list, also with the size of a file behind them', () => {
  const rows = [1, 2, 3, 4].map(
    n =>
      `<p><strong>Nov ${n}, 2026</strong> – <a href="/press/${n}">Longer route chosen</a> (PDF, 120 KB)</p>`,
  )
  const { links } = parseListing(
    `<html lang="en"><body><div>${rows.join('')}</div></body></html>`,
    context,
  )
  expect(links).toHaveLength(4)
})
