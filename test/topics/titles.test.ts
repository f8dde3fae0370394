import { expect, test } from 'vitest'
import { judge } from './shipped-topics.ts'

test.each([
  ['全国碳市场配额方案征求意见', 'carbon-market'],
  ['低碳水泥生产线点火试产', 'industry'],
  ['零碳水务园区标准通过评审', 'policy-targets'],
  ['审核能源转型方案的专家组成立', 'power-system'],
  ['新增储能力争三年翻番', 'storage'],
  ['两台新核电机组获得核准', 'nuclear'],
  ['“双碳”目标五周年座谈会举行', 'policy-targets'],
  ['「雙碳」五年：從目標到行動', 'policy-targets'],
  ['“碳”索山海之间：一座小城的答卷', 'policy-targets'],
  ['ＣＣＵＳ示范项目累计注入百万吨', 'carbon-removal'],
  ['EU ETS 改革：配额总量再收紧', 'carbon-market'],
  ['科学家警告全球升温逼近 1.5℃', 'international'],
  ['CO₂ levels reach a new high, observatory says', 'impacts-adaptation'],
  ['Carbon price slips as EU-ETS vote nears', 'carbon-market'],
  ['New coal plant would break climate pledge, says panel', 'fossil'],
  ['Harbour town bets on netzero ferries', 'policy-targets'],
  ['Net-Zero Targets Meet Reality in Steel Town', 'policy-targets'],
  ['China’s carbon market opens to cement makers', 'carbon-market'],
  ['Heat pumps outsell boilers for the first time', 'buildings'],
  ['離岸風電第三期開標結果出爐', 'wind'],
  ['碳費明年開徵，中小企業憂成本', 'carbon-market'],
  ['综合能源站投用 氢燃料电池公交上路', 'hydrogen'],
  ['電動車銷售占比目標納入淨零路徑', 'policy-targets'],
  ['充电桩下乡助力节能减排', 'transport'],
])('%s is relevant, by %s', (title, topic) => {
  const { tier, topics } = judge(title)
  expect([tier, topics]).toEqual(['relevant', expect.arrayContaining([topic])])
})

test.each([
  ['少吃主食就健康？低碳水饮食的真相'],
  ['居民楼一氧化碳中毒 两人送医'],
  ['新赛季上线碳纤维涂装'],
  ['台风电影档期敲定'],
  ['纯净零添加酸奶走俏'],
  ['某品牌净零售额创新高'],
  ['阿里山花季登场'],
  ['审核能力提升培训班开班'],
  ['朝核能否重启谈判'],
  ['扩容后的云盘存储能力翻倍'],
  ['无核三原则再起争论'],
  ['市场渐成气候 老街添新铺'],
  ['物业催缴水电费'],
  ['打造林间步道 周末好去处'],
  ['台风能否登陆 今晚见分晓'],
  ['成品油出口配额方案公布'],
  ['小店净零花钱过日子'],
  ['绿色通道助学子报到'],
  ['Climate Pledge Arena sells out for opening night'],
  ['A carbon copy of last season’s final'],
  ['Investment climate improves, survey finds'],
  ['Hydrogen bomb test remembered seventy years on'],
  ['ETS raises fees for language test'],
  ['Solar system’s oldest rock goes on show'],
  ['Carbon fibre bike recalled'],
  ['Internet zero-day flaw patched'],
  ['Second wind for the old theatre'],
])('%s is off the subject', title => {
  expect(judge(title)).toMatchObject({ tier: 'off', topics: [] })
})

test.each([
  ['an accident at a station', '福岛核电站注水作业再度延期'],
  [
    'a nuclear programme that is about weapons',
    'Iran says nuclear energy programme to resume enrichment',
  ],
  ['an advertisement of flats', '低碳养生楼盘本周入市'],
  ['a car maker’s results', '電動車大廠財報優於預期'],
  ['a car review', '百公里试驾：这款电动汽车值得买吗'],
  ['a tip on shares', '风电龙头涨停 券商上调目标价'],
  ['a battery on fire', '鋰電池為何起火？消防員這樣說'],
  ['a sector by itself', '新能源汽车交付量公布'],
])('%s is adjacent at best', (_, title) => {
  expect(judge(title).tier).toBe('adjacent')
})

test('a sector’s term becomes relevant by another topic’s, or by a supporting term of a core one', () => {
  expect(judge('Electric buses roll out in river town').tier).toBe('adjacent')
  expect(judge('Electric buses run on wind power in river town').tier).toBe('relevant')
  expect(judge('Electric buses cut emissions in river town').tier).toBe('relevant')
})

test('storms and pollution are no company: they are in the news by themselves', () => {
  expect(judge('台风过后 充电桩抢修').tier).toBe('adjacent')
  expect(judge('生态环境部门通报一家化工企业').tier).toBe('off')
  expect(judge('骑自行车游国家公园').tier).toBe('off')
})

test('usage of Taiwan is looked for in Traditional texts alone', () => {
  expect(judge('漁電共生案場完工').tier).toBe('relevant')
  expect(judge('反核民众集会').tier).toBe('off')
  expect(judge('反核民眾上街').tier).toBe('relevant')
})

test('both scripts are judged alike', () => {
  const simplified = judge('碳关税生效后，出口企业忙核算')
  const traditional = judge('碳關稅生效後，出口企業忙核算')
  expect(traditional.topics).toEqual(simplified.topics)
  expect(traditional.tier).toBe('relevant')
})

test.each([
  ['the name of a news site', '社区运动会落幕 - 碳中和网'],
  ['an English publisher’s name', 'Town hall opens new library - Net Zero Daily'],
])('%s after the title says nothing about the article', (_, title) => {
  expect(judge(title).tier).toBe('off')
})

test('a label of the medium before the title is passed over', () => {
  expect(judge('[视频]碳市场开市首日回顾').evidence[0]).toEqual({
    topic: 'carbon-market',
    term: '碳市场',
    where: 'title',
  })
})

test('acronyms keep their case and their bounds', () => {
  expect(judge('CBAM 申报进入倒计时').tier).toBe('relevant')
  expect(judge('Singer Cbam releases album').tier).toBe('off')
  expect(judge('XCBAMX module released').tier).toBe('off')
})

test('a word of everyday language that takes a part of a term away leaves none', () => {
  expect(judge('风电话费套餐上架').tier).toBe('off')
  expect(judge('二硫化碳泄漏 居民疏散').tier).toBe('off')
  expect(judge('减排大赛：宿舍里减排泄物').tier).toBe('off')
})

test('what begins right behind a term takes the part back', () => {
  expect(judge('海上风电影响评价报告公示').tier).toBe('relevant')
  expect(judge('减排名录公布').tier).toBe('relevant')
  expect(judge('企业减排水平纳入评级').tier).toBe('relevant')
})

test('a word that means many things decides beside what tells which is meant', () => {
  expect(judge('Fabledale to expand its ETS to petrochemicals').tier).toBe('relevant')
  expect(judge('ETS raises fees for language test').tier).toBe('off')
  expect(judge('CCS hub in Riverton gets final investment decision').tier).toBe('relevant')
  expect(judge('Saloon gets a CCS plug').tier).toBe('off')
  expect(judge('7月CEA量价齐升').tier).toBe('relevant')
  expect(judge('成品油出口配额方案公布').tier).toBe('off')
  expect(judge('發電業配額與碳排掛鉤').tier).toBe('relevant')
})

test('Japanese terms count in texts with kana alone', () => {
  expect(judge('原発の再稼働を容認').tier).toBe('relevant')
  expect(judge('原发性高血压诊疗指南').tier).toBe('off')
})
