import { describe, expect, test } from 'vitest'
import { readByline } from '../../../src/parse/readers/byline.ts'
import { readOutlet } from '../../../src/parse/readers/outlet.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

const writers = (html: string) => {
  const { page, context, layout } = readPage(html)
  return readByline(page, context, layout).byline
}
const editors = (html: string) => {
  const { page, context, layout } = readPage(html)
  return readByline(page, context, layout).editors
}
const outlet = (html: string) => {
  const { page, context, layout } = readPage(html)
  return readOutlet(page, context, layout).outlet?.printed ?? null
}

describe('a dateline at the head of the text names its reporters', () => {
  test.each([
    ['（中央社記者王小明台北18日電）', ['王小明']],
    ['（中央社記者王小明、李小樣高雄20日電）', ['王小明', '李小樣']],
    ['（中央社記者歐陽明台南市3日電）', ['歐陽明']],
    ['（示例社記者王小明雪梨3日專電）', ['王小明']],
    ['〔記者王小明／台北報導〕', ['王小明']],
    ['[記者王小明、李小樣／綜合報導]', ['王小明', '李小樣']],
    ['【記者王小明台北報導】', ['王小明']],
    ['【記者 王小明／屏東縣報導】', ['王小明']],
    ['記者王小明／新北即時報導　', ['王小明']],
    ['示例報 記者王小明／台中報導　', ['王小明']],
    ['國際中心／王小明報導　', ['王小明']],
    ['編譯王小明／綜合外電報導　', ['王小明']],
    ['〔財經頻道／綜合報導〕', []],
    ['本报北京11月19日电（记者李样、张本）', ['李样', '张本']],
    ['示例社云岭11月19日电（刘样、杨本）', ['刘样', '杨本']],
    ['示例社拉萨11月19日电（记者 格桑样本）', ['格桑样本']],
    ['示例社乌鲁木齐11月19日电 (记者 阿依努尔·样本)', ['阿依努尔·样本']],
    ['本报讯（记者李样 通讯员张本）', ['李样', '张本']],
    ['【本報訊】記者王小明報道：', ['王小明']],
    ['（记者李样 摄）', []],
  ])('%s', (lead, expected) => {
    expect(writers(chinesePage({ lead }))).toEqual(expected)
  })

  test('also in a line of its own', () => {
    expect(writers(chinesePage({ lead: '【記者王小明台北報導】</p><p>' }))).toEqual(['王小明'])
  })
})

describe('credits at the end of the text', () => {
  test.each([
    ['(文/图 刘样东 易样楠)', ['刘样东', '易样楠']],
    ['（文图：刘样东、易样楠）', ['刘样东', '易样楠']],
    ['（编辑：严样本 王例行）', []],
    ['</p><p>△云岭市市长王·某某', []],
    ['</p><p>▲王某某在会上讲话', []],
  ])('%s', (foot, expected) => {
    expect(writers(chinesePage({ foot }))).toEqual(expected)
  })

  test('a writer who is only declared and is shown as the editor is the editor', () => {
    const html = chinesePage({
      head: '<meta name="author" content="严平">',
      foot: '</p><p>（编辑：严平 王立）',
    })
    expect([writers(html), editors(html)]).toEqual([[], ['严平', '王立']])
  })
})

test('a name in an element named for the writer is one', () => {
  const under =
    '<div><span class="a_source">示例日报</span> <span class="a_author">王样</span> <span>2021-07-30</span></div>'
  expect([writers(chinesePage({ under })), outlet(chinesePage({ under }))]).toEqual([
    ['王样'],
    '示例日报',
  ])
})

test.each([
  ['作者：Jessie Probe　2021-07-30 09:30', ['Jessie Probe']],
  ['撰文：Tom de Sample / 攝影：Ann Probe', ['Tom de Sample']],
  [
    '<span>作者 <a rel="author" href="/author/p/">Probeson</a></span> | <span>發布日期 2021 年 7 月 30 日 9:30</span>',
    ['Probeson'],
  ],
])('a Latin name on a Chinese page is one name: %s', (line, expected) => {
  expect(writers(chinesePage({ under: `<div>${line}</div>` }))).toEqual(expected)
})

describe('the name behind a label of the outlet', () => {
  test.each([
    ['keeps its brackets', '来源：云岭经济报道(广州)', '云岭经济报道(广州)'],
    ['keeps its title marks', '来源：<a href="/">示例网-《云岭日报》</a>', '示例网-《云岭日报》'],
    ['loses the marks around the whole of it', '来源：《云岭日报》', '云岭日报'],
    ['ends with its element', '<span>来源：示例新闻网</span> <span>王样本</span>', '示例新闻网'],
    [
      'ends with its link',
      '来源: <a href="/">云岭经济报道</a>(广州) <a href="#c">有0人参与</a>',
      '云岭经济报道(广州)',
    ],
    [
      'may stand in the next element',
      '<span>来源：</span><span>示例新闻网</span><span>选稿：钱样本</span>',
      '示例新闻网',
    ],
    ['ends before a count of comments', '来源: 第一样本报 网友评论 0 条', '第一样本报'],
    ['ends before who wrote', '来源：云岭日报 王小明', '云岭日报'],
    ['is that of the office', '發布日期：110-07-20　發布單位：氣候變遷署', '氣候變遷署'],
    ['of another office', '發稿單位：環境部氣候署　更新時間：110-07-20', '環境部氣候署'],
    ['of a third', '发文机关：云岭省生态环境厅　成文日期：2021年7月20日', '云岭省生态环境厅'],
    ['in traditional characters', '新聞來源：示例電子報 | 瀏覽 20 次', '示例電子報'],
    ['is none where it is "various"', '來源：(綜合)', null],
  ])('%s', (_, line, expected) => {
    expect(outlet(chinesePage({ under: `<div>2021-07-30 08:10　${line}</div>` }))).toBe(expected)
  })
})

describe('an outlet without a label', () => {
  test.each([
    [
      'of an element named source',
      '<div><span class="source">示例新闻网</span> <span>2021-07-30</span></div>',
      '示例新闻网',
    ],
    ['of the account', '<div><a id="js_name" href="javascript:">云岭碳讯</a></div>', '云岭碳讯'],
    ['is no writer with a Latin name', '<div>Nora Fable 2021-07-30</div>', null],
    ['is no first name', '<div>Nora 2021-07-30</div>', null],
    ['is no weekday', '<div>Saturday 2021-07-30</div>', null],
  ])('%s', (_, under, expected) => {
    expect(outlet(chinesePage({ under }))).toBe(expected)
  })

  test.each([
    ['（中央社記者王小明台北18日電）', '中央社'],
    ['示例通讯社海港3月11日电 ', '示例通讯社'],
    ['一家旅行社3月11日电话回访说，', null],
  ])('an agency in the dateline is one: %s', (lead, expected) => {
    expect(outlet(chinesePage({ lead }))).toBe(expected)
  })
})

describe('Korean and Japanese pages', () => {
  const korean = (under: string, foot = '') =>
    `<html lang="ko"><head><title>예시군 시범단지 개소</title></head><body><h1>예시군 시범단지 개소</h1>${under}<article><p>예시군은 태양광과 저장장치를 결합한 탄소중립 시범단지를 열었다고 밝혔다.</p><p>군은 옛 공장을 고쳐 단지를 만들었다.${foot}</p></article></body></html>`
  const japanese = (under: string, foot = '') =>
    `<html lang="ja"><head><title>例県、実証を開始</title></head><body><h1>例県、実証を開始</h1>${under}<article><p>例県は二十日、太陽光と蓄電池を組み合わせた脱炭素の実証事業を始めた。</p><p>知事は記者会見で述べた。${foot}</p></article></body></html>`
  test.each([
    [
      'a role behind the name',
      korean('<ul><li>기자명 홍길동 기자</li><li>입력 2021.07.20 18:10</li></ul>'),
      ['홍길동'],
    ],
    ['two names', korean('<p>홍길동·김철수 기자</p>'), ['홍길동', '김철수']],
    [
      'a house before the name',
      korean('<p>[예시일보 홍길동 기자] 입력 2021.07.20</p>'),
      ['홍길동'],
    ],
    [
      'names side by side behind an agency',
      korean('<p>(서울=예시뉴스) 홍길동 김예시 기자 = 개소</p>'),
      ['홍길동', '김예시'],
    ],
    ['a label', korean('<p>글쓴이: 홍길동</p>'), ['홍길동']],
    ['labels alone', korean('<p>입력 2021.07.20 18:10 | 수정 2021.07.20 19:00</p>'), []],
    ['behind the date', japanese('<p>2021年7月20日 18時10分　山田太郎</p>'), ['山田太郎']],
    ['in brackets at the end', japanese('', '（山田太郎）'), ['山田太郎']],
    ['with a desk', japanese('', '【社会部・山田花子】'), ['山田花子']],
    ['behind a label', japanese('<p>取材・文＝山田太郎</p>'), ['山田太郎']],
    ['with its role', japanese('<p>山田太郎記者</p>'), ['山田太郎']],
    ['no person in brackets', japanese('', '（写真提供）'), []],
    ['no person behind the date', japanese('<p>2021年7月20日 18時10分　会員限定</p>'), []],
  ])('%s', (_, html, expected) => {
    expect(writers(html)).toEqual(expected)
  })
})

describe('western names', () => {
  const declared = (name: unknown) =>
    englishPage({
      head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', author: { '@type': 'Person', name } })}</script>`,
    })
  test.each([
    ['John Sample, Jr.', ['John Sample Jr.']],
    ['John Sample, III', ['John Sample III']],
    ['Ann Sample, PhD', ['Ann Sample']],
    ['Ann Sample, Senior Reporter', ['Ann Sample']],
    ['Ann Sample, Energieredakteurin', ['Ann Sample']],
    ['Elena Muster (emu), Oliver Probe (opr)', ['Elena Muster', 'Oliver Probe']],
    ['Jane Doe (Reuters)', ['Jane Doe']],
  ])('%s', (name, expected) => {
    expect(writers(declared(name))).toEqual(expected)
  })

  test.each([
    [
      'each in an element of its own',
      '<div class="article-byline"><span>Birgit Muster</span> <span>Anna Giulia Probe</span> <span>Jan Beispiel</span></div>',
      ['Birgit Muster', 'Anna Giulia Probe', 'Jan Beispiel'],
    ],
    [
      'behind a word and in an element',
      '<div>30.07.2021 | 14:07 Uhr | Von <span class="x">Eva Muster-Probe</span></div>',
      ['Eva Muster-Probe'],
    ],
    [
      'with links and a comma',
      '<p class="byline">By <a href="/a">Ann Sample</a>, <a href="/b">Jo Probe</a></p>',
      ['Ann Sample', 'Jo Probe'],
    ],
  ])('%s', (_, under, expected) => {
    expect(writers(englishPage({ under }))).toEqual(expected)
  })

  test('of a box beside the text are not the article’s', () => {
    const html = englishPage({
      under: '<div>by <a href="/author/ann/" rel="author">Ann Sample</a></div>',
      below:
        '<aside><ul><li><a rel="author" href="/author/bo">Bo Other</a> 5 Minutes Ago</li></ul></aside>',
    })
    expect(writers(html)).toEqual(['Ann Sample'])
  })
})
