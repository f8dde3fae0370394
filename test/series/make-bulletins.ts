import { type Bulletin, Chance, page, plus } from './bulletins.ts'
import { templatesA } from './templates-a.ts'
import { templatesB } from './templates-b.ts'

/** The invented set: every template on many days, every second one on a whole page. */
export function makeBulletins(perTemplate: number): Bulletin[] {
  const chance = new Chance(7)
  return Object.entries({ ...templatesA, ...templatesB }).flatMap(([template, write]) =>
    Array.from({ length: perTemplate }, (_, at) => {
      let day = plus('2026-02-02', chance.whole(0, 290))
      const weekday = new Date(Date.parse(day)).getUTCDay()
      if (weekday === 0 || weekday === 6) day = plus(day, 3)
      const draft = write(chance, day)
      const published = draft.published ?? day
      return {
        id: `${template}-${at}`,
        template,
        url: `https://news.example/${template}/${at}`,
        title: draft.title,
        html: at % 2 ? page(draft.title, `${published} 18:30`, draft.body) : draft.body,
        lang: draft.lang ?? 'zh',
        fetchedAt: `${published}T10:30:00Z`,
        points: draft.points,
      }
    }),
  )
}
