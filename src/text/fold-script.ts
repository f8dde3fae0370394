import hongKongVariants from 'opencc-js/dict/HKVariantsRev'
import traditionalToSimplified from 'opencc-js/dict/TSCharacters'
import taiwanVariants from 'opencc-js/dict/TWVariantsRev'

const readPairs = (dictionary: string) =>
  dictionary
    .split('|')
    .map(pair => pair.split(' '))
    .filter(([from, to]) => from?.length === 1 && to?.length === 1)

/** Every UTF-16 unit to the one that both scripts compare by; most map to themselves. Built once, 128 kB. */
export const simplifiedUnit: Uint16Array = buildTable()

function buildTable(): Uint16Array {
  const table = new Uint16Array(65_536).map((_, unit) => unit)
  for (const [from, to] of readPairs(traditionalToSimplified)) {
    table[from!.charCodeAt(0)] = to!.charCodeAt(0)
  }
  // Regional spellings first become the common traditional one, which may have a simplified one: 裡, 裏, 里.
  for (const [from, to] of [...readPairs(hongKongVariants), ...readPairs(taiwanVariants)]) {
    table[from!.charCodeAt(0)] = table[to!.charCodeAt(0)]!
  }
  return table
}

/**
 * Spells traditional Chinese with simplified characters, one for one, so that both scripts compare equal. For comparing
 * only: it knows no words, so what it gives is not always how the other script would write it.
 */
export const foldScript = (text: string): string => foldUnits(text, simplifiedUnit)

/** Writes a text with the unit that a table gives for each of its own. */
export function foldUnits(text: string, table: Uint16Array): string {
  let folded = ''
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const other = table[unit]!
    if (other === unit) continue
    folded += text.slice(done, at) + String.fromCharCode(other)
    done = at + 1
  }
  return done === 0 ? text : folded + text.slice(done)
}
