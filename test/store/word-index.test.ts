import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { expect, test } from 'vitest'
import type { Tables } from '../../src/store/schema.ts'
import { openWordIndex } from '../../src/store/word-index.ts'
import { nativeFolder } from '../contract/native-folder.ts'

const insertStory = `
  insert into carbonwire.story (id, started_by, lead_id, first_sequence, sequence, first_seen, modified, tier, topics, sources,
    outlets, gone, item, tokens)
  values ($1, gen_random_uuid(), gen_random_uuid(), 1, 1, now(), now(), 'relevant', '{}', '{}', '{}', false, '{}', '{1,2,3}')`
/** Pages of the list outside the index, which this empties. */
const countWaiting = `select gin_clean_pending_list('carbonwire.story_tokens')::integer as pages`

/** The same database, with what it is asked. */
function noting(pool: pg.Pool) {
  const asked: Promise<unknown>[] = []
  const connect = async () => {
    const client = await pool.connect()
    const query = (text: string, values: unknown[]) => {
      const answer = client.query(text, values)
      asked.push(answer)
      return answer
    }
    return { query: query as never, release: () => client.release() }
  }
  const dialect = new PostgresDialect({ pool: { connect, end: async () => {} } })
  return { asked, db: new Kysely<Tables>({ dialect }) }
}

test('words of stories wait for others, are found meanwhile, and go into the index when there are enough of them', async () => {
  using folder = nativeFolder()
  const { store, pool } = await folder.open()
  try {
    const { asked, db } = noting(pool)
    const words = openWordIndex(db, 'native')
    await pool.query(insertStory, ['one'])
    words.written(1)
    const found = await pool.query(`select id from carbonwire.story where tokens @> '{2}'`)
    expect(found.rows).toEqual([{ id: 'one' }])
    expect(asked).toEqual([])

    words.written(200)
    await expect.poll(() => asked.length).toBe(1)
    await asked[0]
    expect((await pool.query(countWaiting)).rows).toEqual([{ pages: 0 }])
  } finally {
    await store.close()
  }
})
