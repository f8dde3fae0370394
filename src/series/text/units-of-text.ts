import { powerOfWord } from '../../text/read-figure.ts'
import type { Passage } from '../passage.ts'

const unitNote = /(?:单位|단위|units?)[:为是]?\s*([^。;；]{1,40})/i

/** Volume in lots, volumes are in thousand tonnes. */
const inLots =
  /\bvolumes?(?: figures)?(?: (?:is|are|given|shown|quoted))? in (?:(?:lots|contracts)(?: of (?:1,000|1000|a thousand) ?(?:t|tonnes|tons|allowances)?)?|thousands?(?: of)?(?: tonnes| tons| allowances)?|kt|'000 ?(?:t|tonnes|tons)?)\b/i

/** 单位：元/吨、万吨、万元, said once for a whole table. */
export function scalesOf(texts: string[]): Passage['scales'] {
  const notes = texts.flatMap(text => unitNote.exec(text)?.[1] ?? []).join(' ')
  const power = (pattern: RegExp) => powerOfWord(pattern.exec(notes)?.[1] ?? '')
  const lots = texts.some(text => inLots.test(text)) ? 3 : 0
  return {
    volume: lots || power(/(百万|千万|亿|万|千|백만|억|만|천)(?:公?吨|톤|トン)/),
    value: power(
      /(百万|千万|亿|万|千|백만|억|만|천)(?:(?:欧|美|港|韩)?元|원|円|ユーロ|ウォン)(?!\/)/,
    ),
  }
}
