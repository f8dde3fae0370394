/** Takes secrets out of a text that somebody will read. */
export type Redact = (text: string) => string

const HIDDEN = '…'
/** A shorter one would be found in half of all words. */
const SHORTEST = 4

const isSecretName = (name: string) =>
  /(?:SECRET|TOKEN|PASSWORD|PASSWD|PASS|_KEY|KEY)S?$/i.test(name)
/** Lists of headers as OpenTelemetry has them: `authorization=Bearer ...,x-key=...`. */
const isHeadersName = (name: string) => /HEADERS$/i.test(name)
const isAddressName = (name: string) => /(?:URL|URI|DSN)S?$/i.test(name)

/** The secrets that these settings hold: what is named so, and the passwords of addresses, however they are spelled. */
export function secretsOf(settings: Record<string, string | undefined>): string[] {
  const found = Object.entries(settings).flatMap(([name, value]) => {
    if (!value) return []
    if (isSecretName(name)) return [value.trim()]
    if (isHeadersName(name)) return valuesOf(value)
    return isAddressName(name) ? passwordsOf(value.trim()) : []
  })
  return [...new Set(found)].filter(secret => secret.length >= SHORTEST)
}

/** The values of a list of headers, and what stands behind the name of a scheme. */
const valuesOf = (headers: string): string[] =>
  headers.split(',').flatMap(header => {
    const value = decoded(header.replace(/^[^=]*=/, '')).trim()
    return [value, value.replace(/^\S+\s+/, '')]
  })

/** Every reading of what may be a password in an address, also in one that is mistyped. */
function passwordsOf(address: string): string[] {
  const url = URL.parse(address)
  const written = [...address.matchAll(/(?<![/:])(?:\/\/)?[^\s/@]*?:([^\s@]+)@/g)].map(
    ([, password]) => password!,
  )
  const inQuery = [...address.matchAll(/[?&][a-z_]*(?:pass|secret|token|key)[a-z_]*=([^&\s]+)/gi)]
  const raw = [
    ...(url?.password ? [url.password] : []),
    ...written,
    ...inQuery.map(([, value]) => value!),
  ]
  return raw.flatMap(each => [each, decoded(each)])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What takes these secrets out, as they are, as they stand in JSON and in an address; and the password of any address at all. */
export function openRedaction(secrets: readonly string[]): Redact {
  const spellings = secrets.flatMap(secret => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
  ])
  const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length)
  return text => {
    const without = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text)
    return without.replace(
      /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@"']*):[^\s/?#@"']+@/gi,
      `$1:${HIDDEN}@`,
    )
  }
}

/** An address of a setting as a message may show it: whole when it can hold no password, else its beginning. */
function showAddress(value: string): string {
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/)?[^\s:@?/]*(?::\d{1,5})?(?:\/[^\s:@?]*)?$/i.test(value))
    return value
  return `${/^[a-z]*/i.exec(value)![0]}${HIDDEN}`
}

/** A setting as a message may show it. */
export function showSetting(name: string, value: string): string {
  if (isSecretName(name) || isHeadersName(name)) return HIDDEN
  return isAddressName(name) ? showAddress(value) : openRedaction([])(value)
}
