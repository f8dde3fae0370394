import { expect, test } from 'vitest'
import type { OutletEntry } from '../../src/model/outlet.ts'
import { type Language, readMillPage, texts, titles } from './mill-page.ts'

/** Where pages say which publication a text comes from: each row is one page, its line under the title, its first and its last line. */
type Row = {
  head?: string
  lead?: string
  end?: string
  meta?: string
  language?: Language
}

const outlets: OutletEntry[] = [
  { name: 'Reuters', aliases: ['The Example Wire'], hosts: [], agency: true },
  { name: '例华社', aliases: ['例华财经'], hosts: [], agency: true },
]

function outletOf({ head = '', lead = '', end = '', meta = '', language = 'zh-CN' }: Row) {
  const paragraphs = texts[language].map(text => `<p>${text}</p>`).join('')
  const html = `<html lang="${language}"><head><title>${titles[language]}</title>${meta}</head><body>
    <ul><li><a href="/">渡口网</a></li><li><a href="/n/">能源动态</a></li></ul>
    <main><h1>${titles[language]}</h1><div class="line">${head}</div><div class="text">${lead}${paragraphs}${end}</div></main></body></html>`
  const url = 'https://ferry.example/2026/11/c-1.html'
  return readMillPage(html, { url, outlets }).outlet?.printed ?? null
}

const ld = (object: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...object })}</script>`
const article = { '@type': 'NewsArticle', headline: titles['zh-CN'] }

test.each(
  '来源 来源网站 来源机构 信息来源单位 原文来源 稿件出处 首发 首发媒体 原发 来稿单位 来文单位 信息提供 稿件提供 责任部门 发布处室'.split(
    ' ',
  ),
)('%s names the outlet', label => {
  expect(outletOf({ head: `2026-11-20 08:10 ${label}：渡口日报` })).toBe('渡口日报')
})

test.each('刊登單位 新聞提供 資料提供 責任部門 來源機構 發布處室'.split(' '))(
  '%s names the office',
  label => {
    expect(
      outletOf({ head: `<p>${label}：渡口縣環境保護局</p><p>115-11-20</p>`, language: 'zh-TW' }),
    ).toBe('渡口縣環境保護局')
  },
)

test.each<[string, Row, string | null]>([
  ['a small colon', { head: '来源﹕渡口通讯社 2026-11-20' }, '渡口通讯社'],
  ['hollow brackets', { head: '2026-11-20 〖来源：渡口发布〗 〖浏览：31〗' }, '渡口发布'],
  ['an account with its mark', { head: '<a class="from">@渡口旧影</a> 2026-11-20' }, '渡口旧影'],
  [
    'where it first stood, inside a note',
    { head: '2026-11-20', lead: '<p>编者按：本文原载《渡口》2026年第10期，略有删节。</p>' },
    '渡口',
  ],
  ['whoever supplied it', { head: '2026-11-20 農樣社 提供', language: 'zh-TW' }, '農樣社'],
  ['whoever supplied pictures', { head: '2026-11-20 图片由渡口日报提供' }, null],
  [
    'an upright colon',
    { head: '來源︰渡口財經通訊社 · 2026-11-20', language: 'zh-TW' },
    '渡口財經通訊社',
  ],
  [
    'From and an office',
    {
      head: '<p>From: <a href="/o/1">Department for Ferries</a></p><p>20 November 2026</p>',
      language: 'en',
    },
    'Department for Ferries',
  ],
  [
    'a publisher',
    { head: '<p>Publisher: Maple Council</p><p>20 November 2026</p>', language: 'en' },
    'Maple Council',
  ],
  [
    'an agency with its initials',
    {
      head: '<div class="agency"><abbr>MPA</abbr> <span>Maple Press Association</span></div>',
      language: 'en',
    },
    'Maple Press Association',
  ],
  [
    'the paper that holds it',
    { meta: '<meta name="citation_journal_title" content="The Maple Herald">', language: 'en' },
    'The Maple Herald',
  ],
  [
    'a staff',
    { head: '<p>By Maple Gazette Staff</p><p>Nov 20, 2026</p>', language: 'en' },
    'Maple Gazette',
  ],
  [
    'a sign beside the name',
    {
      head: '<p><img src="/l.svg" alt="Maple Markets logo"> <a href="/p/m">Maple Markets</a> · Nov 20, 2026</p>',
      language: 'en',
    },
    'Maple Markets',
  ],
  [
    'whoever provided it, at the end',
    {
      end: '<p>Provided by <a href="https://u.example">University of the Ferry</a></p>',
      language: 'en',
    },
    'University of the Ferry',
  ],
  [
    'what a Korean text closes with',
    { head: '2026.11.20', end: '<p>&lt;자료출처=나루누리(www.n.example)&gt;</p>', language: 'ko' },
    '나루누리',
  ],
  ['a label in brackets', { head: '2026-11-20 【来源】渡口日报 【作者】林例' }, '渡口日报'],
  ['square brackets', { head: '2026-11-20 [来源]渡口日报 [字体：大 中 小]' }, '渡口日报'],
  ['a dot behind the label', { head: '<p>来源 · 渡口日报</p><p>2026-11-20</p>' }, '渡口日报'],
  ['a dash behind the label', { head: '<p>来源—渡口日报</p><p>2026-11-20</p>' }, '渡口日报'],
  ['no mark behind the date', { head: '2026-11-20 08:10 来源于渡口日报' }, '渡口日报'],
  ['an empty label', { head: '2026-11-20 08:10 来源： 作者： 点击：33' }, null],
  ['an empty label before figures', { head: '2026-11-20 08:10 来源： 点击数：33' }, null],
  ['an element', { head: '<span class="from">来自 渡口日报</span> 2026-11-20' }, '渡口日报'],
  [
    'an account',
    { head: '<a href="/u/1">渡口日报</a> 官方账号 <span>2026-11-20</span> <span>关注</span>' },
    '渡口日报',
  ],
  ['an account named so', { head: '来源：微信公众号：渡口观察 2026-11-20' }, '渡口观察'],
  [
    'a house where writers are',
    { head: '<div class="author"><a>渡口日报</a></div><div>2026-11-20 08:10 发布于 江城</div>' },
    '渡口日报',
  ],
  ['a section of the site', { head: '2026-11-20 08:10 能源动态' }, null],
  ['a section of two characters', { head: '2026-11-20 08:10 能源 评论 0' }, null],
  ['brackets at the end', { head: '2026-11-20', end: '<p>（渡口日报）</p>' }, '渡口日报'],
  [
    'brackets with a reporter',
    { head: '2026-11-20', end: '<p>（渡口日报 记者林例）</p>' },
    '渡口日报',
  ],
  ['an agency at the end', { head: '2026-11-20', end: '<p>（据例华社电）</p>' }, '例华社'],
  ['a bracket that is no house', { head: '2026-11-20', end: '<p>（完）</p>' }, null],
  [
    'where it first stood',
    { head: '2026-11-20', end: '<p>（原载《渡口日报》2026年11月19日）</p>' },
    '渡口日报',
  ],
  [
    'an account it first stood in',
    { head: '2026-11-20', end: '<p>本文首发于微信公众号：渡口观察。文章仅代表作者观点。</p>' },
    '渡口观察',
  ],
  [
    'leave to reprint',
    { head: '2026-11-20', end: '<p>※本文由《渡口週刊》授權轉載</p>', language: 'zh-TW' },
    '渡口週刊',
  ],
  [
    'what labels mean',
    { head: '2026-11-20', end: '<p>凡注明“来源：渡口网”的作品，未经授权不得转载。</p>' },
    null,
  ],
  [
    'a dateline of a paper',
    { head: '2026-11-20', lead: '<p>渡口日报讯（记者林例）糖厂改烧蔗渣。</p>' },
    '渡口日报',
  ],
  [
    'a dateline in brackets',
    { head: '2026-11-20', lead: '<p>【渡口能源网讯】糖厂改烧蔗渣。</p>' },
    '渡口能源网',
  ],
  [
    'a known wire before its day',
    { head: '2026-11-20', lead: '<p>例华财经江城11月20日电（记者林例）糖厂改烧蔗渣。</p>' },
    '例华财经',
  ],
  [
    'a dateline is no neighbour of its day',
    { head: '2026-11-20', lead: '<p>例华社江城11月20日电 题：糖厂</p>' },
    '例华社',
  ],
  ['this paper', { head: '2026-11-20', lead: '<p>本报讯（记者林例）糖厂改烧蔗渣。</p>' }, null],
  [
    'a meta',
    { head: '2026-11-20', meta: '<meta name="original-source" content="渡口日报">' },
    '渡口日报',
  ],
  [
    'an address in a meta',
    { head: '2026-11-20', meta: '<meta name="source" content="www.ferry.example">' },
    null,
  ],
  [
    'an organisation',
    { head: '2026-11-20', meta: ld({ ...article, sourceOrganization: { name: '渡口日报' } }) },
    '渡口日报',
  ],
  [
    'an organisation by reference',
    {
      head: '2026-11-20',
      meta: ld({
        '@graph': [
          { ...article, sourceOrganization: { '@id': '#s' } },
          { '@type': 'Organization', '@id': '#s', name: '渡口日报' },
        ],
      }),
    },
    '渡口日报',
  ],
  [
    'the work it stands on',
    {
      head: '2026-11-20',
      meta: ld({
        ...article,
        isBasedOn: { '@type': 'NewsArticle', publisher: { name: '渡口日报' } },
      }),
    },
    '渡口日报',
  ],
  [
    'the site as its own source',
    {
      head: '2026-11-20',
      meta: ld({
        ...article,
        publisher: { name: '渡口网' },
        sourceOrganization: { name: '渡口网' },
      }),
    },
    null,
  ],
  [
    'a release',
    { head: 'Nov 20, 2026', end: '<p>SOURCE Ferry Sugar Inc.</p>', language: 'en' },
    'Ferry Sugar Inc.',
  ],
  [
    'a dash',
    { head: '<p>Nov 20, 2026</p><p>Source - Ferry Post</p>', language: 'en' },
    'Ferry Post',
  ],
  [
    'the next label',
    { head: '<p>Source: Ferry Post Published: 2026/11/20 8:10:11</p>', language: 'en' },
    'Ferry Post',
  ],
  [
    'a wire alone',
    { head: '<p>By The Example Wire</p><p>Nov 20, 2026</p>', language: 'en' },
    'The Example Wire',
  ],
  [
    'a paper beside its writer',
    { head: '<p>By Ann Sample | Ferry Daily | Updated: 2026-11-20 08:10</p>', language: 'en' },
    'Ferry Daily',
  ],
  [
    'an element named source',
    {
      head: '<p><span class="source">Ferry Post</span> <span>Nov 20, 2026</span></p>',
      language: 'en',
    },
    'Ferry Post',
  ],
  [
    'a bracketed wire',
    {
      head: 'Nov 20, 2026',
      lead: '<p>FERRYTON, Nov. 20, 2026 (EXAMPLE NEWSWIRE) -- The mill burns fibre.</p>',
      language: 'en',
    },
    'EXAMPLE NEWSWIRE',
  ],
  [
    'a slashed wire',
    {
      head: 'Nov 20, 2026',
      lead: '<p>FERRYTON, Nov. 20, 2026 /ExampleWire/ -- The mill burns fibre.</p>',
      language: 'en',
    },
    'ExampleWire',
  ],
  [
    'whose figures they are',
    { head: 'Nov 20, 2026', end: '<p>Source: authors’ calculations</p>', language: 'en' },
    null,
  ],
  [
    '記事提供',
    { head: '<p>2026年11月20日 18:10</p><p>記事提供：例経済新聞</p>', language: 'ja' },
    '例経済新聞',
  ],
  [
    'beside the date',
    { head: '<p>例経済新聞 2026年11月20日 18時10分</p>', language: 'ja' },
    '例経済新聞',
  ],
  [
    'thick brackets at the end',
    { head: '2026年11月20日', end: '<p>【例通信】</p>', language: 'ja' },
    '例通信',
  ],
  [
    'からの転載',
    {
      head: '2026年11月20日',
      end: '<p>※この記事は「例オンライン」からの転載です</p>',
      language: 'ja',
    },
    '例オンライン',
  ],
  [
    'a wire in brackets',
    {
      head: '2026年11月20日',
      lead: '<p>[江都 20日 ロイター] - 工場は搾りかすを燃やす。</p>',
      language: 'ja',
    },
    'ロイター',
  ],
  [
    '보도자료 제공',
    { head: '<p>2026.11.20 18:10</p><p>보도자료 제공: 나루신문</p>', language: 'ko' },
    '나루신문',
  ],
  ['beside the date', { head: '<p>나루신문 | 2026.11.20 18:10</p>', language: 'ko' }, '나루신문'],
  [
    'pointed brackets',
    { head: '2026.11.20', end: '<p>&lt;출처: 나루신문&gt;</p>', language: 'ko' },
    '나루신문',
  ],
  [
    'place and agency',
    {
      head: '2026.11.20',
      lead: '<p>(나루=예시통신) 홍길동 기자 = 공장은 찌꺼기를 태운다.</p>',
      language: 'ko',
    },
    '예시통신',
  ],
])('the outlet by %s: %j', (_, row, expected) => {
  expect(outletOf(row)).toBe(expected)
})
