import { readHanNumber } from './title-dates.ts'

const percent =
  /百分之(?:([零〇一二三四五六七八九十两]{1,3}|百)(?:点([零〇一二三四五六七八九]{1,3}))?|(?=\d)([\d.]+))/gu

const countOf = (whole: string) =>
  whole === '百' ? 100 : readHanNumber(whole.replaceAll('两', '二'))

/** 百分之五 and 百分之三点二 as 5% and 3.2%. */
export function spellPercents(text: string): string {
  if (!text.includes('百分之')) return text
  return text.replace(percent, (_, whole?: string, fraction?: string, digits?: string) => {
    if (digits) return `${digits}%`
    const behind = fraction ? `.${[...fraction].map(countOf).join('')}` : ''
    return `${countOf(whole!)}${behind}%`
  })
}
