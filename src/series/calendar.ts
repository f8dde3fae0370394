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

/** The day of the Monday-to-Friday week before. */
export const previousTradingDay = (day: string): string => {
  const weekday = weekdayOf(day)
  return addDays(day, weekday === 1 ? -3 : weekday === 0 ? -2 : -1)
}

/** The latest day of this month and date that is not after `published`; a day's difference of zones is let pass. */
export function latestDate(month: number, date: number, published: string): string | null {
  const year = Number(published.slice(0, 4))
  const tolerated = addDays(published, 1)
  const own = dayOf(year, month, date)
  if (own && own <= tolerated) return own
  return dayOf(year - 1, month, date)
}
