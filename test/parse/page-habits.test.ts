import { describe, expect, test } from 'vitest'
import { readMillPage, texts, titles } from './mill-page.ts'

const sentences = [
  ...texts.en,
  'Two farmers beside the canal said that they would plant willows before the spring, if the county pays for the fence.',
]
const title = titles.en
type Page = { tag?: string; end?: string; script?: string; inside?: string }

/** A page of three sentences with what its kind has beside them. */
function read({ tag = title, end = '', script = '', inside = '' }: Page) {
  const [first, ...rest] = sentences.map(text => `<p>${text}</p>`)
  const html = `<html lang="en"><head><title>${tag}</title></head><body><article><h1>${tag === title ? title : ''}</h1>
    <div class="t">${first}${inside}${rest.join('')}${end}</div></article><script>${script}</script></body></html>`
  return readMillPage(html, { zone: 'Europe/Berlin' })
}

describe('a bare date in data of a script', () => {
  const own = (date: string) =>
    `window.page={"node":{"title":"${title}","comments":[{"by":"x","date":"2026-11-02T20:11:00Z"}],"date":"${date}","related":[{"title":"Pool is left out","date":"2026-10-01T09:00:00Z"}]}}`
  test('is that of the record with the title of the page', () => {
    expect(read({ script: own('2026-10-12T18:40:00Z') }).published).toMatchObject({
      at: new Date('2026-10-12T18:40:00Z'),
    })
  })
  test.each([
    [
      'of another record',
      'window.page={"node":{"title":"Pool is left out","date":"2026-10-01T09:00:00Z"}}',
    ],
    ['of a comment', 'window.page={"comments":[{"by":"x","date":"2026-10-01T09:00:00Z"}]}'],
    ['of nobody', 'var date = "2026-10-01T09:00:00Z"; var settings = {"date":"2026-10-01"}'],
  ])('is none %s', (_, script) => {
    expect(read({ script }).published).toBeNull()
  })
})

test.each([
  '<div class="b31"><p>Jetzt Mitglied werden und weiterlesen: vier Wochen für einen Euro.</p><ul><li>Alle Artikel</li><li>Jederzeit kündbar</li></ul><p>Sie haben schon ein Abo? Hier anmelden.</p></div>',
  '<div class="b31"><p>Devenez abonné pour quatre euros.</p><ul><li>Tous les textes</li><li>Résiliable à tout moment</li></ul></div>',
  '<div class="b31"><p>Hazte socio por cuatro euros.</p><ul><li>Todo el archivo</li><li>Cancela cuando quieras</li></ul></div>',
  '<div class="n"><p>说明：上面的图文由渡口号的用户自行上传，只说明上传者自己的看法。</p><p>举报这篇文章</p></div>',
  '<p>說明：以上圖文由會員自行上傳。</p><p>舉報此文章</p>',
  '<p>Report this article</p>',
])('offers and notes of a platform are no text: %s', end => {
  expect(read({ end }).text).toBe(sentences.join('\n'))
})

test.each([
  ['電爐上工｜浪嶼財經｜Langyu Business Review', '電爐上工'],
  ['風機上岸｜渡口觀察｜Ferry Observer Online', '風機上岸'],
  ['電爐上工｜減碳兩成｜Langyu Business Review', '電爐上工｜減碳兩成'],
])('a house in two scripts ends a title: %s', (tag, shown) => {
  expect(read({ tag }).title).toBe(shown)
})

const linked = '<p><a href="/w/">Nineteen wells for nineteen schools, and a lawyer for each</a></p>'
test.each([
  'Heat in the week: 31 August to 4 September',
  'Canal news in the month | Ferry',
  'Our week at a glance',
])('headlines are the text of what gathers them: %s', tag => {
  const page = read({
    tag,
    inside: `${linked}<p>On 3 September the grid company showed its plans.</p>${linked.replace('Nineteen', 'Twenty')}`,
  })
  expect(page.text).toContain('Nineteen wells')
  expect(page.text).toContain('Twenty wells')
})

test.each([
  ['share-photo', 1],
  ['media-gallery sponsor-free', 1],
  ['share-buttons', 0],
  ['sponsor', 0],
])('a figure of class %s with a caption shows %d picture', (name, count) => {
  const inside = `<figure class="${name}"><img src="/p1.jpg" width="900" height="600"><figcaption>The boiler room in winter</figcaption></figure>`
  expect(read({ inside }).images).toHaveLength(count)
})

test.each([
  ['By <a href="/w/1">Jane Sample</a> <a href="/w/2">Tom Probe</a>', ['Jane Sample', 'Tom Probe']],
  [
    'By <span>Jane Sample</span><span>Tom Probe</span><span>Ann Muster</span>',
    ['Jane Sample', 'Tom Probe', 'Ann Muster'],
  ],
  [
    'Von <a href="/w/1">Jana Muster</a> <a href="/w/2">Tom Probe</a> | 20.11.2026',
    ['Jana Muster', 'Tom Probe'],
  ],
  [
    'By <span>Jane</span> <span>Ellen</span> <span>Sample</span> <span>Probe</span>',
    ['Jane Ellen Sample Probe'],
  ],
  [
    'By <a href="/w/1">Jane Sample</a> and <a href="/w/2">Tom Probe</a>',
    ['Jane Sample', 'Tom Probe'],
  ],
])('whole names in an element each are as many writers: %s', (line, writers) => {
  const html = `<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><div>${line}</div>
    <div class="t">${sentences.map(text => `<p>${text}</p>`).join('')}</div></body></html>`
  expect(readMillPage(html).byline).toEqual(writers)
})
