/** Lists of writers are shorter than this. */
const LONGEST_LIST = 1000
const SEPARATOR =
  /\s*(?:[,;|&•·]|\s[-–—/]\s|\b(?:and|und|et|y|och|og|ja|e|en|i|con|with|mit|avec|AND|UND|ET|Y|WITH|MIT)\b(?=\s+\p{Lu}))\s*/u
/** `Words by`, `Ein Bericht von`, `Propos recueillis par`: what stands before by, in the languages of the press. */
export const LEAD_IN = [
  '(?:an? |the )?(?:additional |with |guest |special |staff |exclusive |sponsored )?(?:words|text|story|reporting|report|written|reported|posted|published|authored|compiled|produced|analysis|essay|opinion|comment|commentary|post|letter|op-?ed|dispatch|contribution|perspective|viewpoint|interview|review|column|article|feature|contributed|submitted|exclusive|exclusively|special report|investigation|long read|interview|guest post|first person|pictures and words|words and pictures|text and photos) by',
  '(?:ein(?:e)? )?(?:gast)?(?:bericht|beitrag|artikel|interview|kommentar|essay|porträt|reportage|analyse|kolumne|rezension|text|geschrieben|verfasst|protokoll|aufgezeichnet) von',
  '(?:das )?(?:gespräch|interview) (?:führten?|mit)|as told to|(?:die )?fragen stellten?|mit (?:ihr|ihm|ihnen) sprach(?:en)?',
  '(?:entretien|interview) (?:réalisée?|menée?) par|(?:entrevista|texto) (?:de|por)',
  '(?:un(?:e)? )?(?:article|analyse|chronique|enquête|reportage|texte|tribune|récit|portrait|billet|dossier|propos recueillis|recueilli|écrit|rédigé|publié) (?:de|par)',
  '(?:un(?:a)? )?(?:artículo|reportaje|análisis|texto|crónica|entrevista|columna|escrito|publicado|redactado) (?:de|por)',
  '(?:um(?:a)? )?(?:artigo|reportagem|análise|escrito) (?:de|por)',
  '(?:un )?(?:articolo|scritto|testo|intervista) (?:di|da)|a cura di',
  '(?:een )?(?:artikel|verslag|reportage|interview|geschreven|tekst) (?:van|door)',
].join('|')
/** What introduces a writer, and is no part of the name. */
export const BY = new RegExp(
  `^\\s*(?:${LEAD_IN}|by|von|par|por|di|da|af|av|door|text|tekst|texte|texto|testo|words|foto|autor(?:in|en)?|author|auteur|autore|przez|szerző|yazar|reporter)\\s*[:：]?\\s+`,
  'i',
)
const NO_NAME =
  /https?:|www\.|[@?!]|^\d|\d{4}|^(?:admin|administrator|editor|editorial|staff|redaktion|redaction|redacción|redazione|news ?desk|web ?desk|guest|anonymous|unknown|null|none|undefined|n\/a|team|online|author)$/i

/** Behind a comma these belong to the name before it (Jr., III); degrees and honours are left out. */
const SUFFIX = /\s*,?\s+(?=(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)/gu
const HONOURS =
  /\s*,\s*(?:Ph\.?\s?D|M\.?D|D\.?Phil|Esq|M\.?B\.?A|M\.?Sc|B\.?Sc|M\.?A|B\.?A|LL\.?[MB]|J\.?D|R\.?N|DDS|DVM|CFA|CPA|CFP|P\.?E|OBE|MBE|CBE|FRS|FRGS|Dr\.? ?\w{0,4}|MdB|MdL)\.?(?=\s*(?:$|[,;&|]|\band\b|\bund\b))/gu
/** Jane Doe und dpa, Jeanne Dupont avec AFP: the wire beside a writer. */
export const WITH_AGENCY =
  /(?<=\p{L})(?:\s*[,/]\s*|\s+(?:und|and|et|mit|with|avec|y|con|e|com|och|og|en|&)\s+)(?:the )?(?:dpa(?:-\w+)?|afp|ap|aap|reuters|rtr|sid|kna|epd|apa|sda|keystone-sda|efe|ansa|lusa|belga|anp|ntb|tt|ritzau|tass|bloomberg|upi|pti|ani|associated press|canadian press|press association|agence france-presse|agencies|agenturen|agences|agencias|agenzie|agências)\s*$/iu
/** Initials, agencies and jobs in brackets behind a name. */
const BRACKETS = /\s*[([][^()[\]]{1,40}[)\]]/gu
/** Jobs and desks that stand where a name is looked for; beside a name they are no second writer. */
export const JOB =
  /\b(?:editor|reporter|correspondent|writer|journalist|columnist|producer|analyst|director|manager|officer|head of|chief|lead|leader|partner|principal|associate|advis[eo]r|economist|strategist|scientist|engineer|consultant|lawyer|attorney|founder|co-?founder|ceo|cfo|cto|chair(?:man|woman|person)?|secretary|commissioner|mayor|ambassador|staff|contributor|professor|lecturer|fellow|researcher|specialist|photographer|intern|trainee|freelancer?|president|minister|senator|blogger|critic|anchor|host|presenter|bureau|desk|news|media|team|newsroom)s?\b|(?:redakt(?:eur|ion|ör|ør)|korrespondent|journalist|reporter|rédact(?:eur|rice)|journaliste|correspondant|redactor|periodista|corresponsal|giornalista|redattore|jornalista|repórter|verslaggever|redacteur|dziennikarz|корреспондент|muhabir)|\b(?:(?:ressort|abteilungs|büro|projekt)?leiter(?:in)?|ressort|chef(?:fe|in)?(?:\s|-|\p{Ll}|$)|wissenschaftler(?:in)?|geschäftsführer(?:in)?|referent(?:in)?|sprecher(?:in)?|direct(?:eur|rice)|responsable|économiste|chercheu(?:r|se)|envoyée? spéciale?|jef[ae]|director[ae]?|economista|investigador[a]?|enviad[oa] especial|direttore|direttrice|inviat[oa]|caporedattore|responsabile|diret(?:or|ora)|hoofd|medewerker)(?!\p{L})/iu

/** Names in a western byline: `By Jane Doe and John Roe`. Words of agencies and places behind a comma are left to the caller. */
export function splitWesternNames(text: string): string[] {
  const names: string[] = []
  const line = text
    .slice(0, LONGEST_LIST)
    .replace(/\s+/g, ' ')
    .replace(BRACKETS, ' ')
    .replace(WITH_AGENCY, '')
    .replace(HONOURS, '')
    .replace(SUFFIX, '\u00a0')
  const parts = line.split(SEPARATOR).map(part => part ?? '')
  const words = parts.filter(part => !PICTURES.test(part))
  for (const part of words.length > 0 ? words : parts) {
    const name = tidyName(part)
    if (name.length < 2 || name.length > 60 || NO_NAME.test(name) || !/\p{L}{2}/u.test(name))
      continue
    if (!names.includes(name)) names.push(name)
  }
  const persons = names.filter(name => !JOB.test(name)).filter(isInFirstCase)
  return persons.length > 0 ? persons : names
}

/** Where the first name is set in capitals, what is not tells whom the writer works for: JANE DOE, Example Press. */
const isInFirstCase = (name: string, _: number, [first]: string[]) =>
  !(isCapitals(first!) && /\s/.test(first!)) || isCapitals(name)
const isCapitals = (name: string) => name === name.toUpperCase() && name !== name.toLowerCase()

/** Who took the pictures did not write, where somebody else did. */
const PICTURES =
  /^\s*(?:fotos?|photos?|photography|photographs?|pictures?|images?|imágenes|imagens|bild(?:er)?|grafik(?:en)?|graphics?|illustrations?|ilustraci(?:ón|ones)|video)(?:\s+(?:by|von|par|por|de))?\s*[:：]\s/iu

/** Where a reporter was: Ann Sample in Northport. */
const AT_PLACE =
  /\s(?:in|at|from|for|für|pour|aus|à|en|reporting from|reports from)\s(?:the |den |die |das |la |le )?\p{Lu}.*$/u

/** The address or account of a writer, glued behind the name. */
export const ADDRESS = /[\s(<[|,]*(?:[\w.+-]+@[\w-]+\.[\w.-]+|(?<=\s)@\w{2,30})[\])>]*/gu
/** JANE DOE Staff Writer: a job behind two words of a name. */
const JOB_BEHIND =
  /\s+(?:(?:senior|staff|chief|special|freelance|contributing|associate|assistant|managing|executive|national|foreign|news|political|business|energy|environment(?:al)?|climate|science|data|digital|local|metro|county|city|state|sports|features?)\s+)*(?:writer|reporter|correspondent|editor|columnist|journalist|contributor|producer|analyst|intern|photographer)s?$/iu
/** What is left must be a name: Guardian staff reporter is none. */
export const withoutJob = (text: string): string => {
  const name = text.replace(JOB_BEHIND, '')
  return /\p{Lu}[\p{L}.'’-]*\s(?:.*\s)?\p{Lu}[\p{L}.'’-]+$/u.test(name) ? name : text
}

/** Von unserem Korrespondenten Jan Beispiel. */
const OWN_JOB =
  /^(?:unser\p{L}*|our|notre|nuestr[oa]|nosso|nossa)\s+(?:[\p{L}-]+\s+){0,2}?[\p{L}-]*(?:korrespondent|reporter|redakteur|autor|mitarbeiter|correspondent|editor|writer|correspondant|envoyée? spéciale?|corresponsal|redactor)\p{L}*\s+/iu

const tidyName = (part: string): string => {
  const said = part.replace(BY, '').replace(OWN_JOB, '').replace(ADDRESS, '')
  const name = withoutJob(said.trimEnd())
    .replace(AT_PLACE, '')
    .replace(/^[\s"'(]+|[\s"'),.:]+$/g, '')
    .replace(/\u00a0/g, ' ')
    .trim()
  return /\s(?:Jr|Sr)$/.test(name) ? `${name}.` : name
}

/** Words of roles, houses and captions that stand where names are looked for. */
const NO_PERSON =
  /\b(?:by|editing|reporting|writing|editors?|director|manager|head of|marketing|team|staff|written|reviewed|edited|updated|posted|published|expert|guest|sponsored|journalism|grader|correspondent|reporter|contributor|writer|ceo|founder|chief|senior|professor|analyst|specialist|consultant|former|author|news|desk|admin|development|university|institute|magazine|press|agency|redaktion|editorial|board|bureau|services?|networks?|agencies|newswire|council|committee|department|ministry|government|reporters|correspondents|contributors|newsroom|county|stories|climate|energy|storage|policy|reading|market|markets|business|politics|weather|sports?|culture|science|technology|economy|finance|opinion|breaking|latest|top|watch|video|podcast|live|local|world|national|international|transition|batter(?:y|ies)|hydrogen|emissions?|carbon|solar|environment|sustainability|transport|industry|press release|new york|hong kong|united (?:states|kingdom|nations)|produced|translated|illustration|photo|image|share|follow|subscribe|read more|comments?)\b/i

/** Labels and words of Korean heads. */
const NO_KOREAN_NAME =
  /^(?:입력|수정|등록|승인|댓글|기사|기자|발행|조회|최종|업데이트|송고|사진|뉴스|종합|단독|속보|오전|오후|공유|인쇄|게재|작성|출처|제공|편집|취재|온라인|디지털|인턴|전문|선임|경제|사회|정치|환경|산업|국제|문화|스포츠|연합|신문|일보|방송|본문|글자|스크랩|구독|로그인)/

/** How Korean papers, stations and offices are called. */
const KOREAN_HOUSE =
  /(?:일보|신문|뉴스|방송|경제|통신|타임스|타임즈|데일리|저널|투데이|미디어|닷컴|매일|시보|포스트|매거진|주간|편집국|편집부|취재팀|취재부|연합|재단|협회|공사|군청|시청|구청|도청)$/

/** Posted Tuesday, Stand Freitag: what stands before a day's date. */
const WEEKDAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo),?$/iu

/** Two to five words that look like the name of a person, or a Japanese or Korean one. */
export function isPersonLike(name: string): boolean {
  if (/[/:|()<>«»!?@]|\d/.test(name) || NO_PERSON.test(name)) return false
  if (
    /^[\u3040-\u30ff\u3400-\u9fff々]{2,5}(?:[ \u3000][\u3040-\u30ff\u3400-\u9fff々]{1,4})?$/.test(
      name,
    )
  )
    return true
  if (/^[\uac00-\ud7a3]{2,4}$/.test(name))
    return !NO_KOREAN_NAME.test(name) && !KOREAN_HOUSE.test(name)
  if (/^[\uac00-\ud7a3\s]+$/.test(name)) return false
  const words = name.split(' ')
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    /^\p{Lu}/u.test(words[0]!) &&
    /^(?:[dl]['’])?\p{Lu}/u.test(words.at(-1)!) &&
    !WEEKDAY.test(words.at(-1)!)
  )
}
