import { type PageDocument, textOf } from '../document.ts'
import { selectAll } from '../select.ts'

/** What an operator's selector finds for one field: the texts, and whether the rule was there and found nothing. */
export type RuledField = { texts: string[]; isMissed: boolean }

/** The texts of the elements that a rule's selector finds; of a `time` or a `meta` what its attribute says. */
export function ruledField(page: PageDocument, selector: string | undefined): RuledField {
  if (!selector) return { texts: [], isMissed: false }
  const texts = selectAll(page, selector)
    .map(element => element.attribs.datetime ?? element.attribs.content ?? textOf(element))
    .filter(text => text !== '')
  return { texts, isMissed: texts.length === 0 }
}
