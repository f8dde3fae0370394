import { addressShape } from './address-shape.ts'
import { type Choice, chooseEntries } from './choose-entries.ts'
import { chooseMaxAge, chooseMaxPages } from './choose-reach.ts'
import { tellDraft } from './draft-words.ts'
import { chooseId, judgeName } from './judge-names.ts'
import { judgeZone } from './judge-zone.ts'
import type { Judged, Place, SiteLook } from './site-look.ts'

export type DraftEntry = {
  kind: Place['kind']
  url: string
  method?: 'POST'
  label?: string
  maxPages?: number
}

/** A source file that is proposed from what was seen of a site: what is written in it, and how sure each field is. */
export type Draft = {
  id: string
  name: Judged<string>
  language: Judged<string>
  zone: Judged<string>
  verified: string | null
  relevance: Judged<'general' | 'dedicated'>
  preset: Judged<string> | null
  entries: (Judged<DraftEntry> & { rows: number })[]
  hosts: Judged<string>[]
  maxAgeDays: Judged<number> | null
  gapMs: Judged<number> | null
  /** What the addresses of its articles have in common; told, and not written as a rule that may lose some. */
  articleShape: Judged<string> | null
  /** What an operator must know before it goes live. */
  notes: string[]
}

/** Drafts a source from what was seen of its site. `takenIds` are those of other sources. */
export function draftSource(look: SiteLook, takenIds: string[]): Draft {
  const choices = chooseEntries(look.places, look.isHome)
  const places = choices.map(({ place }) => place)
  const language = judgeLanguage(look)
  const entryHosts = places.map(({ url }) => new URL(url).host)
  const hosts = judgeHosts(places, entryHosts)
  const helping = look.families.find(({ helps }) => helps)
  return {
    id: chooseId(places[0]?.url ?? look.asked, takenIds),
    name: judgeName(look),
    language,
    zone: judgeZone({
      hosts: [...new Set([...places.map(({ url }) => new URL(url).hostname)])],
      language: language.value,
      declared: look.declaredLanguage,
      text: look.text,
      raw: look.raw,
      now: look.now,
    }),
    verified: look.samples.length >= 2 ? look.now.toISOString().slice(0, 10) : null,
    relevance: judgeRelevance(look),
    preset: helping
      ? { value: helping.id, confidence: 'likely', why: tellDraft('the marks of {}', helping.name) }
      : null,
    entries: choices.map(choice => ({
      ...draftEntry(choice, look),
      rows: choice.place.rows.length,
    })),
    hosts,
    maxAgeDays: chooseMaxAge(
      places,
      look.samples.flatMap(({ url, article: { published } }) =>
        published ? [{ url, published }] : [],
      ),
      look.now,
    ),
    gapMs: look.isLocal
      ? {
          value: 100,
          confidence: 'sure',
          why: tellDraft('it stands on this machine or its network'),
        }
      : null,
    articleShape: judgeShape(places),
    notes: notesOf(look, places),
  }
}

function draftEntry({ place, why }: Choice, look: SiteLook): Judged<DraftEntry> {
  const maxPages = place.kind === 'listing' || place.kind === 'json' ? chooseMaxPages(place) : null
  const isSure = place.rows.length >= 3 && look.samples.length > 0
  return {
    value: {
      kind: place.kind,
      url: place.url,
      ...(place.isPosted && { method: 'POST' as const }),
      ...(place.label && { label: place.label }),
      ...(maxPages !== null && { maxPages }),
    },
    confidence: isSure ? 'sure' : 'likely',
    why,
  }
}

function judgeLanguage({ samples, declaredLanguage, text }: SiteLook): Judged<string> {
  const counts = new Map<string, number>()
  for (const { article } of samples)
    if (article.language) counts.set(article.language, (counts.get(article.language) ?? 0) + 1)
  const best = [...counts].sort((a, b) => b[1] - a[1])[0]
  if (best)
    return {
      value: best[0],
      confidence: best[1] === samples.length ? 'sure' : 'likely',
      why: tellDraft('written so in {} of {} articles', best[1], samples.length),
    }
  const script = scriptOf(text)
  if (script)
    return { value: script, confidence: 'likely', why: tellDraft('the script of its lists') }
  const declared = /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.exec(declaredLanguage ?? '')?.[0]
  if (declared)
    return { value: declared, confidence: 'likely', why: tellDraft('as its pages declare') }
  return { value: 'en', confidence: 'guess', why: tellDraft('no article could be read') }
}

function scriptOf(text: string): string | null {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const letters = count(/\p{L}/gu)
  if (count(/\p{sc=Hangul}/gu) > letters * 0.3) return 'ko'
  if (count(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > letters * 0.1) return 'ja'
  if (count(/\p{sc=Han}/gu) < letters * 0.3) return null
  return count(/[這說時會們來對發後裡為進過還沒動開關]/g) >
    count(/[这说时会们来对发后里为进过还没动开关]/g)
    ? 'zh-Hant'
    : 'zh-Hans'
}

/** A column on the subject is dedicated from a third on: titles show it less often than the articles do. */
function judgeRelevance({ onSubject: { relevant, judged } }: SiteLook): Draft['relevance'] {
  const share = judged ? relevant / judged : 0
  const why = judged
    ? tellDraft('{} of {} are on the subject', relevant, judged)
    : tellDraft('nothing could be judged')
  if (judged >= 3 && share >= 0.3)
    return { value: 'dedicated', confidence: share >= 0.6 ? 'sure' : 'likely', why }
  return { value: 'general', confidence: judged >= 10 && share < 0.15 ? 'sure' : 'likely', why }
}

/** Hosts of articles that no entry names. One row elsewhere is a link to somebody else. */
function judgeHosts(places: Place[], entryHosts: string[]): Judged<string>[] {
  const withoutWww = (host: string) => host.replace(/^www\./, '')
  const own = new Set(entryHosts.map(withoutWww))
  const counts = new Map<string, number>()
  const rows = places.flatMap(place => place.rows)
  for (const { url } of rows) {
    const { host } = new URL(url)
    if (!own.has(withoutWww(host))) counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count >= Math.max(2, rows.length * 0.1) || count === rows.length)
    .map(([host, count]) => ({
      value: host,
      confidence: count >= rows.length * 0.5 ? 'sure' : 'likely',
      why: tellDraft('{} of {} rows lead there', count, rows.length),
    }))
}

function judgeShape(places: Place[]): Judged<string> | null {
  const rows = places.flatMap(place => place.rows)
  const counts = new Map<string, number>()
  for (const { url } of rows) {
    const shape = addressShape(url)
    counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0]
  if (!best || best[1] < 3) return null
  const share = best[1] / rows.length
  return {
    value: best[0],
    confidence: share > 0.95 ? 'sure' : share > 0.6 ? 'likely' : 'guess',
    why: tellDraft('{} of {} rows', best[1], rows.length),
  }
}

function notesOf(look: SiteLook, places: Place[]): string[] {
  const dated = places.flatMap(({ rows }) => rows).filter(({ published }) => published).length
  const rows = places.reduce((sum, place) => sum + place.rows.length, 0)
  return [
    ...(places.length === 0
      ? [
          tellDraft(
            'no list of articles was found: give the address of a column, a feed or a sitemap',
          ),
        ]
      : []),
    ...(rows > 0 && dated === 0
      ? [tellDraft('its lists print no dates: they are read from the articles')]
      : []),
    ...look.misses.map(({ url, why }) => tellDraft('not read: {} ({})', url, why)),
    ...(look.crawlDelaySeconds
      ? [
          tellDraft(
            'robots.txt asks for {} s between requests, which is kept',
            look.crawlDelaySeconds,
          ),
        ]
      : []),
  ]
}
