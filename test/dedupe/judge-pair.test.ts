import { Converter, type Locale } from 'opencc-js'
import { expect, test } from 'vitest'
import { judgePair } from '../../src/dedupe/judge-pair.ts'
import { prepareText } from '../../src/dedupe/prepare-text.ts'
import { forest, type Invented, invent, port, storage } from './invented-news.ts'

const judge = (a: Invented, b: Invented) =>
  judgePair(
    prepareText(invent(a), () => false),
    prepareText(invent(b), () => false),
  )
const ruleOf = (a: Invented, b: Invented) => judge(a, b)?.rule ?? null

const lines = (text: string) => text.split('\n')
const traditionalPort = {
  title: '青嶼港零碳碼頭一期投入運行',
  text: `青嶼港零碳碼頭一期工程17日正式投入運行。碼頭岸線長860米，建有兩個7萬噸級泊位，裝卸設備全部由電力驅動，靠港船舶可直接接用岸電。
項目負責人林如海介紹，碼頭屋頂和堆場鋪設光伏組件4.2萬平方米，配套12兆瓦風電機組和一座20兆瓦時儲能站，預計年發電3100萬千瓦時，能夠滿足碼頭全部生產用電。
據測算，與同等規模的傳統碼頭相比，零碳碼頭每年可減少二氧化碳排放約1.9萬噸。碼頭還上線了能耗管理平台，對每一台設備的用電情況逐分鐘記錄，富餘的綠色電力將通過省內電力市場出售。
青嶼市發展改革委有關人士表示，二期工程計劃於2028年開工，屆時將建設氫燃料集卡加注站，並探索為國際航行船舶加注綠色甲醇。當地還將以碼頭為試點，編制港口碳排放核算的地方標準。`,
}

test.each<[string, Invented, Invented]>([
  ['the very text', port, port],
  [
    'credits and site furniture around it',
    port,
    {
      title: '【港航】青屿港零碳码头一期投入运行_某某网',
      text: `来源：海湾晚报\n海湾晚报讯（记者 程小舟）${port.text}\n（责任编辑：何田）\n免责声明：本网转载内容不代表本网观点。\n扫描二维码关注公众号`,
    },
  ],
  [
    'full-width figures, other quotation marks, merged paragraphs',
    port,
    {
      ...port,
      text: port.text
        .replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        .replaceAll('\n', '')
        .replaceAll('，', ','),
    },
  ],
  ['traditional characters', port, traditionalPort],
  [
    'an abridged copy under the same title',
    port,
    { ...port, text: lines(port.text).slice(0, 2).join('\n') },
  ],
  [
    'the first paragraphs under another title',
    port,
    {
      title: '装卸全部用电 青屿港建成零碳码头',
      text: `${lines(port.text).slice(0, 3).join('\n')}……`,
    },
  ],
  [
    'a paragraph less and a new title',
    forest,
    {
      title: '云岭林农平均每户分得三千多元碳汇收益',
      text: lines(forest.text)
        .filter((_, at) => at !== 1)
        .join('\n'),
    },
  ],
  [
    'an update of the same day with two other figures and a passage more',
    port,
    {
      title: '更新：青屿港零碳码头一期投入运行',
      text: `${port.text.replace('860米', '880米').replace('1.9万吨', '2.1万吨')}\n港口集团18日补充说，首艘接用岸电的船舶是一艘近海集装箱船，停靠期间用电约6000千瓦时。`,
    },
  ],
  [
    'English with a byline, a dateline and a footer',
    storage,
    {
      title: 'Tidemark opens first flow battery at Calder Bay | Northern Herald',
      text: `By Jonas Reed, Staff Writer\nCALDER BAY (Wire) - ${storage.text}\nReporting by Jonas Reed; Editing by Ann Low\nSign up for our newsletter to get the day’s top stories.`,
    },
  ],
  [
    'English, cut after half',
    storage,
    { ...storage, text: `${storage.text.slice(0, 620)}... Read more` },
  ],
])('a copy is found: %s', (_, original, copy) => {
  expect(ruleOf(original, copy)).not.toBeNull()
  expect(ruleOf(copy, original)).not.toBeNull()
})

const closingNote =
  'The March contract on the Ferry exchange closed at 40.20 a tonne, unchanged. There were no trades in blocks. Open positions came to 96,000 lots. The next sale is on 27 May.'
const quietDay =
  '今日碧湾碳市场无成交，收盘价58.40元/吨，与前一日持平。\n截至今日，碧湾碳市场配额累计成交量1,204,500吨，累计成交额66,812,300.00元。\n交易主体应当关注履约时间安排，合理制定交易计划，避免集中交易带来的价格波动风险。'
const tradedDay = (price: string, change: string, volume: string, amount: string) =>
  `今日碧湾碳市场收盘价${price}元/吨，较前一日上涨${change}%，成交量${volume}吨，成交额${amount}元。\n碧湾碳市场于2019年启动，覆盖电力、水泥、造纸等行业的183家企业，配额实行免费分配与有偿竞价相结合，企业须在每年10月底前完成上一年度的清缴。交易采用协议转让和单向竞价两种方式，涨跌幅限制为10%。`
const approval = (company: string, county: string) => ({
  title: `${company}${county}100兆瓦风电项目获核准`,
  text: `近日，${county}发展和改革局批复了${company}${county}100兆瓦风电项目。项目单位为${company}${county}新能源有限公司，建设地点位于${county}境内，建设规模为100兆瓦，配套建设一座110千伏升压站，项目总投资5.6亿元。\n批复要求，项目单位要落实安全生产主体责任，加强施工期和运营期环境保护，依法办理用地、环评等手续后方可开工建设。核准文件自印发之日起有效期为2年。`,
})
const visit = (guest: string, country: string) => ({
  title: `市长会见${country}驻华大使${guest}`,
  text: `市长韩清远昨日在市政大厅会见了${country}驻华大使${guest}一行，双方就深化绿色产业合作、扩大港口贸易往来和青年交流进行了友好交谈。韩清远对客人的到来表示欢迎，并介绍了全市推进零碳园区建设的情况。市政府秘书长、外事办公室主任等参加会见。`,
})

test.each<[string, Invented, Invented]>([
  [
    'a quiet day and the next, word for word, but for the date in the title',
    { title: '碧湾碳市场每日行情20260518', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳市场每日行情20260519', text: quietDay, date: '2026-05-19' },
  ],
  [
    'the same with the date in words',
    { title: '5月18日碧湾碳市场行情', text: quietDay, date: '2026-05-18' },
    { title: '5月19日碧湾碳市场行情', text: quietDay, date: '2026-05-19' },
  ],
  [
    'the same with the date in Han numerals',
    { title: '碧湾碳市场行情（五月十八日）', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳市场行情（五月十九日）', text: quietDay, date: '2026-05-19' },
  ],
  [
    'the same with the issue counted',
    { title: '碧湾碳市场行情 第120期', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳市场行情 第121期', text: quietDay, date: '2026-05-19' },
  ],
  [
    'the same with the weekday alone',
    { title: '碧湾碳市场行情（周一）', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳市场行情（周二）', text: quietDay, date: '2026-05-19' },
  ],
  [
    'the same with the week counted in Han numerals',
    { title: '碧湾碳市场周报（第二十周）', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳市场周报（第二十一周）', text: quietDay, date: '2026-05-25' },
  ],
  [
    'the same of one host under one undated title',
    { title: '碧湾碳市场每日行情', text: quietDay, date: '2026-05-18', url: 'price.example/a/1' },
    { title: '碧湾碳市场每日行情', text: quietDay, date: '2026-05-19', url: 'price.example/a/2' },
  ],
  [
    'a closing note that opens with its day and repeats another day below',
    {
      title: 'Allowances at the close',
      text: `Monday 18 May 2026. ${closingNote}`,
      date: '2026-05-18',
      url: 'desk.example/a/1',
    },
    {
      title: 'Allowances at the close: flat',
      text: `Tuesday 19 May 2026. ${closingNote}`,
      date: '2026-05-19',
      url: 'desk.example/a/2',
    },
  ],
  [
    'titles that differ in a price alone',
    { title: '碧湾碳价收于58.40元', text: quietDay, date: '2026-05-18' },
    { title: '碧湾碳价收于58.45元', text: quietDay, date: '2026-05-18' },
  ],
  [
    'one line of figures over a long explanation, one title',
    {
      title: '碧湾碳价播报',
      text: tradedDay('58.40', '0.52', '12,300', '718,320'),
      date: '2026-05-18',
    },
    {
      title: '碧湾碳价播报',
      text: tradedDay('59.10', '1.20', '8,150', '481,665'),
      date: '2026-05-19',
    },
  ],
  [
    'a single figure moved over a long explanation',
    {
      title: '碧湾碳价播报',
      text: tradedDay('58.40', '0.52', '12,300', '718,320'),
      date: '2026-05-18',
    },
    {
      title: '碧湾碳价播报',
      text: tradedDay('58.90', '0.52', '12,300', '718,320'),
      date: '2026-05-19',
    },
  ],
  [
    'an English price note of the next day',
    {
      title: 'Carbon price watch: May 18',
      text: 'The benchmark allowance closed at 71.20 crowns a tonne on Monday, up 0.4 percent. Trading volume reached 1.2 million tonnes. The scheme caps emissions from power stations, cement kilns and steel mills in eleven provinces, and companies have to hand in allowances for last year by the end of October.',
      date: '2026-05-18',
    },
    {
      title: 'Carbon price watch: May 19',
      text: 'The benchmark allowance closed at 70.85 crowns a tonne on Tuesday, down 0.5 percent. Trading volume reached 0.9 million tonnes. The scheme caps emissions from power stations, cement kilns and steel mills in eleven provinces, and companies have to hand in allowances for last year by the end of October.',
      date: '2026-05-19',
    },
  ],
  [
    'approvals of equal size for other companies and counties',
    approval('远舟', '临泽'),
    approval('恒岳', '望丘'),
  ],
  ['two guests in the words of one template', visit('艾伦', '北境国'), visit('索菲亚', '南湾国')],
  [
    'a commentary that quotes the news',
    { ...port, text: lines(port.text).slice(0, 2).join('\n') },
    {
      title: '述评：零碳码头意味着什么',
      text: `在许多人的印象里，港口总是和油烟、轰鸣联系在一起。一座码头能不能不烧一滴油，长期以来并没有答案。\n${lines(port.text).slice(0, 2).join('\n')}\n我们更关心的是，这样的投入由谁承担、又由谁受益。岸电价格如果高于船用燃油，船东就没有动力接电；绿色电力如果只能低价上网，码头就难以收回成本。要让零碳码头走得远，还需要稳定的价格机制和统一的核算标准，而这恰恰是眼下最缺的。多地港口的经验都说明，设备可以一次买齐，习惯却要一船一船地培养。`,
    },
  ],
  [
    'a round-up that begins with it',
    { ...port, text: lines(port.text)[0]! },
    {
      title: '双碳早报（5月18日）',
      text: `1、青屿港零碳码头一期投入运行\n${lines(port.text)[0]}\n2、云岭林场首笔碳汇收益到账\n${lines(forest.text)[0]}\n3、碧湾调整岸电价格\n碧湾市发展改革委18日发布通知，自6月1日起下调港口岸电服务价格，降幅约一成，政策暂定实施两年。`,
    },
  ],
  ['two pieces of other news', port, forest],
])('look-alikes stay apart: %s', (_, one, other) => {
  expect(ruleOf(one, other)).toBeNull()
  expect(ruleOf(other, one)).toBeNull()
})

test('the page of one address stays one article through its versions, and ends where other news takes its place', () => {
  const url = 'news.example/a/77'
  expect(ruleOf({ ...port, url }, { ...port, url, text: `${port.text}\n更新` })).toBe(
    'same-address',
  )
  expect(ruleOf({ ...port, url }, { ...forest, url })).toBeNull()
})

test('a merge tells the figures it was judged by', () => {
  const copy = { ...port, text: `${port.text}\n（完）`, date: '2026-05-19' }
  expect(judge(port, copy)).toMatchObject({
    rule: 'copy',
    figures: { containment: 1, numberClash: 0, titleEqual: true, titleJaccard: 1, daysApart: 1 },
  })
})

/** As full of words that Taiwan calls otherwise as a text of our subject gets. */
const platform: Invented = {
  title: '云岭州上线碳数据平台 软件与服务器全部国产',
  text: `云岭州碳排放数据管理平台3月6日上线运行。平台的软件由本地信息技术企业开发，服务器、内存和硬盘全部采用国产设备，首批接入重点排放单位214家。
平台项目经理介绍，企业通过互联网登录后，用鼠标点几下就能上传监测视频和打印报表，系统默认每十五分钟读取一次传感器数据，出现异常时向移动电话发送短信。
据了解，平台的数据库支持查询过去五年的排放记录，程序会自动比对电力、燃气用量，质量不合格的数据当天退回，企业可以在网络上补充说明，云计算中心保留全部日志。
州生态环境局有关负责人表示，下一步将把出租车、公共汽车和摩托车的行驶信息接入平台，并与硅光伏组件生产企业共享接口，便于核算产品碳足迹。`,
}
const spellings: [string, Locale][] = [
  ['Traditional (s2t)', 't'],
  ['Taiwan (s2tw)', 'tw'],
  ['Taiwan with its words (s2twp)', 'twp'],
  ['Hong Kong (s2hk)', 'hk'],
]
const converters = new Map(spellings.map(([, to]) => [to, Converter({ from: 'cn', to })]))
const spell = (to: Locale, { title, text }: Invented): Invented => {
  const convert = converters.get(to)!
  return { title: convert(title), text: convert(text) }
}

test.each(spellings)(
  'a text as OpenCC writes it for %s is a copy of it, and of the other spellings',
  (_, to) => {
    for (const each of [port, forest, storage, platform]) {
      expect(ruleOf(each, spell(to, each))).toBe('copy')
      for (const [, other] of spellings)
        expect(ruleOf(spell(other, each), spell(to, each))).toBe('copy')
    }
  },
)

const flashes: [string, Invented, Invented][] = [
  [
    'a flash in English under a shorter title, behind who tells it',
    {
      title: 'Grocer Pellwood takes HFCs out of 310 shops',
      text: 'Pellwood will take high-warming coolants out of 310 shops by 2031 at a cost of £140m. Its head of stores said propane cases hum less.',
    },
    {
      title: 'Pellwood takes HFCs out',
      text: 'In brief: Pellwood will take high-warming coolants out of 310 shops by 2031 at a cost of £140m. Its head of stores said propane cases hum less.',
    },
  ],
  [
    'a flash in Korean',
    {
      title: '남해 수소배관 1조2000억 투입…2031년 개통',
      text: '남해 수소배관이 9일 착공했다. 총사업비는 1조2000억원이고 길이는 140km다. 시공은 청운중공업이 맡는다.',
    },
    {
      title: '남해 수소배관 9일 착공',
      text: '[속보] 남해 수소배관이 9일 착공했다. 총사업비는 1조2000억원이고 길이는 140km다. 시공은 청운중공업이 맡는다.',
    },
  ],
  [
    'a note on a market that a carrier prints the day after, of one day of the month',
    {
      title: '虚报成交价，三家机构被暂停交易两个月',
      text: '交易机构15日通报，枫岭投资等三家机构以对敲抬高收盘价，累计成交31万吨，被暂停交易两个月并没收获利88万元。',
      date: '2026-07-15',
    },
    {
      title: '三家机构虚报成交价被罚',
      text: '据清流周报，交易机构15日通报，枫岭投资等三家机构以对敲抬高收盘价，累计成交31万吨，被暂停交易两个月并没收获利88万元。',
      date: '2026-07-16',
    },
  ],
]
test.each(flashes)('a copy is found: %s', (_, a, b) => {
  expect(ruleOf(a, b)).toBe('copy')
})

test.each<[string, Invented, Invented]>([
  [
    'flashes of one form about two shops',
    flashes[0]![1],
    {
      title: 'Grocer Tarnbrook takes HFCs out of 310 shops',
      text: 'Tarnbrook will take high-warming coolants out of 310 shops by 2031 at a cost of £140m. Its head of stores said propane cases hum less.',
    },
  ],
  [
    'one short line without a figure under two titles',
    { title: '灰杉县发布公告', text: '详情请见附件，如有疑问请与联系人联系。' },
    { title: '云岭县发布通知', text: '详情请见附件，如有疑问请与联系人联系。' },
  ],
  [
    'notes of one form of two days of the month',
    {
      title: '碳市场成交简报',
      text: '16日挂牌成交价68元，成交量2万吨，成交额136万元。',
      date: '2026-07-16',
    },
    {
      title: '碳市场成交简报',
      text: '17日挂牌成交价68元，成交量2万吨，成交额136万元。',
      date: '2026-07-17',
    },
  ],
])('they are not one: %s', (_, a, b) => {
  expect(ruleOf(a, b)).toBeNull()
})
