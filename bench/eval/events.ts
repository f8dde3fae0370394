/** Reports of one event, of newsrooms that do not copy each other; and texts that only look like reports of it. */
export type InventedEvent = { reports: Report[]; looksAlike: Report[] }
export type Report = [title: string, text: string, date?: string]

/** What a report says of another place, issue or person in the same words. */
const instead = ([title, text, date]: Report, ...pairs: [string, string][]): Report => {
  const change = (told: string) => pairs.reduce((now, [from, to]) => now.replaceAll(from, to), told)
  return [change(title), change(text), date]
}

const rows: { reports: Report[]; others: [string, string][][] }[] = [
  {
    reports: [
      [
        '碧湾港海上风电场全部并网 装机86.4万千瓦',
        '碧湾能源公司18日宣布，青螺岛海上风电场最后一台机组并网，总装机86.4万千瓦，年发电量预计31亿千瓦时。项目建设历时三年，首次采用柔性直流送出。',
      ],
      [
        '青螺岛海上风电场最后一台机组并网',
        '历时三年，青螺岛海上风电场86.4万千瓦机组昨天全部送电。碧湾能源公司总经理说，风场每年可发电31亿千瓦时，够两座城市的居民使用。',
      ],
      [
        '渔民与风机为邻：青螺岛海上风电场全面投产之后',
        '青螺岛海上风电场86.4万千瓦机组全部并网后，附近渔民开始在风机之间养殖贝类。碧湾能源公司承诺每年投入资金监测鱼群。',
      ],
      [
        'Qingluo offshore wind farm in China fully connected',
        'The 864 MW Qingluo offshore wind farm off China was fully connected to the grid, Biwan Energy said. It is expected to generate 3.1 billion kWh a year.',
      ],
    ],
    others: [
      [
        ['青螺岛', '望海角'],
        ['碧湾', '云岭'],
        ['86.4', '50.2'],
        ['31亿', '18亿'],
      ],
      [
        ['海上风电场', '抽水蓄能电站'],
        ['青螺岛', '白石岭'],
        ['碧湾', '岭北'],
        ['风机', '机组'],
        ['86.4', '120'],
        ['31亿', '20亿'],
      ],
    ],
  },
  {
    reports: [
      [
        '云岭省碳市场扩围 312家水泥陶瓷企业纳入',
        '云岭省生态环境厅公布方案，水泥、陶瓷行业312家企业明年起纳入碳市场，覆盖排放占比由41%升至63.5%，首年配额免费发放。',
      ],
      [
        '312家企业将为碳排放付费 云岭碳市场扩围方案公布',
        '云岭省碳市场“朋友圈”扩大：312家水泥、陶瓷企业明年纳入，覆盖全省63.5%的排放。企业担心两年以后免费配额减少。',
      ],
      [
        '水泥厂老板算碳账——云岭碳市场扩围在即',
        '云岭碳市场扩围方案公布后，一家水泥厂的老板开始算账。按照方案，312家水泥陶瓷企业明年纳入，覆盖排放63.5%，首年免费。',
      ],
      [
        'Yunling province adds 312 firms to its carbon market',
        'The Yunling carbon market will take in 312 companies from the cement and ceramics sectors next year, covering 63.5% of emissions.',
      ],
    ],
    others: [
      [
        ['云岭', '望江'],
        ['312', '127'],
        ['63.5', '58.2'],
        ['41%', '36%'],
      ],
      [
        ['碳市场扩围', '碳普惠试点扩围'],
        ['云岭', '岭东'],
        ['水泥', '景区'],
        ['陶瓷', '酒店'],
        ['碳市场', '碳普惠'],
        ['312', '86'],
        ['63.5', '12.4'],
      ],
    ],
  },
  {
    reports: [
      [
        '江城地铁光伏车库发电 年减碳2600吨',
        '江城地铁集团昨天启用北郊车库屋顶光伏，装机3.8兆瓦，年发电390万千瓦时，减碳2600吨，用于列车检修和照明。',
      ],
      [
        '北郊地铁车库装上光伏屋顶',
        '江城北郊地铁车库屋顶3.8兆瓦光伏投运，江城地铁集团介绍，一年可发390万千瓦时电，相当于减碳2600吨。',
      ],
      [
        '江城地铁：屋顶光伏电从哪来用到哪去',
        '列车检修用的电来自头顶。江城地铁北郊车库3.8兆瓦光伏屋顶启用，年减碳2600吨，江城地铁集团还计划在另外五座车库推广。',
      ],
    ],
    others: [
      [
        ['江城', '滨州湾'],
        ['北郊', '南山'],
        ['3.8', '5.1'],
        ['2600', '3400'],
        ['390', '520'],
      ],
      [
        ['地铁', '机场'],
        ['车库', '航站楼'],
        ['北郊', '东港'],
        ['江城', '青河'],
        ['3.8', '7.2'],
        ['2600', '4800'],
        ['390', '760'],
      ],
    ],
  },
  {
    reports: [
      [
        '岭北钢铁集团氢基竖炉出铁 减排七成',
        '岭北钢铁集团年产120万吨氢基竖炉昨日出铁，集团说与高炉相比减排70%。竖炉所用氢气来自邻近的焦炉煤气制氢装置。',
      ],
      [
        '全国最大氢基竖炉在岭北点火出铁',
        '年产120万吨的氢基竖炉在岭北钢铁集团投产，吨铁排放下降70%。专家认为绿氢价格仍是瓶颈。',
      ],
      [
        '焦化工转岗记：岭北钢铁集团氢基竖炉投产前后',
        '岭北钢铁集团关停两座焦炉，四百名工人转岗到年产120万吨的氢基竖炉。竖炉昨日出铁，排放下降70%。',
      ],
      [
        'Lingbei Steel starts hydrogen-based shaft furnace in China',
        'Lingbei Steel has tapped iron from a 1.2 million tonnes a year hydrogen shaft furnace in China, cutting steel emissions by 70 percent.',
      ],
    ],
    others: [
      [
        ['岭北', '河湾'],
        ['120万', '60万'],
        ['70%', '55%'],
        ['七成', '五成五'],
      ],
      [
        ['氢基竖炉', '电弧炉'],
        ['岭北', '东江'],
        ['120万', '90万'],
        ['70%', '62%'],
        ['焦炉', '转炉'],
      ],
    ],
  },
  {
    reports: [
      [
        '环湖银行发行首单湿地碳汇债券 规模8亿元',
        '环湖银行在银行间市场发行湿地碳汇主题绿色债券8亿元，票面利率2.31%，资金用于白鹭湖湿地修复。',
      ],
      [
        '白鹭湖湿地有了“碳汇债券”',
        '白鹭湖湿地修复获得新的资金来源。环湖银行发行的湿地碳汇债券规模8亿元，票面利率2.31%，认购倍数3.4倍。',
      ],
      [
        '湿地怎么还债？环湖银行湿地碳汇债券引讨论',
        '环湖银行8亿元湿地碳汇债券发行后，学者讨论还款来源。债券利率2.31%，资金投向白鹭湖湿地修复。',
      ],
    ],
    others: [
      [
        ['环湖银行', '望江银行'],
        ['白鹭湖', '青苔湖'],
        ['8亿', '5亿'],
        ['2.31', '2.66'],
      ],
      [
        ['湿地碳汇债券', '航运转型债券'],
        ['湿地', '港口'],
        ['环湖', '滨海'],
        ['白鹭湖', '东港'],
        ['8亿', '12亿'],
        ['2.31', '1.98'],
      ],
    ],
  },
  {
    reports: [
      [
        'Northbank to close last coal unit in March',
        'Utility Northbank Power will shut the 620 MW Calder unit, its last coal plant, in March, two years early, after the regulator refused a new permit.',
      ],
      [
        'Calder coal unit to shut two years early',
        'The last coal unit of Northbank Power, the 620 MW Calder plant, closes in March after a permit was refused. About 240 workers will move to a battery site.',
      ],
      [
        'What becomes of Calder when its coal plant shuts',
        'Shops in Calder wonder what follows the 620 MW coal unit. Northbank Power closes it in March, two years early, and 240 workers are to move to a battery site.',
      ],
    ],
    others: [
      [
        ['Northbank', 'Eastmere'],
        ['Calder', 'Saltmarsh'],
        ['620', '480'],
        ['240', '310'],
      ],
      [
        ['Northbank', 'Westfell'],
        ['Calder', 'Harrow'],
        ['coal', 'nuclear'],
        ['620', '900'],
        ['240', '650'],
        ['March', 'June'],
      ],
    ],
  },
  {
    reports: [
      [
        'Fabledale carbon price floor set at 45 euros',
        'Fabledale will set a carbon price floor of 45 euros a tonne from January, finance minister Ana Torvik said, to steady investment after prices fell by 38 percent.',
      ],
      [
        'Torvik unveils 45-euro floor for carbon price',
        'Finance minister Ana Torvik announced a floor of 45 euros a tonne for the Fabledale carbon price. Industry called the January start too early.',
      ],
      [
        'Industry attacks carbon price floor in Fabledale',
        'Steelmakers said the floor of 45 euros a tonne announced by Ana Torvik would cost jobs. The Fabledale carbon price had fallen by 38 percent.',
      ],
    ],
    others: [
      [
        ['Fabledale', 'Ostmark'],
        ['Ana Torvik', 'Leo Brandt'],
        ['Torvik', 'Brandt'],
        ['45', '30'],
        ['38 percent', '21 percent'],
      ],
      [
        ['carbon price floor', 'fuel duty rise'],
        ['carbon price', 'fuel duty'],
        ['Fabledale', 'Merrow'],
        ['Ana Torvik', 'Iris Cole'],
        ['Torvik', 'Cole'],
        ['45', '12'],
        ['38', '9'],
      ],
    ],
  },
  {
    reports: [
      [
        '離岸風場「海燕二號」簽下十五年購電合約',
        '海燕風電與晶島半導體簽訂十五年購電合約，海燕二號離岸風場裝置容量298MW，2029年併網，每年供電11億度。',
      ],
      [
        '晶島半導體買下海燕二號風場全部電力',
        '晶島半導體宣布，未來十五年買下離岸風場海燕二號298MW的全部電力，每年約11億度，朝RE100前進。',
      ],
      [
        '環團：海燕二號風場別只顧簽約 漁權先談好',
        '離岸風場海燕二號298MW電力已由晶島半導體買下，環團呼籲海燕風電先與漁會談好補償，再談2029年併網。',
      ],
    ],
    others: [
      [
        ['海燕二號', '信天翁一號'],
        ['海燕', '信天翁'],
        ['晶島', '南灣'],
        ['298', '410'],
        ['11億', '16億'],
      ],
      [
        ['離岸風場', '漁電共生案場'],
        ['風場', '案場'],
        ['海燕二號', '布袋東'],
        ['海燕', '陽明'],
        ['晶島', '北港'],
        ['298', '52'],
        ['11億', '0.7億'],
      ],
    ],
  },
  {
    reports: [
      [
        '白水河抽水蓄能电站首台机组发电',
        '白水河抽水蓄能电站首台30万千瓦机组投产，电站总装机180万千瓦，总投资112亿元，明年底全部发电。',
      ],
      [
        '总投资112亿元的白水河抽水蓄能电站开始发电',
        '山肚子里的“充电宝”启用：白水河抽水蓄能电站第一台30万千瓦机组昨日发电。电站装机180万千瓦，白水河公司称明年底六台机组全部投产。',
      ],
      [
        '移民搬下山以后——写在白水河抽水蓄能电站发电之际',
        '白水河抽水蓄能电站首台机组发电，搬迁的三百户居民在山下开起民宿。电站装机180万千瓦，投资112亿元。',
      ],
    ],
    others: [
      [
        ['白水河', '石门岭'],
        ['30万', '35万'],
        ['180万', '140万'],
        ['112', '96'],
      ],
      [
        ['抽水蓄能电站', '地热供暖站'],
        ['白水河', '温汤沟'],
        ['30万', '2万'],
        ['180万', '12万'],
        ['112', '9.6'],
      ],
    ],
  },
  {
    reports: [
      [
        'Harrow court strikes down gas field permit over climate',
        'The Harrow high court cancelled the permit of the Brennan gas field, ruling that ministers ignored 95 million tonnes of CO2 from burning its gas.',
      ],
      [
        'Judges cancel Brennan gas field permit',
        'Ministers must decide anew on the Brennan gas field after the Harrow high court ruled that 95 million tonnes of CO2 had been left out.',
      ],
      [
        'Islanders cheer ruling on the Brennan gas field',
        'Fishers and campaigners celebrated as the Harrow high court cancelled the Brennan gas field permit over 95 million tonnes of uncounted CO2.',
      ],
    ],
    others: [
      [
        ['Harrow', 'Tidewell'],
        ['Brennan', 'Oslet'],
        ['95', '61'],
      ],
      [
        ['Harrow', 'Lundby'],
        ['gas field', 'airport runway'],
        ['Brennan', 'Marsk'],
        ['95', '18'],
        ['gas', 'fuel'],
      ],
    ],
  },
]

/** Every event with its reports, and for each of them what looks like it. */
export const inventedEvents: InventedEvent[] = rows.map(({ reports, others }) => ({
  reports,
  looksAlike: others.flatMap(pairs => reports.slice(0, 2).map(report => instead(report, ...pairs))),
}))

/** Issues of one series and episodes of one column, told in the same words. */
export const series: Report[][] = [
  [
    [
      '碧湾碳市场周评：成交清淡',
      '本周碧湾碳市场成交12.4万吨，周均价71.3元，较上周跌2.1%。分析人士认为履约需求尚未启动。',
    ],
    [
      '碧湾碳市场周评：量价齐升',
      '本周碧湾碳市场成交35.8万吨，周均价74.9元，较上周涨5.0%。分析人士认为履约需求开始启动。',
    ],
  ],
  [
    [
      '3月份云岭省发电量公布',
      '云岭省统计局发布数据，3月份全省发电量412亿千瓦时，同比增长4.2%，其中风电96亿千瓦时。',
    ],
    [
      '4月份云岭省发电量公布',
      '云岭省统计局发布数据，4月份全省发电量398亿千瓦时，同比增长3.1%，其中风电101亿千瓦时。',
    ],
  ],
  [
    [
      '零碳访谈第三期：风场场长岑木生',
      '本期节目邀请风场场长岑木生，谈三十年来风机从进口到自造的经历，以及叶片回收的难题。',
    ],
    [
      '零碳访谈第四期：储能工程师何田',
      '本期节目邀请储能工程师何田，谈十年来储能从示范到盈利的经历，以及电池回收的难题。',
    ],
  ],
  [
    [
      '甲北县100兆瓦光伏项目获备案',
      '甲北县发改局批复同意甲北县100兆瓦光伏发电项目备案，占地两千亩，年发电1.2亿千瓦时。',
    ],
    [
      '乙岭县100兆瓦光伏项目获备案',
      '乙岭县发改局批复同意乙岭县100兆瓦光伏发电项目备案，占地两千亩，年发电1.2亿千瓦时。',
    ],
  ],
]
