import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeBytes } from '../../src/parse/decode-bytes.ts'
import { charsetOf, encodingOf } from '../../src/parse/encoding-labels.ts'

const chinese =
  '全国碳市场今日开市，首批纳入两千多家发电企业。生态环境部表示，将推进重点行业的碳排放管理，完善交易规则。'
const traditional =
  '全國碳市場今日開市，首批納入兩千多家發電企業。環境部表示，將推進重點行業的碳排放管理，完善交易規則。'
const japanese =
  '政府は二日、脱炭素に向けた新しい計画を発表した。再生可能エネルギーの割合を高め、企業の取り組みを支援する。'
const korean =
  '정부는 오늘 탄소중립을 위한 새로운 계획을 발표했다. 재생에너지 비중을 높이고 기업의 노력을 지원하기로 했다.'
const russian =
  'Правительство сегодня объявило о новом плане по сокращению выбросов. Доля возобновляемой энергии будет расти.'
const german =
  'Die Bundesregierung hat heute beschlossen, daß Städte früher auf Wärmepumpen umrüsten müssen. Für Gebäude gilt künftig eine Übergangsfrist.'
const polish =
  'Rząd ogłosił dziś nowy plan ograniczenia emisji. Źródła odnawialne będą rosły szybciej, niż zakładano.'
const greek =
  'Η κυβέρνηση ανακοίνωσε σήμερα ένα νέο σχέδιο για τη μείωση των εκπομπών και την ενέργεια.'

type Page = { text: string; head?: string }
const page = ({ text, head = '' }: Page) =>
  `<!doctype html><html><head>${head}<title>${text.slice(0, 12)}</title></head><body><p>${text}</p></body></html>`
const bytesOf = (encoding: string, content: Page) => iconv.encode(page(content), encoding)
const meta = (charset: string) => `<meta charset="${charset}">`

test.each([
  ['utf-8', chinese],
  ['gb18030', chinese],
  ['big5', traditional],
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['euc-kr', korean],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['windows-1252', german],
  ['windows-1250', polish],
  ['windows-1253', greek],
])('a page in %s that declares nothing is known by its bytes', (encoding, text) => {
  const decoded = decodeBytes(bytesOf(encoding, { text }))
  expect(decoded).toEqual({ text: page({ text }), encoding, evidence: 'bytes' })
})

test.each([
  ['the header', 'gbk', 'text/html; charset=GBK', '', 'gb18030', 'http'],
  ['a meta tag', 'gb18030', 'text/html', meta('gb2312'), 'gb18030', 'meta'],
  [
    'a meta tag of HTML 4',
    'big5',
    null,
    '<meta http-equiv="Content-Type" content="text/html; charset=Big5" />',
    'big5',
    'meta',
  ],
  ['a quoted header', 'utf-8', 'text/html; charset="UTF-8"', '', 'utf-8', 'http'],
])('the declaration of %s is followed', (_, encoding, contentType, head, label, evidence) => {
  const text = encoding === 'big5' ? traditional : chinese
  const decoded = decodeBytes(bytesOf(encoding, { text, head }), { contentType })
  expect(decoded).toEqual({ text: page({ text, head }), encoding: label, evidence })
})

test.each([
  [
    'a header of the server for every page',
    'utf-8',
    'text/html; charset=iso-8859-1',
    meta('utf-8'),
    chinese,
    'utf-8',
  ],
  [
    'a header that says UTF-8 over GBK',
    'gb18030',
    'text/html; charset=utf-8',
    meta('gbk'),
    chinese,
    'gb18030',
  ],
  ['a meta tag that says UTF-8 over Big5', 'big5', null, meta('utf-8'), traditional, 'big5'],
  ['gb2312 declared and UTF-8 sent', 'utf-8', null, meta('gb2312'), chinese, 'utf-8'],
  ['gbk in the header and UTF-8 sent', 'utf-8', 'text/html; charset=gbk', '', chinese, 'utf-8'],
  ['big5 declared and GBK sent', 'gb18030', null, meta('big5'), chinese, 'gb18030'],
  ['iso-8859-1 declared and GBK sent', 'gb18030', null, meta('iso-8859-1'), chinese, 'gb18030'],
  ['euc-kr declared and Shift_JIS sent', 'shift_jis', null, meta('euc-kr'), japanese, 'shift_jis'],
])('%s is seen through', (_, encoding, contentType, head, text, label) => {
  const decoded = decodeBytes(bytesOf(encoding, { text, head }), { contentType })
  expect(decoded.encoding).toBe(label)
  expect(decoded.text).toContain(text)
})

test('a byte-order mark decides over everything and is no part of the text', () => {
  const utf8 = Buffer.concat([
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from(page({ text: chinese })),
  ])
  expect(decodeBytes(utf8, { contentType: 'text/html; charset=gbk' })).toEqual({
    text: page({ text: chinese }),
    encoding: 'utf-8',
    evidence: 'bom',
  })
  const utf16 = iconv.encode(page({ text: chinese }), 'utf-16le', { addBOM: true })
  expect(decodeBytes(utf16)).toMatchObject({
    text: page({ text: chinese }),
    encoding: 'utf-16le',
    evidence: 'bom',
  })
})

test.each(['utf-16le', 'utf-16be'])('%s without a mark is known by its zero bytes', encoding => {
  const decoded = decodeBytes(iconv.encode(page({ text: chinese }), encoding, { addBOM: false }))
  expect(decoded).toEqual({ text: page({ text: chinese }), encoding, evidence: 'bytes' })
})

test('a meta tag is found behind kilobytes of script, and not inside a comment', () => {
  const head = `<!-- <meta charset="big5"> --><script>${'x'.repeat(9000)}</script>${meta('gbk')}`
  const decoded = decodeBytes(bytesOf('gb18030', { text: chinese, head }))
  expect(decoded).toMatchObject({ encoding: 'gb18030', evidence: 'meta' })
})

test('characters beyond GBK survive, and 0x80 is the euro of Windows', () => {
  const rare = `${chinese}𠮷㐂镕鑫`
  expect(decodeBytes(bytesOf('gb18030', { text: rare })).text).toContain(rare)
  const euro = Buffer.concat([bytesOf('gb18030', { text: chinese }), Buffer.from([0x80])])
  expect(decodeBytes(euro, { contentType: 'text/html; charset=gbk' }).text.endsWith('€')).toBe(true)
})

test('UTF-8 that ends in the middle of a character, or holds a foreign snippet, stays UTF-8', () => {
  const whole = Buffer.from(page({ text: chinese.repeat(20) }) + chinese)
  expect(decodeBytes(whole.subarray(0, whole.length - 1)).encoding).toBe('utf-8')
  const mixed = Buffer.concat([whole, iconv.encode('广告', 'gbk')])
  expect(decodeBytes(mixed)).toMatchObject({ encoding: 'utf-8', evidence: 'bytes' })
})

test('text that was encoded twice is turned back', () => {
  const twice = Buffer.from(iconv.decode(Buffer.from(page({ text: german })), 'windows-1252'))
  expect(decodeBytes(twice).text).toBe(page({ text: german }))
})

test('an XML declaration is read, and beats what the bytes alone would say', () => {
  const feed = `<?xml version="1.0" encoding="GBK"?><rss><title>${chinese}</title></rss>`
  expect(decodeBytes(iconv.encode(feed, 'gbk'), { kind: 'xml' })).toEqual({
    text: feed,
    encoding: 'gb18030',
    evidence: 'xml',
  })
  const lie = feed.replace('GBK', 'gb2312')
  expect(decodeBytes(Buffer.from(lie), { kind: 'xml' })).toMatchObject({
    text: lie,
    encoding: 'utf-8',
  })
})

test('thousands of tags that are never closed cost little', () => {
  const open = Buffer.from(
    `<script><style><!--${'<script>'.repeat(40_000)}${'<!--'.repeat(40_000)}`,
  )
  const started = process.cpuUsage()
  decodeBytes(Buffer.concat([open, bytesOf('gb18030', { text: chinese })]))
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(15_000)
})

test('nothing is thrown, whatever the bytes', () => {
  expect(decodeBytes(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', evidence: 'bytes' })
  const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)
  expect(typeof decodeBytes(noise, { contentType: 'text/html; charset=nonsense' }).text).toBe(
    'string',
  )
})

test.each([
  ['text/html; charset=GB2312', 'gb18030'],
  ["text/html;charset='utf8'", 'utf-8'],
  ['text/html; charset=ISO-8859-1', 'windows-1252'],
  ['text/html', null],
  ['text/html; charset=x-unheard-of', null],
  [null, null],
])('the content type %s means %s', (contentType, encoding) => {
  expect(charsetOf(contentType)).toBe(encoding)
})

test('the names of one encoding are many', () => {
  expect(['GBK', 'x-gbk', 'cp936', 'gb_2312-80'].map(encodingOf)).toEqual(Array(4).fill('gb18030'))
})
