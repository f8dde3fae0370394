import { InvalidArgumentError } from 'commander'
import { say } from './words/say.ts'

/** A whole number from 0 on. Throws commander's error, as all of these do. */
export const wholeNumber = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(say`expected a whole number`)
  return Number(text)
}

/** A calendar day, as its first instant (UTC). */
export const day = (text: string) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError(say`expected a day such as 2026-11-20`)
  return new Date(text)
}
