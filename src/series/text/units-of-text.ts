import type { Passage } from '../sentence/scene.ts'

const unitNote = /(?:单位|단위|units?)[:为是]?\s*([^。;；]{1,40})/i
const powersOfTen: Record<string, number> = {
  千: 3,
  万: 4,
  천: 3,
  만: 4,
  백만: 6,
  억: 8,
  百万: 6,
  千万: 7,
  亿: 8,
}

/** 单位：元/吨、万吨、万元, said once for a whole table. */
export function scalesOf(texts: string[]): Passage['scales'] {
  const notes = texts.flatMap(text => unitNote.exec(text)?.[1] ?? []).join(' ')
  const power = (pattern: RegExp) => powersOfTen[pattern.exec(notes)?.[1] ?? ''] ?? 0
  return {
    volume: power(/(百万|千万|亿|万|千|백만|억|만|천)(?:公?吨|톤|トン)/),
    value: power(
      /(百万|千万|亿|万|千|백만|억|만|천)(?:(?:欧|美|港|韩)?元|원|円|ユーロ|ウォン)(?!\/)/,
    ),
  }
}
