import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { outletsSchema } from '../../src/model/outlet.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const entries = outletsSchema.parse(parse(readFileSync('config/outlets.yaml', 'utf8')))
const table = buildOutletTable(entries)

test.each([
  ['新华网', '新华社'],
  ['Xinhua', '新华社'],
  ['人民网－人民日报', '人民日报'],
  ['人民网-人民日报', '人民日报'],
  ['《财经》杂志', '财经'],
  ['中 国 能 源 报', '中国能源报'],
  ['carbon brief', 'Carbon Brief'],
  ['国家发改委', '国家发展和改革委员会'],
])('%s is %s', (printed, name) => {
  expect(table.findByName(printed)?.name).toBe(name)
})

test('a host belongs to the entry of its parent', () => {
  expect(table.findByHost('finance.people.com.cn')?.name).toBe('人民日报')
  expect(table.findByHost('people.example')).toBeNull()
})

test('the table that ships names each publication and each host once', () => {
  const names = entries.map(({ name }) => name)
  const hosts = entries.flatMap(entry => entry.hosts)
  expect(new Set(names).size).toBe(names.length)
  expect(hosts.filter((host, at) => hosts.indexOf(host) !== at)).toEqual([])
  expect(entries.length).toBeGreaterThan(150)
})

test('wires are marked as agencies', () => {
  for (const name of ['新华社', '中新社', 'Reuters', 'AFP']) {
    expect(table.findByName(name)?.agency).toBe(true)
  }
  expect(table.findByName('南昌日报')?.agency).toBe(false)
})
