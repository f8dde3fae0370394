import type { FieldExplanation } from '../../model/article.ts'
import { isChineseName, isNameLike, splitChineseNames } from '../../text/chinese-names.ts'
import { foldScript } from '../../text/fold-script.ts'
import { beginsLikePaper } from '../../text/house-names.ts'
import { letterKey } from '../../text/letter-key.ts'
import type { ArticleLayout } from '../article-layout.ts'
import type { ReadContext } from '../context.ts'
import { collapseSpaces, type PageDocument, textOf } from '../document.ts'
import { siteNames } from '../site-tail.ts'
import { chineseCredits, chineseEditors, namesOfCredit } from './byline-chinese.ts'
import { jsonLdCredits, metaCredits } from './byline-declared.ts'
import { japaneseCredits, koreanCredits } from './byline-east.ts'
import { elementCredits } from './byline-elements.ts'
import { bylineEvidence, type Credit, creditFrom, isOfThisPage } from './byline-evidence.ts'
import { byLineCredits } from './byline-west.ts'
import {
  type CreditLine,
  creditLines,
  isChinesePage,
  titlePlace,
  withoutDates,
} from './credit-lines.ts'
import { describedFrom, explainRow } from './evidence-row.ts'
import { ruledField } from './field-rules.ts'
import {
  besideDateCredits,
  chineseNameLines,
  nameLineCredits,
  namesApartInHan,
  westernNameLines,
} from './name-lines.ts'
import { scriptWriters } from './script-credits.ts'
import { westernCreditLines } from './western-credits.ts'
import { isPersonLike, splitWesternNames } from './western-names.ts'

export type BylineReading = {
  /** Writers and reporters, each name by itself, in the order of the page. */
  byline: string[]
  editors: string[]
  explanation: FieldExplanation
  /** True when the operator's rule for the byline found no name on this page. */
  isRuleMissed: boolean
}

/** Credits in the text that are at least this sure are put together: pages name reporters in several places. */
const SURE = 8
const MOST_NAMES = 12

/**
 * Who wrote the article, as the page says: labels and roles in the lines around the body on Chinese pages, JSON-LD,
 * metas and bylines on others. Houses (agencies, papers, the site itself) are no writers. Editors stand apart.
 */
export function readByline(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
): BylineReading {
  const lines = creditLines(page, layout)
  const isHouse = houseTest(page, context, layout.title)
  const isChinese = isChinesePage(page, layout)
  const all = isChinese
    ? chinesePage(page, context, layout, lines)
    : westernPage(page, context, layout, lines)
  const ruled = ruledCredits(page, context, isChinese)
  const editors = chineseEditors(lines)
  const credits = [...ruled, ...all]
    .map(credit => ({ ...credit, names: credit.names.filter(name => !isHouse(name)) }))
    .filter(({ names }) => names.length > 0)
    .map(credit =>
      isEditorOfSystem(credit, editors)
        ? creditFrom('editorOfSystem', credit.names, -1, { from: credit.from })
        : credit,
    )
    .sort((a, b) => b.score - a.score)

  const isNobody = () => !credits.some(isOfThisPage)
  if (isNobody() && !isChinese) credits.push(...declaredHouses(all))
  if (isNobody()) credits.push(...fromScripts(page, layout, isHouse))
  const own = credits.filter(isOfThisPage)
  const byline = chosenNames(own, page)
  return {
    byline,
    editors,
    explanation: {
      field: 'byline',
      candidates: credits.slice(0, 20).map(({ row, names, from, score }) => ({
        value: names.join(', '),
        from: describedFrom(from, bylineEvidence[row]),
        score,
      })),
      chosen: byline.length > 0 ? byline.join(', ') : null,
      reason: own[0]
        ? `best believed: ${explainRow(bylineEvidence[own[0].row], own[0].from)}`
        : 'the page names nobody',
    },
    isRuleMissed: context.articleRules?.byline !== undefined && ruled.length === 0,
  }
}

/** Whom data in scripts name as the writer, asked where the page names nobody. */
function fromScripts(
  page: PageDocument,
  { title }: ArticleLayout,
  isHouse: (name: string) => boolean,
): Credit[] {
  const names = scriptWriters(page, title)
    .flatMap(text =>
      /\p{Script=Han}/u.test(text) ? splitChineseNames(text) : splitWesternNames(text),
    )
    .filter(name => (isChineseName(name) || isPersonLike(name)) && !isHouse(name))
  return names.length > 0 ? [creditFrom('script', [...new Set(names)], -1)] : []
}

/** A name that is only declared, and that the page shows as its editor: systems put whoever entered the text there. */
const isEditorOfSystem = (credit: Credit, editors: string[]) => {
  const { line, names, row } = credit
  if (line >= 0 || row === 'rule' || !isOfThisPage(credit)) return false
  return names.every(name => editors.includes(name))
}

function ruledCredits(page: PageDocument, { articleRules }: ReadContext, isChinese: boolean) {
  const { texts } = ruledField(page, articleRules?.byline)
  const names = texts.flatMap(text => (isChinese ? namesOfCredit(text) : splitWesternNames(text)))
  return names.length > 0 ? [creditFrom('rule', names, -1)] : []
}

function chinesePage(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
  lines: CreditLine[],
): Credit[] {
  const undated = (text: string) => withoutDates(text, context)
  const account = accountName(page)
  const declared = [...jsonLdCredits(page, layout.title), ...metaCredits(page)].map(credit => ({
    ...credit,
    names: credit.names
      .flatMap(withoutRole)
      .filter(name => isChineseName(name) || isLatinName(name) || isPenName(name, account)),
    score: credit.score - 3,
  }))
  return [
    ...chineseCredits(lines, titlePlace(page, layout)),
    ...byLineCredits(lines, undated),
    ...chineseNameLines(lines, undated, account),
    ...namedElements(page, layout),
    ...declared,
  ]
}

/** 記者王樣本, 文/王样本, 王样本 记者: what systems put beside a declared name. */
function withoutRole(said: string): string[] {
  if (isChineseName(said) || !ROLE_BESIDE.test(said)) return [said]
  const names = namesOfCredit(said.replace(/\s?(?:记者|記者|编译|編譯)\s?$/u, ''))
  return names.length > 0 ? names : [said]
}
const ROLE_BESIDE =
  /[记記]者|[通訊讯]{2}[员員]|作者|^文\s?[/／:：|｜]|[编編][译譯]|撰文|采写|採寫|特派[员員]/u

/** The account that a page of a public account belongs to. Whoever writes there signs with any name. */
function accountName(page: PageDocument): string | null {
  const element = page.elements.find(({ attribs }) => attribs.id === 'js_name')
  return element ? collapseSpaces(textOf(element)) : null
}

const isPenName = (name: string, account: string | null) =>
  account !== null && name !== account && /^[\p{L}\p{N}·_-]{2,12}$/u.test(name)

/** Names that stand alone in elements named for the writer, near the title. */
function namedElements(page: PageDocument, layout: ArticleLayout): Credit[] {
  const from = (page.lines[titlePlace(page, layout)]?.order ?? 0) - 40
  const to = (page.lines[layout.bodyStart]?.order ?? page.elements.length) + 5
  return elementCredits(page, layout, from, to)
    .map(credit => ({ ...credit, names: withoutJobs(credit.names.flatMap(namesApartInHan)) }))
    .filter(
      ({ names, row }) =>
        names.length > 0 &&
        (names.every(isChineseName) ||
          names.every(isLatinName) ||
          (NAMED_BY_LINK.has(row) && names.every(isNameLike))),
    )
    .map(credit => ({ ...credit, score: Math.min(credit.score, 5.2) }))
}

/** What says of itself that it names a writer does so with pen names too. */
const NAMED_BY_LINK = new Set<string>(['relAuthor', 'itemAuthor', 'authorPage'])

/** 李样本 and 能源评论人 in one box: the job beside a name. */
const withoutJobs = (names: string[]) =>
  names.some(isChineseName)
    ? names.filter(
        name => !/(?:人|员|員|师|師|家|者|授|长|長|编|編|官|士)$/.test(name) || isShortName(name),
      )
    : names
const isShortName = (name: string) => name.length <= 3 && isChineseName(name)

const isLatinName = (name: string) =>
  /^[\p{Script=Latin}\s.'’-]+$/u.test(name) && isPersonLike(name) && !LATIN_HOUSE.test(name)
const LATIN_HOUSE =
  /\b(?:publish(?:ers?|ing)|times|post|herald|daily|journal|gazette|tribune|group|inc|ltd|co|corp|company|awards?|association|foundation|bank|energy|solutions|global|international|network|channel|radio|tv|media|online|web|china|asia|institute|center|centre|office)\b/i

/** The script of the title and the lead, where it says how names are written. */
function scriptOf(
  page: PageDocument,
  { title, bodyStart }: ArticleLayout,
): 'hangul' | 'kana' | null {
  const lead = page.lines.slice(bodyStart, bodyStart + 3).map(line => line.text.slice(0, 200))
  const text = [title, ...lead].join(' ')
  if (/[\uac00-\ud7a3]{2}/.test(text)) return 'hangul'
  return /[\u3041-\u3096\u30a1-\u30fa]/.test(text) ? 'kana' : null
}

function westernPage(
  page: PageDocument,
  context: ReadContext,
  layout: ArticleLayout,
  lines: CreditLine[],
): Credit[] {
  const from = (page.lines[titlePlace(page, layout)]?.order ?? 0) - 40
  const to =
    page.lines[Math.min(page.lines.length - 1, layout.bodyEnd)]?.order ?? page.elements.length
  const undated = (text: string) => withoutDates(text, context)
  const script = scriptOf(page, layout)
  return [
    ...(script === 'hangul' ? koreanCredits(lines) : []),
    ...(script === 'kana' ? japaneseCredits(lines, undated) : []),
    ...jsonLdCredits(page, layout.title),
    ...metaCredits(page),
    ...elementCredits(page, layout, from, to),
    ...byLineCredits(lines, undated),
    ...westernCreditLines(lines),
    ...besideDateCredits(lines, undated),
    ...nameLineCredits(lines),
    ...westernNameLines(lines, undated),
  ]
}

/**
 * A house that the page's own JSON-LD names as the author, where nobody else is named. Not on Chinese pages: their systems
 * put the site there without anybody having said so, and the outlet has a field of its own.
 */
const declaredHouses = (all: Credit[]): Credit[] => all.filter(({ row }) => row === 'ownArticle')

/** Sure credits in the text are joined; otherwise the best one speaks. */
function chosenNames(credits: Credit[], page: PageDocument): string[] {
  const best = credits[0]
  if (!best) return []
  if (best.score < SURE || best.line < 0) return best.names.slice(0, MOST_NAMES)
  const sure = credits.filter(({ score, line }) => score >= SURE && line >= 0)
  const placeOf = ({ line, names }: Credit) => page.lines[line]?.text.indexOf(names[0]!) ?? 0
  const ordered = [...sure].sort((a, b) => a.line - b.line || placeOf(a) - placeOf(b))
  return [...new Set(ordered.flatMap(({ names }) => names))].slice(0, MOST_NAMES)
}

/** How houses end that are named where writers are, in simplified characters, kana and Hangul. */
const HOUSE =
  /(?:日报|晚报|早报|时报|商报|晨报|快报|都市报|周报|电子报|本报|周刊|杂志|新闻|新闻网|网|社|电视台|广播|频道|客户端|中心|公司|集团|编辑部|办公室|委员会|政府|局|部|厅|协会|学会|平台|公众号|官微|官方|在线|财经|资讯|小编|本站|佚名|匿名|未知|管理员|网友|网络整理|タイムス|タイムズ|ニュース|放送|テレビ|プレス|ジャーナル|オンライン|デジタル|メディア|通信|通信社|新聞社|編集局|取材班|일보|신문|뉴스|방송|통신|타임스|데일리|저널|미디어|편집국|편집부|취재팀)$/

/** How systems call whoever has no name: the account that entered the text. */
const ACCOUNT =
  /^(?:admin|administrator|root|webmaster|web ?master|editor|editors?|user|users?|guest|test|tester|manager|system|sysadmin|superadmin|super|master|owner|support|staff|news|press|media|pr|info|web|anonymous|unknown|null|undefined|none|nan|n\/a)[\s_-]?\d*$/i

/** What stands behind the headline in `<title>`: the site, its section. */
function titleTail(page: PageDocument, title: string): string[] {
  const parts = (page.titleTag ?? '').split(
    /\s*[|｜_]\s*|\s+[-–—·•]\s+|(?<=[\u3400-\u9fff])[-–—](?=[\u3400-\u9fff])/,
  )
  const own = letterKey(title)
  const isOther = (part: string) =>
    part.length >= 2 &&
    own !== '' &&
    !own.includes(letterKey(part)) &&
    !letterKey(part).includes(own)
  return parts.length > 1 ? parts.slice(1).filter(isOther) : []
}

/** A test for names of publications, agencies and the site itself. */
function houseTest(
  page: PageDocument,
  { outlets, url }: ReadContext,
  title: string,
): (name: string) => boolean {
  const sites = new Set([...siteNames(page), ...titleTail(page, title)].map(letterKey))
  const longSites = [...sites].filter(site => site.length >= 6)
  const host = new URL(url).hostname.replace(/^www\./, '')
  for (const label of [host, ...host.split('.').slice(0, -1)]) sites.add(letterKey(label))
  return name =>
    sites.has(letterKey(name)) ||
    (/\s/.test(name) && sites.has(letterKey(name.split(' ')[0]!))) ||
    (/\s/.test(name) && longSites.some(site => letterKey(name).startsWith(site))) ||
    outlets.findByName(name) !== null ||
    beginsLikePaper(name) ||
    HOUSE.test(foldScript(name)) ||
    ACCOUNT.test(name) ||
    /@|\d{2}/.test(name)
}
