import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

/** The version of the product, as its package says. */
export const { version } = JSON.parse(readFileSync(findPackageJSON(import.meta.url)!, 'utf8')) as {
  version: string
}
