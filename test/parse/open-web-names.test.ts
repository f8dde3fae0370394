import { describe, expect, test } from 'vitest'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

/** Names of writers and outlets, and the lines around them, as other systems print them: each row is one page. */
const read = (html: string, zone = 'Asia/Shanghai') => {
  const reading = parseArticle(html, {
    url: 'https://paper.example/2026/11/c-1.html',
    now: new Date('2026-11-28T00:00:00Z'),
    zone,
    language: null,
    outlets: buildOutletTable([{ name: 'Reuters', aliases: [], hosts: [], agency: true }]),
  })
  if (reading.kind !== 'article') throw new Error(`no article: ${reading.reason}`)
  return reading.article
}

const texts = {
  'zh-CN': [
    '河口县的稻田今年改用间歇灌溉，农技站测得每亩甲烷排放比去年少了三成，收成没有变化。',
    '县里把省下来的水卖给了下游的纺织园区，合同签了五年，钱用来修渠和补贴种子。',
  ],
  en: [
    'Rice growers at the river mouth let their fields run dry twice this summer, and the farm office measured a third less methane than a year ago.',
    'The water that was saved went to a textile park downstream under a contract of five years, and pays for the ditches and for the seed.',
  ],
  ja: [
    '河口の町では今年、水田の中干しを二回に増やし、農業試験場の測定でメタンの排出が三割減った。収量は変わらなかったという。',
    '余った水は下流の繊維団地に売る契約を五年間結び、代金は水路の修繕と種もみの補助にあてる。',
  ],
  ko: [
    '하구 마을은 올해 논에서 물을 두 번 빼는 방식으로 바꾸었고 농업기술센터는 메탄 배출이 삼 할 줄었다고 밝혔다.',
    '남은 물은 하류의 섬유단지에 다섯 해 동안 팔기로 했으며 대금은 수로 보수와 종자 보조에 쓴다.',
  ],
  de: [
    'Die Reisbauern an der Mündung haben ihre Felder in diesem Sommer zweimal trockenfallen lassen, gemessen wurde ein Drittel weniger Methan als im Vorjahr.',
    'Das gesparte Wasser geht für fünf Jahre an einen Textilpark flussabwärts und bezahlt die Gräben und das Saatgut.',
  ],
}
const titles = {
  'zh-CN': '稻田少灌两次水',
  en: 'Rice fields run dry twice',
  ja: '水田の中干しを二回に',
  ko: '논물 두 번 빼기',
  de: 'Zweimal trockene Felder',
}
type Language = keyof typeof texts
const page = (language: Language, line: string, end = '', lead = '') =>
  `<html lang="${language}"><head><title>${titles[language]}</title></head><body><main><h1>${titles[language]}</h1>
   <div class="meta">${line}</div><div class="text">${lead}${texts[language].map(text => `<p>${text}</p>`).join('')}${end}</div></main></body></html>`

test.each<[Language, string, string | null]>([
  ['zh-CN', '来源：河口时报 ／ 2026-11-20', '河口时报'],
  ['zh-CN', '供稿单位：县农业农村局　供稿人：林例　2026-11-20', '县农业农村局'],
  ['zh-CN', '2026-11-20 来源：河口铁路报社（河口记者站）', '河口铁路报社'],
  ['zh-CN', '<i>2026-11-20</i><i>源自：河口农报</i>', '河口农报'],
  ['zh-CN', '来 源：河口农报　　日 期：2026-11-20', '河口农报'],
  ['zh-CN', '<i>来　　源：</i>河口农报 <i>作　　者：</i>林例', '河口农报'],
  ['en', '20 November 2026 | Source: Delta Farm Wire', 'Delta Farm Wire'],
  [
    'zh-CN',
    '<span class="q1">信源</span><i class="q2">河口晚报</i><time>2026-11-20</time>',
    '河口晚报',
  ],
  ['zh-CN', '<b>发布时间</b><span>2026-11-20</span><b>稿源</b><span>河口电台</span>', '河口电台'],
  ['zh-CN', '<a>打印</a><a>下载</a><span>2026-11-20</span>', null],
  ['zh-CN', '水源来源：上游水库 2026-11-20', null],
  ['zh-CN', '打印 收藏来源：河口农报 2026-11-20', '河口农报'],
  ['zh-CN', '2026-11-20 来源：《河口农业》2026年第3期', '河口农业'],
  ['zh-CN', '2026-11-20 转自：“河口农事”公众号，略有删改', '河口农事'],
  ['en', '<p>Courtesy of Delta Radio</p><p>20 November 2026</p>', 'Delta Radio'],
  ['en', '<p>News provided by Delta Pumps Inc</p><p>20 November 2026</p>', 'Delta Pumps Inc'],
  ['en', '<p>Photo courtesy of Delta Radio</p><p>20 November 2026</p>', null],
  [
    'de',
    '<dl><dt>Quelle</dt><dd>Deltabote</dd><dt>Datum</dt><dd>20.11.2026</dd></dl>',
    'Deltabote',
  ],
  ['zh-CN', '经费来源：县级财政 2026-11-20', null],
  ['zh-CN', '燃料來源：稻殼 2026-11-20', null],
  ['en', '20 November 2026 | Image source: Delta Farm Wire', null],
  ['de', '20.11.2026 · Quelle: Deltabote', 'Deltabote'],
  ['ko', '<span>출처 : 하구경제</span><span>2026-11-20 10:22</span>', '하구경제'],
  ['ja', '11/20(金) 10:22配信 <a href="/m">河口新報</a>', '河口新報'],
  ['ja', '<span>提供：河口新報</span><span>2026年11月20日</span>', '河口新報'],
])('%s: the outlet in %s', (language, line, expected) => {
  expect(read(page(language, line)).outlet?.printed ?? null).toBe(expected)
})

test.each<[Language, string, string | null]>([
  [
    'en',
    'This article was originally published by The Delta Ledger and is used with permission.',
    'The Delta Ledger',
  ],
  [
    'en',
    'Republished with permission from <a href="https://d.example/">Delta Ledger</a>.',
    'Delta Ledger',
  ],
  ['en', 'This story first appeared in the Delta Ledger. Sign up for its letter.', 'Delta Ledger'],
  ['en', 'Reprinted from St. Placeholder Gazette. All rights reserved.', 'St. Placeholder Gazette'],
  ['en', 'Source: Delta Farm Wire', 'Delta Farm Wire'],
  ['en', '<figure><img src="/c.png"></figure><p>Source: Delta Farm Office</p>', null],
  ['en', 'Sources: farm office, ministry', null],
  ['ko', '출처: 하구농업신문(https://h.example/)', '하구농업신문'],
  ['ko', '[출처] 하구농업신문', '하구농업신문'],
  ['ja', '配信元：河口新報', '河口新報'],
  ['en', 'This article was originally published on November 3, 2026.', null],
  ['zh-CN', '（本文转载自《河口农报》）', '河口农报'],
  ['zh-CN', '原载于《河口农报》', '河口农报'],
  ['de', 'Dieser Artikel erschien zuerst im Deltaboten.', 'Deltaboten'],
])('%s: where a text first stood: %s', (language, sentence, expected) => {
  const end = `<p>${sentence}</p>`
  expect(read(page(language, '20 November 2026', end)).outlet?.printed ?? null).toBe(expected)
})

test.each<[Language, string, string[], string[]]>([
  ['de', '<p class="autor">Ein Bericht von Hanna Beispiel und dpa</p>', ['Hanna Beispiel'], []],
  ['de', 'Von Hanna Beispiel mit AFP', ['Hanna Beispiel'], []],
  ['zh-CN', '文／河口日報 2026-11-20', [], []],
  ['ja', '2026年11月20日 12時00分　<span>河口タイムス</span>', [], []],
  ['de', '<p class="autor">Das Gespräch führte Timo Muster</p>', ['Timo Muster'], []],
  ['de', '<p class="autor">Text: Timo Muster | Fotos: Eva Probe</p>', ['Timo Muster'], []],
  [
    'en',
    '<div class="byline-wrapper"><a href="https://sub.example/@ann">Ann Placeholder</a><div>Oct 27, 2026</div><button>Follow</button></div>',
    ['Ann Placeholder'],
    [],
  ],
  ['ko', '<span>하구경제</span> | <span>입력 2026.11.20. 오전 7:30</span>', [], []],
  ['zh-CN', '2026-11-20 作者：admin', [], []],
  ['zh-CN', '2026-11-20 作者：Administrator', [], []],
  [
    'zh-CN',
    '<span>撰文｜林例</span><span>编辑｜何样</span><span>2026-11-20</span>',
    ['林例'],
    ['何样'],
  ],
  [
    'zh-CN',
    '<i class="a">作者:林例</i><i class="b">责编:何样</i><i class="c">2026-11-20</i>',
    ['林例'],
    ['何样'],
  ],
  ['zh-CN', '<dl><dt>撰文</dt><dd>林例</dd><dt>责编</dt><dd>何样</dd></dl>', ['林例'], ['何样']],
  ['zh-CN', '河口日报记者 林例 责编 何样 2026-11-20', ['林例'], ['何样']],
  ['zh-CN', '採訪・攝影／林小例 2026-11-20', ['林小例'], []],
  ['zh-CN', '撰文、图片／林小例 2026-11-20', ['林小例'], []],
  ['en', 'By ANN PLACEHOLDER, Delta Broadcast Corp', ['ANN PLACEHOLDER'], []],
  ['en', 'By ANN PLACEHOLDER and BEN DUMMY', ['ANN PLACEHOLDER', 'BEN DUMMY'], []],
  [
    'en',
    '<div class="author-line">Ann Placeholder <a href="mailto:a@p.example">a@p.example</a></div>',
    ['Ann Placeholder'],
    [],
  ],
  [
    'zh-CN',
    '<div class="author-box"><b>林例</b><i>农业观察人</i></div><div>2026-11-20</div>',
    ['林例'],
    [],
  ],
  ['zh-CN', '<p>文 - 林例</p><p>2026-11-20</p>', ['林例'], []],
  ['zh-CN', '<a href="/author/7">林例</a><time>2026-11-20</time>', ['林例'], []],
  ['zh-CN', '<p>（記者林小例攝）</p><p>2026-11-20</p>', [], []],
  ['en', '<p>By ANN PLACEHOLDER Senior Reporter</p>', ['ANN PLACEHOLDER'], []],
  [
    'en',
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rice fields run dry twice","author":"Delta staff reporter"}</script>',
    ['Delta staff reporter'],
    [],
  ],
  ['en', '<p>By Ann Placeholder ann@delta.example</p>', ['Ann Placeholder'], []],
  ['en', '<p>A guest commentary by Ann Placeholder</p>', ['Ann Placeholder'], []],
  ['ja', '取材・文／見本一郎　撮影／仮名二郎', ['見本一郎'], []],
  ['ja', '<p>論説委員　見本一郎</p>', ['見本一郎'], []],
  ['ja', '<p>科学部・見本一郎記者</p>', ['見本一郎'], []],
  ['ja', '<p>ソウル＝見本一郎</p>', ['見本一郎'], []],
  ['ko', '<p>김예시 대표는 기자 회견에서 말했다.</p>', [], []],
  ['ko', '김예시 박본보 기자 2026-11-20 10:22', ['김예시', '박본보'], []],
  ['zh-CN', '供稿单位：县农业农村局　供稿人：林例　2026-11-20', ['林例'], []],
  [
    'en',
    '<div class="author-box"><b class="author-name">Ann Placeholder</b><i class="author-title">Water and Farming Correspondent</i><i class="author-location">Delta Town</i></div>',
    ['Ann Placeholder'],
    [],
  ],
  [
    'ja',
    '<span>2026.11.20</span><span>文：見本一郎</span><span>写真：仮名二郎</span>',
    ['見本一郎'],
    [],
  ],
])('%s: writers and editors of %s', (language, line, writers, editors) => {
  const article = read(page(language, line))
  expect([article.byline, article.editors]).toEqual([writers, editors])
})

test.each<[Language, string, string[]]>([
  [
    'en',
    '<footer>Posted by <a href="https://p.example/1">Ann Placeholder</a> at 08:12</footer>',
    ['Ann Placeholder'],
  ],
  ['zh-CN', '<p>（譯者：宋例／核稿：何样）</p>', []],
  ['ja', '<p>［見本一郎、仮名花子］</p>', ['見本一郎', '仮名花子']],
  ['ja', '<p>――見本一郎</p>', ['見本一郎']],
  [
    'en',
    '<p>Reporting by Ann Placeholder in Delta Town and Ben Dummy; Editing by Cy Other</p>',
    ['Ann Placeholder', 'Ben Dummy'],
  ],
])('%s: who signs below the text: %s', (language, end, writers) => {
  const { byline, text } = read(page(language, '2026-11-20', `</div>${end}<div>`))
  expect(byline).toEqual(writers)
  expect(text).toBe(texts[language].join('\n'))
})

test.each([
  ['（中央社倫敦20日綜合外電報導）', '中央社'],
  ['DELTA TOWN, Nov 20 (Reuters) - ', 'Reuters'],
])('a dateline with its day names the agency: %s', (dateline, expected) => {
  const language = expected === 'Reuters' ? 'en' : 'zh-CN'
  const html = page(language, '2026-11-20').replace(
    texts[language][0]!,
    `${dateline}${texts[language][0]}`,
  )
  expect(read(html).outlet?.printed).toBe(expected)
})

test('the date in what a script knows of its page is the page’s, in what it knows of its server not', () => {
  const withScript = (name: string) =>
    page(
      'zh-CN',
      '',
      `<script>window.${name} = { id: 7, pubtime: "2026-11-20 11:12:13" };</script>`,
    )
  const said = { at: new Date('2026-11-20T03:12:00Z') }
  expect(read(withScript('PAGE_CONFIG')).published).toMatchObject(said)
  expect(read(withScript('SERVER_CONFIG')).published).toBeNull()
})

describe('pictures whose box has a name of furniture', () => {
  test.each([
    ['<figure class="media related-image"><img src="/m/hall.jpg" width="1200"></figure>', 1],
    [
      '<div class="popup-gallery"><a href="/m/hall.jpg"><img src="/m/hall-s.jpg" width="900"></a></div>',
      1,
    ],
    [
      '<figure class="related-teaser"><a href="/a/2.html"><img src="/m/hall.jpg" width="300"></a></figure>',
      0,
    ],
    ['<figure class="advert"><img src="/m/hall.jpg" width="1200"></figure>', 0],
  ])('%s', (box, count) => {
    const html = page('en', '20 November 2026').replace('</p><p>', `</p>${box}<p>`)
    expect(read(html).images).toHaveLength(count)
  })
})

test('a title of Chinese characters and kana is no Japanese name', () => {
  expect(read(page('ja', '2026年11月20日')).byline).toEqual([])
})

test('on the page of a public account whoever signs is the writer, by any name, and the account is not', () => {
  const account = (author: string) =>
    `<html><head><title>稻田少灌两次水</title><meta name="author" content="${author}"></head><body>
     <h1 id="activity-name">稻田少灌两次水</h1><a id="js_name">河口农事</a><div id="js_content">${texts['zh-CN'].map(text => `<p>${text}</p>`).join('')}</div></body></html>`
  expect(read(account('阿禾')).byline).toEqual(['阿禾'])
  expect(read(account('河口农事')).byline).toEqual([])
})

test('names and dates that JSON-LD writes as value objects are read', () => {
  const data = {
    '@type': 'NewsArticle',
    headline: [{ '@value': titles.en, '@language': 'en' }],
    datePublished: { '@type': 'xsd:dateTime', '@value': '2026-11-20T06:30:00Z' },
    author: { '@type': 'Person', name: { '@value': 'Ann Placeholder' } },
  }
  const html = page('en', '').replace(
    '</head>',
    `<script type="application/ld+json">${JSON.stringify(data)}</script></head>`,
  )
  const { byline, published } = read(html)
  expect(byline).toEqual(['Ann Placeholder'])
  expect(published).toMatchObject({ at: new Date('2026-11-20T06:30:00Z') })
})

describe('what stands inside the heading and is no part of the title', () => {
  test.each([
    '<br><span>2026-11-20 10:22　来源：河口时报　点击：<i>12</i></span>',
    '<small>来源：河口时报</small>',
    '<time datetime="2026-11-20">2026年11月20日</time>',
    '<em class="date">2026-11-20</em>',
  ])('%s', inside => {
    const html = page('zh-CN', '').replace('</h1>', `${inside}</h1>`)
    expect(read(html).title).toBe('稻田少灌两次水')
  })

  test('a day in brackets is', () => {
    const html = page('zh-CN', '').replace('</h1>', '<span>（11月20日）</span></h1>')
    expect(read(html).title).toContain('稻田少灌两次水')
  })
})

test('a heading that goes on where <title> was cut off is the title', () => {
  const html = `<html lang="zh-CN"><head><title>关于稻田间歇灌溉技术</title></head><body><div><h3>关于稻田间歇灌溉技术推广的通知</h3>
    <p>2026-11-20</p>${texts['zh-CN'].map(text => `<p>${text}</p>`).join('')}</div></body></html>`
  expect(read(html).title).toBe('关于稻田间歇灌溉技术推广的通知')
})

describe('lines of the page behind the text', () => {
  test.each<[Language, string]>([
    ['zh-CN', '<p>◎延伸阅读：<a href="/2">河口县修渠</a></p><p>加入好友，看更多在地新闻</p>'],
    ['ja', '<p>▼あわせて読みたい</p><ul><li><a href="/1">河口の用水路</a></li></ul>'],
    ['de', '<p>Teilen auf Facebook</p>'],
    ['ja', '<p>この記事は有料会員限定です。残り812文字</p>'],
    ['ko', '<p>저작권자 ⓒ 하구신문, 무단 전재 및 재배포 금지</p><p>제보는 카카오톡 hagu</p>'],
  ])('%s: %s', (language, end) => {
    expect(read(page(language, '2026-11-20 10:22', end)).text).toBe(texts[language].join('\n'))
  })
})

test('files behind the text whose addresses tell nothing are its annexes', () => {
  const attached = `</div><div id="vote"></div><ul class="attach"><li>附件【<a href="/download.jsp?wbfileid=88A1">灌溉规程.pdf</a>】已下载<span>3</span>次</li></ul><div>`
  const { text, related } = read(page('zh-CN', '2026-11-20', attached))
  expect(text).toContain('灌溉规程.pdf')
  expect(related).toEqual([])
})

test('a weekly digest of linked headlines keeps them beside one sentence of its own', () => {
  const rows = ['a', 'b', 'c', 'd']
    .map(
      host =>
        `<li><a href="https://${host}.test/1">The delta pays its growers, part ${host}</a></li>`,
    )
    .join('')
  const html = `<html lang="en"><head><title>The week in water</title></head><body><article><h1>The week in water</h1><p>20 November 2026</p>
    <div class="post-content"><p>Here is what caught our eye this week in water, rice and seed.</p><ul>${rows}</ul><p>See you next Friday, and thanks to all who wrote.</p></div></article></body></html>`
  const { text } = read(html)
  expect(text).toContain('part a')
  expect(text).toContain('See you next Friday')
})

test('two articles side by side are two, though the second has the longer text under a lower heading', () => {
  const html = `<html lang="de"><head><title>Wehr geöffnet</title></head><body>
    <article class="full"><h1>Wehr geöffnet</h1><p class="date">20.11.2026</p><div class="article-text"><p>Das Wehr an der Mündung steht seit Freitag wieder offen.</p></div></article>
    <article class="full"><h2>Zweimal trockene Felder</h2><p class="date">19.11.2026</p><div class="article-text">${[...texts.de, ...texts.de].map(text => `<p>${text}</p>`).join('')}</div></article></body></html>`
  const { text } = read(html, 'Europe/Berlin')
  expect(text).toContain('wieder offen')
  expect(text).not.toContain('Reisbauern')
})

test('writers that a library’s meta names with the family first', () => {
  const named = (key: string, ...names: string[]) =>
    page('en', '20 November 2026').replace(
      '</head>',
      `${names.map(name => `<meta name="${key}" content="${name}">`).join('')}</head>`,
    )
  const both = ['Ann Placeholder', 'Ben Dummy']
  expect(read(named('citation_author', 'Placeholder, Ann', 'Dummy, Ben')).byline).toEqual(both)
  expect(read(named('DC.creator', 'Placeholder, Ann; Dummy, Ben')).byline).toEqual(both)
  expect(read(named('author', 'Ann Placeholder, Ben Dummy')).byline).toEqual(both)
})

test('credits in a list of other articles below the text are theirs', () => {
  const rows = ['河口农报', '下游晚报', '上游新闻']
    .map(
      (house, at) =>
        `<li><a href="/a/${at}.html">纺织园区签下五年用水合同${at}</a> <span>来源：${house}</span></li>`,
    )
    .join('')
  const { outlet } = read(page('zh-CN', '2026-11-20', `</div><ul class="x9">${rows}</ul><div>`))
  expect(outlet).toBeNull()
})
