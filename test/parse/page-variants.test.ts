import { describe, expect, test } from 'vitest'
import type { OutletEntry } from '../../src/model/outlet.ts'
import { dayIn } from '../../src/text/zone.ts'
import { type Language, readMillPage, texts, titles } from './mill-page.ts'

/** The same habits of pages in other tags, words and languages: each row is one invented page. */
type Page = {
  head?: string
  heading?: string
  tag?: string
  meta?: string
  lead?: string
  end?: string
  behind?: string
  body?: string
}

function read(language: Language, parts: Page = {}, outlets: OutletEntry[] = []) {
  const title = titles[language]
  const { head = '', heading = `<h1>${title}</h1>`, tag = title, meta = '' } = parts
  const inner = `${parts.lead ?? ''}${texts[language].map(text => `<p>${text}</p>`).join('')}${parts.end ?? ''}`
  const html = `<html lang="${language}"><head><title>${tag}</title>${meta}</head><body>${heading}
    <div class="line">${head}</div>${parts.body ?? `<div class="text">${inner}</div>`}${parts.behind ?? ''}</body></html>`
  return readMillPage(html, { outlets })
}

describe('names of publications', () => {
  test.each<[Language, string, string]>([
    ['zh-CN', '2026-11-20 来源：[渡口网]', '渡口网'],
    ['zh-CN', '2026-11-20 来源：【渡口晚报】 点击：12', '渡口晚报'],
    ['zh-CN', '2026-11-20 来源：渡口日报 微博 微信 QQ空间', '渡口日报'],
    ['zh-CN', '2026-11-20 来源：渡口日报 听新闻', '渡口日报'],
    ['zh-CN', '<b>来源</b><i>渡口网</i><b>时间</b><i>2026-11-20</i>', '渡口网'],
    ['zh-CN', '编发单位：渡口镇政府 2026-11-20', '渡口镇政府'],
    ['zh-TW', '發稿機構：渡口港務局 2026-11-20', '渡口港務局'],
    ['zh-TW', '公佈單位：渡口港務局 115-11-20', '渡口港務局'],
    ['ja', '2026年11月20日 10:30 配信：渡口新聞 コメント12件', '渡口新聞'],
    ['ja', '2026年11月20日 提供：渡口新報 印刷', '渡口新報'],
    ['ko', '출처 : 나루일보 댓글 3 2026.11.20', '나루일보'],
  ])('end where the next thing of their line begins: %s %s', (language, head, outlet) => {
    expect(read(language, { head }).outlet?.printed).toBe(outlet)
  })
})

test.each<[string, string | undefined]>([
  ['【渡口社記者林小例台北二十日電】', '渡口社'],
  ['〔中央社〕', '中央社'],
  ['〔中間地〕', undefined],
])('the dateline %s names its agency', (lead, outlet) => {
  const entry = { name: '中央社', aliases: [], hosts: [], agency: true }
  const [first, second] = texts['zh-TW']
  const page = read('zh-TW', { body: `<div><p>${lead}${first}</p><p>${second}</p></div>` }, [entry])
  expect(page.outlet?.printed).toBe(outlet)
})

test('where the account logged in behind its date is no publication', () => {
  expect(read('zh-CN', { head: '<em>2026-11-20 10:30</em><em>渡口省</em>' }).outlet).toBeNull()
})

describe('writers', () => {
  test.each<[Language, Page, string[]]>([
    ['zh-TW', { head: '2026-11-20 文／Jonas Probe、王小樣' }, ['Jonas Probe', '王小樣']],
    ['zh-CN', { head: '2026-11-20 作者：王样本、扎西例木' }, ['王样本', '扎西例木']],
    ['zh-CN', { end: '<p>供稿：王样本、格桑例木 审核：李例</p>' }, ['王样本', '格桑例木']],
    ['zh-CN', { end: '<p>渡口台记者丨王样本 李例</p>' }, ['王样本', '李例']],
    ['zh-CN', { end: '<p>（本报记者王样本采写）</p>' }, ['王样本']],
    ['zh-TW', { lead: '<p>渡口中心／林小例 陳大樣報導</p>' }, ['林小例', '陳大樣']],
    [
      'en',
      { head: '<em>by</em><strong>Ann Sample</strong><em>&amp;</em><strong>Tom Probe</strong>' },
      ['Ann Sample', 'Tom Probe'],
    ],
    [
      'en',
      {
        head: '<div class="author"><span>Ann Sample</span><span>Partner, Climate Practice</span></div>',
      },
      ['Ann Sample'],
    ],
    ['de', { head: '<p class="autor">Jana Muster, Leiterin Wirtschaft</p>' }, ['Jana Muster']],
    [
      'fr',
      { head: '<p class="auteur">Jeanne Exemple, directrice de la rédaction</p>' },
      ['Jeanne Exemple'],
    ],
    [
      'en',
      {
        meta: '<meta name="citation_author" content="Boone, Jr., Arthur"><meta name="citation_author" content="Sample, Ann">',
      },
      ['Arthur Boone Jr.', 'Ann Sample'],
    ],
    [
      'en',
      { meta: '<meta name="citation_author" content="Boone III, Arthur">' },
      ['Arthur Boone III'],
    ],
    [
      'zh-TW',
      { lead: '<p>〔記者林小例／南澳報導〕今天上午的會議通過新辦法，縣府明年起補助。</p>' },
      ['林小例'],
    ],
    [
      'zh-TW',
      { lead: '<p>【記者林小例、陳大樣／旗津報導】今天上午的會議通過新辦法，縣府明年起補助。</p>' },
      ['林小例', '陳大樣'],
    ],
    ['zh-CN', { end: '<p>文字记者：王样本</p><p>摄影记者：李例</p>' }, ['王样本']],
    ['ko', { head: '2026.11.20', end: '<p>홍길동 (hong@ferry.example)</p>' }, ['홍길동']],
    ['ja', { head: '【鈴木花子】2026年11月20日' }, ['鈴木花子']],
    ['ja', { head: '2026年11月20日 科学環境部 鈴木花子、佐藤一郎' }, ['鈴木花子', '佐藤一郎']],
    [
      'en',
      { head: '<p>Ann Sample and Tom Probe in Northport</p><p>November 20, 2026</p>' },
      ['Ann Sample', 'Tom Probe'],
    ],
    ['de', { head: 'Jana Muster (dpa) | 20.11.2026, 10:30 Uhr' }, ['Jana Muster']],
    ['de', { head: '<p>Von Jana Muster aus Musterstadt</p><p>20.11.2026</p>' }, ['Jana Muster']],
    ['fr', { head: 'Jeanne Exemple (avec AFP) - Publié le 20 novembre 2026' }, ['Jeanne Exemple']],
  ])('are all named, and nobody else: %s %j', (language, parts, names) => {
    expect(read(language, parts).byline).toEqual(names)
  })

  test.each<[Language, Page, string[]]>([
    [
      'ko',
      {
        body: `<div><p>${texts.ko[0]}</p><p><img src="/1.jpg"></p><p>▲ 제당 공장. 사진=김철수 기자</p><p>${texts.ko[1]}</p></div>`,
      },
      [],
    ],
    [
      'zh-CN',
      {
        head: '2026-11-20 作者：王样本',
        behind:
          '<div class="more"><h3>相关阅读</h3><ul><li><a href="/1">另一篇文章的标题在这里</a> 记者 李例</li></ul></div>',
      },
      ['王样本'],
    ],
    [
      'ko',
      {
        head: '홍길동 기자 2026.11.20',
        behind: '<ul><li><a href="/1">다른 기사의 제목이 여기에 나온다</a> 김보기 기자</li></ul>',
      },
      ['홍길동'],
    ],
    [
      'en',
      {
        heading:
          '<div><h3>Opinion</h3><ul><li><a href="/o/1">A cap that bites</a> <a rel="author" href="/by/cy">Cy Otherton</a></li><li><a href="/o/2">Marsh or mirage</a> <a rel="author" href="/by/bo">Bo Elsewhere</a></li></ul></div><h1>Mill burns cane fibre</h1>',
        head: '<p class="byline">By <a rel="author" href="/by/ann">Ann Sample</a></p>',
      },
      ['Ann Sample'],
    ],
    [
      'de',
      {
        heading:
          '<ul><li><a href="/k/1">Ein Deckel, der greift</a> <span class="author">Karl Probe</span></li><li><a href="/k/2">Moor oder Trugbild</a> <span class="author">Ida Modell</span></li></ul><h1>Mühle verbrennt Rohrfasern</h1>',
        head: '20.11.2026',
      },
      [],
    ],
  ])('of pictures and of other stories did not write this one: %s %j', (language, parts, names) => {
    expect(read(language, parts).byline).toEqual(names)
  })
})

describe('dates', () => {
  const dayOf = ({ published }: ReturnType<typeof read>) =>
    published &&
    (published.precision === 'day' ? published.day : dayIn('Asia/Shanghai', published.at))
  test.each<[Page, string]>([
    [{ head: '今年11月21日' }, '2026-11-21'],
    [{ head: '本年十一月二十一日 渡口网' }, '2026-11-21'],
    [{ end: '<p>完</p><div>2026年11月20日（星期五）<br>香港時間9時5分</div>' }, '2026-11-20'],
    [
      { end: '<p>完<br><br>２０２６年１１月６日（星期五）<br>香港時間１１時２０分</p>' },
      '2026-11-06',
    ],
    [
      {
        heading:
          '<div><span>2026</span>\n<span>11</span>\n<span>10</span><h1>糖厂改烧甘蔗渣</h1></div>',
      },
      '2026-11-10',
    ],
    [{ heading: '<p>2026</p><p>11</p><p>10</p><h1>糖厂改烧甘蔗渣</h1>' }, '2026-11-10'],
    [{ end: '<p>完</p><p>2026年11月20日（星期五）</p><p>香港時間19時正</p>' }, '2026-11-20'],
    [{ head: '<span>20</span><span>Nov</span><span>2026</span>' }, '2026-11-20'],
    [{ head: '<div>Nov</div><div>20</div><div>2026</div>' }, '2026-11-20'],
    [{ head: '<div>20</div><div>November 2026</div>' }, '2026-11-20'],
    [{ head: '<span>2026</span><span>11.20</span><span>15:15</span>' }, '2026-11-20'],
  ])('of this year and of releases: %j', (parts, day) => {
    expect(dayOf(read('zh-CN', parts))).toBe(day)
  })
})

describe('the label of a date', () => {
  const minutes = ({ published, modified }: ReturnType<typeof read>) =>
    [published, modified].map(date =>
      date?.precision === 'minute' ? date.at.toISOString().slice(0, 16) : null,
    )
  test.each<[Language, string]>([
    ['zh-CN', '2026-11-19 09:00发布 2026-11-20 10:30更新'],
    ['ja', '2026/11/19 09:00 (2026/11/20 10:30 更新)'],
    ['ja', '2026年11月19日 09:00公開 2026年11月20日 10:30更新'],
    ['ko', '<span>등록 2026-11-19 09:00</span><span>수정 2026-11-20 10:30</span>'],
    ['de', '19.11.2026, 09:00 Uhr (aktualisiert 20.11.2026, 10:30 Uhr)'],
    ['en', 'November 19, 2026 9:00 am [updated November 20, 2026 10:30 am]'],
  ])('stands before it or behind it: %s %s', (language, head) => {
    expect(minutes(read(language, { head }))).toEqual(['2026-11-19T01:00', '2026-11-20T02:30'])
  })
})

describe('lines of the text', () => {
  test.each<[Language, Page, string]>([
    [
      'zh-CN',
      { end: '<p><a href="/1">《碳排放核算办法》</a><a href="/2">《配额分配细则》</a></p>' },
      '配额分配细则',
    ],
    ['zh-CN', { end: '<p><a href="/1">《渡口镇碳排放核查机构名录》</a></p>' }, '核查机构名录'],
    [
      'ko',
      { behind: '<dl><dt>붙임</dt><dd><a href="/1.hwpx">사업 개요.hwpx</a></dd></dl>' },
      '사업 개요',
    ],
    [
      'zh-TW',
      {
        behind:
          '<div class="files"><h3>相關檔案</h3><table><tr><td>1</td><td>申請表</td><td><a href="/dl/a.odt">ODT</a> <a href="/dl/a.pdf">PDF</a></td></tr><tr><td>2</td><td>切結書</td><td><a href="/dl/b.odt">ODT</a></td></tr></table></div>',
      },
      '切結書',
    ],
    [
      'zh-CN',
      { lead: '<p>→ 详见：<a href="/n/8">渡口县抽水蓄能电站通过中间验收</a></p>' },
      '抽水蓄能电站',
    ],
    ['ko', { end: '<p>첨부파일</p><p><a href="/d?id=1">할당계획.hwp</a> (120KB)</p>' }, '할당계획'],
    [
      'zh-CN',
      { end: '<p>政策原文：<a href="/1.html">《渡口县碳市场管理办法》</a></p>' },
      '管理办法',
    ],
  ])('that name documents stay: %s %j', (language, parts, words) => {
    expect(read(language, parts).text).toContain(words)
  })

  test.each<[Language, string, string]>([
    [
      'zh-TW',
      '<div class="box"><p>加入會員，享受無限閱讀與專屬內容</p><p>立即訂閱</p></div>',
      '會員',
    ],
    [
      'de',
      '<div class="x"><p>Jetzt Abo abschließen und alle Artikel lesen: vier Wochen für 1 Euro testen.</p></div>',
      'Abo',
    ],
    [
      'ko',
      '<div><p>유료 회원이 되시면 모든 기사를 무제한으로 보실 수 있습니다. 지금 구독하세요.</p></div>',
      '구독',
    ],
    [
      'de',
      '<p>Quelle: dpa</p><p>Alle Rechte vorbehalten.</p><p>Diesen Artikel teilen</p>',
      'Rechte',
    ],
    ['fr', '<p>Cet article partager</p><p>Imprimer</p>', 'Imprimer'],
    [
      'zh-TW',
      '<p>★ 不用抽 不用搶 現在用App看新聞 保證天天中獎　<a href="/app">點我下載App</a></p><p>渡口時報版權所有，轉載必究 © Ferry</p>',
      '下載',
    ],
    ['ko', '<p>이 기사를 추천합니다</p><p>&lt;저작권자 ⓒ 나루일보, 무단전재 금지&gt;</p>', '추천'],
    ['ko', '<p>이 기사가 마음에 드셨나요?</p><p>Copyright ⓒ 나루일보</p>', '마음'],
    ['ko', '<p>▶ 카카오톡 제보</p><p>ⓒ 나루일보, 무단 전재 및 재배포 금지</p>', '카카오톡'],
    [
      'en',
      '<p>Reporting by Ann Sample; Editing by Tom Probe</p><p>Our Standards: The Ferry Principles.</p>',
      'Our Standards',
    ],
  ])('that are of the site go: %s %s', (language, end, words) => {
    expect(read(language, { end }).text).not.toContain(words)
  })

  test('of a digest are its headlines, also where nothing but links stands under the title', () => {
    const rows = [
      '渡口启动配额预分配',
      '江城港岸电收费标准今天公布',
      '两省签订绿电交易协议',
      '储能招标价格连续下降',
    ]
    const list = rows.map((row, at) => `<li><a href="/n/${at}.html">${row}</a></li>`).join('')
    const digest = read('zh-CN', {
      heading: '<h1>碳市场一周要闻</h1>',
      tag: '碳市场一周要闻',
      body: `<div class="content"><ul>${list}</ul></div>`,
    })
    for (const row of rows) expect(digest.text).toContain(row)
  })

  test('of a digest between its paragraphs stay, whatever the paragraphs weigh', () => {
    const [first, second] = texts.ja
    const row = (day: string, title: string) => `<p>■ ${day}　<a href="/k/${day}">${title}</a></p>`
    const { text } = read('ja', {
      heading: '<h1>今週の渡し場ニュースまとめ</h1>',
      tag: '今週の渡し場ニュースまとめ',
      body: `<article><p>${first}</p>${row('十日', '排出枠の取引に百社')}${row('十三日', '沖の風車が落雷で停止')}<p>${second}</p></article>`,
    })
    expect(text).toContain('排出枠の取引に百社')
    expect(text).toContain('沖の風車が落雷で停止')
  })

  test('under a next headline, in a part that is called next, are of another article', () => {
    const short = '渡口碳费试算平台今日上线，首日有三百家业者登录，环境部门表示明年二月起开放申报。'
    const other = texts['zh-CN'].map(text => `<p>${text}</p>`).join('')
    const { text } = read('zh-CN', {
      body: `<section class="story"><p>${short}</p></section><section class="next"><h2>另一则新闻的标题在这里出现</h2>${other}${other}</section>`,
    })
    expect(text).toBe(short)
  })
})

describe('a line or two under the title', () => {
  const short = '渡口碳价周五收报61.5元，较前一日上涨两成。'
  const teasers = (tag: string) =>
    texts['zh-CN']
      .concat(texts['zh-CN'])
      .map(
        (text, at) => `<${tag}><a href="/f/${at}">${text.slice(0, 16)}</a><p>${text}</p></${tag}>`,
      )
      .join('')
  test.each([
    [
      'a list under a heading of its own',
      `<div class="flash"><p>${short}</p></div><div class="list"><h3>最新快讯</h3>${teasers('div')}</div>`,
    ],
    [
      'items with a headline and a summary',
      `<div class="flash"><p>${short}</p></div><ul class="more">${teasers('li')}</ul>`,
    ],
  ])('is the article, before %s', (_, body) => {
    expect(read('zh-CN', { head: '2026-11-20 10:30', body }).text).toBe(short)
  })
})

describe('pictures', () => {
  test.each([
    [
      'in a box called banner, with a caption',
      '<div class="img-banner"><img src="/2.jpg" width="600"><p class="caption">渡口镇的糖厂。</p></div>',
    ],
    [
      'in a figure called promo, with a caption',
      '<figure class="promo-image widget"><img src="/2.jpg"><figcaption>渡口镇的糖厂</figcaption></figure>',
    ],
  ])('%s are of the text', (_, picture) => {
    const [first, second] = texts['zh-CN']
    const { images } = read('zh-CN', {
      body: `<div><p>${first}</p>${picture}<p>${second}</p></div>`,
    })
    expect(images.map(({ url }) => url)).toEqual(['https://ferry.example/2.jpg'])
  })
})

describe('titles', () => {
  test.each<[Language, Page, string]>([
    ['zh-CN', { heading: '', tag: '风电并网-渡口网-Ferry Online' }, '风电并网'],
    ['zh-TW', { heading: '', tag: '碳費上路 | 渡口號 | 渡口新聞 Ferry News' }, '碳費上路'],
    [
      'fr',
      {
        heading:
          '<h1>La sucrerie brûle la bagasse <a class="listen" href="#">Écouter l’article</a></h1>',
      },
      'La sucrerie brûle la bagasse',
    ],
    [
      'ja',
      { heading: '<h1>風車、全基停止　落雷で</h1>', tag: '風車、全基停止　落雷で' },
      '風車、全基停止　落雷で',
    ],
    ['ja', { heading: '', tag: '風車、全基停止　落雷で｜渡し場新報' }, '風車、全基停止　落雷で'],
    [
      'en',
      { heading: '<h1><span class="x">Live</span> Mill burns cane fibre</h1>' },
      'Mill burns cane fibre',
    ],
    [
      'en',
      { heading: '<h1>Mill burns cane fibre<span class="time-to-read">4 min read</span></h1>' },
      'Mill burns cane fibre',
    ],
    [
      'fr',
      { heading: '<h1>La sucrerie brûle la bagasse<em>Réservé aux abonnés</em></h1>' },
      'La sucrerie brûle la bagasse',
    ],
    ['zh-TW', { heading: '<h1>糖廠改燒甘蔗渣<span>字級 大 中 小</span></h1>' }, '糖廠改燒甘蔗渣'],
    ['zh-CN', { heading: '', tag: '渡口网 | 海上风电全部并网' }, '海上风电全部并网'],
    ['ja', { heading: '', tag: '蓄電設備が運転開始：渡し場新聞デジタル' }, '蓄電設備が運転開始'],
  ])('end before the house, its column and its buttons: %s %j', (language, parts, title) => {
    expect(read(language, parts).title).toBe(title)
  })
})
