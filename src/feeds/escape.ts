const SPECIAL = /[&<>]/
const SPECIAL_IN_ATTRIBUTE = /[&<>"]/

/** Text as the content of an XML or HTML element. CDATA is never used, so `]]>` needs no care. */
export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text as a value between double quotes. Line ends and tabs are kept from the parser's normalisation (XML 1.0, 3.3.3). */
export function escapeAttribute(text: string): string {
  if (!SPECIAL_IN_ATTRIBUTE.test(text)) return text
  return escapeText(text).replaceAll('"', '&quot;')
}
