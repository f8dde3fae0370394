import type { Year } from './simulate.ts'

/** What a year came to. */
export type Score = {
  planted: number
  found: number
  missed: string[]
  /** Minutes from the breakage to the alarm. */
  minutes: number[]
  falseAlarms: string[]
  /** Breakages of which more than one alarm was told. */
  toldTwice: number
  networkAlarms: number
  requests: number
  medianDelay: number
}

const DAY_MS = 86_400_000

/** A year without its judgements: what it costs to ask, and how late news is seen. */
export const scoreRequests = ({ requests, delays }: Pick<Year, 'requests' | 'delays'>) => ({
  requests,
  medianDelay: delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? 0,
})

/** A breakage is found when an alarm of its source comes within two rounds or a day; an alarm that belongs to none is false. */
export function scoreYear({ told, planted, requests, delays, offline }: Year): Score {
  const ofSources = told.filter(({ publisher }) => publisher !== null)
  const found = planted.map(({ publisher, from, until, rounds }) => {
    const limit = Math.max(from + DAY_MS, rounds[1] ?? 0)
    const own = ofSources.filter(
      each => each.publisher === publisher.id && each.at >= from && each.at < until + DAY_MS,
    )
    return { first: own[0], inTime: own.some(({ at }) => at <= limit), belongs: own }
  })
  const belongs = new Set(found.flatMap(each => each.belongs))
  const name = (at: number) => new Date(at).toISOString().slice(0, 16)
  return {
    planted: planted.length,
    found: found.filter(({ inTime }) => inTime).length,
    missed: planted.flatMap(({ kind, publisher, from }, index) => {
      const { inTime, first } = found[index]!
      if (inTime) return []
      const late = first
        ? `after ${Math.round((first.at - from) / 3_600_000)} h: ${first.finding.reason}`
        : 'never'
      return [
        `${kind} of ${publisher.id} (${publisher.style}, ${publisher.perDay.toFixed(1)} a day) at ${name(from)}: ${late}`,
      ]
    }),
    minutes: found.flatMap(({ first }, index) =>
      first ? [(first.at - planted[index]!.from) / 60_000] : [],
    ),
    falseAlarms: ofSources
      .filter(each => !belongs.has(each))
      .map(
        ({ publisher, at, finding }) =>
          `${publisher} at ${name(at)}: ${finding.kind}: ${finding.reason}`,
      ),
    toldTwice: found.filter(each => each.belongs.length > 1).length,
    networkAlarms: told.filter(
      ({ publisher, at }) =>
        publisher === null && offline.some(({ from, until }) => from <= at && at < until),
    ).length,
    ...scoreRequests({ requests, delays }),
  }
}
