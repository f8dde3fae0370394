import { type Credit, creditFrom } from './byline-evidence.ts'
import type { CreditLine } from './credit-lines.ts'
import { isPersonLike, splitWesternNames } from './western-names.ts'

/** What somebody who wrote did, as lines of credits say it before a colon in the languages of the press. */
const WRITING =
  'words|story|copy|writing|reporting|text|texts|texte|textes|texto|textos|testo|testi|tekst|teksten|teksti|szöveg|report|reportage|reportagem|reportaje|reportatge|reportaż|bericht|berichterstattung|verslag|interview|interviews|entretien|entrevista|intervista|intervju|wywiad|protokoll|recherche|récit|enquête|crónica|crônica|artículo|artigo|articolo|artikel|apuração|rédaction'
/** What others did for the same page. */
const PICTURES =
  'photos?|photography|photographs?|photographies|pictures?|images?|imágenes|imagen|imagens|imagem|immagini|beeld|bilder|bild|fotos?|fotografie|fotografien|fotografías?|fotografias?|valokuvat?|kuvat?|zdjęcia|illustrations?|illustrationen|illustratie|ilustraciones|ilustração|video|vídeo|grafiken|grafik|graphics?'
const OTHERS =
  'editing|editors?|edited by|edition|edición|edição|redaktion|redaktør|redigering|montage|montagem|camera|kamera|câmara|câmera|producers?|produced by|production|produktion|producción|produção|translation|translated by|übersetzung|traduction|traducción|tradução|traduzione|vertaling|översättning|design|diseño|layout|infographics?|infografik|infografía|data|daten|contact|kontakt|tags?|topics?|updated|date'
const AND = '\\s?(?:und|and|et|y|e|og|och|en|ja|i|&|\\+|/|,)\\s?'
/** Text: …, Text und Fotos: …, Fotos: …: the words that did the writing stand in the first group. */
const LABEL = new RegExp(
  `(?<![\\p{L}\\d])(?:((?:${WRITING})(?:${AND}(?:${PICTURES}|${WRITING}|${OTHERS}))?|(?:${PICTURES})${AND}(?:${WRITING}))|(?:${PICTURES}|${OTHERS})(?:${AND}(?:${PICTURES}|${OTHERS}))?)\\s?[:：]\\s?(?=\\p{Lu})`,
  'giu',
)
const LONGEST = 160
/** Who wrote does so with at most these; what is longer is a sentence. */
const MOST_NAMES = 5
const EDGES = /^[\s\u2028([*]+|[\s\u2028,;.|/·•–—)\]*-]+$/gu

/** Writers in lines of credits, each of which says what somebody did: `Texte : Jeanne Exemple — Photos : Luc Essai`. */
export function westernCreditLines(lines: CreditLine[]): Credit[] {
  return lines.flatMap(({ text, bordered, line, region }) => {
    if (text.length > LONGEST || region === 'above') return []
    // Below the text a linked line is a teaser.
    if (region === 'below' && line.linkLength > text.length * 0.6) return []
    const names = writersIn(bordered)
    return names.length > 0 ? [creditFrom('westLabel', names, line.index)] : []
  })
}

function writersIn(line: string): string[] {
  const labels = [...line.matchAll(LABEL)]
  // The line begins with a label, perhaps behind its bracket.
  if (labels.length === 0 || !/^[\s\u2028([*]*$/.test(line.slice(0, labels[0]!.index))) return []
  const names: string[] = []
  for (const [at, label] of labels.entries()) {
    if (!label[1]) continue
    const end = labels[at + 1]?.index ?? line.length
    const value = line
      .slice(label.index + label[0].length, end)
      .replace(/\u2028/g, ' ')
      .replace(EDGES, '')
    const found = splitWesternNames(value)
    if (!found.every(isPersonLike) || found.length > MOST_NAMES) continue
    names.push(...found.filter(name => !names.includes(name)))
  }
  return names
}
