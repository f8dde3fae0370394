import { simplifiedUnit } from './fold-script.ts'

/** What a UTF-16 unit is to the comparing of texts: left out, a token by itself, or part of a run. */
export const UNIT_DROPPED = 0
export const UNIT_TOKEN = 1
export const UNIT_LETTER = 2
export const UNIT_DIGIT = 3
/** Ends a sentence: a line end, a full stop, a question or exclamation mark, a semicolon. */
export const UNIT_STOP = 4

/** Every UTF-16 unit to its comparing spelling: half width, lower case, simplified. */
export const foldedUnit: Uint16Array = new Uint16Array(65_536)
/** The class of every *folded* unit. */
export const unitClass: Uint8Array = new Uint8Array(65_536)

const isOwnToken = (unit: number) =>
  (unit >= 0x3040 && unit <= 0x30ff) ||
  (unit >= 0x3400 && unit <= 0x9fff) ||
  (unit >= 0xd800 && unit <= 0xdfff) ||
  (unit >= 0xf900 && unit <= 0xfaff)

/** Han characters and Hangul syllables have no width, case or compatible spelling of their own; skipping them saves most of the time. */
const isPlain = (unit: number) =>
  (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xdfff)

function foldUnit(unit: number): number {
  if (isPlain(unit)) return simplifiedUnit[unit]!
  const spelled = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
  // What is spelled out in several letters (½, ℃) is compared by the first of them.
  return simplifiedUnit[spelled.charCodeAt(0)] ?? unit
}

function classOf(unit: number): number {
  if (isOwnToken(unit)) return UNIT_TOKEN
  if (unit >= 0x30 && unit <= 0x39) return UNIT_DIGIT
  if (unit >= 0xac00 && unit <= 0xd7a3) return UNIT_LETTER
  const character = String.fromCharCode(unit)
  if ('\n\r。!?;'.includes(character)) return UNIT_STOP
  return /[\p{L}\p{N}]/u.test(character) ? UNIT_LETTER : UNIT_DROPPED
}

/**
 * Characters that each script has, in one meaning where the other writes the second: 瞭解 is 了解, 著手 is 着手, 藉由 is 借由.
 * Comparing loses nothing when both are one. From the variants of OpenCC and of the List of Commonly Used Standard Characters.
 */
const variants =
  '瞭了 著着 藉借 覆复 甦苏 鍊链 俱具 座坐 揹背 彷仿 暱昵 薰熏 像象 祇只 衹只 甚什 纔才 牠它 祂它 妳你 煙烟 菸烟 蹟迹 跡迹 祕秘 脣唇 歎叹 鑒鉴 鑑鉴 ' +
  '檯台 颱台 籤签 迴回 捲卷 係系 繫系 嚮向 併并 竝并 儘尽 傢家 黴霉 闢辟 瀰弥 慾欲 誌志 註注 鹹咸 鬍胡 沖冲 剋克 兇凶 昇升 陞升 嚐尝 峯峰 羣群 牀床 麪面 衆众 ' +
  '佔占 佈布 遊游 週周 姪侄 託托 恆恒 汙污 効效 鉅巨 喫吃 擡抬 碁棋 稜棱 秈籼 讚赞 么幺 麼幺 麽幺 麺面 阪坂 燄焰 罈坛 鎚锤 巖岩'

for (let unit = 0; unit < 65_536; unit++) {
  // The ellipsis folds to a full stop, which would end a sentence wherever a text trails off.
  foldedUnit[unit] = unit === 0x2026 ? unit : foldUnit(unit)
  unitClass[unit] = classOf(unit)
}
for (const [from, to] of variants.split(' ')) {
  foldedUnit[from!.charCodeAt(0)] = foldedUnit[to!.charCodeAt(0)]!
}
// What folded to one of them before follows it.
for (let unit = 0; unit < 65_536; unit++) foldedUnit[unit] = foldedUnit[foldedUnit[unit]!]!

/** The comparing spelling of a whole text, with its spaces and punctuation. */
export function foldText(text: string): string {
  let folded = ''
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const raw = text.charCodeAt(at)
    const unit = foldedUnit[raw]!
    if (unit === raw) continue
    folded += text.slice(done, at) + String.fromCharCode(unit)
    done = at + 1
  }
  return done === 0 ? text : folded + text.slice(done)
}
