/**
 * Places that datelines end in: the counties and cities of Taiwan, Hong Kong and Macau, the provinces and large cities of the
 * mainland, and the capitals and cities that correspondents write from, in both scripts.
 */
const places = new Set(
  (
    '台北 臺北 新北 桃園 台中 臺中 台南 臺南 高雄 基隆 新竹 竹北 苗栗 彰化 南投 雲林 嘉義 屏東 宜蘭 花蓮 台東 臺東 澎湖 金門 馬祖 連江 中壢 板橋 三重 羅東 恆春 綠島 蘭嶼 台灣 臺灣 ' +
    '香港 澳門 澳门 九龍 北京 上海 天津 重庆 重慶 广州 廣州 深圳 东莞 東莞 佛山 珠海 杭州 宁波 寧波 温州 嘉兴 绍兴 金华 台州 南京 苏州 蘇州 无锡 常州 南通 徐州 扬州 盐城 合肥 芜湖 福州 厦门 廈門 泉州 南昌 赣州 九江 济南 濟南 青岛 青島 烟台 潍坊 临沂 郑州 鄭州 洛阳 武汉 武漢 宜昌 襄阳 长沙 長沙 株洲 岳阳 南宁 南寧 桂林 柳州 海口 三亚 三亞 成都 绵阳 宜宾 贵阳 貴陽 遵义 昆明 大理 拉萨 拉薩 日喀则 西安 延安 榆林 兰州 蘭州 西宁 西寧 银川 銀川 乌鲁木齐 烏魯木齊 喀什 呼和浩特 包头 鄂尔多斯 太原 大同 石家庄 唐山 保定 雄安 秦皇岛 沈阳 瀋陽 大连 大連 鞍山 长春 長春 吉林 哈尔滨 哈爾濱 大庆 博鳌 ' +
    '河北 山西 辽宁 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 ' +
    '东京 東京 大阪 京都 横滨 福島 福冈 首尔 首爾 釜山 平壤 新加坡 曼谷 河內 河内 胡志明市 吉隆坡 雅加达 雅加達 马尼拉 馬尼拉 金边 金邊 万象 仰光 新德里 孟买 孟買 班加罗尔 达卡 科伦坡 加德满都 伊斯兰堡 喀布尔 德黑兰 德黑蘭 巴格达 迪拜 杜拜 阿布扎比 多哈 利雅得 耶路撒冷 特拉维夫 贝鲁特 大马士革 安卡拉 伊斯坦布尔 伊斯坦堡 开罗 開羅 巴库 阿斯塔纳 塔什干 ' +
    '莫斯科 基辅 基輔 华沙 華沙 布拉格 维也纳 維也納 布达佩斯 布達佩斯 布加勒斯特 贝尔格莱德 雅典 罗马 羅馬 米兰 米蘭 日内瓦 日內瓦 苏黎世 蘇黎世 伯尔尼 达沃斯 達沃斯 柏林 慕尼黑 法兰克福 法蘭克福 汉堡 波恩 布鲁塞尔 布魯塞爾 海牙 阿姆斯特丹 卢森堡 巴黎 斯特拉斯堡 马德里 馬德里 巴塞罗那 里斯本 伦敦 倫敦 爱丁堡 格拉斯哥 都柏林 哥本哈根 斯德哥尔摩 斯德哥爾摩 奥斯陆 奧斯陸 赫尔辛基 赫爾辛基 ' +
    '华盛顿 華盛頓 纽约 紐約 洛杉矶 洛杉磯 旧金山 舊金山 芝加哥 休斯敦 休士頓 波士顿 波士頓 西雅图 西雅圖 联合国 聯合國 渥太华 渥太華 多伦多 多倫多 温哥华 溫哥華 蒙特利尔 墨西哥城 巴西利亚 圣保罗 聖保羅 里约热内卢 贝伦 布宜诺斯艾利斯 圣地亚哥 利马 波哥大 加拉加斯 哈瓦那 内罗毕 奈洛比 约翰内斯堡 开普敦 比勒陀利亚 拉各斯 阿布贾 亚的斯亚贝巴 沙姆沙伊赫 堪培拉 坎培拉 悉尼 雪梨 墨尔本 墨爾本 布里斯班 惠灵顿 奥克兰'
  ).split(' '),
)
const KIND = /[市縣县省州區区]$/

const isKnown = (word: string): boolean =>
  places.has(word) || (KIND.test(word) && places.has(word.slice(0, -1)))

/** True for a place that a dateline may name, with or without its 市, 縣 or 省, and for what only a place is called. */
export const isPlaceName = (word: string): boolean =>
  isKnown(word) || (word.length >= 3 && word.length <= 4 && /[市縣县區区镇鎮鄉乡旗]$/.test(word))

/** The longest known place that a word ends in, at least leaving two characters before it; null when it ends in none. */
export function placeAtEnd(word: string): string | null {
  for (let from = 2; from <= word.length - 2; from++) {
    const tail = word.slice(from)
    if (isKnown(tail)) return tail
  }
  return null
}
