/** What pages call their encodings, and the encoding that is meant: mostly as the WHATWG Encoding Standard, 4.2. */
const names: Record<string, string> = {
  'utf-8': 'utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 unicode utf-8mb4 utf8mb4 utf_8 utf-8-sig',
  gb18030:
    'gb18030 gb2312 gbk gb_2312 gb_2312-80 gb2312-80 csgb2312 chinese csiso58gb231280 iso-ir-58 x-gbk cp936 windows-936 ms936 gb-2312 euc-cn gb',
  big5: 'big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950 big-5',
  shift_jis: 'shift_jis shift-jis sjis x-sjis csshiftjis ms932 ms_kanji windows-31j cp932',
  'euc-jp': 'euc-jp eucjp x-euc-jp cseucpkdfmtjapanese',
  'iso-2022-jp': 'iso-2022-jp csiso2022jp',
  'euc-kr':
    'euc-kr euckr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 iso-ir-149 csksc56011987 uhc',
  'windows-1252':
    'windows-1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 ascii us-ascii cp1252 x-cp1252 ansi_x3.4-1968 cp819 ibm819 iso-ir-100 csisolatin1 ansi',
  'windows-1250': 'windows-1250 cp1250 x-cp1250',
  'windows-1251': 'windows-1251 cp1251 x-cp1251 win-1251',
  'windows-1253': 'windows-1253 cp1253 x-cp1253',
  'windows-1254': 'windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5 iso_8859-9',
  'windows-1255': 'windows-1255 cp1255 x-cp1255',
  'windows-1256': 'windows-1256 cp1256 x-cp1256',
  'windows-1257': 'windows-1257 cp1257 x-cp1257',
  'windows-1258': 'windows-1258 cp1258 x-cp1258',
  'windows-874': 'windows-874 iso-8859-11 tis-620 dos-874',
  'iso-8859-2': 'iso-8859-2 iso8859-2 iso_8859-2 latin2 l2',
  'iso-8859-5': 'iso-8859-5 iso8859-5 cyrillic',
  'iso-8859-7': 'iso-8859-7 iso8859-7 greek greek8',
  'iso-8859-15': 'iso-8859-15 iso8859-15 iso_8859-15 latin9 l9',
  'koi8-r': 'koi8-r koi koi8 koi8_r cskoi8r',
  'koi8-u': 'koi8-u koi8-ru',
  'utf-16le': 'utf-16 utf-16le utf16 ucs-2 iso-10646-ucs-2 unicodefeff',
  'utf-16be': 'utf-16be unicodefffe',
}

const byName = new Map(
  Object.entries(names).flatMap(([label, all]) => all.split(' ').map(name => [name, label])),
)

/** The encoding that a declared name means; null when nobody knows the name. */
export function encodingOf(name: string | null | undefined): string | null {
  if (!name) return null
  return (
    byName.get(
      name
        .trim()
        .replace(/^["']|["';,].*$/g, '')
        .toLowerCase(),
    ) ?? null
  )
}

/** The charset parameter of a Content-Type value: `text/html; charset="GBK"`. */
export function charsetOf(contentType: string | null | undefined): string | null {
  const found = /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(contentType ?? '')
  return encodingOf(found?.[1])
}
