import { describe, expect, test } from 'vitest'
import type { ReadContext } from '../../../src/parse/context.ts'
import { readOutlet } from '../../../src/parse/readers/outlet.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

function read(html: string, given: Partial<ReadContext> = {}) {
  const { page, context, layout } = readPage(html, given)
  return readOutlet(page, context, layout)
}

describe('the publication that an article comes from', () => {
  test.each([
    [
      'behind 来源',
      chinesePage({ under: '<p>2021-07-30 08:20 来源：南昌日报 作者：罗鹏</p>' }),
      '南昌日报',
      '南昌日报',
    ],
    [
      'behind 文章来源, glued to a neighbour',
      chinesePage({ below: '<div>文章来源:南昌日报上一篇:碳价走稳</div>' }),
      '南昌日报',
      '南昌日报',
    ],
    ['with another spelling', chinesePage({ under: '<p>来源： 新华网</p>' }), '新华网', '新华社'],
    [
      'with a paper behind its site',
      chinesePage({ under: '<p>2021年07月30日08:20 | 来源：人民网-人民日报</p>' }),
      '人民网-人民日报',
      '人民日报',
    ],
    [
      'before its date',
      chinesePage({ under: '<p>来源：碳闻周刊 2021-07-30</p>' }),
      '碳闻周刊',
      '碳闻周刊',
    ],
    [
      'glued behind the date',
      chinesePage({ under: '<p>2021-07-30 08:20来源：南昌日报作者：罗鹏</p>' }),
      '南昌日报',
      '南昌日报',
    ],
    ['split over lines', chinesePage({ under: '<p>来源：</p><p>新华社</p>' }), '新华社', '新华社'],
    [
      'in a meta of a government site',
      chinesePage({ head: '<meta name="ContentSource" content="省发展改革委">' }),
      '省发展改革委',
      '省发展改革委',
    ],
    [
      'beside the date without a label',
      chinesePage({ under: '<p>2021年07月30日 08:20 南昌日报</p>' }),
      '南昌日报',
      '南昌日报',
    ],
    [
      'without a colon',
      chinesePage({ under: '<p>本文来源于南昌日报 2021-07-30 08:20:00</p>' }),
      '南昌日报',
      '南昌日报',
    ],
    [
      'with the place of the account',
      chinesePage({ under: '<p>2021-07-30 08:20 来源: 碳闻周刊 江西 举报</p>' }),
      '碳闻周刊',
      '碳闻周刊',
    ],
    ['as 转自', chinesePage({ foot: '</p><p>（转自：南昌日报）' }), '南昌日报', '南昌日报'],
    ['in a dateline alone', chinesePage({ lead: '新华社北京7月30日电 ' }), '新华社', '新华社'],
    ['in a western dateline', englishPage({ lead: 'LONDON (Reuters) - ' }), 'Reuters', 'Reuters'],
  ])('is read %s', (_, html, printed, name) => {
    expect(read(html).outlet).toEqual({ printed, name })
  })

  test.each([
    ['names none', chinesePage({ under: '<p>2021-07-30 08:20</p>' })],
    ['says only that it is the net', chinesePage({ under: '<p>来源：网络</p>' })],
    ['tells of a source in a sentence', chinesePage({ lead: '污染来源：企业排放占比最高。' })],
    ['counts readers', chinesePage({ under: '<p>2021-07-30 08:20 阅读 16</p>' })],
    [
      'is English and prints a column beside the date',
      englishPage({ under: '<p>30 July 2021 Markets</p>' }),
    ],
  ])('is null when the page %s', (_, html) => {
    expect(read(html).outlet).toBeNull()
  })
})

test("an operator's rule comes first, and is reported when it finds nothing", () => {
  const html = chinesePage({
    under: '<p>来源：新华网</p>',
    below: '<p class="from">稿件来源：南昌日报</p>',
  })
  expect(read(html, { articleRules: { outlet: '.from' } })).toMatchObject({
    outlet: { printed: '南昌日报' },
    isRuleMissed: false,
  })
  expect(read(html, { articleRules: { outlet: '.gone' } })).toMatchObject({
    outlet: { printed: '新华网' },
    isRuleMissed: true,
  })
})
