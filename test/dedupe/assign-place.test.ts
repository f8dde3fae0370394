import { describe, expect, test } from 'vitest'
import { assignPlace, type PlaceContext } from '../../src/dedupe/assign-place.ts'
import { neverKeys, pairKey } from '../../src/dedupe/never-pairs.ts'
import { PreparedTexts } from '../../src/dedupe/prepare-text.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Comparable } from '../../src/model/story.ts'
import { arriving, forest, type Invented, invent, port } from './invented-news.ts'

const context: PlaceContext = { never: new Set(), isFurniture: () => false }
const menu =
  '首页 机构 新闻 公开 服务 互动 数据 专题\n联系我们 网站地图 使用帮助 无障碍浏览 适老化模式\n主办单位 海湾市生态环境局 承办单位 海湾市环境信息中心\n您访问的链接即将离开本门户网站 是否继续'

test('an article without candidates starts a story', () => {
  expect(assignPlace(arriving(port), [], context)).toEqual({
    kind: 'placed',
    place: { kind: 'starts' },
    joins: [],
    siblings: [],
  })
})

test('a copy joins the story of the article it matches best, and says why', () => {
  const original = invent(port)
  const abridged = invent({ ...port, text: port.text.split('\n').slice(0, 2).join('\n') })
  const placement = assignPlace(arriving(port), [abridged, invent(forest), original], context)

  expect(placement).toMatchObject({
    kind: 'placed',
    place: {
      kind: 'copies',
      articleId: original.id,
      rule: 'copy',
      copy: 'verbatim',
      figures: { containment: 1, jaccard: 1 },
    },
  })
})

test.each([
  ['verbatim', port.text],
  ['edited', port.text.replaceAll('零碳码头', '绿色码头').replaceAll('据测算，', '')],
  ['abridged', port.text.split('\n').slice(0, 2).join('\n')],
  [
    'script',
    port.text
      .replaceAll('码', '碼')
      .replaceAll('头', '頭')
      .replaceAll('电', '電')
      .replaceAll('运', '運'),
  ],
])('the kind of a copy is told: %s', (kind, text) => {
  const placement = assignPlace(arriving({ ...port, text }), [invent(port)], context)
  expect(placement).toMatchObject({ place: { kind: 'copies', copy: kind } })
})

test('stories that turn out to be one are joined into the one first published', () => {
  const older = invent(port)
  const younger = invent({ ...port, text: `${port.text}\n（完）` })
  const placement = assignPlace(arriving(port), [younger, older], context)

  expect(placement).toMatchObject({
    place: { kind: 'copies', storyId: older.storyId },
    joins: [{ storyId: younger.storyId, articleId: younger.id, rule: 'copy' }],
  })
})

test('stories are not joined through an abridged copy of one of them', () => {
  const whole = invent(port)
  const part = invent({ ...port, text: port.text.split('\n')[0]! })
  expect(assignPlace(arriving(port), [whole, part], context)).toMatchObject({ joins: [] })
})

describe('what an operator keeps apart stays apart', () => {
  const original = invent(port)
  const copy = arriving(port)

  test('by the two articles', () => {
    const never = new Set([pairKey(original.id, copy.id)])
    expect(assignPlace(copy, [original], { ...context, never })).toMatchObject({
      place: { kind: 'starts' },
    })
  })

  test('also through another member of the story', () => {
    const member = { ...invent(port), storyId: original.storyId }
    const never = new Set(neverKeys(original, copy))
    expect(assignPlace(copy, [member], { ...context, never })).toMatchObject({
      place: { kind: 'starts' },
    })
  })

  test('and a third copy does not join the two stories', () => {
    const apart = invent(port)
    const never = new Set(neverKeys(original, apart))
    const placement = assignPlace(arriving(port), [original, apart], { ...context, never })
    expect(placement).toMatchObject({ place: { kind: 'copies' }, joins: [] })
  })
})

describe('a page that is furniture and nothing else', () => {
  const page = (title: string, at: number) => ({ title, text: menu, url: `bureau.example/t${at}` })
  const pages = ['关于开展污染源普查的通知', '海湾市碳达峰方案解读', '岸线修复工程通过验收'].map(
    page,
  )

  test('is a fault once a host shows it under a third title', () => {
    const [first, second, third] = pages as [Invented, Invented, Invented]
    const before = [invent(first), invent(second)]
    expect(assignPlace(arriving(second), [before[0]!], context).kind).toBe('placed')
    expect(assignPlace(arriving(third), before, context)).toEqual({
      kind: 'fault',
      fault: 'boilerplate',
      articleIds: before.map(article => article.id),
    })
  })

  test('counts articles that have lost their place as well', () => {
    const before = pages.slice(0, 2).map(article => ({ ...invent(article), storyId: null }))
    expect(assignPlace(arriving(pages[2]!), before, context).kind).toBe('fault')
  })

  test('is a fault when every sentence is known as furniture', () => {
    const learned = { ...context, isFurniture: () => true }
    const page = arriving({ title: '岸线修复工程通过验收', text: menu })
    expect(assignPlace(page, [], learned)).toEqual({
      kind: 'fault',
      fault: 'boilerplate',
      articleIds: [],
    })
  })

  test('but a text that several hosts carry under their own titles is no fault', () => {
    const copies = ['甲', '乙', '丙'].map(name => ({ ...port, title: `${port.title}（${name}）` }))
    const before = copies.slice(0, 2).map(invent)
    expect(assignPlace(arriving(copies[2]!), before, context).kind).toBe('placed')
  })
})

describe('siblings', () => {
  const announced = {
    title: '碧湾市扩大碳市场 纸业、化工三百家企业纳入',
    text: '碧湾市生态环境局18日公布碳市场扩围方案，造纸、化工等行业的312家企业将从明年起纳入管理，届时市场覆盖的排放量占全市比重将由41%升至63.5%。方案要求，新纳入企业须在9月底前完成首次核查，首年配额全部免费发放。',
  }
  const reported = {
    title: '312家企业明年纳入 碧湾市碳市场扩围',
    text: '碳市场的“朋友圈”变大了。从明年起，碧湾的造纸厂和化工厂也要为排放付费：记者从发布会上了解到，此次扩围涉及312家企业，覆盖排放占比达到63.5%。一家纸业公司的负责人告诉记者，企业已经聘请了专职的碳资产管理员，担心的是两年以后免费配额减少。',
  }
  const nextMonth = { ...reported, date: '2026-06-20' }
  const elsewhere = {
    title: '望丘县扩大碳账户试点 三百家企业纳入',
    text: '望丘县金融办近日宣布扩大企业碳账户试点，新增300家企业。开户企业可凭碳评级申请贴息贷款，最高额度2000万元，银行按评级确定利率。',
  }

  test('another report of the event is linked, not merged', () => {
    const placement = assignPlace(arriving(reported), [invent(announced)], context)
    expect(placement).toMatchObject({
      place: { kind: 'starts' },
      siblings: [{ shared: expect.arrayContaining(['312家', '63.5%']), daysApart: 0 }],
    })
  })

  test.each([
    ['a month later', nextMonth],
    ['of another place', elsewhere],
  ])('a report %s is none', (_, report) => {
    expect(assignPlace(arriving(report), [invent(announced)], context)).toMatchObject({
      siblings: [],
    })
  })

  test('the index offers reports that share no passage, by their titles', () => {
    const index = new StoryIndex()
    const first = invent(announced)
    index.add({
      articleId: first.id,
      storyId: first.storyId!,
      fingerprint: first.fingerprint,
      sequence: 1,
    })
    expect(index.candidates(arriving(reported).fingerprint)).toEqual([first.id])
    expect(index.candidates(arriving(nextMonth).fingerprint)).toEqual([])
  })
})

/** Every order of up to four things. */
function orders<Thing>(things: Thing[]): Thing[][] {
  if (things.length < 2) return [things]
  return things.flatMap((thing, at) =>
    orders(things.filter((_, other) => other !== at)).map(rest => [thing, ...rest]),
  )
}

/** Publishes articles one after another, as the store does, and returns the sets of titles that became one story. */
function publishAll(articles: Invented[]): string[] {
  const index = new StoryIndex()
  const placed = new Map<string, Comparable>()
  const texts = new PreparedTexts(10)
  articles.forEach((article, at) => {
    const own = arriving(article)
    const candidates = index.candidates(own.fingerprint).map(id => placed.get(id)!)
    const placement = assignPlace(own, candidates, {
      never: new Set(),
      isFurniture: index.isFurniture,
      texts,
    })
    const copies = placement.kind === 'placed' && placement.place.kind === 'copies'
    const storyId =
      copies && 'place' in placement ? (placement.place as { storyId: string }).storyId : own.id
    placed.set(own.id, { ...own, storyId, storyNumber: at })
    for (const join of placement.kind === 'placed' ? placement.joins : []) {
      for (const other of placed.values())
        if (other.storyId === join.storyId) other.storyId = storyId
    }
    index.add({ articleId: own.id, storyId, fingerprint: own.fingerprint, sequence: at + 1 })
  })

  const sets = Map.groupBy(placed.values(), article => article.storyId)
  return [...sets.values()]
    .map(set =>
      set
        .map(({ title }) => title)
        .sort()
        .join(' + '),
    )
    .sort()
}

test('the order of arrival may change the lead, but not the sets', () => {
  const copies = [
    port,
    { title: `${port.title}_海湾网`, text: `海湾晚报讯（记者 程小舟）${port.text}` },
    { title: `【港航】${port.title}`, text: `${port.text}\n（责任编辑：何田）` },
    forest,
  ]
  const sets = orders(copies).map(publishAll)
  expect(sets[0]).toHaveLength(2)
  expect(new Set(sets.map(set => JSON.stringify(set))).size).toBe(1)
})
