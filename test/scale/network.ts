import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { PREFIX } from './invented-web.ts'

/** Machines of a network that are none: each a network namespace with addresses of its own, joined by a bridge. */
export type Network = Disposable & {
  /** This machine's own address there. */
  address: string
  range: string
  /** Adds a machine with these addresses (`2.1` is 10.77.2.1) and returns the words that run a program on it. */
  addMachine(addresses: string[]): string[]
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })

/** Null where no namespaces can be made: that needs root, and `ip` of iproute2. */
export const whyNoNetwork = (): string | null => {
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  const probe = `cw-probe-${process.pid}`
  if (spawnSync('ip', ['netns', 'add', probe]).status !== 0) return 'no network namespaces here'
  spawnSync('ip', ['netns', 'del', probe])
  return null
}

/** Makes the bridge. What a run that was killed left behind is taken out first. */
export function openNetwork(): Network {
  const bridge = 'cwscale'
  const machines: string[] = []
  removeAll(bridge)
  ip('link', 'add', bridge, 'type', 'bridge')
  ip('addr', 'add', `${PREFIX}.0.1/16`, 'dev', bridge)
  ip('link', 'set', bridge, 'up')
  return {
    address: `${PREFIX}.0.1`,
    range: `${PREFIX}.0.0/16`,
    addMachine(addresses) {
      const name = `${bridge}${machines.length}`
      const [outside, inside] = [`${name}a`, `${name}b`]
      ip('netns', 'add', name)
      machines.push(name)
      ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', inside)
      ip('link', 'set', inside, 'netns', name)
      ip('link', 'set', outside, 'master', bridge)
      ip('link', 'set', outside, 'up')
      const within = (...args: string[]) => ip('-n', name, ...args)
      for (const each of addresses) within('addr', 'add', `${PREFIX}.${each}/16`, 'dev', inside)
      within('link', 'set', 'lo', 'up')
      within('link', 'set', inside, 'up')
      return ['ip', 'netns', 'exec', name]
    },
    [Symbol.dispose]: () => removeAll(bridge),
  }
}

function removeAll(bridge: string): void {
  const known = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout
  for (const [name] of known.matchAll(new RegExp(`^${bridge}\\d+`, 'gm')))
    spawnSync('ip', ['netns', 'del', name])
  if (existsSync(`/sys/class/net/${bridge}`)) spawnSync('ip', ['link', 'del', bridge])
}
