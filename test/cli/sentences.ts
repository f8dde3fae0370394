import { globSync, readFileSync } from 'node:fs'

/** A template literal from its first character on, as the key of the table of words: with `{}` where a value stands. */
function keyAt(text: string, start: number, end: string): string {
  let key = ''
  for (let at = start; at < text.length && text[at] !== end; at++) {
    if (text[at] === '\\') {
      at++
      key += text[at] === 'n' ? '\n' : text[at]
    } else if (end === '`' && text[at] === '$' && text[at + 1] === '{') {
      at = skipValue(text, at + 2)
      key += '{}'
    } else key += text[at]
  }
  return key
}

/** Where the value that begins here ends; templates may stand in it. */
function skipValue(text: string, start: number): number {
  for (let at = start, depth = 1; at < text.length; at++) {
    if (text[at] === '`') at = skipTemplate(text, at + 1)
    else if (text[at] === "'") at = text.indexOf("'", at + 1)
    else if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return text.length
}

function skipTemplate(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '`') return at
    else if (text[at] === '$' && text[at + 1] === '{') at = skipValue(text, at + 2)
  }
  return text.length
}

/** The text that begins behind each match, as keys. */
function* keysBehind(files: string[], pattern: RegExp): Generator<string> {
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    for (const found of text.matchAll(pattern)) {
      const end = found[0].at(-1)!
      yield keyAt(text, found.index + found[0].length, end)
    }
  }
}

const cli = () => globSync('src/cli/*.ts').toSorted()

/** Every sentence that a command says. */
export const saidSentences = () => [...new Set(keysBehind(cli(), /\bsay`/g))]

/** The headings of the tables. */
export const tableHeadings = () =>
  cli().flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/renderTable\(\s*\[([^\]]*)\]/g)].flatMap(([, list]) =>
      [...list!.matchAll(/'([^']+)'/g)].map(([, name]) => name!),
    ),
  )

/** What is told of mistakes and outages that an operator can mend. */
export const mistakes = () => [
  ...new Set(
    keysBehind(
      globSync('src/{cli,config,store,queue,fetch,server,pipeline}/**/*.ts').toSorted(),
      /new (?:ConfigError|UnavailableError)\(\s*['`]/g,
    ),
  ),
]

/** What the doctor finds. */
export const findings = () => [
  ...new Set(keysBehind(['src/cli/doctor-findings.ts'], /\bsays(?: =|:) ['`]/g)),
]

/** Why the reader takes what it takes: the choices of fields, of bodies and of lists, and where they stand. */
export const readingReasons = () =>
  [
    ...new Set([
      ...keysBehind(
        globSync('src/parse/readers/*-evidence.ts').toSorted(),
        /\b(?:reason|what): ['`]/g,
      ),
      ...keysBehind(
        globSync('src/parse/{readers/body,body/choose-roots}.ts').toSorted(),
        /(?:\breason: |\bchoose\([^'`]*? |\? )['`]/g,
      ),
      ...keysBehind(
        globSync('src/parse/readers/{title,published,outlet,byline}.ts').toSorted(),
        /\n\s+: '(?=the page )/g,
      ),
      ...keysBehind(globSync('src/parse/lists/*.ts').toSorted(), /\b(?:taken\(|left\(|why: )['`]/g),
    ]),
  ].filter(key => key.includes(' ') && !isNameOfMarkup(key))

const isNameOfMarkup = (key: string) => /^(?:meta|json-ld) \S+$/.test(key)
