/** An invented article, before any site has dressed it. */
export type DemoArticle = {
  /** Latin letters, digits and hyphens; unique over the whole demo. */
  slug: string
  title: string
  /** A line above the title. */
  kicker?: string
  /** How long before the demo was born it came out. */
  daysAgo: number
  /** Local time of the site, `HH:mm`. */
  time: string
  byline: string[]
  editor?: string
  /** Paragraphs of plain text; one that starts with `## ` is a heading. */
  paragraphs: string[]
  keywords?: string[]
}

/** How a site carries an article. */
export type Carried = {
  article: DemoArticle
  /** The outlet printed beside it; null prints none. */
  outlet: string | null
  /** Own title, when the site has changed it. */
  title?: string
  /** Own paragraphs, when the site has edited or shortened it. */
  paragraphs?: string[]
  /** Minutes after the original. */
  laterMinutes?: number
  /** The page prints no date. */
  undated?: boolean
  /** The listing still has it, the page answers 410. */
  gone?: boolean
  /** The address in the listing is an old one that redirects to the page. */
  moved?: boolean
}

/** When it came out, as an instant; the demo's sites all keep their zone's offset the year round. */
export function publishedAt(carried: Carried, bornAt: Date, offsetMinutes: number): Date {
  const [hours, minutes] = carried.article.time.split(':').map(Number) as [number, number]
  const local = new Date(bornAt.getTime() + offsetMinutes * 60_000)
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  const wall = midnight - carried.article.daysAgo * 86_400_000 + (hours * 60 + minutes) * 60_000
  return new Date(wall - offsetMinutes * 60_000 + (carried.laterMinutes ?? 0) * 60_000)
}

/** The local date and time as `YYYY MM DD HH mm`, for the many ways in which sites write them. */
export function localParts(at: Date, offsetMinutes: number) {
  const [date, time] = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().split('T') as [
    string,
    string,
  ]
  const [year, month, day] = date.split('-') as [string, string, string]
  const [hour, minute] = time.split(':') as [string, string]
  return { year, month, day, hour, minute, date, time: `${hour}:${minute}` }
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Paragraphs as a site's own HTML. */
export function renderParagraphs(carried: Carried, indent: string): string {
  const paragraphs = carried.paragraphs ?? carried.article.paragraphs
  return paragraphs
    .map(text =>
      text.startsWith('## ')
        ? `<p><strong>${indent}${escapeHtml(text.slice(3))}</strong></p>`
        : `<p>${indent}${escapeHtml(text)}</p>`,
    )
    .join('\n')
}
