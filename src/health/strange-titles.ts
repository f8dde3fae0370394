/** Words of pages that were taken over to sell gambling, sex, pills or loans, by script; long enough to stand in no news. */
const sold =
  /博彩|菠菜网|赌场|娱乐城|娱乐平台|棋牌|时时彩|六合彩|彩票(?:平台|网|开奖|app)|体育投注|投注(?:平台|网)|外围(?:投注|网)|百家乐|老虎机|真人(?:荷官|视讯|娱乐|游戏)|澳门(?:新葡京|威尼斯|永利|金沙|银河)|开户送|注册(?:就)?送(?:彩金|\d+)|首存|彩金|电子游艺|捕鱼(?:游戏|达人)|北京赛车|赛车pk10|太阳城|皇冠(?:体育|足球|app)|亚博|开云(?:体育|app)|ky(?:体育|棋牌)|必威|万博|乐鱼|华体会|米兰体育|九游(?:会|体育)|世界杯(?:买球|投注)|买球(?:网|app|平台)|成人(?:视频|电影|网站)|色情|一夜情|约炮|裸聊|无码|春药|伟哥|代开发票|办证|网贷|高仿|包养|博弈|線上娛樂|娛樂城|運彩|賭場|百家樂|老虎機|投注|オンラインカジノ|パチスロ|出会い系|바카라|카지노|토토사이트|먹튀|슬롯|คาสิโน|สล็อต|บาคาร่า|แทงบอล|หวย(?:ออนไลน์|หุ้น)|sòng bạc|cá cược|nổ hũ|đánh bài|казино|ставки на спорт|\b(?:casino|slots?|baccarat|poker|roulette|sportsbook|betting|jackpot|judi|togel|gacor|maxwin|bandar|sbobet|viagra|cialis|levitra|escort|porn|xxx|payday loans?|essay writing|replica watch(?:es)?|1xbet|bet365|w88|fun88|188bet|bk8|crypto giveaway)\b/iu

/** True for a title that sells what no news sells. */
export const isStrangeTitle = (title: string): boolean => sold.test(title.normalize('NFKC'))

/** Parts of the alphabet that a title may be written in. */
const scripts: [string, RegExp][] = [
  ['Han', /\p{Script=Han}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Latin', /\p{Script=Latin}/gu],
]

/** The languages that are written in one of these, by the beginning of their tags. */
const written: Record<string, string[]> = {
  zh: ['Han'],
  ja: ['Han', 'Kana'],
  ko: ['Hangul'],
  ru: ['Cyrillic'],
  uk: ['Cyrillic'],
  th: ['Thai'],
  ar: ['Arabic'],
}

/** True for a title whose letters are those of another script than the source's language is written in. */
export function isForeignTitle(title: string, language: string): boolean {
  const counts = scripts.map(
    ([name, letters]) => [name, title.match(letters)?.length ?? 0] as const,
  )
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  if (total < 6) return false
  const own = written[language.split('-')[0]!] ?? ['Latin']
  const ownCount = counts
    .filter(([name]) => own.includes(name))
    .reduce((sum, [, count]) => sum + count, 0)
  return ownCount === 0
}
