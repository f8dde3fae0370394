import { remember } from '../../text/remember.ts'

/** Lines about the site, the rights and the price of a text, in the languages of the press; none of them is its news. */

/** What stands at the foot of a site: rights, licences, hotlines, its own pages. */
const siteLine =
  /版[权權]所有(?![人者权歸归權，。])|版[权權]所有[，。]\s?(?:转载|轉載|翻印|盗版|盜版|侵权|侵權|违者|違者|未经|未經|请勿|請勿|不得)|著作權所有|ICP[备備证證]|公网安备|增值电信业务经营许可|信息服务许可证|许可证(?:编号|号)?\s*[:：]|(?:不良|违法)信息举报|举报(?:电话|邮箱|热线)\s*[:：]|(?:联系|关于)(?:我们|本站)\s?.{0,8}(?:广告|招聘|网站|隐私|版权|联系)|本(?:網站|网站|網|网|站|報|报).{0,12}(?:文字|圖片|图片|內容|内容|影音).{0,16}(?:未經|未经|不得|請勿|请勿)|all rights reserved|^(?:copyright\s*)?(?:©|\(c\)|ⓒ)\s?\S|copyright\s*(?:©|\(c\)|ⓒ|\d{4})|무단\s?(?:전재|복제)|재배포\s?금지|저작권자\s?[ⓒ(©]|無断(?:転載|複製|転用|使用)|転載を禁|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены/i
/** No such line is longer; a longer one that holds such words tells of them. */
const LONGEST_SITE_LINE = 320

/** What a platform says of a text that it only carries. */
const disclaimer =
  /^[\s【[（(*※●■◆▲★]{0,4}(?:(?:特别|特別|免责|免責|版权|版權|郑重|鄭重|法律|转载|轉載|权利|重要|平台|作者|风险|風險)?(?:声明|聲明)|(?:特别|特別|风险|風險|投资风险)(?:提示|提醒))\s*[】\])）]?\s*[:：\s]|^(?:special )?(?:notice|disclaimer|legal notice|editor['’]s note|haftungsausschluss|hinweis der redaktion|avertissement|aviso legal|descargo|免責事項)\s*[:：]|^(?:(?:说明|說明|注|备注|備註|提示|温馨提示|溫馨提示)\s*[:：]\s*)?(?:以上|上述|上面|上文|本文|该文|該文|此文)的?(?:内容|內容|文章|信息|资讯|資訊|图片|圖片|稿件|图文|圖文|文字|视频|影片|作品).{0,30}(?:用户|用戶|自媒体|自媒體|网友|網友|会员|會員|作者本人).{0,10}(?:上传|上傳|发布|發佈|发表|提供)|(?:平台|本站|本网|本網站).{0,6}(?:仅|僅|只)(?:提供|是|替).{0,12}(?:存储|儲存|存放|信息发布)|(?:观点|觀點|言论|看法).{0,6}(?:仅|僅|只)代表.{0,8}(?:作者|本人|个人|個人)|仅代表作者|僅代表作者|不代表(?:本|我|平台).{0,8}(?:观点|觀點|立场|立場|看法)|不构成(?:任何)?投资(?:建议|指导)|不構成(?:任何)?投資建議|(?:does|do) not (?:constitute|represent) (?:investment|financial|the (?:views?|opinions?))|(?:views?|opinions?) expressed (?:here|in this|are)\b.{0,80}(?:author|own|not (?:necessarily )?(?:reflect|represent))/i
const LONGEST_DISCLAIMER = 600

/** An offer to pay, to register or to log in for the rest. */
const offer =
  /(?:会员|會員|vip)(?:专享|專享|专属|可看|可读|免费)|(?:开通|成为|加入|续费)(?:会员|vip)|(?:成為|加入)會員|(?:登录|登入|注册|註冊|订阅|訂閱|付费|付費)(?:后|後|之后)?(?:即可|可以?|继续|繼續)?(?:阅读|閱讀|查看|解锁|解鎖|收看)(?:全文|全部|完整|本文|更多)?|(?:付费|付費|訂閱|订阅)(?:阅读|閱讀|專文|内容|內容|文章)|(?:剩余|剩餘|余下|餘下)\s*\d+\s*[%％]|已有(?:账号|帳號|账户|帳戶)|会員(?:限定|登録|専用|になる|だけ)|有料(?:会員|記事|登録)|(?:無料|新規)(?:会員|登録)|購読(?:する|中|者|の|申|を)|続きを(?:読|お読)|読み放題|ログイン(?:する|して|後)|회원\s?(?:전용|가입|만)|(?:유료|구독)\s?(?:회원|기사|콘텐츠|하기|하시면|자)|로그인\s?(?:하|후|이)|이어서\s?(?:보|읽)|subscribers?[- ]only|for (?:our )?(?:subscribers|members)(?: only)?|(?:available|exclusive|reserved) (?:only )?(?:to|for) (?:our )?(?:paying |registered |premium )?(?:subscribers|members)|(?:already|not) (?:a|an) (?:subscriber|member)|already (?:have an account|subscribed|registered)|subscribe (?:now|today|to (?:continue|read|keep|unlock|our|get))|(?:become|join as) a (?:member|subscriber)|to (?:continue|keep|go on) reading|(?:continue|go on|keep) reading (?:with|where|by|for)|upgrade (?:now |today )?(?:to|for) (?:read|continue|unlock|paid|premium|see|get|keep)|\d{1,2}\s?(?:wochen|monate?|tage|weeks?|months?|days?|semaines?|mois|jours|semanas?|meses|días|weken|maanden|个月|個月|ヶ月|개월)\s(?:für|for|pour|por|voor)\s(?:nur |only |just |seulement |solo )?[\d€$£]|(?:take out|start|choose|get) (?:a|your) (?:free )?(?:subscription|trial|membership)|(?:sign|log) in(?:,? or (?:register|sign up|make|create)| to (?:continue|read|keep|your account))|create (?:a |your )?(?:free )?account|(?:unlimited|full|digital) access|cancel (?:at )?any ?time|this (?:article|story|content|text) is (?:for|only for|available|exclusive|reserved|part of)|the rest of this (?:story|article)|nur für (?:abonnent|mitglieder)|(?:jetzt|gleich|hier) (?:mitglied|abonnent(?:in)?|unterstützer(?:in)?) werden|(?:jederzeit|monatlich) kündbar|(?:jetzt|hier|gratis) (?:abonnieren|registrieren|testen|weiterlesen)|(?:bereits|schon) (?:abonnent|registriert|ein abo|kunde)|weiterlesen mit|mit einem abo|réservée?s? (?:à nos|aux) abonnée?s|déjà abonnée?|abonnez-vous|devenez (?:membre|abonnée?)|résiliable (?:à tout moment|en ligne)|je m['’]abonne|il vous reste \d+\s?%|pour lire la suite|solo para suscriptores|exclusiv[oa]s? para (?:suscriptores|assinantes)|suscríb(?:ete|ase)|hazte (?:soci|suscriptor)|cancela cuando quieras|ya eres suscriptor|inicia(?:r)? sesión|para (?:seguir|continuar) (?:leyendo|lendo)|já é assinante|assine (?:já|agora|para)|riservat[oi] agli abbonati|sei già abbonato|abbonati (?:ora|per|a)|per continuare a leggere|alleen voor abonnees|al abonnee|word (?:nu |vandaag )?(?:lid|abonnee)|(?:altijd|maandelijks|dagelijks) opzegbaar|lees verder met|for abonnenter|allerede abonnent|bli abonnent|för prenumeranter|prenumerera|redan prenumerant|tylko dla (?:prenumeratorów|subskrybentów)|подписчик(?:ам|ов)|оформите подписку|для подписчиков/i
const LONGEST_OFFER = 300

/** A line of the site's own foot. */
export const isSiteLine = remember(text => text.length <= LONGEST_SITE_LINE && siteLine.test(text))

/** A line in which a platform says that a text is not its own. */
export const isDisclaimer = remember(
  text => text.length <= LONGEST_DISCLAIMER && disclaimer.test(text),
)

/** A line that asks for money, a name or a password. One alone may be an article's own sentence. */
export const isOffer = remember(text => text.length <= LONGEST_OFFER && offer.test(text))
