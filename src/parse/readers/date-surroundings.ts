import { PageElement } from '../build-tree.ts'
import type { PageDocument } from '../document.ts'

const PUBLISHED_LABEL =
  /(?:发布|发表|刊发|出版|发稿|上线|發布|發表|刊登|公布|成文|印发|添加|创建|发文)?(?:时间|日期|時間)\s*[:：|]?\s*$|(?:发布|发表|發布|發表|刊登|上传)(?:于|於|在)?\s*[:：]?\s*$|(?:publish(?:ed)?|posted|submitted|publication date|date|veröffentlicht|erstellt|erschienen|eingestellt|geschrieben|gespeichert[^.]{0,30}|publi[ée]e?|publicado|pubblicato|gepubliceerd|geplaatst|datum|vom|am|le|on|opublikowano|publikováno|julkaistu|publisert|publicerad|опубликовано|게시|등록|입력|公開)\s*(?:on|am|le|el|il|at|:|：|\|)?\s*$/i
const MODIFIED_LABEL =
  /(?:更新|修改|编辑|修订|最后)(?:时间|日期|于|時間)?\s*[:：]?\s*$|(?:updated|modified|last (?:update|change|edit)(?:ed)?|aktualisiert|(?:letzte|zuletzt) (?:änderung|aktualisierung|geändert|aktualisiert)|geändert|bearbeitet|stand|mis à jour|modifi[ée]e?|actualizado|aggiornato|bijgewerkt|수정|更新日)\s*(?:on|am|le|el|il|at|:|：|\|)?\s*$/i
const FOREIGN_LABEL =
  /(?:访问|浏览|截止|截至|有效期|生效|实施|注册|活动|会议|报名|版权|copyright|©|\(c\)|seit|since|deadline|event|geboren|born|termin|est\.|until|expires?)\s*(?:时间|日期)?\s*[:：]?\s*$/i

const DATE_NAME =
  /date|time|pub|posted|submitted|meta|info|source|byline|dateline|laiyuan|shijian|published/
/** Names of what stands beside an article: other articles, comments, calendars. */
const FOREIGN_NAME =
  /comment|related|sidebar|recommend|footer|copyright|widget|teaser|hot|rank|latest|breadcrumb|xgnews|xiangguan|weather|calendar|event|archive|recent|popular|trending|more-?news|carousel|ticker|pinglun/
const ELSEWHERE_NAME = /comment|related|sidebar|recommend|footer|pinglun|xiangguan/

export type Label = 'published' | 'modified' | 'foreign' | null

/** What the text before a date says the date is. */
export function labelOf(before: string): Label {
  if (MODIFIED_LABEL.test(before)) return 'modified'
  if (FOREIGN_LABEL.test(before)) return 'foreign'
  return PUBLISHED_LABEL.test(before) ? 'published' : null
}

/** How what the elements around a date are called speaks for it or against it. Near the title a name weighs less. */
export function nameScore(element: unknown, isNearTitle: boolean): number {
  const names = namesAround(element)
  let score = DATE_NAME.test(names) ? 0.8 : 0
  if (isNearTitle ? ELSEWHERE_NAME.test(names) : FOREIGN_NAME.test(names)) score -= 2.5
  return score
}

/** Classes and ids of an element and the four around it, in lower case. */
export function namesAround(element: unknown): string {
  let names = ''
  let at = element
  for (let up = 0; up < 5 && at instanceof PageElement; up++, at = at.parent) {
    const { class: className = '', id = '' } = at.attribs
    names += ` ${className} ${id}`
    if (at.name === 'footer' || at.name === 'aside') names += ' footer'
  }
  return names.toLowerCase()
}

/** The language that a page says it is written in, lower case with its region where it gives one; empty when it does not. */
export function statedLanguage(page: PageDocument): string {
  const html = page.elements.find(element => element.name === 'html')
  const locale = page.metas.find(({ key }) => key === 'og:locale' || key === 'content-language')
  const stated = (html?.attribs.lang ?? '').toLowerCase().replace('_', '-')
  const other = (locale?.content ?? '').toLowerCase().replace('_', '-')
  return other.startsWith(stated) && other.length > stated.length ? other : stated || other
}
