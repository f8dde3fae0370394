const DAY_MS = 86_400_000

/** `YYYY-MM-DD` of a calendar day, or null for one that is none. */
export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)

/** 0 for Sunday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay()

/** The latest such weekday that is not after the day. */
export const latestWeekday = (weekday: number, day: string): string =>
  addDays(day, -((weekdayOf(day) - weekday + 7) % 7))

/** The days of the lunar festivals (春节, 端午, 中秋) by year, from the Chinese calendar. */
const lunar: Record<string, [string, string, string]> = {
  2021: ['02-12', '06-14', '09-21'],
  2022: ['02-01', '06-03', '09-10'],
  2023: ['01-22', '06-22', '09-29'],
  2024: ['02-10', '06-10', '09-17'],
  2025: ['01-29', '05-31', '10-06'],
  2026: ['02-17', '06-19', '09-25'],
  2027: ['02-06', '06-09', '09-15'],
  2028: ['01-26', '05-28', '10-03'],
  2029: ['02-13', '06-16', '09-22'],
  2030: ['02-03', '06-05', '09-12'],
  2031: ['01-23', '06-24', '10-01'],
  2032: ['02-11', '06-12', '09-19'],
}

/** Days of the year on which exchanges close each year, first to last: New Year, 清明, 劳动节, 国庆节, Christmas. */
const fixed: [string, string][] = [
  ['01-01', '01-03'],
  ['04-04', '04-06'],
  ['05-01', '05-05'],
  // The day of Hong Kong.
  ['07-01', '07-01'],
  ['10-01', '10-08'],
  ['12-24', '12-28'],
]

/** Easter Sunday (the Gregorian computus of Meeus). */
function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)!
}

/** True on days when a carbon market may well be closed: weekends and the long holidays of China and the West. */
function mayBeClosed(day: string): boolean {
  if (weekdayOf(day) % 6 === 0) return true
  const [year, date] = [day.slice(0, 4), day.slice(5)]
  if (fixed.some(([first, last]) => date >= first && date <= last)) return true
  const gapTo = (other: string) => (Date.parse(day) - Date.parse(other)) / DAY_MS
  const [spring, boat, moon] = lunar[year] ?? []
  if (spring && gapTo(`${year}-${spring}`) >= -2 && gapTo(`${year}-${spring}`) <= 8) return true
  if ([boat, moon].some(one => one && Math.abs(gapTo(`${year}-${one}`)) <= 1)) return true
  return [-2, 1].includes(gapTo(easter(Number(year))))
}

/** The day of the Monday-to-Friday week before. */
export const previousTradingDay = (day: string): string => {
  const weekday = weekdayOf(day)
  return addDays(day, weekday === 1 ? -3 : weekday === 0 ? -2 : -1)
}

/** True when nothing but weekends and holidays lies between two days: the earlier one is the trading day before. */
export function isTradingDayBefore(earlier: string, later: string): boolean {
  const gap = (Date.parse(later) - Date.parse(earlier)) / DAY_MS
  if (gap < 1 || gap > 14) return false
  for (let at = 1; at < gap; at++) if (!mayBeClosed(addDays(earlier, at))) return false
  return true
}

/** The latest day of this month and date that is not after `published`; a day's difference of zones is let pass. */
export function latestDate(month: number, date: number, published: string): string | null {
  const year = Number(published.slice(0, 4))
  const tolerated = addDays(published, 1)
  const own = dayOf(year, month, date)
  if (own && own <= tolerated) return own
  return dayOf(year - 1, month, date)
}
