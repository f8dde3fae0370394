import { text } from 'node:stream/consumers'
import { reachStore } from './reach-store.ts'
import { say } from './words/say.ts'

/** `carbonwire admin-password`: sets the password of `/admin`, one that is made or one from standard input. */
export async function adminPassword({ stdin }: { stdin?: boolean }): Promise<void> {
  const given = stdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null
  await using reached = await reachStore()
  const password = await reached.ask<string>('adminPassword', { password: given })
  console.log(
    given === null
      ? say`the password of /admin, this once: ${password}`
      : say`the password of /admin is set; whoever was logged in is not any more`,
  )
}
