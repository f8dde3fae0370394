import type pg from 'pg'
import { readSearched, readTokens } from '../../src/store/search-text.ts'
import { toIntegers } from '../../src/store/stored-values.ts'
import { openRandom } from '../year/random.ts'
import { chinese, latin, writeText } from './text.ts'

/** So many stories have one body between them: what is read of texts costs more than all else, and how often words stand in them stays. */
const SHARED = 5
const BATCH = 200
const topics = ['carbon-market', 'policy', 'energy', 'ccus', 'climate']
export const sources = ['江河日报', '滨江能源网', '青石观察', 'Example Wire', 'Harbour Times']

/** Stories whose words wait at one time. */
const WAITING = 5_000

/**
 * Fills an empty store with so many stories of half a year, set-wise: texts first, then the stories that bear them. Their words are left waiting;
 * `onWaiting` is called whenever there are many.
 */
export async function fillStories(
  pool: pg.Pool,
  stories: number,
  now: Date,
  onWaiting: () => Promise<void>,
): Promise<void> {
  const texts = Math.ceil(stories / SHARED)
  await pool.query(`
    create table carbonwire.bench_text (
      number integer, id uuid default gen_random_uuid(), title text, body text, language text, source integer,
      title_tokens integer[], tokens integer[], phrases bytea);
    alter table carbonwire.bench_text alter column tokens set storage external, alter column title_tokens set storage external`)
  for (let from = 0; from < texts; from += BATCH)
    await insertTexts(pool, from, Math.min(BATCH, texts - from))
  await pool.query(`
    insert into carbonwire.article (id, url_key, source_id, revision, url, title, content, encoding, page_id, fetched_at, first_fetched_at, published_revision)
    select id, 'bench.example/' || number, 'bench.example', 1, 'https://bench.example/' || number, title,
      jsonb_build_object('html', '<p>' || body || '</p>', 'text', body), 'utf-8', gen_random_uuid(), now(), now(), 1
    from carbonwire.bench_text`)
  await pool.query(
    `
    insert into carbonwire.story (id, started_by, lead_id, first_sequence, sequence, first_seen, modified, tier, topics, sources, outlets,
      language, gone, item, phrases, published_at)
    select 'urn:uuid:' || gen_random_uuid(), id, id, place, place, seen, seen, 'relevant', array[(${literal(topics)})[1 + place % ${topics.length}]],
      array['s' || source], '{}', language, false,
      jsonb_build_object('id', number, 'title', title, 'url', 'https://bench.example/' || number, 'firstSeen', seen, 'modified', seen,
        'source', jsonb_build_object('id', 's' || source, 'name', 'bench', 'url', 'https://bench.example')),
      phrases, seen
    from (
      select text.*, copy, row_number() over (order by md5(copy || ' ' || number))::integer as place
      from carbonwire.bench_text text, generate_series(1, ${SHARED}) copy) as each,
      lateral (select $1::timestamptz - (${stories} - place) * interval '180 days' / ${stories} as seen) as moment
    order by place`,
    [now],
  )
  for (let from = 0; from < stories; from += WAITING) {
    await pool.query(
      `insert into carbonwire.word_waiting (place, words, title_words)
       select first_sequence, tokens, title_tokens from carbonwire.story join carbonwire.bench_text text on text.id = lead_id
       where first_sequence > $1 and first_sequence <= $2`,
      [from, from + WAITING],
    )
    await onWaiting()
  }
  await pool.query('drop table carbonwire.bench_text')
  await pool.query('vacuum analyze carbonwire.story')
  await pool.query('vacuum analyze carbonwire.article')
}

const literal = (values: string[]) => `array[${values.map(value => `'${value}'`).join(', ')}]`

async function insertTexts(pool: pg.Pool, from: number, count: number): Promise<void> {
  const values: unknown[] = []
  const rows = Array.from({ length: count }, (_, at) => {
    const random = openRandom(from + at + 1)
    const speech = random.chance(0.2) ? latin : chinese
    const title = writeText(speech, 9, random).replace(/[。.]/g, '')
    // Most news is short, some of it long.
    const body = writeText(speech, Math.round(120 + 900 * random.next() ** 3), random)
    const source = random.upTo(sources.length - 1)
    const { tokens, phrases } = readSearched([title, sources[source]!, body])
    values.push(from + at, title, body, speech === latin ? 'en' : 'zh-Hans', source)
    values.push(toIntegers(readTokens([title])), toIntegers(tokens), phrases)
    const n = at * 8
    return `($${n + 1}::integer, $${n + 2}, $${n + 3}, $${n + 4}, $${n + 5}::integer, $${n + 6}::integer[], $${n + 7}::integer[], $${n + 8}::bytea)`
  })
  await pool.query(
    `insert into carbonwire.bench_text (number, title, body, language, source, title_tokens, tokens, phrases) values ${rows.join(', ')}`,
    values,
  )
}
