import { expect, test } from 'vitest'
import { trimBody } from '../../../src/parse/body/trim.ts'

const block = (text: string, tag = 'p') => ({
  ...{ tag, text, html: text, linkLength: 0 },
  wrappers: [],
})
const sentence =
  '署方今日宣布，綠色債券計劃由下月一日起接受申請，申請人須先提出自主減量計劃，審查大約需要三個月，詳情可瀏覽署方網頁。'
const text = (lines: string[]) =>
  trimBody([sentence, sentence, ...lines].map(line => block(line)) as never, [])
    .slice(2)
    .map(each => each.text)

test.each([
  [['完', '2026年3月10日（星期二）', '香港時間14時30分']],
  [['完\n2026年3月10日（星期二）\n香港時間14時30分']],
  [['（完）', '2026年3月10日']],
  [['Ends/Tuesday, March 10, 2026', 'Issued at HKT 14:30']],
  [['- Ends -', 'Tel. 2123 4567']],
  [['-30-']],
  [['NNNN']],
  [['以上', '担当：地球環境課', '電話 03-0000-0000']],
  [['끝.', '문의: 기후정책과']],
])('behind a line that says that the text ends nothing is of the text: %j', lines => {
  expect(text(lines)).toEqual([])
})

test.each([
  [['完', '發言人其後補充，獲批的申請人會在六月底前獲得通知，未獲批的可於十四日內要求覆核。']],
  [['End users pay 30 euros more']],
  [['以上3件を採択した']],
  [['30']],
])('what goes on is kept: %j', lines => {
  expect(text(lines)).toEqual(lines)
})
