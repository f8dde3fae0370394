import { expect, test } from 'vitest'
import { readMillPage } from './mill-page.ts'

const text =
  '渡口镇的榨糖厂今年改烧甘蔗渣，监测站测得烟尘比去年少了一半，锅炉房仍有三名老师傅值班，煤票退给了县里。'

/** Who wrote a page with such a line under its title, such a beginning and such a last line. */
function writersOf({ head = '', lead = '', end = '' }) {
  const html = `<html lang="zh-CN"><head><title>糖厂改烧甘蔗渣</title></head><body><h1>糖厂改烧甘蔗渣</h1>
    <p>2026-11-20 10:30</p>${head && `<p>${head}</p>`}<div class="text"><p>${lead}${text}</p><p>${text.slice(8)}</p>${end && `<p>${end}</p>`}</div></body></html>`
  return readMillPage(html).byline
}

const names =
  '孙样文 王文 张宏文 李尚文 文例 文小例 欧阳文 欧阳例文 司马样文 扎西文 李图 王宏图'.split(' ')

test.each(names)('the name %s is read whole, whatever announces it', name => {
  expect(writersOf({ head: `记者 ${name}` })).toEqual([name])
  expect(writersOf({ end: `（记者 ${name}）` })).toEqual([name])
  expect(writersOf({ end: `（本报记者${name}）` })).toEqual([name])
  expect(writersOf({ end: `（记者 ${name} 李例）` })).toEqual([name, '李例'])
  expect(writersOf({ end: `（全媒体记者 李例 ${name}）` })).toEqual(['李例', name])
  expect(writersOf({ end: `（记者 李例 通讯员 ${name}）` })).toEqual(['李例', name])
  expect(writersOf({ head: `作者：${name}` })).toEqual([name])
  expect(writersOf({ lead: `本报渡口11月19日电（记者${name}）` })).toEqual([name])
  expect(writersOf({ lead: `本报渡口11月19日电（记者李例、${name}）` })).toEqual(['李例', name])
})

test.each([
  ['（记者 王样本文）', ['王样本']],
  ['（记者 王样本 文）', ['王样本']],
  ['（记者 孙样文 文/图）', ['孙样文']],
  ['（记者 孙样文/文 李例/图）', ['孙样文']],
  ['（本报记者王样本采写）', ['王样本']],
  ['文/孙样文 图/李例', ['孙样文']],
  ['文：孙样文', ['孙样文']],
  ['（王样本图）', []],
  ['（李例图）', []],
])('a label beside the name is no part of it: %s', (end, writers) => {
  expect(writersOf({ end }) ?? []).toEqual(writers)
})
