import { expect, test } from 'vitest'
import { readTemplate } from '../../src/topics/read-template.ts'

const named: [title: string, template: string][] = [
  ['碳价月评：一月量价齐升', '碳价月评'],
  ['双碳月报（2026年1月）：政策密集出台', '双碳月报'],
  ['绿洲研究院月度观察（7月）：制造业的选择', '绿洲研究院月度观察'],
  ['海岳周刊第204期丨本周要闻', '海岳周刊'],
  ['海岳周刊第二百零五期｜人物专访', '海岳周刊'],
  ['【碳路十年】一个林场的账本', '碳路十年'],
  ['2026年1月全社会用电量等数据', '全社会用电量等数据'],
  ['三月碳市场运行月报', '碳市场运行月报'],
  ['淨零週報第16期：企業案例精選', '淨零週報'],
  ['Meridian Dispatch #45: Letters from readers', 'meridian dispatch'],
  ['Carbon Market Monthly, January: supply shock', 'carbon market monthly'],
  ['Northmoor climate bulletin week 11: mild', 'northmoor climate bulletin'],
  ['Grid Notes – 3 March 2026', 'grid notes'],
]
test.each(named)('%s is an issue of %s', (title, template) => {
  expect(readTemplate(title)).toBe(template)
})

test.each([
  '全国碳市场扩围在即',
  '生态环境部：今年扩大碳市场',
  '专访：一位林农的账本',
  '澄江与远帆能源签约建绿氢基地',
  'Minister: carbon price to rise in 2027',
  'Wind supplies record share of demand',
  '1月',
  '',
])('%s is an issue of none', title => {
  expect(readTemplate(title)).toBeNull()
})

test('a series has one name in every month', () => {
  const months = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
  expect(new Set(months.map(month => readTemplate(`城市能源手记${month}月：夜读`)))).toEqual(
    new Set(['城市能源手记']),
  )
  expect(
    new Set(months.map((_, at) => readTemplate(`2026年${at + 1}月份电力市场运行情况`))),
  ).toEqual(new Set(['电力市场运行情况']))
})
