import { fingerprint } from '../../src/dedupe/fingerprint.ts'
import type { Comparable } from '../../src/model/story.ts'

/** Days since 1970-01-01 of a date. */
export const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

export type Invented = { title: string; text: string; date?: string; url?: string; outlet?: string }

let serial = 0

/** An article as the deduplication sees it, in a story of its own. */
export function invent({ title, text, date, url, outlet }: Invented): Comparable {
  serial++
  const urlKey = url ?? `news${serial}.example/a/${serial}`
  return {
    id: `article-${serial}`,
    urlKey,
    title,
    text,
    outlet: outlet ?? null,
    host: urlKey.split('/')[0]!,
    fingerprint: fingerprint({ urlKey, title, text, day: dayOf(date ?? '2026-05-18') }),
    storyId: `story-${serial}`,
    storyNumber: serial,
    startsStory: true,
  }
}

/** The same article on its way in: it has no place yet. */
export const arriving = (article: Invented): Comparable => ({
  ...invent(article),
  storyId: null,
  storyNumber: null,
  startsStory: false,
})

export const port = {
  title: '青屿港零碳码头一期投入运行',
  text: `青屿港零碳码头一期工程17日正式投入运行。码头岸线长860米，建有两个7万吨级泊位，装卸设备全部由电力驱动，靠港船舶可直接接用岸电。
项目负责人林如海介绍，码头屋顶和堆场铺设光伏组件4.2万平方米，配套12兆瓦风电机组和一座20兆瓦时储能站，预计年发电3100万千瓦时，能够满足码头全部生产用电。
据测算，与同等规模的传统码头相比，零碳码头每年可减少二氧化碳排放约1.9万吨。码头还上线了能耗管理平台，对每一台设备的用电情况逐分钟记录，富余的绿色电力将通过省内电力市场出售。
青屿市发展改革委有关人士表示，二期工程计划于2028年开工，届时将建设氢燃料集卡加注站，并探索为国际航行船舶加注绿色甲醇。当地还将以码头为试点，编制港口碳排放核算的地方标准。`,
}

export const forest = {
  title: '云岭林场首笔碳汇收益到账',
  text: `记者从云岭县林业局获悉，云岭林场日前收到首笔林业碳汇收益286万元，这也是全县国有林场第一次通过碳汇交易获得收入。
云岭林场经营面积21万亩，过去主要靠采伐木材维持运转。停止商业性采伐后，林场一度连护林员的工资都难以按时发放。2023年，林场委托第三方机构开展碳汇计量监测，历时两年完成项目审定与登记。
林场场长岑木生说，这笔收益的六成将用于补植阔叶树和修建防火道，其余分给参与管护的312户林农，平均每户可得3600多元。
县林业局表示，下一步将把集体林纳入统一开发，建立收益分配公示制度，避免林农只卖了指标却不知道卖了多少。`,
}

export const storage = {
  title: 'Tidemark opens first flow battery at Calder Bay',
  text: `Tidemark Energy has switched on a 40 megawatt flow battery at Calder Bay, the first of its size to be connected to the northern grid, the company said on Monday.
The battery can deliver power for ten hours at a stretch and will mainly store output from the neighbouring Whinfell wind farm, which had to be curtailed on 71 days last year because the lines south were full.
"We used to pay turbines to stand still," said chief engineer Mara Oduya. "Now the same electricity keeps the trams running in the evening."
The project cost 96 million crowns and was finished four months late after a supplier of membranes went out of business. Tidemark expects the battery to avoid about 58,000 tonnes of carbon dioxide a year.
The regulator is to decide in the autumn whether long duration storage may take part in the capacity market. Two further sites, at Harrow Sound and Eastmere, are waiting for that decision.`,
}
