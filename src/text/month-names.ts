/**
 * Month names and their short forms, lower case, by month, in the languages of Europe and in Arabic.
 * From the Unicode CLDR. Where two languages use one word for two months (listopad), the one with more news stays.
 */
const names = [
  'ene enero jaenner jän jaen gen gener gennaio ian ianuarie jaan jaanuar jan janeiro januar januari january janvier januára janv janvāris janúar led leden ledna jänner oca ocak sausio sausis siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta ιαν ιανουαρίου січ січень січня янв январь января януари يناير',
  'feb febbraio febr febrer febrero februar februari februarie february februára februāris febrúar feber fev fevereiro févr février helmi helmikuu helmikuuta lut lutego luty vasario vasaris veebr veebruar veljača veljače úno únor února şub şubat φεβ φεβρουαρίου лют лютий лютого февр февраль февраля февруари فبراير',
  'bře březen března kovas kovo maalis maaliskuu maaliskuuta maart mar marca march marec maret mars mart martie marts marzec marzo março mrt márc március mär märts märz mrz maerz mac marca ožujak ožujka μαρ μαρτίου бер березень березня мар март марта مارس',
  'abr abril apr april aprile aprilie aprill apríl apríla aprīlis avr avril balandis balandžio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan travanj travnja ápr április απρ απριλίου апр апрель апреля април квіт квітень квітня أبريل ابريل',
  'mei gegužė gegužės kvě květen května mag maggio mai maig maijs maio maj maja may mayo mayıs maí mei máj mája május svibanj svibnja touko toukokuu toukokuuta μαΐ μαΐου май мая трав травень травня مايو',
  'birželio birželis cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni junij junio juny juuni jún júna június júní jūnijs kesä kesäkuu kesäkuuta lipanj lipnja červen června čvn ιουν ιουνίου июн июнь июня черв червень червня юни يونيو',
  'heinä heinäkuu heinäkuuta iul iulie juil juillet jul julho juli julij julio juliol july juuli júl júla julia július júlí jūlijs liepa liepos lip lipca lipiec lug luglio temmuz července červenec čvc ιουλ ιουλίου июл июль июля липень липня юли يوليو',
  'ago agustus ogos agost agosto agustus août aout aug august augusta augusti augusts augustus augusztus avg avgust ağu ağustos elo elokuu elokuuta kolovoz kolovoza rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna ágú ágúst αυγ αυγούστου авг август августа серп серпень серпня أغسطس اغسطس',
  'eyl eylül rugsėjis rugsėjo rujan rujna sep sept september septembra septembre septembrie septembris septiembre set setembre setembro settembre syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτεμβρίου вер вересень вересня сент сентябрь сентября септември سبتمبر',
  'eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobris oktoober október októbra ott ottobre out outubro paź październik października spalio spalis říj říjen října οκτ οκτωβρίου жовт жовтень жовтня окт октомври октябрь октября أكتوبر اكتوبر',
  'kas kasım lapkritis lapkričio lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie nov november novembra novembre novembris novembro noviembre nóv nóvember studeni studenoga νοε νοεμβρίου листопад листопада ноември нояб ноябрь ноября نوفمبر',
  'aralık disember dec december decembra decembrie decembris des desember desembre dets detsember dez dezember dezembro dic dicembre diciembre déc décembre gru grudnia grudzień gruodis gruodžio joulu joulukuu joulukuuta prosinac prosinca prosinec prosince δεκ δεκεμβρίου груд грудень грудня дек декабрь декабря декември ديسمبر',
].map(line => line.split(' '))

const numbers = new Map(names.flatMap((month, index) => month.map(name => [name, index + 1])))

/** 1 to 12 for a month's name or short form in any of the languages, with or without its dot; null for other words. */
export function monthNumber(word: string): number | null {
  return numbers.get(word.toLowerCase().replace(/\.$/, '').normalize('NFC')) ?? null
}
