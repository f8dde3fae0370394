import type { EntryCounts, IncidentKind } from '../model/health.ts'
import { type ReasonWords, tell } from './reason-words.ts'
import { hard, PASSING_HOURS, type Trouble } from './trouble.ts'

const offline = /^retry:(?:network|dns|timeout|tls|robots-unreachable)$/
const passing = /^retry:|^failed:(?:http-other|parse-timeout|parse-memory)$/
const spent = /expired|certificate|self[- ]signed|altname|CERT_/i

/** True for a look that says whether the network works: what no host could have caused. */
export const isOffline = (outcome: string): boolean => offline.test(outcome)

/** What is wrong with an entry that could not be had or read. */
export function readFailure({ outcome, detail = '', finalUrl }: EntryCounts): Trouble {
  const [kind, reason = ''] = outcome.split(':') as [string, string?]
  const more = detail ? ` (${detail.slice(0, 160)})` : ''
  if (outcome === 'forbidden:robots')
    return hard(
      'blocked',
      tell('its robots.txt asks us to stay away: ask the publisher, or switch the source off'),
    )
  if (outcome === 'blocked:challenge')
    return hard('blocked', tell('a page that asks whether we are human stands before it'))
  if (outcome === 'blocked:login') return hard('blocked', tell('it asks for a login'))
  if (outcome === 'blocked:redirect')
    return hard('blocked', tell('it leads to {} instead', finalUrl ?? tell('another page')) + more)
  if (kind === 'blocked') return hard('blocked', tell('the server refuses us ({})', reason) + more)
  if (kind === 'forbidden') return hard('broken', tell('it cannot be asked ({})', reason) + more)
  if (kind === 'gone')
    return hard('broken', tell('the list is not there any more ({}): has the site moved?', reason))
  if (outcome === 'retry:tls' && spent.test(detail))
    return hard('broken', tell('its certificate is no good') + more)
  if (outcome === 'retry:dns' && /NOTFOUND/i.test(detail))
    return passes('broken', tell('its name is not known any more') + more)
  if (outcome === 'retry:http-429')
    return passes('blocked', tell('the server says that we ask too often'))
  const said = words[reason]
  if (passing.test(outcome))
    return passes('broken', (said ? tell(said) : tell('it cannot be read ({})', outcome)) + more)
  return hard('broken', tell('it cannot be read ({})', outcome) + more)
}

const passes = (kind: IncidentKind, said: string): Trouble => ({ kind, said, lasts: PASSING_HOURS })

const words: Record<string, ReasonWords> = {
  'http-5xx': 'the server is out of order',
  timeout: 'the server does not answer in time',
  network: 'there is no connection to the server',
  dns: 'there is no address for its name',
  tls: 'there is no secure connection',
  'robots-unreachable': 'its robots.txt cannot be had, so nothing is asked for',
  truncated: 'its answers are cut short',
}
