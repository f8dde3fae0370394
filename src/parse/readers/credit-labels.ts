import type { OutletEvidence } from './outlet-evidence.ts'

/** What a label in a line of credits announces. */
export type CreditField = 'outlet' | 'writer' | 'editor' | 'other'

/** Labels of one rank. `evidence` is the row that a name behind them is evidence of; none where no outlet is read. */
export type CreditRow = {
  field: CreditField
  evidence?: OutletEvidence
  words: string
  reason: string
  /** Where else than between title and text the label names another thing. */
  place?: 'head'
}

/** Every verb with every word for an office: 发布单位, 發稿機關. */
const pairs = (verbs: string, offices: string): string[] =>
  verbs.split(' ').flatMap(verb => offices.split(' ').map(office => verb + office))

/** How offices sign: what they did, and what they are; each script with its own words. */
const offices = [
  ...pairs(
    '发布 发稿 发文 供稿 来稿 提供 公布 公告 刊登 刊载 张贴 上稿 上版 撰稿 拟稿 编发 报送 责任 主管 业务 承办 印发 制发 信息提供 资料提供 新闻提供 稿件提供 信息发布 新闻发布 内容提供 文章提供',
    '单位 机构 机关 部门 科室 处室 司局 主体',
  ),
  ...pairs(
    '發布 發佈 發稿 發文 供稿 來稿 提供 公布 公佈 公告 刊登 刊載 張貼 上稿 上版 撰稿 擬稿 編發 報送 責任 主管 業務 承辦 印發 訊息提供 資料提供 新聞提供 稿件提供 資訊提供 訊息發布 新聞發布 新聞稿發布 新聞稿提供 內容提供 文章提供 新聞發佈',
    '單位 機構 機關 部門 科室 處室 局處 者單位',
  ),
].join(' ')

/**
 * The labels of Chinese credit lines in both scripts, the surest first; from newspapers, portals, content systems and
 * government sites. A value ends where the next label begins, so those of other things stand here too.
 */
const creditRows: CreditRow[] = [
  {
    field: 'outlet',
    evidence: 'textLabel',
    words:
      '信源 文章来源于 文章来源 稿件来源 信息来源 新闻来源 本文来源于 本文来源 内容来源 消息来源 资讯来源 媒体来源 来源媒体 来源单位 原文来源 稿源 文章來源 稿件來源 信息來源 新聞來源 本文來源 內容來源 消息來源 訊息來源 資訊來源 媒體來源 來源媒體 來源單位 原文來源 来源网站 来源机构 来源部门 来源平台 来源渠道 来源刊物 来源报刊 來源網站 來源機構 來源部門 來源平台 信息来源单位 资讯来源单位 稿件来源单位 图文来源 文字来源 文稿来源 原稿来源 作品来源 报道来源 圖文來源 文字來源 報導來源 報道來源 稿件出处 文章出处 新闻出处 消息出处 稿件出處 文章出處 消息出處 转载来源 轉載來源 原始来源 原始來源 首发媒体 首发平台 首發媒體 首發平台 原创单位 来稿单位 来文单位 來稿單位 來文單位',
    reason: 'names the source of the text and of nothing else',
  },
  {
    field: 'outlet',
    evidence: 'plainLabel',
    words: '来源于 来源 來源 原文出处 原文出處 出处 出處 原载于 原载 原載於 原載',
    reason: 'the usual label; some systems put the writer or the site there',
  },
  {
    field: 'outlet',
    evidence: 'verbLabel',
    words:
      '原刊于 原刊於 首发于 首發於 原发于 原發於 节选自 節選自 本文转自 本文轉自 文章转自 文章轉自 本文转载自 本文轉載自 文章转载自 本文摘自 稿件转自 转载自 轉載自 转引自 轉引自 转自 轉自 摘自 摘編自 摘编自 编自 選自 选自 来自 來自 源自 转载于 轉載於',
    reason: 'also used in sentences',
  },
  {
    field: 'outlet',
    evidence: 'officeLabel',
    words: `${offices} 发布者单位 資料提供 资料提供 信息提供 稿件提供 文章提供 新闻提供 材料提供 素材提供 新聞提供 訊息提供 发布来源 發布來源`,
    reason: 'the office that put the text there',
  },
  {
    field: 'outlet',
    evidence: 'headLabel',
    words: '資料來源 资料来源 新聞出處 供稿 首发 首發 原发 原發 原刊 发布方 發布方',
    place: 'head',
    reason: 'the office on government pages; below a figure whose data it is',
  },
  {
    field: 'writer',
    words:
      '本文作者 原文作者 作者 文字 撰文 撰稿 撰写 撰寫 采写 採寫 采访撰文 採訪撰文 采访 採訪 执笔人 执笔 執筆 供稿人 供稿者 撰稿人 撰稿者 撰文者 撰寫人 撰写人 写稿人 拟稿人 作者姓名 作者名 采写者 採訪撰稿 採訪整理 採訪報導 采访整理 采访报道 文字撰稿 文字整理 本报记者 本刊记者 本网记者 本報記者 文字记者 文字記者 特约记者 特約記者 实习记者 實習記者 见习记者 記者 记者 通讯员 通訊員 主笔 主筆 来稿人 投稿人 投稿者 写稿 拟稿 作者署名 署名 文稿 报道 報道 報導 报导 采编 特约撰稿 特约作者 专栏作者 采访并文 采访并撰文 采访及撰文 採訪並文 採訪並撰文 採訪及撰文 采写整理 採寫整理 整理撰文 整理 文',
    reason: 'names who wrote',
  },
  {
    field: 'editor',
    words:
      '责任编辑 責任編輯 值班编辑 本文编辑 网络编辑 网页编辑 執行編輯 执行编辑 新媒体编辑 责编 責編 编辑 編輯',
    reason: 'names who edited, who is no writer',
  },
  {
    field: 'other',
    words:
      '出版 出版日期 出版时间 出版時間 刊出 刊出日期 刊登日期 刊登時間 首播 播出时间 播出時間 更新 发表 發表 发布 發布 發佈 文章类型 文章類型 内容分类 內容分類 文章分类 文章分類 稿件类型 信息类型 相关报道 相關報道 相關報導 延伸报道 更多报道 专题报道 图片来源 圖片來源 数据来源 數據來源 资金来源 資金來源 经费来源 經費來源 款项来源 款項來源 收入来源 收入來源 利润来源 利潤來源 污染来源 污染來源 污染物来源 污染物來源 排放来源 排放來源 热量来源 熱量來源 电力来源 電力來源 电量来源 電量來源 能量来源 能量來源 能源来源 能源來源 原料来源 原料來源 材料来源 材料來源 燃料来源 燃料來源 货物来源 貨物來源 图表来源 圖表來源 照片来源 照片來源 视频来源 影片來源 音频来源 音訊來源 截图来源 截圖來源 封面来源 封面來源 题图来源 題圖來源 素材来源 素材來源 样本来源 樣本來源 样品来源 樣品來源 技术来源 技術來源 人员来源 人員來源 客户来源 客戶來源 参考来源 參考來源 据 作者简介 作者簡介 作者单位 作者單位 编译 編譯 译者 譯者 翻译 翻譯 美术编辑 美術編輯 主编 主編 总编 总编辑 編審 编审 编校 校对 校對 校审 审核 審核 审校 初审 复审 终审 监制 監製 签发 值班主任 值班主编 口述 讲述 講述 受访者 受訪者 选稿 選稿 组稿 图片 圖片 图 圖 照片 照 摄影记者 攝影記者 摄像记者 攝像記者 图片记者 圖片記者 视频记者 影音記者 摄影 攝影 摄像 攝像 摄 攝 视频 影片 策划 策劃 统筹 制图 製圖 设计 标签 標籤 关键词 關鍵字 关键字 时间 時間 日期 发布时间 發布時間 發佈時間 发布日期 發布日期 發佈日期 更新时间 更新時間 更新日期 浏览 瀏覽 点击 點擊 點閱 阅读 閱讀 上一篇 下一篇 栏目 欄目 分类 分類 类别 類別 单位 單位 机构 地点 點閱數 点击数 浏览量 阅读量 字号 字級 人气 評論 评论 发布者 发布人 上传 上傳者 索引号 索引號 文号 文號 发文字号 發文字號 信息提供日期 提供日期 信息日期 生成日期 成文日期 发文日期 發文日期 印发日期 公开日期 公開日期 公布日期 公告日期 上版日期 上稿日期 上架日期 下架日期 建檔日期 建档日期 張貼日期 資料更新 資料檢視 最後更新 最后更新 修改日期 更新日 生效日期 失效日期 有效性 主题分类 主題分類 信息分类 公开方式 视力保护色 稿件编号 訪問量 访问量 访问次数 阅读次数 浏览次数 瀏覽人次 點閱次數 点击率 核稿 覆核 審核人 审核人 录入 录入员 录入者 投稿 电话 電話 联系电话 聯絡人 联系人 聯絡電話 電子郵件 邮箱 附件 下载 推荐 打印',
    reason: 'ends the value before it',
  },
]

/** The same in English, which bilingual papers and the themes of blogs print on Chinese pages. */
const latinLabels: Record<string, CreditField> = {
  source: 'outlet',
  from: 'outlet',
  author: 'writer',
  writer: 'writer',
  by: 'writer',
  words: 'writer',
  text: 'writer',
  editor: 'editor',
  photo: 'other',
  photos: 'other',
  photographer: 'other',
  translator: 'other',
  date: 'other',
  time: 'other',
  updated: 'other',
  published: 'other',
  category: 'other',
  tags: 'other',
  views: 'other',
}

const rowsByWord = new Map(creditRows.flatMap(row => row.words.split(' ').map(word => [word, row])))
const words = [...rowsByWord.keys()].sort((a, b) => b.length - a.length).join('|')

for (const [word, field] of Object.entries(latinLabels)) {
  const sample = creditRows.find(row => row.field === field && row.evidence !== 'textLabel')!
  rowsByWord.set(word, sample)
}
const latinWords = Object.keys(latinLabels)
  .flatMap(word => [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()])
  .join('|')

/** The row of a label; null for what is none. */
export const creditRow = (label: string): CreditRow | null => rowsByWord.get(label) ?? null

/** A label and its mark. 文 and 图 are labels only where they begin a word; 文/图 names who did both. */
export const LABEL = new RegExp(
  `(?<![\\u4e00-\\u9fff](?=文|图|圖|照|摄|攝|据|报道|報道|報導|报导|主笔|署名|来自|来源于|转自|摘自|译者|编辑|單位|单位|上傳|上传))(?:((?:文|文字|撰文|采写|採寫|采访|採訪)\\s?[/／、&·‧・•．.+＋和與与及]?\\s?(?:[图圖攝摄]影?片?|照片|影像|影音|视频|視頻)|(?:[图圖]片?|摄影|攝影)\\s?[/／、&·‧・•．.+＋和與与及]?\\s?(?:文字?|撰文))(?=[\\s:：/／|｜丨])|((?:${words})(?=\\s{0,3}[:：∶/／|｜丨])|(?<![A-Za-z./-])(?:${latinWords})(?=\\s{0,2}[:：∶]|\\s[/／|｜]\\s)))\\s{0,3}[:：∶/／|｜丨]?\\s{0,3}`,
  'gu',
)
/** Labels that need no colon at the beginning of a line or behind its date: 本文来源于北京商报 2024-05-20, （原载《例报》）. */
export const BARE_LABEL =
  /(?<=^|[\d\u2028|｜丨·•/／\u3000]\s?)[\s（(【[※*＊★●■◎]{0,3}((?:本文|文章|内容|稿件|原文)?(?:(?:原载|原載|刊载于|刊載於|刊登于|刊登於|刊于|刊於|载于|載於|原刊|首发|首發|摘编自|摘編自)(?=\s?[《「])|(?:授權|授权|經授權|经授权)(?:轉載|转载)(?:自|於|于)|来源于|來源於|转载自|轉載自|转自|轉自|摘自|原载于|原載於|原刊于|原刊於|首发于|首發於|原发于|原發於|选自|選自|节选自|節選自)|本文来自|文章来自|本文來自|文章來自|作者|撰文|採訪|(?:[Ww]ords |[Tt]ext |[Ww]ritten |[Pp]osted )?[Bb][Yy](?=[\s\u2028]{1,3}[\u4e00-\u9fff·]{2,6}(?:$|[\s\u2028/／|｜·,，])))(?=[\s\u4e00-\u9fff《〈“「『"'‘])(?!简介|单位|簡介|單位)\s?/u
/** What needs no colon and begins with what it is about stands in no row: 本文来自, 原文刊于. */
export const isBorrowed = (label: string): boolean =>
  /^(?:本文|文章|内容|稿件|原文)?(?:来自|來自|来源于|來源於|转载自|轉載自|转自|轉自|摘自|原载于|原載於|原刊于|原刊於|首发于|首發於|原发于|原發於|选自|選自|节选自|節選自|原载|原載|刊载于|刊載於|刊登于|刊登於|刊于|刊於|载于|載於|原刊|首发|首發|摘编自|摘編自|(?:授權|授权|經授權|经授权)(?:轉載|转载)[自於于])$/.test(
    label,
  )
