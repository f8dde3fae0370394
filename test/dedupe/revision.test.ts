import { expect, test } from 'vitest'
import { isRealRevision } from '../../src/dedupe/revision.ts'
import { forest, port } from './invented-news.ts'

test.each([
  ['nothing', port.text],
  ['spaces and line ends', port.text.replaceAll('\n', '\r\n\n  ').replaceAll('，', '， ')],
  ['width and quotation marks', port.text.replaceAll('7', '７').replaceAll('，', ',')],
  ['a counter', `${port.text}\n阅读 1,204　评论(3)`],
  ['an editor and a licence', `${port.text}\n（责任编辑：何田）\n版权声明：未经授权不得转载。`],
  ['a menu and what to do next', `字号：大 中 小\n${port.text}\n扫描二维码关注公众号`],
  ['an advertisement', `${port.text}\n广告\nAdvertisement`],
])('%s is no revision', (_, text) => {
  expect(isRealRevision(port, { ...port, text })).toBe(false)
  expect(isRealRevision({ ...port, text }, port)).toBe(false)
})

test.each([
  ['a figure', port.text.replace('1.9万吨', '2.1万吨')],
  ['a sentence more', `${port.text}\n首艘接用岸电的船舶18日靠泊。`],
  ['a paragraph less', port.text.split('\n').slice(1).join('\n')],
  ['a name', port.text.replace('林如海', '林海如')],
  ['other news', forest.text],
])('%s is a revision', (_, text) => {
  expect(isRealRevision(port, { ...port, text })).toBe(true)
})

test('counters that go on counting are no revision', () => {
  const counted = (reads: number) => ({
    ...port,
    text: `阅读量：${reads}\n${port.text}\n${reads / 10}条评论`,
  })
  expect(isRealRevision(counted(120), counted(9870))).toBe(false)
})

test('another title is a revision, another outlet tail is none', () => {
  expect(isRealRevision(port, { ...port, title: `${port.title}_海湾网` })).toBe(false)
  expect(isRealRevision(port, { ...port, title: '青屿港零碳码头一期推迟投运' })).toBe(true)
})
