import { foldUnits, simplifiedUnit } from './fold-script.ts'

/** Marks that are written in several ways, to the one that is looked for. */
const marks: Record<string, string> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '−': '-',
  '﹣': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '‑': '-',
  '‐': '-',
  '₂': '2',
  '٫': '.',
  '٬': ',',
  '〜': '~',
  '∼': '~',
  '’': "'",
  '‘': "'",
  '﹪': '%',
  '﹐': ',',
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
  '○': '〇',
}

/** Every UTF-16 unit to the one that figures are looked for in. */
const figureUnit: Uint16Array = simplifiedUnit.map(simple => {
  const isWide = simple >= 0xff01 && simple <= 0xff5e
  const narrow = isWide ? simple - 0xfee0 : simple
  return marks[String.fromCharCode(narrow)]?.charCodeAt(0) ?? narrow
})

/**
 * Writes a text in the characters that figures are looked for in: simplified, of half width, one kind of dash. Every
 * place of the result is the same place of the text. Two dashes together (——) stay a dash each.
 */
export const foldFigures = (text: string): string => foldUnits(text, figureUnit)
