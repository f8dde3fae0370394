import { isPlaceName } from './place-names.ts'

/** Family names, the commonest four hundred; the two-character ones apart. Where a page writes in traditional characters they count too. */
const single = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平索宣晋初门云容敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况宿鲜印逯隆茹诺战慕危玉银亢嵇哈湛宾戎勾茅利於呼揭干尉冶斯元束檀衣展阴昝智幸奉植衡富尧闭由' +
    '張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉程蘇呂盧鍾譚陸範廖賈韋鄒閻龍賀顧龔邵萬錢嚴湯龐顏莊聶魯歐關蘭寧紀單畢駱藍遊饒陽農簡車項連蘆麥婁竇黨費衛應臧閔鄔邊師隋榮叢鞏' +
    '季涂郁赖洪邝羅賴鄺鮑鐘溫齊喬滿聞樓練權豐談貝塗凃歸欒繆儲厲華從慶闕麴戰賁甯藺尋樸烏溥諶勞',
)
const compound = new Set(
  '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 端木 夏侯 南宫 轩辕 宇文 长孙 独孤 呼延 澹台 公冶 淳于 申屠 太叔 拓跋 百里 闻人 赫连 钟离 完颜 歐陽 諸葛 東方 南宮 軒轅 長孫'.split(
    ' ',
  ),
)
const HAN = /^[\u3400-\u9fff]+$/

/** Words that begin with a family name's character and are no names, where names are looked for. */
const NOT_NAMES =
  /^(?:[本全时应成明来和国公信展实][^·]?[报社讯刊网台站闻]|.*(?:记者|编辑|通讯|报道|报导|摄影|摄像|新闻|日报|晚报|时报|商报|网站|频道|中国|新华|人民|综合|整理|来源|文章|作者|责任|时间|时候|公司|集团|部门|政府|委员|大学|学院|研究|中心|协会|市场|交易|银行|医院|法院|发自|发布|消息|据悉|获悉|了解|采访|高兴|方面|成为|应该|和平|相关|链接|更多|专题|图片|视频|点击|推荐|独家|原创|网络|安全|关于|国家|全国|万元|时代|明确|解决|成立|成功|关注|收藏|项目|金融|金属|方案|方法|高度|高端|高清|成果|成本|常见|常务|解读|解析|权威|温馨|江苏|江西|安徽|云南|宁夏|温州|常州|徐州|郑州|黄山|黄金|石油|广告|商务|平台|游戏|车辆|路线|伊朗|巴西|时尚|时政|时评|国际|国内|国资|宣传|向上|童年|满意|水平|白天|马上|应用|应对|明天|常用|简介|博客|联系|聯繫|在线|線上|热线|熱線|论坛|論壇|投稿|荐稿|爆料|注册|註冊|登录|登錄|订阅|訂閱|文图|圖文|图文|计划|经济|经营|都市|易购|张贴)|[何和时][时候种日])/

/** Words of credits and labels in traditional characters, and labels in either, that are no names. */
const TRADITIONAL =
  /^(?:整合|综合|整理|采写|报道|实习|摄影|校对|剪辑|剪輯|后期|出镜|配音|策划|统筹|制作|设计|制图|视频|文字|海报|监制|审核|翻译|编译|见习|通讯|主笔|供图|连线)$|記者|編輯|通訊|報導|報道|攝影|新聞|[日晚時週]報|雜誌|網站|頻道|中國|綜合|來源|責任|時間|日期|發[布佈表稿]|公[布佈]|圖片|影片|點擊|更新|瀏覽|留言|分享|即時|中心|專題|獨家|單位|機關|特派|連線|外電|评论员|先生|女士|教授|主任|市长|市長|部長|部长|局长|局長|董事|经理|經理|首先|其中|因此|目前|近日|今天|今年|日前|昨日/

/** True for two or three characters (four with a double family name) that read like a Chinese name, and for names with a middle dot. */
export function isChineseName(word: string): boolean {
  if (/^[\u3400-\u9fff]{1,8}(?:[·•・．][\u3400-\u9fff]{1,10}){1,3}$/.test(word)) return true
  if (!HAN.test(word) || NOT_NAMES.test(word) || TRADITIONAL.test(word)) return false
  if (isPlaceName(word)) return false
  if (word.length === 4) return compound.has(word.slice(0, 2))
  if (word.length === 2 || word.length === 3) {
    return single.has(word[0]!) || compound.has(word.slice(0, 2))
  }
  return false
}

/**
 * True for two to five characters that may be a name where a role announces one: Tibetan, Mongol and Uyghur names as they are
 * written in Chinese begin with any character.
 */
export const isNameLike = (word: string): boolean =>
  isChineseName(word) ||
  (/^(?!.*丨)[\u3400-\u9fff]{2,5}$/.test(word) &&
    !NOT_NAMES.test(word) &&
    !TRADITIONAL.test(word) &&
    !isPlaceName(word) &&
    !PLACES.test(word))

/** True where the last name of a text ends in 图 by itself, as 李图 and 王宏图 do; 王样图 is whose picture it is. */
export function endsInGivenPicture(text: string): boolean {
  const last = /[\u3400-\u9fff]+(?=\s*$)/.exec(text)?.[0] ?? ''
  return GIVEN_PICTURE.test(last) && isChineseName(last)
}
const GIVEN_PICTURE = /^(?!文).(?:[宏鸿鴻弘洪雄壮壯伟偉远遠良永]?[图圖])$/u

/** Words in a byline with a role, not a name: what follows or precedes a name. */
const TAIL =
  /(?:发自|发回|报道|报导|報導|報道|综合|綜合|整理|编译|編譯|摄影|攝影|摄|攝|(?<!^\p{Script=Han})(?:图文|圖文)|实习生?|實習生?|整合|采写|採寫|撰文|综述|供稿|專電|专电|等|\/文|\/图).*$/u

/**
 * The names in a list such as `罗鹏、刘文君` or `王乐文 方　敏`: separated by spaces, commas, 、 / and 和. Stops at the first
 * part that is no name. `freely` accepts pen names: any short word.
 */
export function splitChineseNames(text: string, freely = false): string[] {
  const latin = freely ? latinNames(text) : []
  if (latin.length > 0) return latin
  const parts = joinSpaced(
    text
      .replace(/[\u00a0\u2000-\u200b\u3000]/g, ' ')
      .split(/[\s、,，;；/／&＆|｜丨]+|(?<=[\u3400-\u9fff]{2})[和与](?=[\u3400-\u9fff]{2})/)
      .filter(part => part !== ''),
  )
  const names: string[] = []
  for (const part of parts) {
    const name = part.replace(TAIL, '').replace(/^[（(【[]|[）)】\]。.：:]+$/g, '')
    const fits = isChineseName(name) || isLongName(name) || (freely && isPenName(name))
    if (!fits) {
      if (name === '' && part !== '') break
      if (freely) continue
      break
    }
    if (!names.includes(name)) names.push(name)
    if (name !== part.replace(/[）)】\]。.：:]+$/g, '')) break
  }
  return names
}

/** Jessie Probe, Tom Sample: names in Latin letters, which spaces do not part; empty for any other text. */
function latinNames(text: string): string[] {
  const parts = text.split(/\s*(?:[、,，;；/／&＆|｜]|\band\b)\s*/).map(part => part.trim())
  const isName = (part: string) =>
    /^\p{Lu}[\p{Script=Latin}.'’-]*(?: [\p{Script=Latin}.'’-]+){1,3}$/u.test(part) &&
    part.length <= 40
  return parts.length > 0 && parts.every(isName) ? parts : []
}

/** Four characters with one family name: two names glued, or a rare one. Kept whole, and only where a name is announced. */
const isLongName = (word: string) =>
  word.length === 4 && HAN.test(word) && single.has(word[0]!) && !NOT_NAMES.test(word)

/** 方 敏 is one name: a lone family name takes the lone character behind it. */
function joinSpaced(parts: string[]): string[] {
  const joined: string[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (before?.length === 1 && single.has(before) && HAN.test(part) && part.length <= 2) {
      joined[joined.length - 1] = before + part
    } else joined.push(part)
  }
  return joined
}

/** Provinces and the like: what portals print beside an account's name. */
const PLACES =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国)市?省?$/

/** True for the bare name of a province or of a city that is one. */
export const isProvince = (word: string): boolean => PLACES.test(word)

const isPenName = (word: string) =>
  word.length >= 2 &&
  !PLACES.test(word) &&
  !NOT_NAMES.test(word) &&
  word.length <= 12 &&
  /^[\p{L}\p{N}·•・_. -]+$/u.test(word) &&
  /\p{L}{2}/u.test(word) &&
  !/\d{3}/.test(word)
