import { readFileSync } from 'node:fs'

/**
 * The licences of everything that is installed with the product, by `package-lock.json`: `npm run licences`. Exits with 1 on one that nobody
 * has looked at.
 */
type Locked = { version?: string; license?: string; dev?: boolean; link?: boolean }
const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>
}

/** Those that may be handed on with a program under the MIT licence. */
const fine =
  /^\(?(?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-?2(?:\.0)?|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0)(?:\)?(?: OR | AND |,)\(?(?:MIT|CC0-1\.0|Apache-?2(?:\.0)?))*\)?$/
/** Packages whose own description names none, and what their text says. */
const readByHand: Record<string, string> = { 'map-stream': 'MIT' }

const names = new Map<string, string[]>()
for (const [path, { license, version, dev, link }] of Object.entries(lock.packages)) {
  if (!path || dev || link) continue
  const name = path.replace(/^.*node_modules\//, '')
  const licence = license ?? readByHand[name] ?? 'unknown'
  names.set(licence, [...(names.get(licence) ?? []), `${name}@${version}`])
}
for (const [licence, packages] of [...names].sort(([, a], [, b]) => b.length - a.length))
  console.log(`${licence} (${packages.length}): ${packages.sort().join(' ')}`)

const unseen = [...names.keys()].filter(licence => !fine.test(licence))
if (unseen.length) {
  console.error(`not looked at: ${unseen.join(', ')}`)
  process.exitCode = 1
}
