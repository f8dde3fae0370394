import type { DemoArticle } from '../article.ts'
import { piece } from './piece.ts'

/**
 * Series of one template: bulletins and notices that differ in their names and numbers alone. Each is news of its own, and a wire
 * that took them for copies would lose news.
 */
const closes = [101.35, 99.73, 100.57, 97.69, 97.29, 95.84, 96.6, 94.12, 95.03, 93.77, 92.9, 93.41]
const volumes = [412.6, 365.2, 518.9, 287.4, 301.8, 244.5, 198.3, 176.9, 220.4, 163.7, 151.2, 149.8]

const weekly = closes.slice(0, -1).map((close, at) => {
  const week = 47 - at
  const change = ((close - closes[at + 1]!) / closes[at + 1]!) * 100
  const moved = `${change < 0 ? '下跌' : '上涨'}${Math.abs(change).toFixed(2)}%`
  const value = ((volumes[at]! * close) / 10_000).toFixed(2)
  return piece(
    `weekly-cea-${week}`,
    3 + 7 * at,
    '17:30',
    `全国碳市场第${week}周综述:收盘价${close.toFixed(2)}元/吨 ${moved}`,
    [],
    `
全国碳市场第${week}周综合价格行情如下:本周配额最高价${(close * 1.014).toFixed(2)}元/吨,最低价${(close * 0.978).toFixed(2)}元/吨,周五收盘价${close.toFixed(2)}元/吨,较上周五${moved}。
本周挂牌协议与大宗协议合计成交${volumes[at]}万吨,成交额${value}亿元。成交仍以大宗协议为主,临近履约的发电企业是主要买方。
行情数据来自交易机构每日收盘公告,不构成投资建议。`,
  )
})

const provinces = [
  { name: '云岭', wind: 18.2, solar: 21.7, share: 41.3, hours: 412 },
  { name: '北岭', wind: 33.9, solar: 14.1, share: 36.8, hours: 588 },
  { name: '东澜', wind: 27.4, solar: 30.6, share: 29.5, hours: 731 },
  { name: '西川坝', wind: 9.6, solar: 12.8, share: 63.1, hours: 203 },
  { name: '南浦', wind: 22.7, solar: 19.3, share: 27.2, hours: 694 },
]

const monthly = provinces.flatMap(({ name, wind, solar, share, hours }, at) =>
  [10, 9].map((month, back) => {
    const [w, s] = [(wind - back * 3.1).toFixed(1), (solar + back * 4.4).toFixed(1)]
    return piece(
      `monthly-power-${at}-${month}`,
      4 + at + back * 31,
      '15:00',
      `${name}省${month}月风电发电量${w}亿千瓦时 太阳能发电量${s}亿千瓦时`,
      [],
      `
${name}省能源局发布${month}月电力运行情况:当月风电发电量${w}亿千瓦时,太阳能发电量${s}亿千瓦时,可再生能源发电量占全部发电量的${(share + back * 2.6).toFixed(1)}%。
同期煤电平均利用小时${hours - back * 57}小时。全省未发生有序用电,新能源利用率保持在合理区间。
能源局提示,各发电企业要做好燃料储备和机组检修,确保供电平稳。`,
    )
  }),
)

const approvals = [
  { plant: '临江热电厂2号机组', work: '二氧化碳捕集', size: '15万吨', town: '临江市', number: 61 },
  {
    plant: '北岭钢铁4号高炉',
    work: '富氢喷吹改造',
    size: '每小时2.4万立方米',
    town: '北岭市',
    number: 58,
  },
  { plant: '苕溪县城西片区', work: '分布式光伏', size: '8.6万千瓦', town: '苕溪县', number: 55 },
  { plant: '海滨新城三期', work: '核能供热管网', size: '410万平方米', town: '海滨市', number: 52 },
  {
    plant: '东澜铝业一分厂',
    work: '电解槽余热利用',
    size: '每年11万吉焦',
    town: '东澜市',
    number: 49,
  },
  {
    plant: '河西镇污水处理厂',
    work: '水源热泵供暖',
    size: '32万平方米',
    town: '河西镇',
    number: 44,
  },
  {
    plant: '白水矿区',
    work: '低浓度瓦斯蓄热氧化',
    size: '每小时6万立方米',
    town: '白水县',
    number: 41,
  },
  { plant: '江州港集装箱码头', work: '岸电扩容', size: '2.2万千伏安', town: '江州市', number: 37 },
]

const notices = approvals.map(({ plant, work, size, town, number }, at) =>
  piece(
    `notice-${number}`,
    2 + 3 * at,
    '10:20',
    `关于${plant}${work}项目环境影响评价文件审批意见的公示`,
    [],
    `
根据建设项目环境影响评价审批程序的有关规定,经审查,我厅拟对${plant}${work}项目环境影响评价文件作出审批意见。现将基本情况予以公示,公示期为五个工作日,公示编号第${number}号。
项目位于${town},建设规模为${size},属于节能降碳改造类项目。报告书提出了废气、废水、噪声和固体废物的防治措施,并核算了项目实施前后的温室气体排放量。
公众可在公示期内以信函方式提出意见,提出意见时请注明项目名称和公示编号。`,
  ),
)

const auctions = [
  { round: 9, daysAgo: 6, price: '86.20', volume: 62 },
  { round: 8, daysAgo: 20, price: '84.75', volume: 55 },
  { round: 7, daysAgo: 34, price: '83.10', volume: 71 },
  { round: 6, daysAgo: 48, price: '82.95', volume: 48 },
].map(({ round, daysAgo, price, volume }) =>
  piece(
    `auction-${round}`,
    daysAgo,
    '16:00',
    `江州碳市场第${round}次有偿竞价结果公布 统一成交价${price}元/吨`,
    [],
    `
江州碳排放权交易中心公布本年度第${round}次配额有偿竞价结果:投放${volume}万吨,申报量${(volume * 1.6).toFixed(1)}万吨,统一成交价每吨${price}元。
参与竞价的控排企业${20 + round}家,投资机构${2 + (round % 4)}家。未成交企业可在两周后参加下一次竞价。
竞价收入按规定缴入财政专户,用于支持本市减污降碳项目。`,
  ),
)

export const series: DemoArticle[] = [...weekly, ...monthly, ...notices, ...auctions]
