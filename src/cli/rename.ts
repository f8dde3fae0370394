import { reachStore } from './reach-store.ts'
import { say } from './words/say.ts'

/** `carbonwire rename`: what was stored of a source under its old id goes on under the new one. */
export async function rename(from: string, to: string): Promise<void> {
  await using reached = await reachStore()
  await reached.ask('rename', { from, to })
  console.log(
    say`${from} is ${to} from now on; its file is to be config/sources/${to}.yaml with "id: ${to}"`,
  )
}
