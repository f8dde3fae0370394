import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { hasEnded } from '../children.ts'
import { run } from '../cli/run-command.ts'
import { allTitles, openScaledOut, startProcess, untilWhole, whyNotScaledOut } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const walls = ['forbidden', 'captcha', 'redirects'] as const
/** One more site has no wall. */
const SITES = walls.length + 1
const ARTICLES = 12

/** To ask the database, which costs nothing, how many sources are held back. */
async function connect(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const counted = 'select count(hold_until)::integer as n from carbonwire.source'
  return {
    held: async (): Promise<number> => (await client.query(counted)).rows[0].n,
    [Symbol.asyncDispose]: () => client.end(),
  }
}

type Row = { source: { id: string }; held: object | null; articles: number }

test.skipIf(whyNotScaledOut)(
  `walls of three kinds before many processes: others go on, the sources are held back, and lifted nothing is missing${whyNotScaledOut}`,
  { timeout: 400_000 },
  async () => {
    await using web = await openShakenWeb({ articles: ARTICLES })
    for (const [site, mood] of walls.entries())
      for (let n = 0; n < ARTICLES; n++) web.moods.set(`${site}/${n}`, mood)
    await using line = await openScaledOut(web, SITES)
    const { base, env, postgres } = line
    const states = async () => JSON.parse((await run(['sources', '--json'], { env })).out) as Row[]
    await untilWhole(base, ARTICLES)
    await using client = await connect(postgres.url)
    while ((await client.held()) < walls.length) await sleep(300)
    const rows = await states()
    expect(rows.filter(({ held }) => held)).toHaveLength(walls.length)
    expect(rows.map(({ articles }) => articles)).toEqual([0, 0, 0, ARTICLES])
    const askedOf = (site: number) =>
      web.asked.filter(path => path.startsWith(`s${site}.`) && path.includes('/t')).length
    for (const site of walls.keys()) expect(askedOf(site)).toBeLessThanOrEqual(ARTICLES / 2)

    web.moods.clear()
    // By itself it would be looked at within hours; an operator looks at once.
    const ids = walls.map((_, site) => `s${site}.example`)
    const asked = startProcess(['bin/carbonwire.mjs', 'crawl', ...ids], env)
    while (!hasEnded(asked)) await sleep(100)
    const held = await untilWhole(base, SITES * ARTICLES)
    expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
    expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
    expect((await states()).filter(row => row.held)).toEqual([])
  },
)
