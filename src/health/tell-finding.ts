import type { ArticleMeasure, Finding, ToldIncident } from '../model/health.ts'

export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** A finding about a source's articles. */
export const tellOfArticles = (
  measure: ArticleMeasure,
  reason: string,
  where: string | null,
  before: string,
  now: string,
): Finding => ({
  ...{ kind: 'degraded', reason, where, isAlarm: true },
  ...{ pageId: null, goodPageId: null, before, now, measure },
})

/** What was told of an incident, as it was told: nothing has come since. */
export function goOn(told: ToldIncident | undefined): Finding[] {
  if (!told) return []
  const { kind, reason, where, before, now, measure } = told
  return [
    {
      ...{ kind, reason, where, isAlarm: true, pageId: null, goodPageId: null, before, now },
      ...(measure && { measure }),
    },
  ]
}
