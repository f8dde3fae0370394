import { expect, test } from 'vitest'
import { findNamesOfWorks } from '../../src/topics/name-works.ts'

const namesIn = (title: string) => [
  ...new Set(findNamesOfWorks(title).map(([from, to]) => title.slice(from, to))),
]

test.each([
  ['手游《净零岛》停服', ['净零岛']],
  ['樂隊「溫室」宣布解散', ['溫室']],
  ['《低碳恋人》定档暑期', ['低碳恋人']],
  ['女团成员“绿氢”单飞', ['绿氢']],
  ['人気アニメ「ゼロカーボン」続編決定', ['ゼロカーボン']],
  ['걸그룹 ‘탄소중립’ 컴백', ['탄소중립']],
  ['Jazz album “Carbon Tax” tops the chart', ['Carbon Tax']],
  ['‘Net Zero’ tour adds nine dates', ['Net Zero']],
])('%s gives a work or a band its name', (title, names) => {
  expect(namesIn(title)).toEqual(names)
})

test.each([
  ['《温室气体自愿减排管理办法》今起施行'],
  ['“双碳”目标五周年'],
  ['「碳費」開徵倒數'],
  ['Minister calls “net zero” a single goal'],
  ['纪录片《碳路》走进风电场'],
])('%s does not', title => {
  expect(namesIn(title)).toEqual([])
})
