/** Slack reads these as its own marks. */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A title with the word that a bot asks for in every message. */
export const withKeyword = (title: string, keyword: string | undefined): string =>
  keyword && !title.includes(keyword) ? `${keyword} ${title}` : title
