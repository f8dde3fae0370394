import { readCountries } from '../text/country-names.ts'
import { SpellingTable } from './spelling-table.ts'

/** Names that Chinese and English reports of one event have in common, by what each calls them, beside those of countries. Folded. */
const names: Record<string, string> = {
  eu: '유럽연합|欧州連合|欧盟|欧洲联盟|\\beu\\b|european union|european commission|欧委会|brussels',
  un: '联合国|united nations|\\bun\\b',
  taiwan: '台湾|taiwan',
  hongkong: '香港|hong kong',
  shanghai: '上海|shanghai',
  beijing: '北京|beijing',
  guangdong: '广东|guangdong|广州|guangzhou',
  hubei: '湖北|hubei|武汉|wuhan',
  shenzhen: '深圳|shenzhen',
  xinjiang: '新疆|xinjiang',
  mongolia: '内蒙古|inner mongolia',
  mee: '生态环境部|ministry of ecology',
  nea: '国家能源局|national energy administration',
  ndrc: '国家发展改革委|国家发改委|\\bndrc\\b|national development and reform',
  iea: '国际能源署|\\biea\\b|international energy agency',
  irena: '国际可再生能源署|\\birena\\b',
  imo: '国际海事组织|\\bimo\\b|maritime organi[sz]ation',
  icao: '国际民航组织|\\bicao\\b',
  worldbank: '世界银行|world bank',
  imf: '国际货币基金|\\bimf\\b',
  ipcc: '政府间气候变化专门委员会|\\bipcc\\b',
  wmo: '世界气象组织|\\bwmo\\b|meteorological organi[sz]ation',
  cop: 'cop ?\\d\\d|缔约方大会|气候大会|climate summit|climate conference',
  cbam: 'cbam|碳边境|碳关税|carbon border',
  ets: '碳市场|碳排放权交易|碳交易|carbon market|emissions trading|\\bets\\b|碳配额',
  ccer: 'ccer|自愿减排|voluntary emission',
  price: '碳价|carbon price|配额价格|allowance price',
  offshore: '海上风电|离岸风电|offshore wind',
  wind: '风电|风力发电|wind (?:power|farm|turbine)',
  solar: '光伏|太阳能|solar|photovoltaic',
  storage: '储能|energy storage|battery storage|flow battery|液流电池',
  hydrogen: '氢|hydrogen',
  nuclear: '核电|nuclear',
  coal: '煤电|煤炭|燃煤|\\bcoal\\b',
  methane: '甲烷|methane',
  capture: '碳捕集|碳封存|carbon capture|\\bccus?\\b',
  steel: '钢铁|\\bsteel',
  cement: '水泥|cement',
  aviation: '航空|aviation|airline|jet fuel',
  shipping: '航运|船舶|shipping|vessel',
  bond: '绿色债券|绿债|green bond',
  tesla: '特斯拉|tesla',
  byd: '比亚迪|\\bbyd\\b',
  catl: '宁德时代|\\bcatl\\b',
  vestas: '维斯塔斯|vestas',
  orsted: '沃旭|orsted|ørsted',
  shell: '壳牌|\\bshell\\b',
  bp: '英国石油|\\bbp\\b',
  sinopec: '中国石化|中石化|sinopec',
  petrochina: '中国石油|中石油|petrochina|cnpc',
  threegorges: '三峡集团|三峡能源|three gorges',
  california: '加州|加利福尼亚|california',
  texas: '得州|德州|得克萨斯|texas',
  sichuan: '四川|sichuan',
  yunnan: '云南|yunnan',
  zhejiang: '浙江|zhejiang',
  jiangsu: '江苏|jiangsu',
  shandong: '山东|shandong',
  fujian: '福建|fujian',
  hainan: '海南|hainan',
  gansu: '甘肃|gansu',
  qinghai: '青海|qinghai',
  ningxia: '宁夏|ningxia',
  hebei: '河北|hebei',
  shanxi: '山西|shanxi',
  anhui: '安徽|anhui',
  tianjin: '天津|tianjin',
  chongqing: '重庆|chongqing',
  tibet: '西藏|tibet|xizang',
  parliament: '议会|parliament|lawmakers',
  whitehouse: '白宫|white house',
  g20: '二十国集团|\\bg20\\b',
  g7: '七国集团|\\bg7\\b',
  asean: '东盟|\\basean\\b',
  wto: '世界贸易组织|世贸组织|\\bwto\\b',
  oecd: '经合组织|\\boecd\\b',
  ecb: '欧洲央行|\\becb\\b',
  adb: '亚洲开发银行|亚行|asian development bank',
  glacier: '冰川|glacier',
  heatwave: '热浪|heatwave|heat wave',
  wildfire: '山火|野火|wildfire|bushfire',
  flood: '洪水|洪灾|\\bflood',
  typhoon: '台风|typhoon',
  storm: '风暴|\\bstorm\\b',
  forest: '森林|雨林|forest',
  vehicle: '电动汽车|电动车|新能源汽车|electric (?:car|vehicle)|\\bevs?\\b',
  battery: '电池|batter(?:y|ies)',
  biofuel: '生物燃料|生物航油|生物航煤|可持续航空燃料|可持续航油|biofuel|aviation fuel|\\bsaf\\b',
  plastic: '塑料|塑胶|plastic',
  levy: '碳税|carbon tax|carbon levy',
  stateGrid: '国家电网|国网|state grid',
  huaneng: '华能|huaneng',
  baowu: '宝武|baowu',
  maersk: '马士基|maersk',
  cosco: '中远海运|\\bcosco\\b',
  airbus: '空客|airbus',
  boeing: '波音|boeing',
  goldwind: '金风科技|goldwind',
  longi: '隆基|\\blongi\\b',
  total: '道达尔|totalenergies',
  aramco: '沙特阿美|aramco',
  arcelor: '安赛乐米塔尔|arcelormittal',
  microsoft: '微软|microsoft',
  google: '谷歌|google',
  amazon: '亚马逊|amazon',
  apple: '苹果公司|\\bapple\\b',
  volkswagen: '大众汽车|volkswagen',
  toyota: '丰田|toyota',
  port: '港|\\bport\\b|harbou?r',
}

const isPlainHan = /^[\p{Script=Han}\p{Script=Hangul}]+$/u
const plain = new SpellingTable<string>()
const patterns: { id: string; pattern: RegExp }[] = []
for (const [id, spellings] of Object.entries(names)) {
  const rest: string[] = []
  // A bar within brackets parts no spellings.
  for (const spelling of spellings.split(/\|(?![^(]*\))/)) {
    if (!isPlainHan.test(spelling)) rest.push(spelling)
    else plain.add(spelling, id)
  }
  if (rest.length > 0) patterns.push({ id, pattern: new RegExp(rest.join('|'), 'u') })
}
const latin = /[a-zø][a-z0-9.ø -]+(?:缔约方大会)?/gu

/** The names of the table and the countries that a folded text tells, each once. */
export function findSharedNames(folded: string): Set<string> {
  const found = plain.findIn(folded)
  for (const country of readCountries(folded)) found.add(country)
  // Of a Chinese text only the few words in Latin letters are left to be looked at.
  const words = (folded.match(latin) ?? []).join('|')
  if (words === '') return found
  for (const { id, pattern } of patterns) if (!found.has(id) && pattern.test(words)) found.add(id)
  return found
}
