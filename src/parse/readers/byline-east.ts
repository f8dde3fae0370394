import { type BylineEvidence, type Credit, creditFrom } from './byline-evidence.ts'
import type { CreditLine } from './credit-lines.ts'

/** Four syllables only with one of the long family names. */
const HANGUL_NAME =
  '(?:(?:남궁|황보|제갈|선우|독고|사공|서문|동방)[\\uac00-\\ud7a3]{1,2}|[\\uac00-\\ud7a3]{2,3})'
const KOREAN_ROLE =
  '(?:(?:선임|전문|수습|객원|인턴|시민|취재|경제|사회|환경|산업|국제|문화|정치|수석|신입|대학생|[가-힣]{2,4}(?:전문|담당))\\s?)?(?:기자|특파원|논설위원|편집위원|해설위원|앵커|아나운서|에디터|리포터|통신원|칼럼니스트|평론가|작가)'
/** A family name and two syllables: two such words side by side are two writers. */
const FULL_NAME =
  '[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명반왕금옥육인맹제모탁국어은편용][\\uac00-\\ud7a3]{2}'
/** 홍길동 기자, 홍길동·김철수 기자: names before their role. */
const KOREAN_BEFORE = new RegExp(
  `(?<![\\uac00-\\ud7a3])((?:${FULL_NAME}\\s(?=${FULL_NAME}))?${HANGUL_NAME}(?:\\s?[·,、ㆍ/]\\s?${HANGUL_NAME}){0,5})\\s?${KOREAN_ROLE}(?!(?!입력|승인|등록|수정|최종|발행|게재|송고|작성|구독|페이지|기사)[\\uac00-\\ud7a3])(?!\\s?(?:[\\uac00-\\ud7a3\\d]{1,4}\\s?명|간담회|회견|설명회|브리핑|출신|시절|생활|단|들|협회|질문|앞))`,
  'gu',
)
/** 글 홍길동, By 홍길동: a label without a mark that begins its line. */
const BARE_KOREAN = new RegExp(
  `^(?:기자|글|글쓴이|작성자|취재|필자|기고|by\\.?)\\s?[:：]?\\s(${FULL_NAME}(?:\\s?[·,、ㆍ]\\s?${FULL_NAME}){0,3})(?:\\s기자)?(?:\\s(?:사진|그림|영상|촬영)\\s.{2,20})?$|^글\\s?[:：]\\s?(${FULL_NAME})$`,
  'iu',
)
/** 홍길동 (hong@example.org): whom to write to at the end of the text. */
const KOREAN_MAIL = new RegExp(`^[/|▷▶■]?\\s?(${FULL_NAME})\\s?[(<[]?\\s?[\\w.+-]{1,40}@`, 'u')
/** 기자명 홍길동 입력 2026.11.20, 홍길동 입력 …: publishing systems print the name bare before the label of its date. */
const BEFORE_ENTERED = new RegExp(
  `^(?:기자명[\\s\\u2028]+)?(${FULL_NAME})[\\s\\u2028]+(?:기사\\s?)?(?:입력|등록|승인|작성|송고|발행|게재|수정|업데이트)(?=[\\s\\u2028:：]|일)|^기자명[\\s\\u2028]+(${FULL_NAME})(?=$|[\\s\\u2028])`,
  'u',
)
/** 정치부, 경제면, 고양시: desks and places that have the form of a name. */
const DESK_OR_PLACE = /[부면팀실과처시군구도]$/
/** 사진 홍길동 기자: who took the picture. */
const KOREAN_PHOTO =
  /^사진(?![·ㆍ,]\s?글)|^[△▲▼▽◎]|(?:사진|그래픽|영상|촬영)\s?[=:：/|ㅣ]|[/|ㅣ]\s?(?:사진|그래픽|영상)/
/** 기자 홍길동, 글쓴이: 홍길동, 취재=홍길동. */
const KOREAN_LABEL = new RegExp(
  `(?<![\\uac00-\\ud7a3])(?:(?:기자명|글쓴이|작성자|취재|취재기자|글)\\s?[:：=|]|기자\\s?[:：|])\\s?(${HANGUL_NAME}(?:\\s?[·,、ㆍ]\\s?${HANGUL_NAME}){0,5})(?![\\uac00-\\ud7a3])`,
  'gu',
)
const NO_KOREAN_NAME =
  /^(?:입력|수정|등록|승인|댓글|기사|기자|기자명|발행|조회|최종|업데이트|송고|사진|영상|뉴스|종합|단독|속보|오전|오후|공유|인쇄|작성|작성자|출처|제공|편집|취재|온라인|디지털|인턴|전문|선임|수석|담당|시민|객원|경제|사회|정치|환경|산업|국제|문화|본지|본보|현장|소속|동료|여러|일부|다른|외신|서울|부산|대구|인천|광주|대전|울산|세종|.*(?:일보|신문|뉴스|방송|경제|통신|타임스|데일리))$/

/** Writers of a Korean page: the role behind the name tells it from labels such as 입력 (entered). */
export function koreanCredits(lines: CreditLine[]): Credit[] {
  return lines.flatMap(({ line, text, bordered, region }) => {
    const entered = region === 'head' ? BEFORE_ENTERED.exec(bordered) : null
    const writer = entered?.[1] ?? entered?.[2]
    if (writer && !NO_KOREAN_NAME.test(writer) && !DESK_OR_PLACE.test(writer))
      return [creditFrom('beforeEntered', [writer], line.index)]
    if (
      region === 'above' ||
      !/기자|특파원|위원|앵커|글|작성자|취재|에디터|리포터|칼럼|평론|작가|필자|기고|^by|@/i.test(
        text,
      )
    )
      return []
    const said = withoutPhotographer(bordered)
    if (KOREAN_PHOTO.test(said)) return []
    const bare = BARE_KOREAN.exec(text.trim()) ?? KOREAN_MAIL.exec(text.trim())
    const alone = bare?.[1] ?? bare?.[2]
    if (alone) return [creditFrom('bareLabel', alone.split(/\s?[·,、ㆍ]\s?/), line.index)]
    const found = [...said.matchAll(KOREAN_LABEL), ...said.matchAll(KOREAN_BEFORE)].filter(
      match => text.length <= 60 || match.index < 40 || match.index > text.length - 40,
    )
    const names = [
      ...new Set(
        found
          .flatMap(([, list]) => list!.split(/\s?[·,、ㆍ/]\s?|\s/))
          .filter(name => !NO_KOREAN_NAME.test(name) && !WITH_PARTICLE.test(name)),
      ),
    ]
    const more = region === 'below' ? -2 : text.length <= 60 ? 0 : -0.4
    return names.length > 0 && names.length <= 6
      ? [creditFrom('roleBehind', names, line.index, { from: '기자', more })]
      : []
  })
}

/** 글 홍길동 기자 · 사진 김철수 기자: who took the pictures, beside the writer. */
const withoutPhotographer = (text: string): string => text.replace(PHOTOGRAPHER, '$1')
const PHOTOGRAPHER = new RegExp(
  `(^|기자[\\s\\u2028]?[·,/|ㅣ\\s\\u2028])[\\s\\u2028]{0,2}(?:사진|영상|촬영|그래픽|그림|편집)[\\s\\u2028]?[=:：·/|ㅣ]?[\\s\\u2028]?${HANGUL_NAME}[\\s\\u2028]?(?:사진|영상)?(?:기자|작가|PD)?(?=[\\s\\u2028·,/|ㅣ]|$)(?=.{0,3}글|$)`,
  'gu',
)
/** 회견에는, 현장에서: a word with what Korean hangs to its end. */
const WITH_PARTICLE = /(?:에서|에는|에게|으로|까지|부터|이나|에도|라는|하는|했던)$/

const HAN = '[\\u3400-\\u9fff々〆ヶ]'
const KANA = '[\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc]'
const JAPANESE_NAME = `(?:${HAN}{1,4}[ \\u3000]?(?:${HAN}|${KANA}){1,4}|${KANA}{2,6}[ \\u3000]${KANA}{2,6})`
const isOfNameForm = (text: string): boolean =>
  new RegExp(`^${JAPANESE_NAME}$`, 'u').test(text) &&
  text.replace(/\s/g, '').length >= 3 &&
  text.length <= 9 &&
  !PARTICLE.test(text) &&
  !NO_JAPANESE_NAME.test(text)
const isJapaneseName = (text: string): boolean => isToldName(text) && !SENTENCE_END.test(text)
/** Behind a label a name may end as verbs and things do: 例山ひかる. */
const isToldName = (text: string): boolean => isOfNameForm(text) && !TOPIC.test(text)
/** 課題の整理: between two Chinese characters these make a phrase. */
const PARTICLE = /[\u3400-\u9fff][のをがはにへとでやも][\u3400-\u9fff]/
/** Words of sections, subjects and buttons, which stand where names do. */
const TOPIC =
  /経済|政治|国際|社会|環境|気候|地球|温暖|脱炭素|炭素|排出|取引|再生|可能|エネルギー|電力|発電|原発|有料|無料|記事|資料|報道|会見|保存|印刷|総合|特集|社説|論説|解説|独自|地域|地方|暮らし|文化|芸能|科学|技術|産業|企業|市場|金融|政策|法案|農業|漁業|教育|医療|国内|海外|世界|話題|一覧|続き|ランキング|トップ|ニュース|お知らせ|プレス|リリース|[化策業量論法]$|東京都|大阪府|京都府|北海道|政府|内閣|与党|野党/
const SENTENCE_END = /[すくるむ]$/
/** What stands in brackets or behind a date and is no person. */
const NO_JAPANESE_NAME =
  /新聞|通信|編集|記者会|取材|写真|提供|撮影|参照|参考|以下|同上|同じ|税込|税抜|敬称|略|つづ|続[くき]|終わ|完了|一部|全文|会員|限定|更新|公開|掲載|配信|投稿|発表|速報|号外|時事|共同|午前|午後|曜日|年前|時間|分前|日前|カテゴリ|コメント|部長|社長|大臣|知事|市長|教授|本社|支局|総局|県|都道府|[東京大北]{2}[都府道]$|株式|会社|協会|委員会|研究所|大学|省|庁|局|部$|課$|室$|面$|版$|円$|人$|件$|回$|号$|図$|表$/
const JAPANESE_LABEL =
  /(?:^|[\s|｜/／・（(【[])(?:取材[・･]?(?:文|執筆|構成)?|聞き手|インタビュアー|構成[・･]文|(?:ルポ|リポート|レポート)|文[・･/／](?:写真|構成|撮影|編集)|文責|文|執筆者?|著者?|筆者|記者|署名|ライター|投稿者|作成者|寄稿|text|words)\s?[:：=＝／/｜|・]\s?([^。]{2,60})/iu
/** 取材・文 山田太郎, by 山田太郎: labels that need no mark where they begin their line. */
const BARE_JAPANESE =
  /^[（(【[]?(?:取材[・･と]文|文(?:[・･と／/](?:写真|撮影|構成|編集|絵|イラスト))?|(?:写真|撮影|構成)[・･と／/]文|聞き手|文責|執筆|著者|筆者|寄稿|(?:text |words |photo & text )?by)[\s\u3000.]+([^。\s]{3,12}?(?:[\s\u3000][^。\s]{1,4}?)?)[）)】\]]?$/iu
/** この記事を書いた人 山田太郎 記者: a box on the writer. */
const WRITER_BOX =
  /^(?:この記事を(?:書|執筆し)いた?た?(?:人|記者|ライター)|この記事の(?:執筆者|著者|筆者|ライター|記者)|書いた人|執筆者|著者|筆者|ライター)[\s\u2028:：]+([^。\u2028]{3,12})(?=$|\u2028)/u
/** 【潮見＝山田太郎】: place and reporter at the head of the text. */
const JAPANESE_DATELINE =
  /^[【［[（(](?:[\u30a0-\u30ff\u3400-\u9fff・]{2,10})[＝=]([^】］\]）)＝=。]{3,20})[】］\]）)]/u
/** Where the names behind a label end: the next credit of the line. */
const NEXT_CREDIT =
  /[\s\u3000|｜/／・、]{0,3}(?:写真|撮影|編集|構成|イラスト|図版?|作図|デザイン|動画|映像|監修|協力|提供|翻訳|校正)\s?[:：=＝／/｜|・].*$|[|｜].*$|[\s\u3000]+\d{1,4}\s?[年月/.-].*$/u
/** 環境部 山田太郎, 編集委員・山田太郎, ワシントン＝山田太郎: desk, rank or place before the name. */
const BEFORE_PERSON =
  /^[^\s\u3000・･＝=、。]{0,12}(?:部|支局|総局|本社|編集局|取材班|センター|デスク|キャップ|委員長?|委員会|特派員|記者|ライター|ジャーナリスト|主筆|編集長|デスク長|班|支社|通信部|新聞|新報|日報|タイムズ|ニュース|通信|放送|テレビ|オンライン)[\s\u3000・･＝=／/:：]+|^[\u30a0-\u30ff\u3400-\u9fff]{2,8}[＝=]/u
const BEHIND_PERSON =
  /[\s\u3000]?(?:記者|特派員|通信員|論説委員長?|編集委員|解説委員|専門記者|支局長|総局長|編集長|ライター|さん)$|[＝=][\u30a0-\u30ff\u3400-\u9fff]{2,8}$|\s?[（(][\u3041-\u3096・\s]{3,16}[）)]$/u

/** The name of a writer without desk and role. */
const personOf = (text: string): string =>
  text.trim().replace(BEFORE_PERSON, '').replace(BEHIND_PERSON, '').trim()
/** 【鈴木花子】: the name in brackets. */
const insideBrackets = (text: string): string =>
  personOf(text.trim().replace(/^[【［(（[]([^【】［］()（）[\]]{3,20})[】］)）\]]$/u, '$1'))
/** True where a desk or a role tells that the text names a writer. */
const hasRole = (text: string): boolean => BEFORE_PERSON.test(text) || BEHIND_PERSON.test(text)

/** （社会部・山田太郎）, 【山田太郎】, [山田 太郎] at the end of a text. */
const JAPANESE_CLOSING =
  /[（(【[〔［〈＜<]([^（）()【】[\]〔〕［］〈〉＜＞<>。、]{3,24}(?:、[^（）()【】[\]〔〕［］〈〉＜＞<>。、]{3,12}){0,4})[）)】\]〕］〉＞>]\s?$|^[―—–ー‐-]{1,3}\s?([^\s。、]{3,12})$/u

/** Writers of a Japanese page: behind the date, in brackets at the end, behind a label, before 記者. */
export function japaneseCredits(lines: CreditLine[], dated: (text: string) => string): Credit[] {
  return lines.flatMap(({ line, text, bordered, region }): Credit[] => {
    if (region === 'above' || line.heading > 0) return []
    const credit = (names: string[], row: BylineEvidence, more = 0) =>
      names.length > 0 ? [creditFrom(row, [...new Set(names)], line.index, { more })] : []
    const dateline = region === 'lead' ? JAPANESE_DATELINE.exec(text)?.[1] : undefined
    const reporters = (dateline ?? '').split(/[、,・]/).map(personOf)
    if (dateline && reporters.every(isJapaneseName)) return credit(reporters, 'eastDateline')
    const labelled = namesBehindLabel(bordered)
    if (text.length <= 80 && labelled.length > 0) return credit(labelled, 'eastLabel')
    if (text.length <= 30 && hasRole(text.trim())) {
      const names = text.split(/[、,]/).map(personOf)
      if (names.every(isJapaneseName)) return credit(names, 'roleBehind', -0.2)
    }
    if (region === 'head' && text.length <= 70) {
      const left = dated(text)
      if (left !== text) {
        const words = left.split(/\u3000|\s{2,}|[|｜・、]|\s(?=\S{3,9}$)/).map(insideBrackets)
        return credit(words.filter(isJapaneseName).slice(0, 3), 'besideDate', 0.2)
      }
    }
    if (region === 'head' && text.length <= 30) {
      const signed = text.split(/[\s\u3000]?(?:写真|撮影|編集|構成|イラスト)[・:：／/=＝]/)[0]!
      const inside = JAPANESE_CLOSING.exec(signed)?.[1] ?? signed
      const names = inside.split(/[、,]/).map(personOf)
      const isTold = inside !== signed || signed !== text || hasRole(signed.trim())
      if (isTold && names.every(isJapaneseName)) return credit(names, 'underTitleSigned')
    }
    if (region === 'head' && text.length <= 9 && line.linkLength === 0 && isJapaneseName(text))
      return credit([text], 'underTitle', -0.1)
    return credit(closingNames(text, region), 'closingNames', 0.4)
  })
}

function namesBehindLabel(text: string): string[] {
  const boxed = WRITER_BOX.exec(text)?.[1]?.trim()
  if (boxed && isOfNameForm(boxed)) return [boxed]
  const names = (said: string) =>
    said
      .replace(NEXT_CREDIT, '')
      .split(/[、,／/\u2028]\s?|・(?=[\u3400-\u9fff])/)
      .map(personOf)
      .filter(isToldName)
  const labelled = names(JAPANESE_LABEL.exec(text)?.[1] ?? '')
  return labelled.length > 0 ? labelled : names(BARE_JAPANESE.exec(text)?.[1] ?? '')
}

function closingNames(text: string, region: CreditLine['region']): string[] {
  if (region !== 'foot' && region !== 'lead' && !(region === 'below' && text.length < 30)) return []
  const found = JAPANESE_CLOSING.exec(text)
  const inside = found?.[1] ?? found?.[2]
  if (!inside) return []
  const parts = inside.split('、').map(personOf)
  return parts.every(isJapaneseName) ? parts : []
}
