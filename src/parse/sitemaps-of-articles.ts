import type { SitemapRef } from '../model/feed-reading.ts'

/** What publishing systems call the parts of a sitemap that hold no articles: `post_tag-sitemap2.xml`, `/sitemaps/authors.xml.gz`. */
const otherParts =
  /(?:^|[/_.-])(?:(?:post|news|blog)?[-_]?(?:tags?|categor(?:y|ies)|topics?|authors?|users?|profiles?|people|contributors?|taxonom(?:y|ies)|terms?|labels?|series)|images?|pictures?|photos?|galler(?:y|ies)|videos?|products?|shop|jobs?|careers?|locations?|landing|static|misc|legal)(?:[-_.]?(?:site-?maps?|xml|index|gz|\d+))*$/i
const pageParts = /(?:^|[/_.-])(?:web)?pages?(?:[-_.]?(?:site-?maps?|xml|index|gz|\d+))*$/i
const articleParts = /post|article|stor(?:y|ies)|blog/i
/** Archives are cut by year or month. */
const datedParts =
  /(?<!\d)(?:19|20)\d{2}(?:[-_./]?(?:0?[1-9]|1[0-2]))?(?:[-_./]?\d{1,2})?(?:\.xml)?(?:\.gz)?$/i

/** Pages that every site has and that print no news, by the last part of their path; the front page too. */
export function isStandingPage(url: string): boolean {
  const parts = new URL(url).pathname.split('/').filter(Boolean)
  return parts.length === 0 || (parts.length <= 2 && standingNames.test(parts.at(-1)!))
}
const standingNames =
  /^(?:about(?:[-_]?us)?|our[-_](?:story|team|mission)|contacts?(?:[-_]?us)?|team|imprint|impressum|datenschutz|kontakt|privacy(?:[-_](?:policy|notice))?|cookies?(?:[-_]policy)?|terms(?:[-_](?:of[-_](?:use|service)|and[-_]conditions))?|disclaimer|legal(?:[-_]notice)?|accessibility(?:[-_]statement)?|advertis(?:e|ing)(?:[-_]with[-_]us)?|media[-_]?kit|careers?|jobs|faqs?|help|search|sitemap|subscribe|newsletters?|sign[-_]?up|log[-_]?in|register|donate|editorial[-_](?:policy|guidelines|team)|corrections[-_]policy|rss|index|home)(?:\.(?:s?html?|php|aspx?))?$/i

/** The parts of an index of sitemaps in which articles may be. Where their names leave none, all of them. */
export function sitemapsOfArticles(parts: SitemapRef[]): SitemapRef[] {
  const isOther = ({ url }: SitemapRef) => otherParts.test(new URL(url).pathname)
  const mayBe = parts.filter(part => !isOther(part))
  // Articles are pages too, unless another part is theirs by its name.
  const hasArticles = mayBe.some(({ url }) => {
    const { pathname } = new URL(url)
    return articleParts.test(pathname) || datedParts.test(pathname)
  })
  const left = hasArticles
    ? mayBe.filter(({ url }) => !pageParts.test(new URL(url).pathname))
    : mayBe
  return left.length > 0 ? left : parts
}
