import { type Answer, type Article, frame, type ListSite } from './site.ts'

/** What a site calls its list in the menu of its home page. */
const labels: Record<string, string> = {
  'zh-Hans': '新闻动态',
  'zh-Hant': '最新消息',
  en: 'News',
  ja: 'お知らせ一覧',
  ko: '전체기사',
}
const menus: Record<string, string[]> = {
  'zh-Hans': ['机构简介', '联系我们', '办事指南', '下载中心'],
  'zh-Hant': ['關於我們', '聯絡資訊', '活動花絮', '下載專區'],
  en: ['About us', 'Contact', 'Careers', 'Events', 'Privacy policy'],
  ja: ['会社概要', 'お問い合わせ', '採用情報'],
  ko: ['회사소개', '문의', '채용'],
}

/** The pages around a list: a home page with a menu and five of the newest, the pages of the menu, a robots.txt, and a feed of the newest ten. */
export function aroundList(site: ListSite, path: string, articles: Article[]): Answer | null {
  if (path === '/robots.txt') return { body: robotsOf(site), type: 'text/plain' }
  if (path === '/') return { body: homeOf(site, articles) }
  if (path === '/feed/' && site.language === 'en')
    return { body: feedOf(site, articles), type: 'application/rss+xml' }
  if (/^\/menu\/\d$/.test(path))
    return { body: frame('—', '<p>Nothing of news is here.</p>', site.language) }
  return null
}

const robotsOf = ({ kind, list }: ListSite) =>
  `User-agent: *\nDisallow: /private/\n${kind === 'sitemap' ? `Sitemap: ${list}\n` : ''}`

function homeOf(site: ListSite, articles: Article[]): string {
  const { language, list, kind } = site
  const menu = menus[language]!.map((label, at) => `<a href="/menu/${at}">${label}</a>`)
  const column = kind ? '' : `<a href="${list}">${labels[language]}</a>`
  const newest = articles
    .slice(0, 5)
    .map(
      each =>
        `<li><a href="${site.articlePath(each)}">${each.title}</a> <span>${each.day}</span></li>`,
    )
  const rest = site.id === 'rest' ? '<link rel="https://api.w.org/" href="/wp-json/">' : ''
  return frame(
    `${site.id} – home`,
    `${rest}<nav>${column}${menu.join(' ')}</nav><ul>${newest.join('')}</ul>`,
    language,
  )
}

const feedOf = (site: ListSite, articles: Article[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${site.id}</title><link>/</link><description>x</description>${articles
    .slice(0, 10)
    .map(
      each =>
        `<item><title>${each.title}</title><link>${site.articlePath(each)}</link><pubDate>${each.at.toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`
