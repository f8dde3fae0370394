/** The months in German, French and Spanish; `monthNumber` knows them. */
export const europeanMonths =
  '(januar|jänner|februar|feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember|dez|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|déc|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|dic)'

const weekdays = [
  'sonntag dimanche domingo',
  'montag lundi lunes',
  'dienstag mardi martes',
  'mittwoch mercredi miércoles',
  'donnerstag jeudi jueves',
  'freitag vendredi viernes',
  'samstag samedi sábado',
].map(line => line.split(' '))

/** Montag, mercredi, viernes. */
export const europeanWeekdays = `(${weekdays.flat().join('|')})`

/** 0 for Sunday. */
export const europeanWeekday = (word: string): number =>
  weekdays.findIndex(names => names.includes(word.toLowerCase()))
