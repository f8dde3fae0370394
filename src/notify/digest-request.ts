import type { Bot } from '../model/bots.ts'
import type { DigestMessage } from '../model/digest.ts'
import { escapeSlack, withKeyword } from './bot-text.ts'
import { type Request, signedPost } from './channels.ts'

/** How a bot's message is written with so many of its stories, and what it may hold: bytes of UTF-8, or characters. */
type Form = {
  write: (message: DigestMessage, told: number, bot: Bot) => object
  fits: (body: object) => boolean
}

const bytesOf = (text: string) => Buffer.byteLength(text)

/** The services' limits, a little below: 4,096 bytes of Markdown, 20,000 bytes, a body of 20 kB, and 3,000 characters in each of 50 blocks. */
const WECOM_BYTES = 4090
const DINGTALK_BYTES = 19_000
const FEISHU_BYTES = 19_000
const SLACK_BLOCK = 2900
const SLACK_BLOCKS = 50
/** Above some 13,000 characters in all Slack refuses a message, whatever its blocks hold. */
const SLACK_ALL = 12_000

/** What the Markdown of these services would read as its own: it has no escapes that all of them know. */
const wide: Record<string, string> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '*': '＊',
  '`': '｀',
  '#': '＃',
  '@': '＠',
  '|': '｜',
}
const plain = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[[\]<>*`#@]/g, sign => wide[sign]!)
/** An address that no mark of Markdown or Slack ends early. */
const address = (url: string) =>
  url.replace(/[\s()<>|[\]]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
const markdownLink = (title: string, url: string) => `[${plain(title)}](${address(url)})`

const slackText = (text: string) => escapeSlack(text.replace(/\s+/g, ' '))
const slackLink = (title: string, url: string) =>
  `<${slackText(address(url))}|${slackText(title).replace(/[*`|]/g, sign => wide[sign]!)}>`

/** Stories below each other, each with its facts in a line of its own; and the way to all of it. */
function renderMarkdown(
  { title, stories, page, foot }: DigestMessage,
  told: number,
  { head, newLine }: { head: (title: string) => string; newLine: string },
): string {
  const lines = stories
    .slice(0, told)
    .map(
      (story, at) =>
        `${at + 1}. ${markdownLink(story.title, story.url)}${newLine}${plain(story.facts)}`,
    )
  const end = [plain(foot(told)), markdownLink(page.title, page.url)].filter(Boolean).join(' · ')
  return [head(plain(title)), ...lines, end].join('\n\n')
}

type MarkdownBody = { markdown: { content?: string; text?: string } }

const forms: Record<Bot['kind'], Form> = {
  wecom: {
    write: (message, told) => ({
      msgtype: 'markdown',
      markdown: {
        content: renderMarkdown(message, told, {
          head: title => `**${title}**`,
          newLine: '\n',
        }),
      },
    }),
    fits: body => bytesOf((body as MarkdownBody).markdown.content!) <= WECOM_BYTES,
  },
  dingtalk: {
    write: (message, told, bot) => {
      const keyword = 'keyword' in bot ? bot.keyword : undefined
      const title = withKeyword(message.title, keyword)
      const text = renderMarkdown({ ...message, title }, told, {
        head: each => `### ${each}`,
        newLine: '  \n',
      })
      // A word that stands in Markdown's own signs is told by itself.
      const asked = keyword && !text.includes(keyword) ? `${text}\n\n${keyword}` : text
      return { msgtype: 'markdown', markdown: { title, text: asked } }
    },
    fits: body => bytesOf((body as MarkdownBody).markdown.text!) <= DINGTALK_BYTES,
  },
  feishu: {
    write: writeFeishu,
    fits: body => bytesOf(JSON.stringify(body)) <= FEISHU_BYTES,
  },
  slack: {
    write: writeSlack,
    fits: body => {
      const { blocks } = body as ReturnType<typeof writeSlack>
      const sizes = blocks.map(block => block.text.text.length)
      return (
        blocks.length <= SLACK_BLOCKS &&
        sizes.every(size => size <= SLACK_BLOCK) &&
        sizes.reduce((sum, size) => sum + size, 0) <= SLACK_ALL
      )
    },
  },
}

function writeFeishu({ title, language, stories, page, foot }: DigestMessage, told: number) {
  const text = (said: string) => ({ tag: 'text', text: said })
  const link = (said: string, href: string) => ({ tag: 'a', text: said, href })
  const lines = stories
    .slice(0, told)
    .flatMap((story, at) => [
      [text(`${at + 1}. `), link(story.title, story.url)],
      [text(story.facts)],
    ])
  const said = foot(told)
  const end = [...(said ? [text(`${said} · `)] : []), link(page.title, page.url)]
  const post = { title, content: [...lines, end] }
  return {
    msg_type: 'post',
    content: { post: language === 'zh' ? { zh_cn: post } : { en_us: post } },
  }
}

function writeSlack({ title, stories, page, foot }: DigestMessage, told: number) {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
  const lines = stories
    .slice(0, told)
    .map((story, at) =>
      section(`${at + 1}. ${slackLink(story.title, story.url)}\n${slackText(story.facts)}`),
    )
  const end = [slackText(foot(told)), slackLink(page.title, page.url)].filter(Boolean)
  return {
    text: slackText(title),
    unfurl_links: false,
    blocks: [
      section(`*${slackText(title).replaceAll('*', '＊')}*`),
      ...lines,
      section(end.join(' · ')),
    ],
  }
}

/** The request that tells an issue to a group: as many whole stories as the service takes in one message, and where the rest is. */
export function buildDigestRequest(bot: Bot, message: DigestMessage, now: Date): Request {
  const { write, fits } = forms[bot.kind]
  let told = message.stories.length
  while (told > 0 && !fits(write(message, told, bot))) told--
  return signedPost(bot, write(message, told, bot), now)
}
