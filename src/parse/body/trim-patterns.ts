import { foldScript } from '../../text/fold-script.ts'

/**
 * Lines that stand around an article's text and are not of it. Each is tried on one short line; what may stand in an
 * article's own sentences too is only taken away at its ends.
 */

/** A line that is furniture wherever it stands. */
export const furnitureLines: RegExp[] = [
  /^(?:举报|投诉|收藏|点赞|打印|分享|转发)(?:这篇|此篇|本篇|该篇|此|本|该)(?:文章|文|内容|作品|帖子|视频)$|^(?:report|flag) this (?:article|post|story|content)$|^(?:artikel|beitrag) melden$|^signaler (?:cet|l['’]) ?article$/i,
  /^(?:advert|advertisement|advertising|anzeige|werbung|publicité|publicidad|publicidade|реклама|广告|廣告|sponsored|(?:story|article|text|content|post) continues (?:below|after|under)(?: (?:the |this )?(?:ads?|advertisements?|promo(?:tion)?))?|(?:continue|keep) reading(?: (?:below|after (?:the |this )?(?:ads?|advertisements?)))?|scroll (?:down )?(?:to|for) (?:continue|more|read)(?: reading)?|weiter (?:unten|nach der (?:werbung|anzeige))|(?:der )?artikel wird (?:unten|nach der (?:werbung|anzeige)) fortgesetzt|la suite après la publicité|l['’]article continue (?:ci-dessous|après la publicité)|(?:el artículo )?continúa (?:abajo|después de la publicidad)|continua (?:depois|após) da? publicidade|this slideshow requires javascript\.?|play(?: video)?|video player is loading\.?|loading\.*|share|teilen|partager|compartir|read more|weiterlesen|lire la suite|mehr zum thema|auch interessant|para saber más|see also|also read|related|copy link|print|email|comments?|kommentare|skip to (?:main )?content|hauptinhalt|read later|分享|分享到|收藏|收藏文章|点赞|打印|关闭|字号|返回顶部|纠错|举报|评论|我要评论|发表评论|取消|确定|播放|向前|向后|展开|收起|阅读全文|展开全文|点击查看大图)[:：]?$/i,
  /^(?:tags?|schlagworte?|mots-clés|etiquetas|标签|关键词|关键字|关键词语)\s*[:：]/i,
  /^(?:分享到|分享至|扫一扫|微信扫一扫|扫描二维码|打开微信|用微信扫|字体[:：]|字号[:：]|【?字体)/,
  /^(?:\d+\s*)*(?:上一页|下一页|下一頁|首页)?\s*(?:\d+\s*)+(?:下一页|下一頁|尾页|末页)[\s\d]*$/,
  /^(?:第\s*\d+\s*页\s*[/／]?\s*)?共\s*\d+\s*页/,
  /^(?!.*[。！？]$)[^\p{L}\p{N}]{0,4}(?:(?:立即|馬上|马上|歡迎|欢迎|點此|点此|免費|免费|快)[^。，]{0,4})?(?:加入|追蹤|追踪|訂閱|订阅|按讚|按赞)(?:我們|我们|本報|本报)?.{0,12}(?:LINE|Telegram|IG|Instagram|Facebook|FB|YouTube|粉絲團|粉丝团|粉絲專頁|粉丝专页|官方帳號|官方账号|電子報|电子报).{0,16}$/iu,
  /^分享(?:给|到|让)?更?多?(?:人|朋友|好友)(?:看到)?$/,
  /^to (?:view|watch|play) this (?:video|content)[^.]{0,40}(?:enable|turn on|activate) javascript\b.{0,200}$|^(?:please )?(?:enable|turn on|activate) javascript\b.{0,120}$|^your browser (?:does not|doesn['’]t|cannot) (?:support|play)\b.{0,160}$|^(?:您的|你的|当前)?浏览器(?:不支持|版本过低).{0,60}$|^(?:お使いの|ご利用の)ブラウザ.{0,80}$|^(?:사용 중인 |이 )?브라우저(?:가|는|에서).{0,60}지원.{0,40}$|^(?:ihr|dein) browser (?:unterstützt|kann).{0,120}$|^votre navigateur ne .{0,120}$|^su navegador no .{0,120}$/i,
  /^(?:seite|page|página|pagina|sid[ae]|side|strona|стр\.?)\s*\d{1,2}\s*(?:[/|·,–-]|von|of|de|sur|di|van|av|z)?\s*(?:\d{1,2}\s*[/|·,]?\s*)*(?:weiter|next(?: page)?|suivante?|siguiente|avanti|volgende|nästa)?\s*[»›>→]*$/i,
  /^(?!.*[。！？]$)[^\p{L}\p{N}]{0,6}(?:点击|戳|轻触|长按|识别|扫描|请)[^。]{0,6}(?:上方|下方|上面|下面|蓝字|名片|二维码|左下角|右下角|图片)[^。]{0,14}(?:关注|订阅|阅读|查看|进入|报名|收听|下载|原文)?[^\p{L}\p{N}]{0,6}$/u,
  /^(?:广告|AD)?[^\p{L}\p{N}]{0,3}(?:请|文章)?继续往下(?:阅读|看)?[^\p{L}\p{N}]{0,4}$/u,
  /^trackback\s*:/i,
  /^(?:thank(?:s| you) for (?:reading|visiting)\b[!.,]?.{0,80})?(?:please |kindly )?(?:purchase|buy|activate|log in|sign in|register|subscribe|upgrade)\b.{0,60}\bto (?:continue|keep|read|view|access|unlock)\b.{0,40}$/i,
  /^(?:pages?|seiten?|pagine?|páginas?|sid(?:a|or)|ページ|頁|页码|页数|分页|페이지)\s*[:：]?\s*(?:\d{1,3}[\s|·,]*){1,30}(?:next|weiter|suivante?|siguiente|次へ|次のページ|下一[页頁]|다음|[»›>→…])?\s*$/i,
]

/** Labels of buttons; a line of nothing else is a bar of them. */
const buttonWords = new Set(
  `点赞 收藏 分享 举报 反馈 评论 打印 打印本页 关闭 关闭窗口 关闭本页 返回 返回顶部 返回首页 返回列表 回到顶部 顶部 转发 关注 赞 踩 在看 喜欢 复制链接 复制 纠错 我要纠错 投诉 投诉举报 推荐
  写评论 分享到 微信 微博 空间 朋友圈 好友 下载 保存 大 中 小 字号 字体 朗读 听新闻 收听 阅读 海报 生成海报 扫码 更多 留言 打赏 赞赏 订阅 登录 注册 首页
  share tweet print email save comment comments like follow copy link facebook twitter x whatsapp linkedin pinterest reddit telegram bookmark listen gift teilen drucken merken kommentare
  partager imprimer enregistrer commenter compartir imprimir guardar comentar condividi stampa シェア 印刷 保存 ツイート 공유 인쇄 스크랩 댓글 좋아요`.split(
    /\s+/,
  ),
)

/** True for a line that consists of two or more buttons, whatever stands between them. */
export function isButtonBar(text: string): boolean {
  if (text.length > 60) return false
  const parts = foldScript(text)
    .toLowerCase()
    .split(/[\s/／|｜·•[\]【】()（）,，、:：]+/)
    .filter(part => part !== '')
  return (
    parts.length > 1 &&
    parts.every(part => buttonWords.has(part) || /^\d{1,6}$/.test(part)) &&
    parts.some(part => buttonWords.has(part))
  )
}

/** True when one of the patterns fits, in whichever Chinese script the text is; they are written in simplified characters. */
export function matchesSome(patterns: RegExp[], text: string): boolean {
  if (patterns.some(pattern => pattern.test(text))) return true
  const folded = foldScript(text)
  return folded !== text && patterns.some(pattern => pattern.test(folded))
}

const BUTTON_PHRASE =
  "(?:(?:(?:diesen? |den )?(?:artikel|seite|beitrag|text|meldung) |per e-?mail |als pdf |auf \\p{L}+ )?(?:aus)?(?:drucken|versenden|senden|teilen|merken|empfehlen|weiterempfehlen|weiterleiten|kommentieren|speichern|herunterladen|vorlesen|melden)|(?:print|e-?mail|send|share|save|bookmark|download|listen to|copy|report)(?: (?:this|the))?(?: (?:article|page|story|post|link|pdf))?(?: (?:to a friend|by e-?mail|as pdf|on \\p{L}+))?|(?:imprimer|envoyer|partager|enregistrer|commenter|signaler|télécharger|écouter)(?: (?:l[’']article|cet article|la page|cette page|le pdf))?(?: (?:par (?:e-?mail|courriel|mail)|à un ami|en pdf|sur \\p{L}+))?|(?:imprimir|enviar|compartir|compartilhar|guardar|salvar|comentar|descargar|baixar|escuchar|ouvir|stampa|invia|condividi|salva|commenta|ascolta|scarica)(?: (?:el|la|il|lo|o|a|este|esta|questo|esse)? ?(?:artículo|artigo|articolo|página|pagina|noticia|notícia|nota|l[’']articolo))?(?: (?:por|per|via|em|en|in) (?:correo|e-?mail|mail|pdf|\\p{L}+))?|(?:artikel )?(?:afdrukken|mailen|delen|bewaren|doorsturen|skriv ut|dela|spara|tipsa|del|skriv ud|gem|print ut|tulosta|jaa|drukuj|udostępnij|wyślij|zapisz)|\\d{1,5}|pdf|a[+-]{0,2}|whatsapp|facebook|twitter|x|telegram|linkedin|e-?mail)"
/** Artikel drucken | Per E-Mail versenden: a line of nothing but what readers may do with the page. */
const BUTTON_PHRASES = new RegExp(
  `^(?=.{2,120}$)(?=.*[|·•/–—\\s])${BUTTON_PHRASE}(?:\\s*[|·•/–—,]\\s*${BUTTON_PHRASE})+\\s*[|·•]?$`,
  'iu',
)

/** The foot of an article: editors, rights, invitations, reporting credits. */
export const footLines: RegExp[] = [
  /^[（(【[]?\s*(?:责任?编辑|责编|编辑|编校|校对|审核|审校|监制|值班编辑|值班主任|值班总编|网络编辑|实习编辑|本文编辑|责任校对|编审|初审|复审|终审|一审|二审|三审|签发|录入|录入员|译者|翻译|编译|核稿|撰稿|采访|排版|剪辑|后期|摄像|拍摄|出品|监审|责校|值班|主编|总监制|责任编委|美编|制图|统筹|策划|流程编辑|来源|稿源|文章来源|稿件来源|信息来源|本文来源|资料来源|转自|转载自|摘自|原标题|原文标题|原题为?|本文标题|本文来自|本文转自|本文作者|作者|作者简介|作者系|原文链接|本文链接|本文网址|本文地址|文章链接)\s*[:：|｜/丨为\s]/,
  /^[（(【[]?\s*(?:责任编辑|责编|编辑)[^，。]{0,20}[）)\]】]?$/,
  /^(?:[*※●■◆▲★]?\s*)?[（(【[]?\s*(?:特别)?(?:免责声明|版权声明|版权所有|声明|特别声明|特别提示|郑重声明|法律声明|转载声明|权利声明|风险提示)/,
  /(?:未经(?:书面)?(?:授权|许可|允许|同意)[^。]{0,12}(?:不得|请勿|严禁|禁止)转?载?|转载请(?:注明|联系|标明)|版权归(?:原)?作者|仅代表(?:作者|其)?(?:本人|个人)?观点|不代表(?:本|我|新浪|平台)[^。]{0,8}(?:观点|立场)|如有侵权|侵权(?:请|必究)|违者必究|欢迎(?:关注|转发|投稿)|扫码(?:关注|下载)|扫描(?:上方|下方)?二维码|关注(?:公众号|我们|微信)|(?:更多|精彩)[^。]{0,20}(?:请|敬请)?(?:关注|下载|登录|点击|扫码)|下载[^。]{0,12}(?:APP|客户端)|点击进入|(?:本文|图片)(?:图片)?均?来(?:自|源于)(?:网络|互联网)|投稿邮箱|爆料(?:热线|电话)|新闻热线)/,
  /^(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题|资讯|主题)|延伸阅读|推荐阅读|更多(?:新闻|阅读|精彩|内容|资讯)|热门(?:推荐|新闻|文章)|猜你喜欢|精彩推荐|上一篇|下一篇|返回(?:目录|首页|列表)|网友评论|最新评论)/,
  /^[□■▲◆●]\s*.{1,50}[^。！？]$/u,
  /^[（(]?\s*(?:本报|本刊|本网|本台|新华社|中新社|全媒体|见习|特约|首席)*(?:记者|通讯员)\s*[:：/／]?\s*[\u4e00-\u9fff·\s、，]{2,30}[）)]?$/u,
  /^[（(]\p{Script=Han}{2,5}(?:[\s、・,，]\p{Script=Han}{1,5}){0,3}[）)]$/u,
  /^[（([]?[\uac00-\ud7a3]{2,4}\s?(?:[\uac00-\ud7a3]{1,4}\s?)?(?:기자|특파원|논설위원|PD|인턴)[\s=(<[]{0,3}[\w.+-]+@[\w.-]+[)>\]]?$|^[（([<]?[\w.+-]+@[\w-]+\.[\w.-]+[)>\]）]?$/u,
  /^(?:【(?:写真|動画|図解|表|関連|画像)】|(?:写真|画像|図)(?:提供|＝|=|／)|この記事(?:を|は|の)(?:シェア|印刷|感想|いいね)|おすすめ(?:記事|情報)|あわせて読みたい|続きを読む)/,
  /^(?:[(（[【]?(?:사진|자료|영상|그래픽)\s*[=:：/]|(?:▶|☞)\s*\p{Script=Hangul}|※\s*(?:이|본) 기사|기사\s?제보|네이버에서|구독하기|좋아요|이 기사(?:를|가|에|의)?\s?(?:추천|공유|구독|후원|마음에|좋으|유용|반응|댓글)|(?:후속|관련) ?기사를? (?:원해|기다)|원고료|후원하기|추천하기|공유하기|스크랩|프린트|글자\s?크기|기자\s?페이지|기자 ?구독|다른 ?기사 ?보기|ⓒ|©|Copyright)/iu,
  /^[^\p{L}\p{N}]{0,4}(?:(?:立即|馬上|马上|快|歡迎|欢迎|點此|点此|按此|免費|免费|搶先|一鍵|一键|還|还|現在|现在|請|请|邀您|不漏|點我|点我|按我)[^。，]{0,6})?(?:加入|追蹤|追踪|訂閱|订阅|下載|下载|按讚|按赞|關注|关注)(?:我們|我们|好友[，,])?[^。]{0,24}?(?:會員|会员|早報|早报|晚報|晚报|快訊|快讯|LINE|Telegram|IG\b|Instagram|Facebook|FB\b|Threads|YouTube|WhatsApp|Twitter|粉絲|粉丝|好友|官方(?:帳號|账号|頻道|频道)|電子報|电子报|社群|社團|App\b|公众号|微信号|微博)/iu,
  /^返回[\u4e00-\u9fff]{2,6}[，,]?\s?查看更多$|^(?:打开|下载|点击|进入|去)[^。，]{0,8}(?:APP|客户端|原文|全文|阅读|查看)[^。]{0,12}$|^【?(?:往下看|看更多|繼續看|继续看|更多报道|更多新闻)|^(?:更多|看更多)[\u4e00-\u9fff《》]{0,12}(?:报导|报道|新闻|内容|文章|消息|影音|视频)$/i,
  /^[\u4e00-\u9fffA-Za-z《》]{2,20}(?:荣誉|联合|出品|制作)?出品$|^(?:以上|本)(?:内容|文章|文)(?:转自|来自|选自)[^。]{2,30}$|^(?:声明|说明|注)\s*[:：].{0,80}(?:转载|侵权|版权|删除|免责)/,
  /^(?:do you have|got|have you got|have) (?:a|any|more) (?:news )?(?:tip|story|information|question)s?\b.{0,200}$|^(?:have your say|let us know|tell us|support (?:our|independent|quality)|make a (?:donation|contribution)|help us|if you (?:liked|enjoyed|value) this)\b.{0,200}$/i,
  /^(?:[#＃][^\s#＃]{1,20}[#＃]?\s*){1,12}$/u,
  /^(?:[您你]?可能(?:还|也)?(?:会)?(?:喜欢|感兴趣|想看)|[▼▽↓⬇👇\s]*(?:更多|往期|精彩)(?:精彩|回顾|推荐|内容)[^。]{0,10}$|(?:值班|本期|本版)?(?:编委|总编辑?|主编|编审|责编|美编|校对|编导|监制)\s[\u4e00-\u9fff\s]{2,30}$)/u,
  /^(?:この記事は(?:、)?(?:有料|会員|無料会員)|(?:有料記事|会員限定記事?|有料会員限定)(?:です)?(?:[。\s]|$)|(?:記事の)?残り\s?[:：]?\s?[\d,]+\s?文字|(?:이|본) 기사는 (?:유료|구독|회원)|(?:기사\s?)?제보(?:는|하기|하려면|\s?[:：])|dieser artikel ist (?:nur|exklusiv) für|il vous reste \d|cet article est réservé|este artículo es (?:exclusivo|solo)|剩余\s?\d+\s?[%％]|本文(?:为|是)(?:付费|会员))/i,
  /^(?:登录|登入|注册|加入)(?:会员)?(?:后|即)(?:即?可)[^。]{0,16}$/,
  /^our standards\s?:.{0,80}$/i,
  /^[（(【[]?(?:完|全文完|本文完|end|the end)[）)\]】]?$/i,
  /^[_\-–—=*•·.#\s]+$/,
  /^(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés)/i,
  /^[[("]?(?:additional |with )?(?:reporting|writing|editing|compiled|translat(?:ed|ion)|edited|written|reported)\b.{0,40}\bby\b/i,
  /^[[(]?(?:(?:additional|with) reporting|with reports? from|with files from|with (?:ap|afp|reuters|dpa|agency|agencies|inputs?)\b|mit (?:dpa|afp|material|informationen)|associated press (?:writers?|journalists?|reporters?)|(?:ap|reuters|bloomberg) (?:writers?|reporters?)|reporting from|contributed to this)/i,
  /(?:contributed to this (?:report|story|article)|reported from [A-Z][^.]{0,80}\.)$/i,
  /^[[(]?(?:quelle|quellen|source|sources|fonte|fuente|bron|kilde|editor|editors|redaktion|redaktør|author|autor|auteur|via|foto|fotos|photo|photos|image|images|bild|video|kontakt|contact)\s*[:：]/i,
  /^(?:follow|like|join|find|subscribe|sign up|get (?:the|our|all|your|more)|stay (?:informed|up|tuned|connected)|download|click (?:here|to)|read (?:more|next|also|the full)|watch (?:more|now|:)|listen to|support|donate|become a|more (?:on|from|about|great|stories|news)|related|see also|also read|you (?:may|might) (?:also )?like|recommended|don't miss|want (?:more|to)|have a (?:tip|story)|email (?:us|the|him|her)|send (?:us|your)|contact (?:us|the)|this (?:article|story|piece) (?:was|is|has|first|originally)|originally published|first published|published (?:on|in|at|by|:)|last updated|updated (?:on|at|:)|a version of this|the times is committed|join the|write to|got a)\b.{0,260}$/i,
  /^(?:comparte|compartir|compartilhe|compartilhar|partagez|partager|share|teilen|teile|condividi|deel|del|dela|udostępnij)(?:\s(?:en|on|auf|sur|su|em|no|via|op|på|na|this|est[ae]|cet|cette|diesen?|questo|dit|con|por|l['’])\b.{0,60})?[.!:]?$/iu,
  /^(?:diesen?|den|cet|cette|l['’]|este|esta|questo|dit|deze|this|the)\s?(?:artikel|beitrag|text|article|artículo|noticia|artigo|notícia|articolo|bericht|story|page|post|seite)\s(?:teilen|weiterempfehlen|drucken|merken|empfehlen|versenden|partager|imprimer|compartir|compartilhar|condividi|delen)\.?$|^(?:teile|empfehlen|weitersagen|drucken|versenden|imprimer|envoyer|enregistrer|imprimir|guardar|enviar|stampa|salva|bewaren|afdrukken)(?:\s.{0,40})?$/i,
  BUTTON_PHRASES,
  /^(?:jetzt|gleich|hier|werden sie|mit (?:dem|einem|unserem|ihrem)|sichern sie sich)\b.{0,50}\b(?:abos?|abonn\p{L}*|abonnement|mitglied|digitalabo|probeabo|probemonat|testen|freischalten)\b.{0,160}$|^(?:hazte|hágase|únete|torne-se|seja|diventa|word|bliv|bli|zostań)\s(?:soci[oa]|suscriptor|assinante|membro|abbonato|socio|lid|abonnee|medlem|abonent|prenumerant)\b.{0,160}$/iu,
  /^(?:(?:立即|馬上|马上|現在就?|现在就?|即刻|立刻)\s?)?(?:加入|成為|成为|開通|开通|升級|升级|購買|购买|訂閱|订阅|註冊|注册)[^。！？]{0,10}(?:會員|会员|VIP|付費|付费|方案|訂戶|订户|數位版|电子版)[^。？]{0,40}[。！!]?$|^(?:立即|馬上|马上)(?:訂閱|订阅|加入|開通|开通|升級|升级|購買|购买|註冊|注册)[!！]?$/i,
  /^[^。]{0,60}(?:구독하세요|구독해 ?주세요|구독 ?바랍니다|가입하세요|회원이 되시면|무제한으로 (?:보|읽|이용))[^。]{0,60}$/u,
  /^(?:folgen sie|abonnieren|lesen sie (?:auch|mehr)|mehr (?:zum|zu|lesen|infos)|jetzt (?:abonnieren|lesen|testen)|newsletter|zitiervorschlag|zur startseite|dieser (?:artikel|text|beitrag)|à lire aussi|lire aussi|suivez|abonnez|lea también|le puede interesar|síguenos|suscríbete|leia (?:também|mais)|siga|assine|inscreva|leggi anche|iscriviti|lees (?:ook|meer)|læs også|les også|läs (?:också|mer)|czytaj (?:też|także)|zobacz też|читайте также|подписывайтесь|baca juga|cek berita|xem thêm|>>)/i,
  /^.{0,80}\b(?:abonnieren sie|abonniere|bestellen sie|melden sie sich|subscribe to|sign up (?:for|to)|inscrivez-vous|abonnez-vous|suscríb(?:ete|ase)|inscreva-se|assine|iscriviti|abbonati|meld je aan|schrijf je in|tilmeld dig|anmäl dig|meld deg på)\b.{0,50}\b(?:newsletters?|infolettre|boletín|boletim|nyhetsbrev|nyhedsbrev|nieuwsbrief)\b.{0,60}$/i,
  /^(?!.*[。！？]$)(?:[^。！？]{0,20}[\s，、])?(?:[现現]在|立即|[马馬]上|快|上)?(?:用|下[载載]|打[开開]|安[装裝])[^。！？]{0,8}(?:APP|客户端)[\s\u4e00-\u9fffA-Za-z！!]{0,32}$/i,
  /^(?:.{0,30}\s)?(?:newsletter|podcast)s?\s*[:：]?$/i,
]

/** Headings of what comes after an article: everything under them goes. */
export const afterHeadings =
  /^(?:[-–—•·>»【[▼▽◎※▶☞◆■●]*\s*)?(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题|资讯|主题|帖子)|延伸阅读|推荐阅读|更多(?:新闻|阅读|精彩|内容|资讯|相关)|热门(?:推荐|新闻|文章|评论)|猜你喜欢|精彩推荐|大家都在看|网友评论|最新评论|全部评论|发表评论|我来说两句|related(?: (?:stories|articles|news|posts|links|content|topics|reading|coverage))?|more (?:stories|news|from|on|great|in|like|about|top)\b.{0,40}|most (?:read|popular|viewed)|read (?:more|next|also)|recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested).{0,20}|top stories|latest (?:news|stories|headlines)?|trending(?: now)?|editors?['’]? ?(?:picks?|choice)|popular (?:now|posts|stories|articles)|comments?(?: \(\d+\))?|leave a (?:reply|comment)|tell us what you think.*|what do you think\??|join the (?:conversation|discussion)|sign up.{0,60}|about the authors?|share this(?: (?:article|story|post))?.{0,20}|mehr (?:zum thema|dazu|artikel)|weitere (?:artikel|themen|nachrichten)|das könnte (?:sie|dich) auch interessieren|auch interessant|ähnliche artikel|meistgelesen|kommentare|à lire aussi|sur le même sujet|articles? (?:liés|similaires)|les plus lus|te puede interesar|noticias relacionadas|lo más leído|comentarios|leia também|veja também|mais lidas|comentários|leggi anche|articoli correlati|lees ook|gerelateerd|læs også|les også|läs också|отзывы|комментарии|читайте также|самые популярные.{0,30}|похожие.{0,30}|関連(?:記事|ニュース|リンク|情報|トピックス)|おすすめ(?:の?記事)?|人気の?記事|注目の記事|あわせて読みたい|こちらもおすすめ|最新(?:記事|ニュース)|(?:アクセス)?ランキング|관련 ?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|추천 ?(?:기사|뉴스)|인기 ?(?:기사|뉴스)|주요 ?뉴스|이 ?시각 주요 ?뉴스|최신 ?(?:기사|뉴스)|baca juga|berita terkait|tin liên quan|xem thêm)\s*[:：…]?\s*[】\]]?$/i

/** What the press sets before a linked headline in the middle of a text, with its mark. */
export const readAlso =
  /^[\s([【*>»›▶►▼➤👉→•·–—-]*(?:read (?:more|also|next|this|on)|also read|(?:see|watch|listen) (?:also|more|now|to)|don['’]t miss|related(?: (?:article|story|stories|news|reading|coverage|content))?|more on this(?: story)?|recommended(?: reading)?|further reading|explore more|what to read next|lesen sie (?:auch|mehr|hier)|lesen sie dazu|mehr (?:zum thema|dazu)|siehe auch|auch interessant|à lire(?: aussi| également)?|lire aussi|voir aussi|sur le même sujet|lea también|leer más|te puede interesar|ver también|leia (?:também|mais)|veja também|leggi anche|lees ook|lees meer|läs (?:också|mer)|les også|læs også|lue myös|czytaj (?:też|także)|zobacz także|čtěte také|читайте также|相关(?:阅读|新闻|报道|链接|文章|推荐)|延伸阅读|推荐阅读|阅读更多|更多阅读|看更多|猜你想看|関連(?:記事|ニュース|リンク)?|あわせて読みたい|こちらも(?:読む|おすすめ)|(?:관련|함께 (?:볼|읽을)(?: 만한)?|추천|연관) ?(?:기사|뉴스)|더 ?보기)\s*(?:[:：|｜丨>»›▶►】\])）–—-]|→)+\s*/iu

/** What stands between a title and the text: bylines, dates, counters. */
export const headLinePatterns: RegExp[] = [
  /^(?:by|von|par|por|di|door|af|av|od|text|texte|words|story|autor|author|written by|posted by|reported by|reporter|editor|published|updated|last updated|posted|stand|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|gepubliceerd|опубликовано|автор|source|quelle|tempo de leitura|reading time|lesezeit|\d+ ?min(?:ute)?s?(?: read)?)\b[\s:：|]?.{0,120}$/i,
  /^[（(【[]?\s*(?:作者|记者|本报记者|本刊记者|来源|稿源|文章来源|稿件来源|信息来源|发布时间|发表时间|更新时间|发布日期|日期|时间|编辑|责编|责任编辑|浏览|点击|阅读|访问|字号|字体|文\s*[|｜/／丨]|文章作者|供稿|撰文|评论|分享|原标题|标题|副标题|栏目|类别|分类|标签|関連|기사입력|입력|등록|수정)\s*[:：|｜/／丨\s]/,
  /^(?:原标题|导读|核心提示|编者按|摘要|内容提要)[:：]\s*$/,
]

/** A date or a time of day, as it stands in a dateline. */
export const datePattern =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}:\d{2}\b|\d{1,2}月\d{1,2}日|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|okt|dez|ene|abr|ago|dic|set|out)[a-zéû]*\.?\s+\d{1,2}(?:,|\s)|\b\d{1,2}\.?\s+(?:de )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mär|mars|avr|mai|juin|juil|août|okt|dez|ene|abr|ago|dic|set|out)[a-zéû]*\.?|\b\d+ (?:minutes?|hours?|days?) ago\b/i
