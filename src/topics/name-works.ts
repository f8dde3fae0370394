import { foldedUnit } from '../text/fold-unit.ts'

/** What has a made-up name: games, songs, bands and those who play in them. Films on the subject are not told from others, so news of any counts as theirs. */
const MEDIUM = [
  '(?:游戏|手游|网游|页游|桌游|小说|网文|漫画|动漫|动画|番剧|影片|电影|网剧|短剧|电视剧|剧集|音乐剧|舞台剧|话剧|歌曲|单曲|新歌|专辑|乐团|乐队|男团|女团|歌手|偶像|战队|剧本杀|密室|角色|网红|绰号|外号|艺名|网名|昵称|赛马|宠物|餐厅|酒吧|咖啡馆|火锅店|奶茶店)' +
    '(?:成员|主唱|队长|新作|续作|名为|名叫|叫|店)?',
  '(?:ゲーム|映画|小说|漫画|マンガ|アニメ|ドラマ|楽曲|乐曲|新曲|アルバム|バンド|アイドル|グループ|競走馬|竞走马|ラノベ|舞台|歌手|芸人|コンビ)',
  '(?:게임|영화|소설|만화|웹툰|애니메이션|드라마|신곡|앨범|밴드|걸그룹|보이그룹|아이돌|가수|뮤지컬|연극)\\s?',
  '\\b(?:video game|board game|novel|film|movie|thriller|sitcom|comedy|album|single|song|band|musical|play|comic|manga|anime|rapper|racehorse|nightclub|cocktail|perfume|lipstick),? ',
].join('|')
/** What tells behind a name that it is one: 《碳中和》手游公测, "Net Zero" album. */
const BEHIND =
  '(?:乐团|乐队|男团|女团|手游|网游|新专辑|巡演|演唱会|票房|开机|杀青|定档|首映|公测|内测)|のライブ|の主題歌| (?:album|tour|movie|sequel|musical|sitcom|box office)\\b'
const OPEN = '[《〈「『“"‘\'【]'
const CLOSE = '[》〉」』”"’\'】]'
const NAME = '[^《》〈〉「」『』“”"‘’\'【】]{2,24}'

const named = new RegExp(`(?:${MEDIUM})${OPEN}(${NAME})${CLOSE}`, 'dgu')
const namedBefore = new RegExp(`${OPEN}(${NAME})${CLOSE}(?:${BEHIND})`, 'dgu')

const fold = (title: string) => {
  let folded = ''
  for (let at = 0; at < title.length; at++) {
    const unit = title.charCodeAt(at)
    folded += String.fromCharCode(unit < 0x3000 || unit >= 0x3040 ? foldedUnit[unit]! : unit)
  }
  return folded
}

/**
 * Where a title gives the names of games, songs, films and bands: places `[from, to)` in the title. 零碳 in 游戏《零碳基地》 is a part
 * of such a name and says nothing of the subject; a law or a report in title marks has no such word beside it.
 */
export function findNamesOfWorks(title: string): [from: number, to: number][] {
  if (!/[《〈「『“"‘'【]/.test(title)) return []
  const folded = fold(title)
  return [named, namedBefore].flatMap(pattern =>
    [...folded.matchAll(pattern)].map(({ indices }) => indices![1]!),
  )
}
