import { openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'

// A process of its own that opens a store: `node child-store.ts URL-or-DIR [write]`. It says `open`, and with `write` the number of
// each article whose saving was acknowledged, until it is killed.
const [address = '', task] = process.argv.slice(2)
const databaseUrl = address.startsWith('postgres:') ? address : null
const { store } = await openStore({ databaseUrl, dataDir: address })
process.stdout.write('open\n')

if (task === 'write') {
  for (let n = 0; ; n++) {
    await news.saveOne(store, news.reading(`news.example/${n}`))
    process.stdout.write(`${n}\n`)
  }
}
if (task === 'hold') setInterval(() => undefined, 1000)
else await store.close()
