import { describe, expect, test } from 'vitest'
import type { Published } from '../../../src/model/published.ts'
import type { ReadContext } from '../../../src/parse/context.ts'
import { readPublished } from '../../../src/parse/readers/published.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

function read(html: string, given: Partial<ReadContext> = {}) {
  const { page, context, layout } = readPage(html, given)
  return readPublished(page, context, layout)
}
const tell = (published: Published | null) =>
  published &&
  (published.precision === 'day' ? published.day : published.at.toISOString().slice(0, 16))

describe('where a date stands', () => {
  test.each([
    [
      'under the title',
      chinesePage({ under: '<div>2021-07-30 08:20 来源：南昌日报</div>' }),
      '2021-07-30T00:20',
      'visible',
    ],
    [
      'glued to its time',
      chinesePage({ under: '<p>2021年07月30日08:20</p>' }),
      '2021-07-30T00:20',
      'visible',
    ],
    [
      'split over elements',
      chinesePage({
        under: '<div><span>2021</span> <span>07/30</span> <span>22:27:02</span></div>',
      }),
      '2021-07-30T14:27',
      'visible',
    ],
    [
      'in a meta of a government site',
      chinesePage({ head: '<meta name="PubDate" content="2021-07-30 08:20">' }),
      '2021-07-30T00:20',
      'meta',
    ],
    [
      'in Open Graph',
      englishPage({
        head: '<meta property="article:published_time" content="2021-07-30T08:20:00Z">',
      }),
      '2021-07-30T08:20',
      'meta',
    ],
    [
      'in JSON-LD',
      englishPage({
        head: '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Carbon market runs smoothly","datePublished":"2021-07-30T08:20:00+01:00"}</script>',
      }),
      '2021-07-30T07:20',
      'json-ld',
    ],
    [
      'in a time element',
      englishPage({ under: '<time datetime="2021-07-30T08:20:00Z">Friday</time>' }),
      '2021-07-30T08:20',
      'visible',
    ],
    [
      'as seconds since 1970',
      chinesePage({ under: '<span class="date" data-time="1627604400">2天前</span>' }),
      '2021-07-30T00:20',
      'visible',
    ],
    [
      'at the foot of a notice',
      chinesePage({ foot: '</p><p>国家能源局综合司</p><p>2021年7月30日' }),
      '2021-07-30',
      'visible',
    ],
    [
      'in Chinese numerals',
      chinesePage({ foot: '</p><p>二〇二一年七月三十日' }),
      '2021-07-30',
      'visible',
    ],
    [
      'in the data of a script',
      englishPage({
        below: '<script>window.__DATA__={"publishedAt":"2021-07-30T08:20:00Z"}</script>',
      }),
      '2021-07-30T08:20',
      'meta',
    ],
  ])('%s it is read', (_, html, moment, evidence) => {
    const { published } = read(html)
    expect([tell(published), published?.evidence]).toEqual([moment, evidence])
  })

  test('an address fills in what the page does not say', () => {
    const url = 'https://news.example/202107/t20210730_1.html'
    expect(read(chinesePage({}), { url }).published).toEqual({
      precision: 'day',
      day: '2021-07-30',
      zone: 'Asia/Shanghai',
      evidence: 'address',
    })
  })

  test('an address never overrides the page', () => {
    const url = 'https://news.example/2021/07/30/a.html'
    const { published } = read(chinesePage({ under: '<p>发布时间：2021-07-28</p>' }), { url })
    expect(tell(published)).toBe('2021-07-28')
  })

  test('the listing fills in before the address does', () => {
    const listed = {
      title: '碳市场运行平稳有序',
      truncated: false,
      published: { precision: 'day', day: '2021-07-29', zone: 'Asia/Shanghai', evidence: 'list' },
    } as const
    expect(read(chinesePage({}), { listed }).published).toEqual(listed.published)
  })
})

describe('a page that says no date of its own', () => {
  const rows = ['30', '29', '29', '28', '28']
    .map(
      (day, at) =>
        `<li><a href="/${at}.html">重点行业碳排放环境影响评价试点</a><span>2021-07-${day}</span></li>`,
    )
    .join('')

  test.each([
    ['has only the dates of other links', chinesePage({ below: `<ul>${rows}</ul>` })],
    [
      'tells of a day in a sentence',
      chinesePage({ lead: '2021年4月7日至5月7日，督察组对我省开展了第二轮生态环境保护督察。' }),
    ],
    [
      'has a year of copyright',
      chinesePage({ below: '<footer>Copyright 2009-2021 碳闻网</footer>' }),
    ],
    ['has a clock of its own', chinesePage({ below: '<div class="foot">备案号 20210730</div>' })],
    [
      'tells of plans',
      chinesePage({ lead: '2025-2030年，3060目标进入关键期，国发〔2021〕20号文提出要求。' }),
    ],
    [
      'has comments',
      englishPage({
        below:
          '<div class="comments"><p>29 July 2021 at 10:20</p><p>30 July 2021 at 11:20</p></div>',
      }),
    ],
    [
      'says only when it was changed',
      englishPage({
        head: '<meta property="article:modified_time" content="2021-07-30T08:20:00Z">',
      }),
    ],
  ])('has none when it %s', (_, html) => {
    expect(read(html).published).toBeNull()
  })
})

describe('dates that disagree', () => {
  test('a declared day takes the minute that is shown for the same day', () => {
    const html = chinesePage({
      head: '<meta name="publishdate" content="2021-07-30">',
      under: '<p>2021年07月30日08:20 来源：新华网</p>',
    })
    expect(tell(read(html).published)).toBe('2021-07-30T00:20')
  })

  test('a shown day takes the minute that the listing told for the same day', () => {
    const at = new Date('2021-07-30T00:20:00Z')
    const listed = {
      title: '碳市场运行平稳有序',
      truncated: false,
      published: { precision: 'minute', at, zone: 'Asia/Shanghai', evidence: 'list' },
    } as const
    const html = chinesePage({ under: '<p>2021-07-30</p>' })
    expect(read(html, { listed }).published).toEqual(listed.published)
  })

  test('a label of universal time on local time is seen through', () => {
    const html = chinesePage({
      head: '<meta property="article:published_time" content="2021-07-30T08:20:00Z">',
      under: '<p>2021-07-30 08:20</p>',
    })
    const { published } = read(html)
    expect([tell(published), published?.zone]).toEqual(['2021-07-30T00:20', 'Asia/Shanghai'])
  })

  test('universal time printed with the local label is seen through', () => {
    const html = chinesePage({
      head: '<meta property="article:published_time" content="2021-07-30T00:20:00+08:00">',
      under: '<p>2021-07-30 08:20</p>',
    })
    expect(tell(read(html).published)).toBe('2021-07-30T00:20')
  })

  test('a date without year takes that of a date on the page', () => {
    const html = chinesePage({
      head: '<meta itemprop="dateUpdate" content="2019-10-08 12:00:57">',
      under: '<p>发布时间：10-0812:00</p>',
    })
    expect(tell(read(html).published)).toBe('2019-10-08T04:00')
  })

  test('publication and change are told apart', () => {
    const { published, modified } = read(
      chinesePage({ under: '<p>发布时间：2021-07-28 10:00 更新时间：2021-07-30 08:20</p>' }),
    )
    expect([tell(published), tell(modified)]).toEqual(['2021-07-28T02:00', '2021-07-30T00:20'])
  })

  test('the day in a title is what the article is about', () => {
    const html = englishPage({ under: '<p>Posted on 28 July 2021</p>' }).replaceAll(
      'Carbon market runs smoothly',
      'Minutes of the meeting of 2 May 2020',
    )
    expect(tell(read(html, { zone: 'Europe/London' }).published)).toBe('2021-07-28')
  })
})

describe('zones', () => {
  test('a time without zone is in that of the source', () => {
    const html = englishPage({ under: '<p>30 July 2021, 08:20</p>' })
    expect(read(html, { zone: 'Europe/London' }).published).toMatchObject({
      at: new Date('2021-07-30T07:20:00Z'),
      zone: 'Europe/London',
    })
  })

  test('universal time is told in the zone of the source', () => {
    const html = chinesePage({
      head: '<meta property="article:published_time" content="2021-07-29T20:00:00Z">',
    })
    expect(read(html).published?.zone).toBe('Asia/Shanghai')
  })

  test('a foreign offset is kept', () => {
    const html = englishPage({
      head: '<meta property="article:published_time" content="2021-07-30T08:20:00-04:00">',
    })
    expect(read(html).published?.zone).toBe('-04:00')
  })

  test('where no source is known, the shown time tells the offset', () => {
    const html = englishPage({
      head: '<meta property="article:published_time" content="2021-07-31T01:49:00Z">',
      under: '<p>July 30, 2021 at 5:49 p.m.</p>',
      lang: 'en-US',
    })
    expect(read(html, { zone: 'Etc/UTC' }).published?.zone).toBe('-08:00')
  })

  test('which of day and month comes first is known by the language', () => {
    const under = '<p class="date">02/05/2021</p>'
    expect(tell(read(englishPage({ under, lang: 'en-GB' })).published)).toBe('2021-05-02')
    expect(tell(read(englishPage({ under, lang: 'en-US' })).published)).toBe('2021-02-05')
    expect(read(englishPage({ under, lang: '' })).published).toBeNull()
  })
})

describe("an operator's rule", () => {
  const html = chinesePage({
    under: '<p>2021-07-30</p>',
    below: '<div class="stamp">第29期 2021/07</div>',
  })

  test('comes before everything, in the format that it gives', () => {
    const { published, isRuleMissed } = read(html, {
      articleRules: { published: '.stamp', dateFormat: 'DD期 YYYY/MM' },
    })
    expect([tell(published), isRuleMissed]).toEqual(['2021-07-29', false])
  })

  test('that finds nothing is reported, and the reader goes on without it', () => {
    const { published, isRuleMissed } = read(html, { articleRules: { published: '.gone' } })
    expect([tell(published), isRuleMissed]).toEqual(['2021-07-30', true])
  })
})

test('every candidate is told with where it stands, and why one was chosen', () => {
  const { explanation } = read(
    chinesePage({ under: '<p>2021-07-30 08:20</p>', below: '<p>2021-07-29</p>' }),
  )
  expect(explanation.field).toBe('published')
  expect(explanation.candidates[0]).toMatchObject({ from: 'line under the title' })
  expect(explanation.reason).toBe(
    'best believed: line under the title (describes this page, label none, trust 6.4): where most pages print their date',
  )
})

/** Microdata by the HTML standard; findings/microdata-values.sh shows what others make of it. */
test.each([
  ['<time itemprop="datePublished dateModified" datetime="2021-07-30T08:20+08:00">刚刚</time>'],
  ['<time itemprop="dateModified datePublished" datetime="2021-07-30T08:20+08:00">刚刚</time>'],
  ['<span itemprop="dateCreated  datePublished" content="2021-07-30 08:20">刚刚</span>'],
  ['<data itemprop="datePublished" value="2021-07-30T08:20+08:00">刚刚</data>'],
  ['<meta itemprop="datePublished dateModified" content="2021-07-30T08:20+08:00">'],
  ['<meta property="article:published_time og:time" content="2021-07-30T08:20+08:00">'],
])('%s dates the page', under => {
  expect(tell(read(chinesePage({ under })).published)).toBe('2021-07-30T00:20')
})

/** findings/metascraper-chinese-date.sh: elsewhere such a page is dated today. */
test.each(['<p>09:00</p>', '<p>发布时间：09:00</p>', '<p>上午9时</p>'])(
  '%s: a time alone is no date',
  under => {
    expect(read(chinesePage({ under })).published).toBeNull()
  },
)
