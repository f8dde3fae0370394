/** The commonest characters of running text in each script, by our own judgement of news: about seven in ten of a page. */
const simplified =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运碳能绿排放源环境气低减双峰场交易投资银行企市场项目技术产业推进实施方案政府委员会召开会议表示报告增长亿元吨煤风光伏储氢储电网首页登录注册新闻资讯来源作者编辑记者时间发布点击更多返回版权所有网站'
const traditional =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運碳綠排源環境低減雙市場項目技術推進實施政府委員會召開會議表示報告增長億元噸煤風儲氫網首頁登錄註冊新聞來源作者編輯記者時間發布更多返回版權所有網站臺灣'
const japanese =
  '日本人年大一国会中出社事者月上自分行的東時子生方合新地業見前部場間発電力政府市県記事経済企関係気候炭素排出量脱温室効果再可能環境対策変動目標技術開実現計画発表昨今年度以下内外全最高入手同後学長取引定議員首相大臣調査報告情報利用者世界米中韓北南西'
const korean =
  '이다의는에을가고한하를로은사지기도자인시대리해정어과서스으전일그아수나부보제원공상성유국중라장주만적들년비조트안구소동오면여있게것다했말며까했던습니합금방신문화위발회경연계관개업행법건물당선무세교재학민배출권탄소립녹색후변환에너'
const cyrillic = 'оеаинтсрвлкмдпуяызбгчйхжюшцщэф'
const greek = 'αοιετσνηυρπκλμδγςωθχφβξζψάέίόύήώ'
const latin = 'éèàüöäßñçãõôêîûáíóúâëïøåæœ’‘“”–—…«»°£€§©®·½×¿¡ºª´¨\u00a0ÄÖÜÉÀÇÁÓ'
const centralEuropean = 'ąćęłńóśźżáčďéěíňřšťúůýžőűăâîșțşţđ„”–\u00a0ŁŚŻŠČŽÁ'
const turkish = 'ığşçöüİŞÇÖÜĞâî’“”–\u00a0'
const arabic = 'النيمرتوبدعسفكحقهةأجشصطخضإغذزىءثئظؤآ،؟'
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשתםןףךץ'
const thai = 'กนรอาเง่ม้ลวดทสตะปบีคหแยิัจุพู์็'

const setOf = (characters: string) => new Set(characters)

/** Frequent characters by encoding label. */
export const frequentCharacters: Record<string, ReadonlySet<string>> = {
  gb18030: setOf(simplified),
  big5: setOf(traditional),
  shift_jis: setOf(japanese),
  'euc-jp': setOf(japanese),
  'euc-kr': setOf(korean),
  'windows-1251': setOf(cyrillic),
  'koi8-r': setOf(cyrillic),
  'koi8-u': setOf(`${cyrillic}іїєґ`),
  'iso-8859-5': setOf(cyrillic),
  'windows-1253': setOf(greek),
  'iso-8859-7': setOf(greek),
  'windows-1252': setOf(latin),
  'iso-8859-15': setOf(latin),
  'windows-1250': setOf(centralEuropean),
  'iso-8859-2': setOf(centralEuropean),
  'windows-1254': setOf(turkish),
  'windows-1255': setOf(hebrew),
  'windows-1256': setOf(arabic),
  'windows-874': setOf(thai),
}
