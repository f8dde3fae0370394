import { foldScript } from './fold-script.ts'

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
  '～': '~',
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
const markPattern = new RegExp(`[${Object.keys(marks).join('')}]`, 'g')

/**
 * Writes a text in the characters that figures are looked for in: simplified, of half width, one kind of dash. Every
 * place of the result is the same place of the text. Two dashes together (——) stay a dash each.
 */
export function foldFigures(text: string): string {
  return foldScript(text)
    .replace(/[！-～]/g, mark =>
      mark === '～' ? '~' : String.fromCharCode(mark.charCodeAt(0) - 0xfee0),
    )
    .replace(markPattern, mark => marks[mark]!)
}
