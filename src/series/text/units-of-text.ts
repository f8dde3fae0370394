import { powerOfWord } from '../../text/read-figure.ts'
import type { Passage } from '../sentence/scene.ts'

const unitNote = /(?:单位|단위|units?)[:为是]?\s*([^。;；]{1,40})/i

/** 单位：元/吨、万吨、万元, said once for a whole table. */
export function scalesOf(texts: string[]): Passage['scales'] {
  const notes = texts.flatMap(text => unitNote.exec(text)?.[1] ?? []).join(' ')
  const power = (pattern: RegExp) => powerOfWord(pattern.exec(notes)?.[1] ?? '')
  return {
    volume: power(/(百万|千万|亿|万|千|백만|억|만|천)(?:公?吨|톤|トン)/),
    value: power(
      /(百万|千万|亿|万|千|백만|억|만|천)(?:(?:欧|美|港|韩)?元|원|円|ユーロ|ウォン)(?!\/)/,
    ),
  }
}
