import { expect, test } from 'vitest'
import { judgePair } from '../../src/dedupe/judge-pair.ts'
import { prepareText } from '../../src/dedupe/prepare-text.ts'
import { type Invented, invent } from './invented-news.ts'

const ruleOf = (a: Invented, b: Invented) =>
  judgePair(
    prepareText(invent(a), () => false),
    prepareText(invent(b), () => false),
  )?.rule ?? null

type Filled = { place: string; company: string; figures: [string, string, string] }
type Form = (filled: Filled, title?: string) => Invented

const grant: Form = ({ place, company, figures: [megawatts, homes, letters] }, title) => ({
  title: title ?? 'Battery park wins consent',
  text: `Councillors in ${place} have granted consent to ${company} for a battery park of ${megawatts} megawatts beside the ring road, on condition that its fans are silenced at night. The park could serve ${homes} homes for two hours. The council had received ${letters} letters, most of them about the risk of fire. Building is to start once the grid company has named a date for the connection.`,
})
const alder = { place: 'Alderwick', company: 'Penhale Storage' }
const birch = { place: 'Birchmere', company: 'Corrie Power' }

const permit: Form = ({ place, company, figures: [investment, panels, tonnes] }, title) => ({
  title: title ?? '分布式光伏项目通过备案',
  text: `近日，${place}发展改革局对${company}申报的屋顶分布式光伏项目予以备案。项目总投资${investment}万元，利用厂房屋顶铺设光伏组件${panels}块，采用自发自用、余电上网的方式运行。项目建成后，每年可减少二氧化碳排放${tonnes}吨。备案机关要求项目单位严格按照备案内容组织建设，如有变更应当及时办理手续。`,
})
const green = { place: '青桥县', company: '禾源纸业公司' }
const white = { place: '白榆县', company: '朗达玻璃公司' }

const station: Form = ({ place, company, figures: [slots, capacity, sum] }, title) => ({
  title: title ?? '公有停車場增設電動車充電樁',
  text: `${place}公所表示，轄內公有停車場已完成電動車充電樁增設工程，由${company}得標承建，共設置${slots}個車位，總容量${capacity}瓩，經費${sum}萬元由能源主管機關補助。公所說，充電樁自即日起開放使用，前三個月免收停車費，民眾可以透過手機程式查詢空位，充電完畢應儘速駛離。`,
})
const east = { place: '東沙鎮', company: '協昇電機公司' }
const west = { place: '西埔鎮', company: '廣立工程公司' }

const first: Filled['figures'] = ['48', '5200', '31']
const second: Filled['figures'] = ['75', '8100', '12']

test.each<[what: string, one: Invented, other: Invented]>([
  [
    'consents of two towns under one title',
    grant({ ...alder, figures: first }),
    grant({ ...birch, figures: second }),
  ],
  [
    'consents of two towns that write their figures in words',
    grant({ ...alder, figures: ['forty-eight', 'five thousand', 'thirty-one'] }),
    grant({ ...birch, figures: ['seventy-five', 'eight thousand', 'twelve'] }),
  ],
  [
    'consents of two towns whose titles name them',
    grant({ ...alder, figures: first }, 'Alderwick consents to battery park'),
    grant({ ...birch, figures: second }, 'Birchmere consents to battery park'),
  ],
  [
    'consents of two towns of which one title names its own',
    grant({ ...alder, figures: first }, 'Alderwick battery park wins consent'),
    grant({ ...birch, figures: second }),
  ],
  [
    'consents of two towns to one company',
    grant({ ...alder, figures: first }),
    grant({ ...alder, place: 'Birchmere', figures: second }),
  ],
  [
    'permits of two counties under one title',
    permit({ ...green, figures: first }),
    permit({ ...white, figures: second }),
  ],
  [
    'permits of two counties whose titles name them',
    permit({ ...green, figures: first }, '青桥县分布式光伏项目通过备案'),
    permit({ ...white, figures: second }, '白榆县分布式光伏项目通过备案'),
  ],
  [
    'permits of two counties with figures in words',
    permit({ ...green, figures: ['三千二百', '五千六百', '九百'] }),
    permit({ ...white, figures: ['四千一百', '七千八百', '一千五百'] }),
  ],
  [
    'permits of one county for two companies',
    permit({ ...green, figures: first }),
    permit({ ...white, place: '青桥县', figures: second }),
  ],
  [
    'notices of two townships in traditional characters',
    station({ ...east, figures: first }),
    station({ ...west, figures: second }),
  ],
  [
    'notices of two townships whose titles name them',
    station({ ...east, figures: first }, '東沙鎮公有停車場增設電動車充電樁'),
    station({ ...west, figures: second }, '西埔鎮公有停車場增設電動車充電樁'),
  ],
])('%s are two stories', (_what, one, other) => {
  expect(ruleOf(one, other)).toBeNull()
  expect(ruleOf(other, one)).toBeNull()
})

const fire = (next: string, [hectares, homes]: [string, string], last: string): Invented => ({
  title: 'Moor fire near Calder Bay spreads',
  text: `The moor fire near Calder Bay has burned ${hectares} hectares and damaged ${homes} homes, the fire service said on Monday. It started at the edge of a quarry on Sunday morning and was driven by a dry wind from the east. Crews are cutting a break through the heather before it reaches ${next}, and the coast road will stay closed until the wind drops. Nobody has been hurt. ${last}`,
})
const english = grant({ ...alder, figures: first })
const simplified = permit({ ...green, figures: first })
const traditional = station({ ...east, figures: first })
const withText = (it: Invented, change: (text: string) => string): Invented => ({
  ...it,
  text: change(it.text),
})

test.each<[what: string, one: Invented, other: Invented]>([
  ['a figure put right', english, withText(english, text => text.replace('5200', '5700'))],
  [
    'a figure put right in Chinese',
    simplified,
    withText(simplified, t => t.replace('5200', '5700')),
  ],
  [
    'a town spelled otherwise and a figure put right',
    english,
    withText(english, text => text.replace('Alderwick', 'Alderwick Town').replace('31', '34')),
  ],
  [
    'a county without its last character and a figure put right',
    simplified,
    withText(simplified, text => text.replace('青桥县', '青桥').replace('31吨', '34吨')),
  ],
  [
    'one notice in the other script',
    simplified,
    {
      title: '分布式光伏項目通過備案',
      text: '近日，青橋縣發展改革局對禾源紙業公司申報的屋頂分布式光伏項目予以備案。項目總投資48萬元，利用廠房屋頂鋪設光伏組件5200塊，採用自發自用、餘電上網的方式運行。項目建成後，每年可減少二氧化碳排放31噸。備案機關要求項目單位嚴格按照備案內容組織建設，如有變更應當及時辦理手續。',
    },
  ],
  [
    'an agency report to which a paper added its own town',
    english,
    withText(
      english,
      text =>
        `${text}\nIn Birchmere, 14 miles away, councillors are to decide on a like park of 75 megawatts in June.`,
    ),
  ],
  [
    'an agency report to which a paper added its own county',
    simplified,
    withText(simplified, text => `${text}\n白榆县今年也有12个同类项目通过备案，总投资8100万元。`),
  ],
  [
    'two datelines',
    withText(english, text => `ALDERWICK, May 17 (Calder Wire) — ${text}`),
    withText(english, text => `Northam, 18 May — ${text}`),
  ],
  [
    'two datelines in Chinese',
    withText(simplified, text => `云岭社青桥县5月17日电 ${text}`),
    withText(simplified, text => `本报白榆县5月18日电 ${text}`),
  ],
  [
    'a notice that names itself from outside',
    simplified,
    withText(simplified, text => text.replace('青桥县', '该县').replace('31吨', '34吨')),
  ],
  [
    'a notice in words of another hand, a figure put right',
    traditional,
    withText(traditional, text =>
      text.replace('轄內', '境內').replace('儘速', '儘快').replace('75', '76'),
    ),
  ],
  [
    'a fire that goes on',
    fire('Harrow Gap', ['410', '26'], 'Residents were told to boil their water.'),
    fire('Penny Cross', ['655', '31'], 'A second helicopter has arrived from the coast.'),
  ],
])('%s is one story', (_what, one, other) => {
  expect(ruleOf(one, other)).not.toBeNull()
  expect(ruleOf(other, one)).not.toBeNull()
})
