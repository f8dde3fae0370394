import { closingAt, partsOf } from './code-parts.ts'

/** More texts that are put together by `concat` than one script is looked through for. */
const MAX_JOINED = 2000

/**
 * A script as its author wrote it, where a compiler has written it otherwise: `"/a".concat(b)` is `"/a"+b`, `a["id"]` is `a.id`,
 * `(0,r.Z)({url:…})` and `Object(r["a"])({url:…})` are calls of a client.
 */
export function plainCode(code: string): string {
  const named = code
    .replace(/(?<=[\w$)\]])\[\s?(["'])([A-Za-z_$][\w$]{0,40})\1\s?\]/g, '.$2')
    .replace(
      /(?:\(\s?0\s?,\s?[\w$.]{1,60}\s?\)|\bObject\(\s?[\w$.]{1,60}\s?\))\s{0,4}\((?=\s{0,4}(?:\{\s{0,4}(?:url|method)\s{0,4}:|["'`](?:https?:\/)?\/))/g,
      ' request(',
    )
  return named.includes('.concat(') ? joinTexts(named) : named
}

function joinTexts(code: string): string {
  const joined: string[] = []
  let from = 0
  const ends = /(["'`])\.concat\(/g
  for (let count = 0; count < MAX_JOINED; count++) {
    const match = ends.exec(code)
    if (!match) break
    const inside = ends.lastIndex
    const text = code.slice(inside, inside + 400)
    const terms = partsOf(text)
    const end = inside + closingAt(text)
    if (end < inside || terms.length === 0) continue
    joined.push(code.slice(from, match.index + 1), '+', terms.join('+'))
    from = end + 1
    ends.lastIndex = from
  }
  return joined.join('') + code.slice(from)
}
