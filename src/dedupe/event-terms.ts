import { SpellingTable } from './spelling-table.ts'

/**
 * What events are told by in any language, a term a line: Chinese, Japanese and Korean as they are spelled, folded; English by its
 * words without the s of many. Common words are left out: a term is to tell one event from the others of its days.
 */
const terms = `
法院|裁判所|법원|court|judge
判决|裁定|胜诉|败诉|判決|판결|ruling|ruled|verdict
起诉|诉讼|告上|提诉|소송|sue|sued|lawsuit
上诉|控訴|항소|appeal
获刑|判刑|入狱|jail|jailed|prison|sentenced
罚款|罚金|处罚|罰金|벌금|fine|fined|penalty
造假|伪造|篡改|作假|不正|조작|fake|faked|forged|doctored|falsified
诈骗|骗走|钓鱼邮件|phishing|phisher|scam
撤销|作废|废止|取り消し|취소|void|voids|voided|cancel|cancelled|revoke|revoked|scrap
推迟|延期|延后|延長|연기|postpone|postponed|delay|delayed|slip
提前|前倒し|앞당|forward|early
表决|投票|採決|표결|vote|voted|ballot
公投|国民投票|국민투표|referendum
修正案|修正|amendment
议员|議員|의원|mep|lawmaker|senator
部长|大臣|장관|minister
省长|州长|知事|premier|governor
市长|市長|시장은|mayor
反对党|野党|야당|opposition
选举|選挙|선거|election
总理|首相|총리|chancellor
董事长|董事会|会長|이사회|chairman|board
首席执行官|行政总裁|最高経営責任者|chief executive|ceo
辞职|卸任|辞任|사임|resign|resigned|quit
并购|收购|买収|인수|acquire|acquisition|takeover|buyout
合资|合弁|합작|joint venture
上市|首次公开募股|上場|상장|ipo|listing
亏损|赤字|적자|loss
破产|破産|파산|bankrupt|bankruptcy|insolvency
裁员|人員削減|감원|layoff|job cut
罢工|ストライキ|파업|strike
专利|特許|특허|patent
侵权|侵害|infringement
赔付|保险|保険|보험|insurer|insurance|payout
再保险|再保険|재보험|reinsurer
贷款|融资|融資|대출|loan|lending
按揭|房贷|住宅ローン|mortgage
资本要求|加收资本|capital charge|capital requirement|surcharge
补贴|补助|補助金|보조금|subsidy|subsidie
零补贴|零元竞标|zero bid|no subsidy
税|课税|課税|세금|tax|levy|duty
消费税|油品税|燃油税|excise|fuel tax
关税|関税|관세|tariff
反倾销|anti dumping|antidumping
配额|排放权|割当|할당|allowance|permit
有偿分配|拍卖|竞价|オークション|경매|auction|auctioned
抵销|抵消|オフセット|상쇄|offset
碳信用|境外信用|海外额度|クレジット|크레딧|foreign credit|carbon credit
碳期货|期货|先物|선물|futures
期权|オプション|options
清缴|履约|surrender|compliance
核查|核查机构|検証|검증|verifier|verification
披露|信息披露|開示|공시|disclosure|disclose
分类目录|タクソノミー|택소노미|taxonomy
转型金融|转型|移行|전환|transition
绿证|绿色证书|green certificate|energy certificate
备忘录|谅解备忘录|覚書|양해각서|memorandum|mou
电池护照|battery passport
碳足迹|カーボンフットプリント|탄소발자국|carbon footprint|footprint
数据中心|データセンター|데이터센터|data centre|data center
绿电|グリーン電力|녹색전력|green power|clean power
供电|停电|停電|정전|blackout|outage
过电压|overvoltage|voltage
电网|電力網|전력망|grid
输电|特高压|送電線|송전|transmission|power line
弃光|弃风|弃电|出力制御|curtailment|curtailed|wasted
燃气电厂|火力発電|gas plant
反应堆|原子炉|원자로|reactor
核电站|原発|원전|nuclear plant|nuclear station
聚变|核融合|핵융합|fusion
抽水蓄能|揚水|양수|pumped storage|pumped hydro
水电|水力|수력|hydropower|hydro
水库|大坝|ダム|댐|reservoir|dam
地热|地熱|지열|geothermal
生物质|木质颗粒|木屑颗粒|バイオマス|바이오매스|biomass|pellet|wood
原始林|老林|原生林|old growth
垃圾|填埋|废弃物|ごみ|폐기물|landfill|rubbish|waste
沼气|バイオガス|바이오가스|biogas
粪污|粪便|家畜|manure
奶牛|牧场|乳业|酪農|낙농|dairy|cow|milk
水稻|稻田|水田|벼|paddy|rice
化肥|肥料|비료|fertiliser|fertilizer
泥炭|泥炭地|peat|peatland
红树林|マングローブ|맹그로브|mangrove
珊瑚|サンゴ|산호|coral
海冰|北极|北極|북극|arctic|sea ice
气温|升温|均温|平均気温|기온|temperature|warmest|warming
干旱|干ばつ|가뭄|drought
燃烧排放|境外燃烧|unburned|downstream emission
油田|气田|油气田|유전|oil field|oilfield|gas field|drilling
放空燃烧|火炬|フレア|flaring|flare
管道|パイプライン|파이프라인|pipeline
天然气|天然ガス|천연가스|natural gas|lng
氨|アンモニア|암모니아|ammonia
掺烧|混烧|混焼|혼소|co firing|cofiring
甲醇|メタノール|메탄올|methanol
电解槽|水電解|수전해|electrolyser|electrolyzer
燃料电池|燃料電池|연료전지|fuel cell
加氢站|水素ステーション|수소충전소|hydrogen station|filling station
起火|火灾|着火|火情|火災|화재|fire|blaze
爆炸|爆発|폭발|explosion|blast
泄漏|漏れ|누출|leak|leaked
叶片|ブレード|블레이드|blade
风机|風車|풍력발전기|turbine
浮式|漂浮式|浮体式|부유식|floating
海上风电|离岸风电|洋上風力|해상풍력|offshore
组件|多晶硅|パネル|모듈|polysilicon|solar panel
电池片|背接触|back contact|solar cell
储能电站|蓄電池|배터리저장|battery storage|battery station
锂|リチウム|리튬|lithium
镍|ニッケル|니켈|nickel
铜|銅|구리|copper
铝|アルミ|알루미늄|aluminium|aluminum|smelter
高炉|炼铁|용광로|blast furnace|furnace
电炉|電炉|전기로|electric arc
钢厂|製鉄|제철소|steelmaker|steel mill|steelwork
煤电|退煤|石炭火力|석탄발전|coal plant|coal exit|coal unit
煤矿|炭鉱|탄광|coal mine|mine|miner|colliery
瓦斯|ventilation air
捕集|碳捕集|回収|포집|capture|captured
封存|碳封存|貯留|저장소|storage hub|sequestration
吸附剂|sorbent
玻璃|ガラス|유리|glass
造纸|纸业|製紙|제지|paper mill
印染|纺织|繊維|섬유|dye|textile|garment
集中供热|蒸汽|蒸気|증기|steam|district heating
锅炉|ボイラー|보일러|boiler
热泵|ヒートポンプ|히트펌프|heat pump
制冷剂|氢氟碳化物|冷媒|냉매|refrigerant|hfc
岸电|陸電|육상전원|shore power
集装箱|货柜|コンテナ|컨테이너|container
海运|国际海运|海運|해운|shipping
散货船|ばら積み|벌크선|bulk carrier|bulker
锚地|停泊|anchorage|bunkering|bunker
渡轮|フェリー|페리|ferry|ferries
机场|空港|공항|airport
航空公司|航空会社|항공사|airline|carrier
卡车|重卡|货车|トラック|트럭|truck|lorry|lorries
公交|巴士|バス|버스|bus|buse
列车|铁路|鉄道|철도|train|railway|rail
桥|橋|교량|bridge
充电|超充|充電|충전|charging|charger
燃油车|汽油车|油车|ガソリン車|내연기관차|petrol car|gasoline car|combustion engine
拥堵费|道路通行费|通行料|toll|congestion
免费通行|免通行费|toll free
外卖|デリバリー|배달|delivery app|takeaway
洗绿|漂绿|グリーンウォッシュ|그린워싱|greenwash|greenwashing
净零|ネットゼロ|넷제로|net zero
退出|脱退|탈퇴|exit|leave|left|quits
联盟|アライアンス|연합|alliance|club|coalition
教区|教会|教堂|church|diocese|pension
基金|ファンド|펀드|fund
捐赠|慈善|philanthropy|donation
土著|原住民|部落|先住民|원주민|indigenous|tribe
渔民|漁業|어민|fishermen|fisher|fishery
农民|農家|농민|farmer
候鸟|鸟类|渡り鳥|철새|bird|crane
学校|大学|大學|대학|university|campus
图书馆|図書館|도서관|library
医院|病院|병원|hospital
近零能耗|零能耗|ゼロエネルギー|제로에너지|zero energy
绿建|绿色建筑|緑の建築|녹색건축|green building
循环|サイクル|사이클|cycle
镁|マグネシウム|마그네슘|magnesium
石灰|钙|石灰石|석회|lime|calcium
港口城市|港口|港湾|항만|port city|port citie
石油巨头|石油公司|石油会社|석유회사|oil company|oil major
`

const isWord = /^[a-z ]+$/
/** Spellings in other letters, and English by a word or by two. */
const spelled = new SpellingTable<number>()
const byWords = new Map<string, number>()
terms
  .trim()
  .split('\n')
  .forEach((line, term) => {
    for (const spelling of line.split('|')) {
      if (isWord.test(spelling)) byWords.set(spelling, term)
      else spelled.add(spelling, term)
    }
  })

const words = /[a-z]+/g
const singular = (word: string) => (word.length > 3 ? word.replace(/s$/, '') : word)

/** The terms that a folded text tells, each once. */
export function findTerms(folded: string): Set<number> {
  const found = spelled.findIn(folded)
  const take = (term: number | undefined) => {
    if (term !== undefined) found.add(term)
  }
  let before = ''
  for (const [printed] of folded.matchAll(words)) {
    const word = singular(printed)
    take(byWords.get(word) ?? byWords.get(printed))
    take(byWords.get(`${before} ${word}`))
    before = word
  }
  return found
}
