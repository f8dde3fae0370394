import { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'

/** Words that can only announce the date of publication. */
const STRONG_LABEL =
  /(?:(?:发布|发表|刊发|出版|发稿|上线|發布|發表|刊登|公布|成文|印发|添加|创建|发文|上传)(?:时间|日期|時間|于|於|在)?|(?:publish(?:ed)?|posted|submitted|publication date|veröffentlicht|erstellt|erschienen|eingestellt|geschrieben|gespeichert[^.]{0,30}|artikel wurde|本[贴帖]由.{1,20}于|publi[ée]e?|publicado|pubblicato|gepubliceerd|geplaatst|opublikowano|publikováno|julkaistu|publisert|publicerad|опубликовано|게시|등록|입력|公開|掲載)(?:\s(?:on|am|le|el|il|at|op|em))?)\s*[:：|]?\s*$/i
const WEAK_LABEL =
  /(?:(?:时间|日期|時間|日時)\s*[:：|]?|(?:date|datum|fecha|data|vom|am|le|on)\s*[:：|]?)\s*$/i
const MODIFIED_LABEL =
  /(?:更新|修改|编辑|修订|最后)(?:时间|日期|于|時間)?\s*[:：]?\s*$|(?:updated|modified|last (?:update|change|edit)(?:ed)?|aktualisiert|(?:letzte|zuletzt) (?:änderung|aktualisierung|geändert|aktualisiert)|geändert|bearbeitet|stand|mis à jour|modifi[ée]e?|actualizado|aggiornato|bijgewerkt|수정|更新日)\s*(?:on|am|le|el|il|at|:|：|\|)?\s*$/i
const FOREIGN_LABEL =
  /(?:访问|浏览|截止|截至|有效期|生效|实施|注册|活动|会议|报名|版权|copyright|©|\(c\)|seit|since|deadline|event|geboren|born|termin|est\.|until|expires?)\s*(?:时间|日期)?\s*[:：]?\s*$/i

const DATE_NAME =
  /date|time|pub|posted|submitted|meta|info|source|byline|dateline|laiyuan|shijian|published/
/** What only the date of publication is called. */
const PUBLISHED_NAME =
  /publish-?_?date|pub-?_?date|(?:article|post|entry)-?_?date|date-?_?published|pubtime|publish-?_?time/
/** Names of what stands beside an article: other articles, comments, calendars. */
const ELSEWHERE_NAME =
  /comment|related|sidebar|recommend|(?<!post-|entry-|article-)footer|pinglun|xiangguan/
const FOREIGN_NAME =
  /copyright|widget|teaser|breadcrumb|xgnews|weather|calendar|archive|popular|trending|more-?news|carousel|ticker|(?:^|[\s_-])(?:hot|rank|latest|events?|recent)(?:$|[\s_-])/

export type Label = 'published' | 'date' | 'modified' | 'foreign' | null

/** Of longer class lists the beginning is enough. */
const LONGEST_NAME = 200

/** What the text before a date says the date is. */
export function labelOf(before: string): Label {
  if (MODIFIED_LABEL.test(before)) return 'modified'
  if (FOREIGN_LABEL.test(before)) return 'foreign'
  if (STRONG_LABEL.test(before)) return 'published'
  return WEAK_LABEL.test(before) ? 'date' : null
}

/** How what the elements around a date are called speaks for it or against it. Near the title and behind a label that can mean nothing else, names weigh less. */
export function nameScore(element: unknown, isNearTitle: boolean, isLabelled = false): number {
  const names = namesAround(element)
  let score = PUBLISHED_NAME.test(names) ? 1.6 : DATE_NAME.test(names) ? 0.8 : 0
  if (ELSEWHERE_NAME.test(names) || (!isNearTitle && FOREIGN_NAME.test(names)))
    score -= isLabelled ? 1 : 2.5
  return score
}

/** Classes and ids of an element and the four around it, in lower case. */
export function namesAround(element: unknown): string {
  let names = ''
  let at = element
  for (let up = 0; up < 5 && at instanceof PageElement; up++, at = at.parent) {
    const { class: className = '', id = '' } = at.attribs
    names += ` ${className.slice(0, LONGEST_NAME)} ${id.slice(0, LONGEST_NAME)}`
    if (at.name === 'footer' || at.name === 'aside') names += ' footer'
  }
  return names.toLowerCase()
}

/** The language that a page says it is written in, lower case with its region where it gives one; empty when it does not. */
export function statedLanguage(page: PageDocument): string {
  const html = page.elements.find(element => element.name === 'html')
  const locale = page.metas.find(({ key }) => key === 'og:locale' || key === 'content-language')
  const stated = (html?.attribs.lang ?? html?.attribs['xml:lang'] ?? '')
    .toLowerCase()
    .replace('_', '-')
  const other = (locale?.content ?? '').toLowerCase().replace('_', '-')
  return other.startsWith(stated) && other.length > stated.length ? other : stated || other
}
