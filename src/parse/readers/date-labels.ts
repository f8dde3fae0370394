export type Label = 'published' | 'date' | 'modified' | 'foreign' | null

const any = (...lists: string[]) => lists.join('|')

/** Words that announce the date of publication, by language; from content systems and newspapers. */
const PUBLISHED_CJK = any(
  '发布|发表|刊发|刊登|刊载|刊出|出版|发稿|上线|公布|公开|成文|印发|添加|创建|建立|发文|发帖|上传|张贴|录入|签发|播出|首发|撰写|写作|生成|投稿',
  '發布|發佈|發表|發稿|發文|刊載|登載|上稿|上線|公佈|公開|公告|張貼|建立|建檔|登錄|上架|撰寫|首發|發行|貼文|上傳',
  '掲載|投稿|配信|発表|発行|登録|初出|作成',
)
const PUBLISHED_KO =
  '기사\\s?입력|입력|게시|등록|기사\\s?등록|작성|발행|송고|승인|출고|게재|최초\\s?입력'
const PUBLISHED_WEST = any(
  '(?:first |originally |article |date )?publish(?:ed)?|posted|submitted|issued|created|filed|publication(?: date)?|date of (?:publication|issue)|issue date',
  'veröffentlicht|veröffentlichung|erstellt|erschienen|eingestellt|online seit|publiziert|geschrieben|gespeichert[^.]{0,30}|artikel wurde|erstveröffentlichung',
  'publi[ée]e?|paru|mis en ligne|post[ée]e?|cr[ée][ée]|publication',
  'publicad[oa]|publicaci[óo]n|pubblicat[oa]|pubblicazione|postat[oa]|criado|data de publicação|fecha de publicaci[óo]n|data pubblicazione',
  'gepubliceerd|geplaatst|opublikowan[oy]|dodan[oy]|data publikacji|publikov[aá]no|vydáno|zveřejněno|julkaistu|publisert|publicerad(?:es)?|publiceret|udgivet|skapad',
  'опубликовано|дата публикации|оприлюднено|опубліковано|yayınlanma(?: tarihi)?|eklenme|giriş|megjelent|közzétéve|objavljeno|publicat|δημοσίευση|δημοσιεύτηκε|đăng|ngày đăng|dipublikasikan|diterbitkan|terbit',
)
const MODIFIED_CJK =
  '(?:最后|最后一次|最近|最後|最終|上次)?(?:更新|修改|修订|修訂|编辑|異動|修正|改訂|變更)|最后|維護'
const MODIFIED_KO = '(?:최종|최근|기사)?\\s?(?:수정|업데이트)'
const MODIFIED_WEST = any(
  'updated|modified|(?:last|latest) (?:update|change|edit|modification|revision)(?:ed)?|last (?:modified|updated|revised|amended|reviewed|changed|edited)|revised|amended|update',
  'aktualisiert|(?:letzte[rs]?|zuletzt) (?:änderung|aktualisierung|geändert|aktualisiert|bearbeitet)|geändert|bearbeitet|stand|aktualisierung',
  'mis(?:e)? à jour(?: le)?|modifi[ée]e?|actualis[ée]e?|dernière (?:mise à jour|modification)|màj',
  'actualizad[oa]|[úu]ltima actualizaci[óo]n|modificad[oa]|aggiornat[oa]|ultimo aggiornamento|ultima modifica|atualizad[oa]|última atualização',
  'bijgewerkt|laatst (?:bijgewerkt|gewijzigd)|laatste update|uppdatera(?:d|t)|senast (?:uppdaterad|ändrad)|opdateret|oppdatert|sist (?:oppdatert|endret)|päivitetty|muokattu',
  'zaktualizowan[oy]|aktualizacja|aktualizováno|aktualizované|обновлено|изменено|оновлено|güncelle(?:me|nme|ndi)|frissítve|ažurirano|actualizat|ενημέρωση|cập nhật|diperbarui|diupdate',
)
const FOREIGN = any(
  '摄于|攝於|拍摄于|拍攝於|摄影|攝影|资料照片|資料照片|资料图片?|資料圖片?|撮影|촬영|访问|浏览|截止|截至|有效期|生效|施行|实施|注册|活动|会议|报名|报送|请于|須於|请在|应于|應於|版权|訪問|瀏覽|截止|報名|活動|會議|註冊|請於|有效|生效|召開|召开|举行|舉行|举办|舉辦|开幕|開幕|締切|開催|마감|개최',
  'copyright|©|\\(c\\)|seit|since|deadline|event|geboren|born|termin|est\\.|until|expires?|effective(?: date)?|valid(?: until)?|joined|member since|registered|due|photo(?:graph)?(?: taken)?|pictured|taken|file photo|archivfoto|foto|aufgenommen|before|by|bis(?: zum)?|ab dem|ab',
)
const CJK_TAIL = '(?:了|的)?(?:时间|日期|時間|日時|日|时刻|于|於|在)?'
const CJK_MARK = '(?:时间|日期|時間|日時|日|于|於|在|[:：|])'
const WEST_TAIL = '(?:\\s(?:on|am|le|el|il|at|op|em|den|på|dnia|dne|date))?'
const END = '\\s*[:：|]?\\s*$'

const published = new RegExp(
  `(?:(?:${PUBLISHED_CJK})${CJK_TAIL}|(?:${PUBLISHED_KO})(?:일시|일자|일|시간|날짜)?|(?<!\\p{L})(?:${PUBLISHED_WEST})${WEST_TAIL}|本[贴帖]由.{1,20}于)${END}`,
  'iu',
)
const modified = new RegExp(
  `(?:(?:${MODIFIED_CJK})${CJK_TAIL}|(?:${MODIFIED_KO})(?:일시|일자|일|시간)?|(?<!\\p{L})(?:${MODIFIED_WEST})${WEST_TAIL})${END}`,
  'iu',
)
const plain =
  /(?:(?:时间|日期|時間|日時|날짜|일시)\s*[:：|]?|(?<!\p{L})(?:date|datum|fecha|data|dato|дата|tarih|dátum|vom|am|le|on)\s*[:：|]?)\s*$/iu
const foreign = new RegExp(
  `(?:(?<!\\p{sc=Latin})(?:${FOREIGN}))\\s*(?:时间|日期|時間)?${END}`,
  'iu',
)
/** The weekday, brackets and commas between a label and its date. */
const BETWEEN =
  /(?:[\s,，(（[【]|(?<!\p{L})(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?!\p{L})|(?<!\p{L})(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\p{L})|(?:星期|周|週)[一二三四五六日天]){1,6}$/iu
/** What must stand before a label that has neither a mark nor a word such as 时间 behind it: nothing, a separator, or 由 and a name. */
const STARTS_CJK = /(?:^|[\s|｜·•,，;；。/／)）\]】〕>》:：])$|由[^\s，。]{1,20}$/u
const STARTS_WEST = /(?:^\s*|[|｜·•,;/()[\]:.–—-]\s*)(?:[\p{L}'’]+\s+){0,3}$/u

/**
 * What the text before a date says the date is. A title that ends in 发布 is no label, nor is a sentence that ends in "published":
 * a bare verb counts only where it begins a part of the line.
 */
export function labelOf(before: string): Label {
  const text = before.replace(BETWEEN, '')
  const isModified = modified.exec(text)
  if (isModified && isOfItsOwn(text, isModified)) return 'modified'
  if (foreign.test(text)) return 'foreign'
  const found = published.exec(text)
  if (found && isOfItsOwn(text, found)) return 'published'
  return plain.test(text) ? 'date' : null
}

const MARKED = new RegExp(
  `${CJK_MARK}\\s*$|\\s(?:on|am|le|el|il|at|op|em|den|på|dnia|dne|date)\\s*$|일시$|일자$`,
  'iu',
)

function isOfItsOwn(text: string, found: RegExpExecArray): boolean {
  if (MARKED.test(found[0])) return true
  const ahead = text.slice(0, found.index)
  return /[\u3040-\u9fff]/.test(found[0]) ? STARTS_CJK.test(ahead) : STARTS_WEST.test(ahead)
}

/** 2026-11-19 09:00发布, (2026/11/20 更新): the label stands right behind its date and ends there; behind a space only where nothing follows. */
const BEHIND_DATE =
  /^(?:に)?(?:(更新|修改|修订|修訂|编辑|編集|改訂|수정|업데이트)|发布|發布|發佈|发表|發表|公開|掲載|配信|投稿|등록|입력|게재|승인)(?=$|[\s)）\]】|｜,，。])|^\s(?:(更新|修改|修订|修訂|編集|改訂|수정|업데이트)|发布|發布|發佈|公開|掲載|配信|投稿|등록|입력|게재|승인)(?=\s?[)）\]】]|\s*$)/u

/** What the words right behind a date say that it is. */
export const labelBehind = (after: string): Label => {
  const found = BEHIND_DATE.exec(after)
  return found ? (found[1] || found[2] ? 'modified' : 'published') : null
}

/** True for a day by which something is to be done, or from which something holds: 12月31日前, 3月1日起施行, "31 March at the latest". */
export const isDeadline = (after: string): boolean =>
  /^\s?(?:\d{1,2}[时時点點:]\S{0,4})?\s?(?:[之以]?前(?![往后後夕任述])|止|截止|起(?:施行|实施|實施|执行|正式|生效|[至，,])|以后|以後|之后|之後|までに|까지)/.test(
    after,
  )
