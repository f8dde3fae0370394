/** Keys addresses, for an evaluator: one address a line on standard input, one `{url,key}` a line out. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { twinsSchema } from '../../src/model/twins.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { buildTwins } from '../../src/text/url-twins.ts'

const file = new URL('../../config/twins.yaml', import.meta.url)
const twins = buildTwins(twinsSchema.parse(parse(readFileSync(file, 'utf8'))))

// Spaces at either end are part of an address as it was found, so lines are not trimmed.
const addresses = readFileSync(0, 'utf8').replace(/\n$/, '').split('\n')
const lines = addresses.map(url => `${JSON.stringify({ url, key: urlKey(url, { twins }) })}\n`)
process.stdout.write(lines.join(''))
