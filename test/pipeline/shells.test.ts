import { expect, test } from 'vitest'
import { draftSource } from '../../src/draft/draft-source.ts'
import type { Fetcher } from '../../src/fetch/fetcher.ts'
import { lookAtSite, ONLY_SCRIPTS } from '../../src/pipeline/look-at-site.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const now = new Date('2026-03-20T04:00:00Z')
const home = 'https://shell.example/'
const page = (body: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><title>绿能</title></head><body>${body}</body></html>`
const rows = Array.from({ length: 10 }, (_, at) => ({
  ...{
    id: 900 - at,
    title: `碳排放权交易周报第${900 - at}期发布`,
    publishTime: `2026-03-1${at % 9} 09:00:00`,
  },
}))

/** Sites whose articles have no address of their own: only their scripts show them. */
const shells: [string, Record<string, string>][] = [
  [
    'rows whose links are behind #',
    {
      '/': page(
        `<ul>${rows.map(({ id, title }) => `<li><a href="#/news/${id}">${title}</a></li>`).join('')}</ul><script src="/js/app.js"></script>`,
      ),
      '/js/app.js': 'console.log(1)',
    },
  ],
  [
    'an interface whose script makes addresses behind #',
    {
      '/': page(
        `<div id="app"></div><script>axios.get('/api/news/list', { params: { pageNo: 1 } }).then(r => r.data.rows.forEach(x => $('#app').append('<a href="#/news/' + x.id + '">' + x.title + '</a>')))</script>`,
      ),
      '/api/news/list': JSON.stringify({ data: { rows } }),
    },
  ],
  [
    'a script that is not there',
    { '/': page('<div id="root"></div><script src="/static/main.9f.js"></script>') },
  ],
]

const fetcherOf = (answers: Record<string, string>): Fetcher => ({
  async fetch({ url }) {
    const body = answers[new URL(url).pathname]
    if (body === undefined)
      return {
        kind: 'refused',
        outcome: { kind: 'gone', reason: 'http-404' },
        redirects: [],
        status: 404,
      }
    const type = body.startsWith('{') ? 'application/json' : 'text/html; charset=utf-8'
    const answer = {
      url,
      finalUrl: url,
      status: 200,
      headers: { 'content-type': type },
      fetchedAt: now,
    }
    return {
      ...{ kind: 'page' as const, page: { ...answer, bytes: Buffer.from(body) }, redirects: [] },
      validators: { etag: null, lastModified: null },
    }
  },
  close: async () => undefined,
})

test.each(shells)(
  '%s: nothing is drafted whose articles would not be there, and why is said',
  async (_, answers) => {
    const reader = {
      ...{ fetcher: fetcherOf(answers), outlets: buildOutletTable([]), zone: 'Asia/Shanghai' },
      ...{ language: null, gapMs: 0, left: 60, pages: new Map() },
    }
    const look = await lookAtSite(reader, home, {
      ...{ agent: 'Carbonwire/0.1', isLocal: false, topics: null, presets: [], now },
    })
    expect(draftSource(look, []).entries).toEqual([])
    expect(look.misses.map(({ why }) => why)).toContain(ONLY_SCRIPTS)
  },
)
