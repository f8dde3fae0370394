import { beforeAll, expect, test } from 'vitest'
import { type Config, loadConfig } from '../../src/config/load-config.ts'
import { applyPreset } from '../../src/config/presets.ts'
import { draftSource } from '../../src/draft/draft-source.ts'
import type { Fetcher } from '../../src/fetch/fetcher.ts'
import { compilePattern } from '../../src/model/linear-pattern.ts'
import { sourceSchema } from '../../src/model/source.ts'
import { readArticlePage } from '../../src/parse/read-page.ts'
import { lookAtSite } from '../../src/pipeline/look-at-site.ts'
import { contextFor, getPage, type SiteReader } from '../../src/pipeline/site-reader.ts'
import { addressOf, answerOf, clutterOf, type PresetSite, presetSites } from './preset-sites.ts'

const now = new Date('2026-03-20T04:00:00Z')
let config: Config
beforeAll(async () => {
  config = await loadConfig('config')
})

/** A web of one invented site. */
const fetcherOf = (site: PresetSite): Fetcher => ({
  async fetch({ url }) {
    const html = answerOf(site, url)
    if (html === null)
      return {
        kind: 'refused',
        outcome: { kind: 'gone', reason: 'http-404' },
        redirects: [],
        status: 404,
      }
    const page = {
      ...{ url, finalUrl: url, status: 200, fetchedAt: now },
      ...{ headers: { 'content-type': 'text/html; charset=utf-8' }, bytes: Buffer.from(html) },
    }
    return { kind: 'page', page, validators: { etag: null, lastModified: null }, redirects: [] }
  },
  close: async () => undefined,
})

const readerOf = (site: PresetSite): SiteReader => ({
  ...{ fetcher: fetcherOf(site), outlets: config.outlets, zone: 'Asia/Shanghai', language: null },
  ...{ gapMs: 0, left: 60, pages: new Map() },
})

test('there is an invented site of every preset that ships', () => {
  expect(presetSites.map(({ preset }) => preset)).toEqual(config.presets.map(({ id }) => id))
  expect(config.problems).toEqual([])
})

test.each(presetSites.map(site => [site.preset, site] as const))(
  'a site of %s is known by its marks, and its preset is drafted where it helps',
  async (preset, site) => {
    const look = await lookAtSite(readerOf(site), addressOf(site, '/list/'), {
      ...{ agent: 'Carbonwire/0.1', isLocal: false, topics: null, presets: config.presets, now },
    })
    expect(look.families.filter(({ id }) => id === preset)).toMatchObject([{ helps: true }])
    expect(draftSource(look, []).preset).toMatchObject({ value: preset })
  },
)

test.each(presetSites.map(site => [site.preset, site] as const))(
  '`preset: %s` takes out of texts and lists what the system prints there',
  async (preset, site) => {
    const url = addressOf(site, site.articlePath(1))
    const source = applyPreset(
      sourceSchema.parse({
        ...{ id: `${preset}.example`, name: preset, language: 'en', zone: 'UTC', preset },
        entries: [{ kind: 'listing', url: addressOf(site, '/list/') }],
      }),
      config.presets,
    )
    const reader = readerOf(site)
    const page = await getPage(reader, url, 'page')
    if (typeof page === 'string') throw new Error(page)
    const context = contextFor(reader, page, url)
    const plain = readArticlePage(page, context)
    const ruled = readArticlePage(page, { ...context, articleRules: source.article })
    if (plain.kind !== 'article' || ruled.kind !== 'article') throw new Error('no article')
    expect(plain.article.text).toContain(clutterOf(site))
    expect(ruled.article.text).not.toContain(clutterOf(site))
    expect(ruled.article.text.length).toBe(
      plain.article.text.replace(clutterOf(site), '').trim().length,
    )

    const isExcluded = (path: string) =>
      source.exclude.some(pattern => compilePattern(pattern).test(path))
    expect(site.excluded.filter(path => !isExcluded(path))).toEqual([])
    expect(isExcluded(site.articlePath(1))).toBe(false)
  },
)
