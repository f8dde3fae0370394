import { readSettings } from '../config/read-settings.ts'
import { moveData } from '../store/embedded/move-data.ts'
import { inLanguage, say } from './words/say.ts'

/** `carbonwire move-data`: brings a PGlite database over to the PostgreSQL that npm brings. */
export async function move({ data }: { data?: string }): Promise<void> {
  const env = data === undefined ? process.env : { ...process.env, DATA_DIR: data }
  const { dataDir } = readSettings(env)
  let told = 0
  const said = await moveData(dataDir, (table, rows, of) => {
    if (performance.now() - told < 1000 && rows < of) return
    told = performance.now()
    console.error(say`  ${table}: ${rows} of ${of} rows`)
  })
  console.log(inLanguage(said))
}
