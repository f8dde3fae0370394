import { describe, expect, test } from 'vitest'
import { buildDigestMessage } from '../../src/feeds/digest/render-digest.ts'
import type { Bot } from '../../src/model/bots.ts'
import type { DigestContent } from '../../src/model/digest.ts'
import { buildDigestRequest } from '../../src/notify/digest-request.ts'

const now = new Date('2026-03-02T00:00:00Z')
const page = 'https://wire.example/digests/daily/20260302T000000Z'

const entry = (at: number, more: object = {}) => ({
  storyId: `s${at}`,
  title: `第${at}条：全国碳市场碳排放配额挂牌协议交易收盘价上涨，多家发电企业参与清缴履约`,
  url: `https://news.example/2026/03/02/carbon-market-${at}.html`,
  from: '示例环境报',
  date: '03-02 09:00',
  reports: 3,
  summary: '',
  ...more,
})
const content = (entries: DigestContent['entries'], more: Partial<DigestContent> = {}) => ({
  title: '碳中和日报 · 3月2日',
  language: 'zh' as const,
  zone: 'Asia/Shanghai',
  total: entries.length,
  entries,
  ...more,
})
const many = (count: number) => Array.from({ length: count }, (_, at) => entry(at + 1))
const bots: Bot[] = (['wecom', 'dingtalk', 'feishu', 'slack'] as const).map(kind => ({
  kind,
  name: kind,
  url: 'https://bots.example/hook?key=k',
}))
const bodyOf = (bot: Bot, made: DigestContent) =>
  JSON.parse(buildDigestRequest(bot, buildDigestMessage(made, page), now).body)

/** What a member of the group reads, and the addresses behind it. */
function readBody(kind: Bot['kind'], body: ReturnType<typeof bodyOf>): string {
  if (kind === 'wecom') return body.markdown.content
  if (kind === 'dingtalk') return body.markdown.text
  if (kind === 'slack')
    return body.blocks.map((block: { text: { text: string } }) => block.text.text).join('\n')
  const post = body.content.post.zh_cn ?? body.content.post.en_us
  return [
    post.title,
    ...post.content.map((line: { text: string; href?: string }[]) =>
      line.map(({ text, href }) => (href ? `${text} ${href}` : text)).join(''),
    ),
  ].join('\n')
}

describe.each(bots.map(bot => [bot.kind, bot] as const))('%s', (kind, bot) => {
  test('is told title, stories with their addresses and facts, and the page', () => {
    const text = readBody(kind, bodyOf(bot, content(many(3), { total: 9 })))
    for (const said of [
      '碳中和日报 · 3月2日',
      'carbon-market-3.html',
      '3 家报道',
      '另有 6 条',
      page,
    ])
      expect(text).toContain(said)
  })

  test('is told whole stories alone, as many as go into one message, and how many more there are', () => {
    const body = bodyOf(bot, content(many(50), { total: 60 }))
    const text = readBody(kind, body)
    const told = text.match(/carbon-market-\d+\.html/g)!.length
    expect(told).toBeGreaterThan(9)
    expect(text.match(/示例环境报 · 03-02 09:00 · 3 家报道/g)).toHaveLength(told)
    expect(text).toContain(`另有 ${60 - told} 条`)
    expect(text).toContain(page)
    const bytes = Buffer.byteLength(text)
    if (kind === 'wecom') expect(bytes).toBeLessThanOrEqual(4096)
    else expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(20_000)
    if (kind === 'slack') expect(body.blocks.length).toBeLessThanOrEqual(50)
  })

  test('a title or an address without end costs no other story its place', () => {
    const entries = [
      entry(1, {
        title: '很长'.repeat(3000),
        url: `https://news.example/${'x'.repeat(9000)}`,
      }),
      entry(2),
    ]
    const text = readBody(kind, bodyOf(bot, content(entries)))
    expect(text).toContain('carbon-market-2.html')
    expect(text).not.toContain('xxx')
  })

  test('an empty one says so', () => {
    expect(readBody(kind, bodyOf(bot, content([])))).toContain('没有新消息')
  })

  test('words of a publisher are no marks: nobody is called, no link is broken', () => {
    const entries = [
      entry(1, {
        title: '<!channel> [EU] **ETS**|2026 <at user_id="all">所有人</at> & @all',
        url: 'https://news.example/a_(1)/b c?x=1|2',
      }),
    ]
    const body = bodyOf(bot, content(entries))
    const text = readBody(kind, body)
    // Feishu reads no marks in the text of an element.
    if (kind !== 'feishu') expect(text).not.toMatch(/<!channel>|<at |\*\*ETS\*\*/)
    if (kind === 'wecom' || kind === 'dingtalk') {
      expect(text).toMatch(
        /\[[^[\]]*ETS[^[\]]*\]\(https:\/\/news\.example\/a_%281%29\/b%20c\?x=1%7C2\)/,
      )
    }
    if (kind === 'slack')
      expect(text).toMatch(/<https:\/\/news\.example\/a_%281%29\/b%20c\?x=1%7C2\|&lt;!channel&gt;/)
  })
})

test('DingTalk finds its word in the text, also where it stands in Markdown’s signs', () => {
  for (const keyword of ['碳市场快讯', '#carbon', '日报']) {
    const bot: Bot = { ...bots[1]!, kind: 'dingtalk', keyword, secret: 'SEC abc' }
    const body = bodyOf(bot, content(many(2)))
    expect(body.markdown.text).toContain(keyword)
    expect(body.markdown.title).toContain(keyword)
    const { url } = buildDigestRequest(bot, buildDigestMessage(content([]), page), now)
    expect(url).toMatch(/&timestamp=1772409600000&sign=/)
  }
})

test('an English digest is told in English', () => {
  const made = content([entry(1, { title: 'EU carbon price rises', from: 'Example Wire' })], {
    title: 'Daily · 2 Mar',
    language: 'en',
    total: 4,
  })
  for (const bot of bots) {
    const text = readBody(bot.kind, bodyOf(bot, made))
    expect(text).toContain('3 more')
    expect(text).toContain('3 reports')
    expect(text).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
