import { romanise } from '../text/pinyin.ts'

/** What stands behind the name of a place, a company, a court or a person. */
const cue =
  /[省市县区州镇乡村岛湾港江河湖山路站矿厂说称表任]|自治|公司|集团|科技|能源|电力|钢铁|水泥|光能|光电|新能|新材|汽车|银行|化工|石化|股份|重工|检测|法院|中院|平台|航空|航运|海运|基地|电站|核电|风电|垦区|园区|经开|三期|二期|智能|电气|燃气|热电|纸业|矿业|大学|研究|介绍|告诉|认为|指出|透露|坦言|碳|海上|零碳|抽水|特高压|地铁|轨交|机场|物流|平原|高原|草原|至/gu
/** A sentence and a headline begin with who does it. */
const beginning = /(?:^|[\s，。；：、“”《》！？（）|])(\p{Script=Han}{3})/gu
const MOST = 14
const isHan = (unit: number) => unit >= 0x4e00 && unit <= 0x9fff

/**
 * What names of a folded Chinese text may be abroad: 江陵中级法院 gives jiangling. Names have two or three characters; what is before
 * a cue is taken in both lengths.
 */
export function readRomanisedNames(folded: string): string[] {
  const names = new Set<string>()
  const take = (characters: string) => {
    const name = characters.length > 1 ? romanise(characters) : null
    if (name !== null && name.length > 3) names.add(name)
  }
  for (const [, first] of folded.matchAll(beginning)) {
    take(first!.slice(0, 2))
    take(first!)
  }
  for (const { index } of folded.matchAll(cue)) {
    if (names.size >= MOST) break
    if (isHan(folded.charCodeAt(index - 2))) take(folded.slice(index - 2, index))
    if (isHan(folded.charCodeAt(index - 3))) take(folded.slice(index - 3, index))
  }
  return [...names].slice(0, MOST)
}
