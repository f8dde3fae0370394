/**
 * How papers, agencies, stations and news sites call themselves in Chinese of both scripts, Japanese and Korean: by the last word of
 * their names. Only these tell a publication from a section of a site or from a word of a sentence.
 */
const houseEnds = [
  '日报 晚报 早报 时报 商报 晨报 快报 导报 周报 学报 都市报 青年报 经济报 电子报 日報 晚報 早報 時報 商報 晨報 快報 導報 週報 學報 青年報 經濟報',
  '通讯社 通訊社 新闻社 新聞社 电讯社 電訊社 中新社 通信社 通信 新聞 新闻 新闻网 新聞網 资讯网 資訊網 在线 在線 线上 線上 网站 網站',
  '周刊 週刊 月刊 半月刊 杂志 雜誌 电台 電台 電臺 电视台 電視台 電視臺 广播网 廣播網 卫视 衛視 频道网 传媒 傳媒 融媒 客户端 頭條 头条',
  'ニュース タイムズ タイムス テレビ 放送 プレス ジャーナル オンライン デジタル メディア ウェブ 新報 民報',
  '일보 신문 뉴스 방송 통신 타임스 타임즈 데일리 저널 투데이 미디어 닷컴 매일 시보 포스트 매거진 경제 한국 뉴시스',
]
const HOUSE = new RegExp(
  `.(?:${houseEnds.join(' ').replaceAll(' ', '|')}|[\\u4e00-\\u9fff][报報网網])$`,
  'u',
)
/** Words that end so and name no publication: 电网 (a grid), 本报 (this paper). */
const NO_HOUSE =
  /(?:电|電|互联|物联|车联|并|並|併|联|聯|入|离|離|落|触|觸|撒|天|布|织|織|组|組|脱|脫|断|斷|在|进|進|架|铺|鋪|拉|张|張|护|護|滤|濾|渔|漁|专|專|内|內|外|热|熱|水|气|氣|简|簡|捷|警|壁|喜|战|戰|管|路|官|交通|配|微|本|该|該|主|骨干|海|预|預|申|举|舉|通|情|(?<!文)[汇匯]|回|上|(?<!大)公|播|填|呈|(?<!青)年|月|季)[报報网網]$|^(?:本[报報网網社刊台臺站]|新闻|新聞|要闻|要聞|最新|更多|相关|相關|国内|国际|國際|社会|社會|行业|行業|公司|企业|企業|财经|財經|能源|环保|環保|地方|图片|圖片|视频|热点|時事|时事)(?:新闻|新聞|资讯|資訊|快报|快報|频道|ニュース|뉴스)?$/

/** True for a name that can only be that of a publication, by the word it ends in. */
export const isHouseName = (name: string): boolean =>
  name.length <= 24 && HOUSE.test(name) && !NO_HOUSE.test(name)

/** How papers, agencies and stations call themselves in English and German, by the last word of their names. */
const paperEnds =
  'Daily|News|Times|Post|Press|Agency|Magazine|Media|Weekly|Journal|Herald|Tribune|Wire|Newswire|Network|Radio|Gazette|Courier|Monitor|Observer|Chronicle|Dispatch|Examiner|Guardian|Independent|Telegraph|Bulletin|Advertiser|Inquirer|Sentinel|Broadcasting|Zeitung|Presse'
const PAPER = new RegExp(
  `^(?:The )?(?:\\p{Lu}[\\p{L}&'’.-]*\\s){1,4}(?:${paperEnds}|(?:Press|News|Wire) (?:Association|Service|Agency|Network|Bureau|Corporation))$`,
  'u',
)
/** Words that end names of papers and much else: they tell one only where a paper is looked for. */
const BEHIND_NAME = new RegExp(
  `\\b(?:${paperEnds}|TV|Reporter|Register|Record|Review|Report|Standard|Express|Insider|Online|Tageblatt|Le Monde)$`,
)

/** True for a name in Latin letters that is that of a publication where it stands alone in its part of a line. */
export const isPaperName = (name: string): boolean => PAPER.test(name) || beginsLikePaper(name)

/** How papers and agencies call themselves in Romance languages, by the first word of their names. */
const FRONT =
  /^(?:Agencia|Agència|Agência|Agence|Agenzia|Nachrichtenagentur|Diario|Diário|Diari|Periódico|Semanario|Semanário|Gaceta|Gazeta|Gazzetta|Jornal|Corriere|Correo|Correio|Heraldo|Noticias|Notícias)\s(?:(?:de|del|da|do|di|della|de la|de los|de las)\s)?\p{Lu}[\p{L}-]+(?:\s(?:de\s|del\s)?\p{Lu}[\p{L}-]+){0,2}$/u

/** True for a name that begins with the word for a paper or an agency, as no person's does. */
export const beginsLikePaper = (name: string): boolean => FRONT.test(name)

/** True for what, behind a writer's name, tells whom the writer works for. */
export const endsLikePaper = (name: string): boolean => BEHIND_NAME.test(name)
