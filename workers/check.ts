import { readSettings } from '../src/config/read-settings.ts'
import { openStore } from '../src/store/open-store.ts'

/** The health check of a worker that serves nothing: exits 0 when its database answers. */
const { databaseUrl, dataDir } = readSettings(process.env)
const { store } = await openStore({ databaseUrl, dataDir })
await store.lastSequence()
await store.close()
