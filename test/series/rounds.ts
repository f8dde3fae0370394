/** Rounds of invented bulletins as text: a head line, the body, and the points as lines of `= market instrument day measure value …`. */
import type { Measure, Point } from '../../src/model/series.ts'
import type { Bulletin } from './bulletins.ts'

const currencies: Record<string, string> = {
  'eu-ets': 'EUR',
  'uk-ets': 'GBP',
  california: 'USD',
  rggi: 'USD',
  korea: 'KRW',
  nz: 'NZD',
  taiwan: 'TWD',
  hongkong: 'HKD',
}

function unitOf(measure: string, currency: string): string {
  if (measure === 'change_pct') return '%'
  if (measure.startsWith('volume')) return 't'
  return measure.startsWith('value') ? currency : `${currency}/t`
}

/** `eu-ets EUA-Dec26 2026-10-20 close 73.18 high 74.35`; a currency in brackets behind the market when it is not its own. */
function pointsOf(line: string): Point[] {
  const [where = '', instrument = '', day = '', ...figures] = line.split(' ')
  const [market = '', other] = where.split('/')
  const currency = other ?? currencies[market] ?? 'CNY'
  const points: Point[] = []
  for (let at = 0; at < figures.length; at += 2) {
    const measure = figures[at] as Measure
    const unit = unitOf(measure, currency)
    points.push({ market, instrument, day, measure, value: Number(figures[at + 1]), unit })
  }
  return points
}

/** Reads a round. The head is `# id day language title`. */
export function readRound(name: string, text: string): Bulletin[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map(piece => {
      const [head = '', ...lines] = piece.trimEnd().split('\n')
      const [number, day, lang = 'zh', ...title] = head.split(' ')
      return {
        id: `${name}-${number}`,
        template: name,
        url: `https://n.example/${name}/${number}`,
        title: title.join(' '),
        html: lines.filter(line => !line.startsWith('= ')).join('\n'),
        lang,
        fetchedAt: `${day}T10:00:00Z`,
        points: lines
          .filter(line => line.startsWith('= '))
          .flatMap(line => pointsOf(line.slice(2))),
      }
    })
}
