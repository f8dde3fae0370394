import { expect, test } from 'vitest'
import { likelyZone } from '../../src/text/likely-zone.ts'

test.each([
  ['www.example.de', null, 'Europe/Berlin'],
  ['www.example.at', 'de', 'Europe/Vienna'],
  ['example.com', 'zh-Hans-CN', 'Asia/Shanghai'],
  ['example.com', 'zh-TW', 'Asia/Taipei'],
  ['example.com', 'de-AT', 'Europe/Vienna'],
  ['example.com', 'ja', 'Asia/Tokyo'],
  ['example.com', 'en', null],
  ['example.org', null, null],
])('%s in %s is most likely in %s', (host, language, zone) => {
  expect(likelyZone(host, language)).toBe(zone)
})
