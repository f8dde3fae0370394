import { describe, expect, test } from 'vitest'
import type { ReadContext } from '../../../src/parse/context.ts'
import { readByline } from '../../../src/parse/readers/byline.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

function read(html: string, given: Partial<ReadContext> = {}) {
  const { page, context, layout } = readPage(html, given)
  return readByline(page, context, layout)
}
const ld = (author: unknown) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Carbon market runs smoothly', author })}</script>`

describe('on Chinese pages', () => {
  test.each([
    [
      'in a label',
      chinesePage({ under: '<p>来源：南昌日报 作者：罗鹏 刘文君</p>' }),
      ['罗鹏', '刘文君'],
    ],
    [
      'glued behind a square',
      chinesePage({ foot: '</p><p>□罗鹏本报记者刘文君' }),
      ['罗鹏', '刘文君'],
    ],
    ['behind a square and a role', chinesePage({ foot: '</p><p>□ 本报记者 罗鹏' }), ['罗鹏']],
    [
      'in a dateline',
      chinesePage({ lead: '新华社北京7月30日电（记者罗鹏、刘文君）' }),
      ['罗鹏', '刘文君'],
    ],
    [
      'in a line of their own',
      chinesePage({ under: '<p>光明日报记者 罗鹏 刘 文</p>' }),
      ['罗鹏', '刘文'],
    ],
    [
      'with reporters and correspondents',
      chinesePage({ under: '<p>本报记者 罗鹏 通讯员 刘文君</p>' }),
      ['罗鹏', '刘文君'],
    ],
    ['as 文/', chinesePage({ foot: '</p><p>文/罗鹏' }), ['罗鹏']],
    ['as 文丨 with a house', chinesePage({ under: '<p>文丨碳闻网特约评论员 罗鹏</p>' }), ['罗鹏']],
    ['as 采写', chinesePage({ under: '<p>采写：南都见习记者 罗鹏</p>' }), ['罗鹏']],
    ['in brackets at the end', chinesePage({ foot: '（罗鹏 刘文君）' }), ['罗鹏', '刘文君']],
    ['with a pen name', chinesePage({ under: '<p>作者：碳海拾贝</p>' }), ['碳海拾贝']],
    [
      'glued to the next label',
      chinesePage({ under: '<p>来源：南昌日报作者：罗鹏责任编辑：陈一</p>' }),
      ['罗鹏'],
    ],
    [
      'as those who held the pen',
      chinesePage({ foot: '</p><p>执笔人：罗鹏 刘文君 陈一鸣' }),
      ['罗鹏', '刘文君', '陈一鸣'],
    ],
  ])('writers are found %s', (_, html, names) => {
    expect(read(html).byline).toEqual(names)
  })

  test.each([
    ['a photographer', chinesePage({ foot: '</p><p>新华社记者 罗鹏 摄' })],
    ['a reporter in a sentence', chinesePage({ lead: '记者从生态环境部获悉，' })],
    ['an agency', chinesePage({ under: '<p>作者：新华社</p>' })],
    [
      'the site',
      chinesePage({
        head: '<meta property="og:site_name" content="碳闻网"><meta name="author" content="碳闻网">',
      }),
    ],
    [
      'an address of mail',
      chinesePage({ head: '<meta name="author" content="desk@news.example">' }),
    ],
    ['an editor', chinesePage({ foot: '</p><p>责任编辑：陈一鸣' })],
    [
      'the reporter of a neighbour',
      chinesePage({
        below:
          '<ul><li><a href="/2.html">新华社北京7月30日电（记者罗鹏）重点行业的节能降碳改造有序推进，数据质量管理制度健全</a></li></ul>',
      }),
    ],
  ])('%s is no writer', (_, html) => {
    expect(read(html).byline).toEqual([])
  })

  test('editors stand apart', () => {
    const { byline, editors } = read(
      chinesePage({ under: '<p>作者：罗鹏</p>', foot: '</p><p>（责编：陈一鸣、王小川）' }),
    )
    expect([byline, editors]).toEqual([['罗鹏'], ['陈一鸣', '王小川']])
  })
})

describe('on other pages', () => {
  test.each([
    [
      'JSON-LD',
      englishPage({ head: ld([{ '@type': 'Person', name: 'Jane Doe' }, { name: 'John Roe' }]) }),
      ['Jane Doe', 'John Roe'],
    ],
    [
      'JSON-LD as one text',
      englishPage({ head: ld('By Jane Doe and John Roe') }),
      ['Jane Doe', 'John Roe'],
    ],
    ['a meta', englishPage({ head: '<meta name="author" content="Jane Doe">' }), ['Jane Doe']],
    [
      'rel=author',
      englishPage({ under: '<a rel="author" href="/p/1">Jane Doe</a>' }),
      ['Jane Doe'],
    ],
    [
      "a link to an author's page",
      englishPage({ under: '<a href="/author/jane-doe/">Jane Doe</a>' }),
      ['Jane Doe'],
    ],
    [
      'a byline',
      englishPage({ under: '<p>By Jane Doe and John Roe</p>' }),
      ['Jane Doe', 'John Roe'],
    ],
    [
      'a byline with its date',
      englishPage({ under: '<p>By Jane Doe Jul 30, 2021</p>' }),
      ['Jane Doe'],
    ],
    [
      'a class',
      englishPage({ under: '<div class="articleAuthor-name">Jane Doe</div>' }),
      ['Jane Doe'],
    ],
    ['the line of the date', englishPage({ under: '<p>Jane Doe | 30.07.2021</p>' }), ['Jane Doe']],
  ])('writers are found in %s', (_, html, names) => {
    expect(read(html, { zone: 'Europe/London' }).byline).toEqual(names)
  })

  test('a house gives way to a person, and stands where nobody else is named', () => {
    const house = ld({ '@type': 'Organization', name: 'The Wire' })
    const site = '<meta property="og:site_name" content="The Wire">'
    expect(read(englishPage({ head: house + site, under: '<p>By Jane Doe</p>' })).byline).toEqual([
      'Jane Doe',
    ])
    expect(read(englishPage({ head: house + site })).byline).toEqual(['The Wire'])
  })

  test('roles are no names', () => {
    const under =
      '<div class="byline">Jane Doe</div><div class="author-role">Senior Energy Editor</div>'
    expect(read(englishPage({ under })).byline).toEqual(['Jane Doe'])
  })
})

test("an operator's rule comes first, and is reported when it finds nothing", () => {
  const html = chinesePage({
    under: '<p>作者：罗鹏</p>',
    below: '<p class="who">刘文君</p>',
  })
  expect(read(html, { articleRules: { byline: '.who' } })).toMatchObject({
    byline: ['刘文君'],
    isRuleMissed: false,
  })
  expect(read(html, { articleRules: { byline: '.gone' } })).toMatchObject({
    byline: ['罗鹏'],
    isRuleMissed: true,
  })
})
