import { isProvince } from '../../text/chinese-names.ts'
import { isHouseName } from '../../text/house-names.ts'
import type { CreditLine } from './credit-lines.ts'
import { type NamedOutlet, outletFrom } from './outlet-evidence.ts'

/** Names in the head of a Chinese page that no label and mark announces: [ 来自 例报 ], an account above its description. */
export function headOutlets(lines: CreditLine[]): NamedOutlet[] {
  return lines.flatMap(({ text, bordered, region }) => {
    if (region !== 'head' || text.length > 70 || /[。！？]/.test(text)) return []
    const told = FROM.exec(bordered)?.[1]?.trim()
    const account = accountIn(bordered)
    return [
      ...(told && !isPlaceOrDevice(told) ? [outletFrom('verbLabel', told, { more: -1 })] : []),
      ...(account ? [outletFrom('accountElement', account)] : []),
    ]
  })
}

/** A verb and a name that fill a bracket or an element. */
const FROM =
  /(?:^|[[【（(|｜·•\u2028])\s?(?:来自|來自|转自|轉自|转载自|轉載自|摘自|选自|選自|原载|原載|(?<![A-Za-z])[Vv]ia(?=[\s\u2028]))[\s\u2028]{0,2}([《「“]?[\u4e00-\u9fffA-Za-z·]{3,20}[》」”]?)\s?(?=$|[\]】）)|｜·•\u2028]|\s[[【（(\d])/u

/** 来自浙江, 来自iPhone客户端: where and with what somebody wrote, as platforms print it. */
const isPlaceOrDevice = (name: string): boolean =>
  /iphone|android|安卓|手机|手機|网友|網友|电脑|電腦/i.test(name) ||
  (!isHouseName(name) && [2, 3].some(length => isProvince(name.slice(0, length))))

/** 例晚报 and beside it 例报社官方号: an account, and what the platform says of it. */
function accountIn(bordered: string): string | null {
  const [name, ...others] = bordered
    .split('\u2028')
    .map(part => part.trim())
    .filter(part => part !== '')
  const isAccount = others.some(part => part.length <= 30 && OFFICIAL.test(part))
  return isAccount && NAME.test(name!) ? name! : null
}
const NAME = /^[\u4e00-\u9fffA-Za-z\d·]{2,16}$/
const OFFICIAL =
  /(?:官方|认证|認證)(?:账号|帐号|帳號|賬號|号|號|媒体|媒體|百家号|头条号|微博)$|(?:旗下|所属)[\u4e00-\u9fff]{0,8}(?:账号|帐号|帳號|号)$/
