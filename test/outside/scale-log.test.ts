import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Asked, Manners } from '../politeness/check-politeness.ts'

const checker = join(import.meta.dirname, '../../../shared/eval/hostile/check-politeness.mjs')
/** What `SCALE_LOG=FOLDER npm run test:scale` wrote. */
const folder = process.env.SCALE_LOG
const why = !folder
  ? ' (skipped: SCALE_LOG names no log of a scaled-out run)'
  : existsSync(checker)
    ? ''
    : ' (skipped: no checker beside this project)'

test.skipIf(why !== '')(
  `another checker finds the scaled-out run as polite as our own does${why}`,
  () => {
    const manners = JSON.parse(readFileSync(join(folder!, 'manners.json'), 'utf8')) as Manners & {
      hosts: string[]
    }
    const asked = readFileSync(join(folder!, 'asked.jsonl'), 'utf8')
      .split('\n')
      .map(line => JSON.parse(line) as Asked)
    const own = mkdtempSync(join(tmpdir(), 'cw-manners-'))
    const [log, manifest] = [join(own, 'log'), join(own, 'manifest')]
    writeFileSync(
      log,
      asked.map((each, at) => JSON.stringify(asTheCheckerReads(each, at, manners))).join('\n'),
    )
    writeFileSync(manifest, JSON.stringify(manifestOf(manners)))
    try {
      const said = execFileSync(
        process.execPath,
        [
          ...[checker, '--log', log, '--manifest', manifest],
          ...['--ua', manners.agent, '--slack', String(manners.jitterMs)],
        ],
        { encoding: 'utf8' },
      )
      console.log(said)
      expect(said).not.toContain('FAIL')
    } finally {
      rmSync(own, { recursive: true })
    }
  },
)

const asTheCheckerReads = (each: Asked, seq: number, { closedHosts }: Manners) => ({
  seq,
  t0: each.from,
  t1: each.until,
  host: each.host,
  hosthdr: each.host,
  method: 'GET',
  path: each.path,
  name: each.path,
  status: each.status,
  ua: each.agent,
  inm: each.conditional,
  ims: false,
  cookie: each.cookie,
  cookie_bytes: each.cookie.length,
  auth: each.secret,
  retry_until: each.leaveUntil,
  bait: closedHosts.includes(each.host),
})

const manifestOf = ({ hosts, ...manners }: Manners & { hosts: string[] }) => ({
  politeness: {
    max_concurrency_per_host: manners.concurrency,
    min_delay_ms: manners.gapMs,
    // A list is asked for again with every round.
    max_fetches_per_url: 20,
    max_robots_fetches_per_host: manners.robotsFetches,
  },
  sources: hosts.map(host => ({
    host,
    validators: 'etag',
    disallow_prefixes: manners.forbidden,
  })),
  robots: Object.entries(manners.slowHosts).map(([host, min_delay_ms]) => ({
    ...{ host, name: host, deny: [] },
    min_delay_ms,
  })),
  hostile: [],
})
