import type { Draft } from '../draft/draft-source.ts'
import type { Place, SiteLook } from '../draft/site-look.ts'
import { localDateText } from './read-lines.ts'
import { renderTable } from './table.ts'
import { say } from './words/say.ts'

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text

/** What was read of a site, for an operator to hold beside the draft: its lists, the newest rows and three articles. */
export function renderLook(look: SiteLook, draft: Draft): string {
  const places = look.places.filter(({ rows }) => rows.length > 0)
  const chosen = new Set(draft.entries.map(({ value }) => value.url))
  const rows = places
    .filter(({ url }) => chosen.has(url))
    .flatMap(place => place.rows)
    .slice(0, 8)
  return [
    say`looked at ${look.asked}${look.families.length ? `: ${look.families.map(({ name }) => name).join(', ')}` : ''}`,
    '',
    renderTable(
      ['', 'kind', 'rows', 'dated', 'pages', 'address'],
      places.map(place => placeRow(place, chosen)),
    ),
    '',
    renderTable(
      ['date', 'title'],
      rows.map(row => [
        row.published ? localDateText(row.published).replace('T', ' ') : '–',
        shorten(row.title, 70),
      ]),
    ),
    '',
    ...look.samples.flatMap(({ url, article }) => [
      `${shorten(article.title, 76)}`,
      `  ${[article.published ? localDateText(article.published).replace('T', ' ') : say`no date`, article.outlet?.name ?? say`no outlet`, article.byline.join('、') || say`no byline`, say`${article.text.length} characters`, say`${article.images.length} images`].join(' · ')}`,
      `  ${url}`,
    ]),
    ...look.misses.map(({ url, why }) => say`not read: ${url} (${why})`),
  ].join('\n')
}

const placeRow = ({ kind, rows, pages, ended, url }: Place, chosen: Set<string>) => [
  chosen.has(url) ? '✓' : ' ',
  kind,
  rows.length,
  rows.filter(({ published }) => published).length,
  `${pages}${ended ? '' : '+'}`,
  shorten(url, 60),
]
