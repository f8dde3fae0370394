import { expect, test } from 'vitest'
import type { AlarmChannel } from '../../src/model/alarms-config.ts'
import { buildRequest, readAnswer } from '../../src/notify/channels.ts'
import { cutBytes, type Message } from '../../src/notify/message.ts'
import { openNotifier } from '../../src/notify/notifier.ts'
import { signDingtalk, signFeishu } from '../../src/notify/sign.ts'

const now = new Date('2026-03-02T01:00:00Z')
const message: Message = {
  ...{
    title: 'Carbonwire: a <list> & more',
    id: 'incident-1',
    thread: 'incident-1',
    isFirst: true,
    data: { a: 1 },
  },
  points: [{ title: '告警: 某站', text: '列表是空的。'.repeat(900) }],
}

test('DingTalk is signed with milliseconds in the address, Feishu with seconds in the body', () => {
  const signed = signDingtalk(
    'https://bot.example/send?access_token=t',
    'SECabc123',
    new Date(1795831041033),
  )
  expect(signed).toContain('timestamp=1795831041033')
  expect(signed).toContain('sign=oxKckBwH%2BawktdWeoD5n1jlW6TdylW6eqXpZoLPN8SA%3D')
  expect(signFeishu('secret-1', new Date(1599360473000))).toEqual({
    timestamp: '1599360473',
    sign: 'ZSNQam/p/XmpBqAgWA6aX9EMet5rTG12qDr4F0fmE5M=',
  })
})

test('a text is cut by bytes and never within a character', () => {
  expect(cutBytes('碳'.repeat(10), 14)).toBe('碳碳碳 …')
  expect(cutBytes('碳', 3)).toBe('碳')
})

test.each<[AlarmChannel, number]>([
  [{ kind: 'wecom', name: 'a', language: 'zh', url: 'https://bot.example/' }, 4096],
  [
    { kind: 'dingtalk', name: 'a', language: 'zh', url: 'https://bot.example/', keyword: '告警词' },
    20_000,
  ],
  [{ kind: 'feishu', name: 'a', language: 'zh', url: 'https://bot.example/' }, 20_000],
])('a long message fits: $kind', (channel, most) => {
  const { body } = buildRequest(channel as never, message, now)
  const { markdown, content } = JSON.parse(body) as {
    markdown?: { content?: string; text?: string }
    content?: { text: string }
  }
  const text = markdown?.content ?? markdown?.text ?? content?.text ?? ''
  expect(Buffer.byteLength(text)).toBeGreaterThan(1000)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most)
  if (channel.kind === 'dingtalk') expect(text).toContain('告警词')
})

test('Slack gets sections of bounded length, escaped', () => {
  const { body } = buildRequest(
    { kind: 'slack', name: 'a', language: 'en', url: 'https://bot.example/' },
    message,
    now,
  )
  const { text, blocks } = JSON.parse(body) as {
    text: string
    blocks: { text: { text: string } }[]
  }
  expect(text).toBe('Carbonwire: a &lt;list&gt; &amp; more')
  expect(blocks.every(block => block.text.text.length <= 3000)).toBe(true)
})

test.each([
  ['dingtalk', 200, '{"errcode":0,"errmsg":"ok"}', 'told'],
  ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'never'],
  ['dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast"}', 'again'],
  ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'again'],
  ['feishu', 200, '{"code":19021,"msg":"sign match fail"}', 'never'],
  ['feishu', 200, '{"StatusCode":0}', 'told'],
  ['slack', 429, '', 'again'],
  ['slack', 404, 'no_service', 'never'],
  ['webhook', 503, '', 'again'],
  ['webhook', 204, '', 'told'],
] as const)('%s answers %i %s: %s', (kind, status, text, verdict) => {
  expect(readAnswer(kind, status, text, '30').kind).toBe(verdict)
})

test('a secret that is named stands in the environment, and one that is missing is said', async () => {
  const asked: string[] = []
  const notifier = openNotifier(
    async request => {
      asked.push(request.url)
      return { kind: 'answered', status: 200, headers: { retryAfter: null }, text: '{"errcode":0}' }
    },
    { KEY: 'k1' },
  )
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is written so in the file.
  const url = 'https://bot.example/send?key=${KEY}'
  expect(
    await notifier.tell({ kind: 'wecom', name: 'a', language: 'en', url }, message, now),
  ).toEqual({ kind: 'told' })
  expect(asked).toEqual(['https://bot.example/send?key=k1'])
  const other = url.replace('KEY', 'OTHER')
  expect(
    await notifier.tell({ kind: 'wecom', name: 'a', language: 'en', url: other }, message, now),
  ).toMatchObject({ kind: 'never' })
})

/** Behind a Chinese sign ** closes nothing unless the line ends there: findings/markdown-bold-han.sh. */
test.each(['wecom', 'dingtalk'] as const)('%s: bold lines stand alone', kind => {
  const { body } = buildRequest(
    { kind, name: 'a', language: 'zh', url: 'https://bot.example/' } as never,
    {
      ...message,
      title: '“双碳”告警：',
      points: [{ title: '某站（首页）', text: '列表是空的。' }],
    },
    now,
  )
  const { markdown } = JSON.parse(body) as { markdown: { content?: string; text?: string } }
  const lines = (markdown.content ?? markdown.text)!.split('\n')
  expect(lines.filter(line => line.includes('**'))).toEqual([
    '**“双碳”告警：**',
    '**某站（首页）**',
  ])
})
