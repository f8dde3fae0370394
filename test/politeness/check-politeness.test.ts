import { expect, test } from 'vitest'
import { type Asked, type Manners, politenessFaults } from './check-politeness.ts'

const manners: Manners = {
  gapMs: 1_000,
  concurrency: 1,
  slowHosts: { 'slow.example': 3_000 },
  forbidden: ['/closed/'],
  agent: 'Carbonwire',
  robotsFetches: 1,
  fetches: (_, path) => (path.startsWith('/list') ? 9 : 1),
  closedHosts: ['inside.example'],
  deadEnds: { '/loop/': 2 },
  hasValidator: path => path.startsWith('/list'),
  jitterMs: 50,
}

/** A request after so many seconds; it lasts a tenth of one. */
const ask = (seconds: number, path: string, more: Partial<Asked> = {}): Asked => ({
  host: 'news.example',
  path,
  from: seconds * 1_000,
  until: seconds * 1_000 + 100,
  by: '10.0.0.1',
  status: 200,
  agent: 'Carbonwire/1',
  conditional: false,
  cookie: '',
  secret: false,
  traced: false,
  leaveUntil: null,
  ...more,
})
const robots = ask(0, '/robots.txt')
const at = (host: string, ...asked: Asked[]) => asked.map(each => ({ ...each, host }))
const conditional = { conditional: true, status: 304 }

test.each<[string, Asked[], string[]]>([
  ['good manners', [robots, ask(1, '/list'), ask(2.96, '/a'), ask(4, '/list', conditional)], []],
  ['two at one time', [robots, ask(1, '/a', { until: 2_500 }), ask(2, '/b')], ['P1']],
  ['one that is not answered yet', [robots, ask(1, '/a', { until: null }), ask(2, '/b')], ['P1']],
  ['a gap too short', [robots, ask(1, '/a'), ask(1.9, '/b')], ['P2']],
  [
    'a Crawl-delay that is not obeyed',
    at('slow.example', robots, ask(3, '/a'), ask(5, '/b')),
    ['P2'],
  ],
  ['a page before robots.txt', [ask(1, '/a'), ask(2, '/robots.txt')], ['P3']],
  ['a page without robots.txt', [ask(1, '/a')], ['P3']],
  ['a forbidden page', [robots, ask(1, '/closed/a')], ['P4']],
  [
    'a host that asked to be left alone',
    [robots, ask(1, '/a', { status: 503, leaveUntil: 11_000 }), ask(8, '/b')],
    ['P5'],
  ],
  [
    'a host that was left alone as it asked',
    [robots, ask(1, '/a', { status: 503, leaveUntil: 11_000 }), ask(11, '/b')],
    [],
  ],
  ['an article twice', [robots, ask(1, '/a'), ask(2, '/a')], ['P6']],
  ['a name that is not ours', [robots, ask(1, '/a', { agent: 'Mozilla/5.0' })], ['P7']],
  ['an address inside', at('inside.example', robots, ask(1, '/admin')), ['P8', 'P8']],
  ['a cookie that is kept', [robots, ask(1, '/a', { cookie: 'a=b' })], ['P9']],
  ['credentials', [robots, ask(1, '/a', { secret: true })], ['P9']],
  ['the context of a trace', [robots, ask(1, '/a', { traced: true })], ['P9']],
  ['a way without end', [robots, ask(1, '/loop/1'), ask(2, '/loop/2'), ask(3, '/loop/3')], ['P10']],
  ['a list that is fetched whole again', [robots, ask(1, '/list'), ask(2, '/list')], ['P11']],
  ['robots.txt again and again', [robots, ask(1, '/robots.txt')], ['P12']],
  ['kilobytes of cookies', [robots, ask(1, '/a', { cookie: 'x'.repeat(9_000) })], ['P9', 'P14']],
])('%s', (_, asked, broken) => {
  expect(politenessFaults(asked, manners).map(fault => fault.split(/[ ,]/)[0])).toEqual(broken)
})
