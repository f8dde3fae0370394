import { reachStore } from './reach-store.ts'

/** `carbonwire new-epoch`: after a copy of the data was put back, tells whoever follows the change log to begin again. */
export async function newEpoch(): Promise<void> {
  await using reached = await reachStore()
  console.log(`the change log is ${await reached.ask<string>('newEpoch', null)} from now on`)
}
