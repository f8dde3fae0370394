import type { DateOrder } from './date-spellings.ts'
import { likelyZone } from './likely-zone.ts'

/** Places that write the month first in figures: the United States and its islands, the Philippines, Micronesia. */
const MONTH_FIRST =
  /^(?:America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Juneau|Puerto_Rico|Indiana\/.*|Kentucky\/.*)|Pacific\/(?:Honolulu|Guam|Palau)|Asia\/Manila|US\/.*)$/
/** Places whose pages use both ways, or mostly neither. */
const UNDECIDED =
  /^(?:UTC|Etc\/.*|[+-].*|America\/(?:Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Panama)|Asia\/(?:Shanghai|Taipei|Tokyo|Seoul|Urumqi))$/
/** Where Chinese pages write figures as the English ones beside them do. */
const DAY_FIRST_CHINESE = /^Asia\/(?:Kuala_Lumpur|Kuching|Singapore|Hong_Kong|Macau)$/
const MONTH_FIRST_LANGUAGES = /^(?:en-(?:us|ph|gu|pr)|fil|tl)\b/
/** The year comes first in the figures of these languages. */
const YEAR_FIRST = /^(?:zh|ja|ko|hu|lt|mn)\b/

/**
 * How 02/05/2021 is meant, by the language that a page states (BCP 47, lower case), then by the place: its source's zone, or
 * its host's country where the zone is not known. Undefined where both ways are usual.
 */
export function dateOrder(language: string, zone: string, host: string): DateOrder | undefined {
  if (/^zh\b/.test(language) && DAY_FIRST_CHINESE.test(zone)) return 'dmy'
  if (YEAR_FIRST.test(language)) return 'ymd'
  if (MONTH_FIRST_LANGUAGES.test(language)) return 'mdy'
  const isEnglish = language === '' || language === 'en'
  if (!isEnglish) return language.startsWith('en-ca') ? undefined : 'dmy'
  const place = UNDECIDED.test(zone) ? (likelyZone(host, null) ?? zone) : zone
  if (MONTH_FIRST.test(place)) return 'mdy'
  return UNDECIDED.test(place) ? undefined : 'dmy'
}
