import { describe, expect, test } from 'vitest'
import { parseRobots, productToken } from '../../src/fetch/robots-rules.ts'
import { cpuMs } from '../cpu-time.ts'

const allows = (text: string, path: string, agent = 'carbonwire') =>
  parseRobots(text, agent).allows(new URL(path, 'http://site.example/'))

describe('who a group speaks to (RFC 9309, 2.2.1)', () => {
  test.each([
    ['everybody', 'User-agent: *\nDisallow: /a', '/a', false],
    ['us by name', 'User-agent: Carbonwire\nDisallow: /a', '/a', false],
    ['us, whatever the case', 'USER-AGENT: CARBONWIRE\nDISALLOW: /a', '/a', false],
    ['us with a version', 'User-agent: Carbonwire/2.0\nDisallow: /a', '/a', false],
    ['us with more words', 'User-agent: Carbonwire Bot\nDisallow: /a', '/a', false],
    ['somebody else', 'User-agent: Other\nDisallow: /', '/a', true],
    ['a name that only begins like ours', 'User-agent: Carbonwires\nDisallow: /', '/a', true],
    ['a name that ours begins with', 'User-agent: Carbon\nDisallow: /', '/a', true],
    [
      'ours replaces the one for all',
      'User-agent: *\nDisallow: /\n\nUser-agent: carbonwire\nDisallow: /b',
      '/a',
      true,
    ],
    [
      'ours that is empty replaces it too',
      'User-agent: *\nDisallow: /\n\nUser-agent: carbonwire\nDisallow:',
      '/a',
      true,
    ],
    [
      'several agents share one group',
      'User-agent: other\nUser-agent: carbonwire\nDisallow: /a',
      '/a',
      false,
    ],
    [
      'groups of one agent are one',
      'User-agent: carbonwire\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: carbonwire\nDisallow: /b',
      '/b',
      false,
    ],
    [
      'groups for all are one',
      'User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b',
      '/a',
      false,
    ],
    [
      'rules before any agent count for nobody',
      'Disallow: /\nUser-agent: other\nDisallow: /',
      '/a',
      true,
    ],
    ['a blank line does not end a group', 'User-agent: carbonwire\n\nDisallow: /a', '/a', false],
    [
      'a delay between agents does not part them',
      'User-agent: carbonwire\nCrawl-delay: 5\nUser-agent: other\nDisallow: /a',
      '/a',
      false,
    ],
    ['ours that has no line', 'User-agent: *\nDisallow: /\n\nUser-agent: carbonwire', '/a', true],
    [
      'a sitemap between agents does not part them',
      'User-agent: carbonwire\nSitemap: http://site.example/s.xml\nUser-agent: other\nDisallow: /a',
      '/a',
      false,
    ],
    [
      'an unknown line between agents does not part them',
      'User-agent: carbonwire\nNoindex: /x\nUser-agent: other\nDisallow: /a',
      '/a',
      false,
    ],
  ])('%s', (_, text, path, expected) => {
    expect(allows(text, path)).toBe(expected)
  })
})

describe('which rule decides (RFC 9309, 2.2.2)', () => {
  const all = (rules: string) => `User-agent: *\n${rules}`
  test.each([
    ['nothing said', '', '/a', true],
    ['an empty rule', 'Disallow:', '/a', true],
    ['paths have a case', 'Disallow: /A', '/a', true],
    ['a rule is a beginning', 'Disallow: /fish', '/fish.html', false],
    ['a rule is a beginning, also in a folder', 'Disallow: /fish', '/fishheads/yummy.html', false],
    ['a folder does not cover its name', 'Disallow: /fish/', '/fish', true],
    ['the longest wins', 'Disallow: /a/\nAllow: /a/open/', '/a/open/1', true],
    ['the longest wins in any order', 'Allow: /a/open/\nDisallow: /a/', '/a/open/1', true],
    ['the longest wins against allow', 'Allow: /a\nDisallow: /a/closed', '/a/closed', false],
    ['of equals, allow wins', 'Disallow: /a\nAllow: /a', '/a', true],
    ['the root alone', 'Disallow: /\nAllow: /$', '/', true],
    ['the root alone leaves the rest', 'Disallow: /\nAllow: /$', '/page.htm', false],
    ['the query belongs to the path', 'Disallow: /a?id=', '/a?id=7', false],
    ['robots.txt itself is always allowed', 'Disallow: /', '/robots.txt', true],
    ['a rule without a slash matches nothing', 'Disallow: a', '/a', true],
  ])('%s', (_, rules, path, expected) => {
    expect(allows(all(rules), path)).toBe(expected)
  })
})

describe('special characters (RFC 9309, 2.2.3)', () => {
  const all = (rules: string) => `User-agent: *\n${rules}`
  test.each([
    ['* stands for anything', 'Disallow: /*.php', '/folder/file.php?x', false],
    ['* stands for nothing too', 'Disallow: /a*b', '/ab', false],
    ['a * at the end changes nothing', 'Disallow: /fish*', '/fish.html', false],
    ['$ ends the path', 'Disallow: /*.php$', '/file.php', false],
    ['$ ends the path, query included', 'Disallow: /*.php$', '/file.php?a=1', true],
    ['$ within a rule is itself', 'Disallow: /a$b', '/a$b', false],
    ['several *', 'Disallow: /a*/b*/c', '/a1/b2/x/c', false],
    ['the parts keep their order', 'Disallow: /a*c*b', '/a-b-c', true],
    ['parts do not overlap', 'Disallow: /*aa*aa$', '/aaa', true],
    ['$ with a *: the end may come late', 'Disallow: /a*b$', '/abab', false],
    ['a # begins a comment', 'Disallow: /a # all of it', '/a', false],
  ])('%s', (_, rules, path, expected) => {
    expect(allows(all(rules), path)).toBe(expected)
  })

  test('a rule of many * takes no time', () => {
    const rule = `/${'*a'.repeat(2000)}$`
    const took = cpuMs(() => {
      expect(allows(all(`Disallow: ${rule}`), `/${'a'.repeat(3000)}b`)).toBe(true)
    })
    expect(took).toBeLessThan(8_000)
  })
})

test('a file made to hold up its reader forbids what it cannot be asked about', () => {
  const text = `User-agent: *\n${'Disallow: /*aaaab\n'.repeat(26_000)}`
  const took = cpuMs(() => {
    expect(allows(text, `/${'a'.repeat(4000)}`)).toBe(false)
    expect(allows(text, '/short')).toBe(true)
  })
  expect(took).toBeLessThan(12_000)
})

describe('spelling', () => {
  const all = (rules: string) => `User-agent: *\n${rules}`
  test.each([
    ['bare letters in the rule', 'Disallow: /双碳', '/%E5%8F%8C%E7%A2%B3/1', false],
    ['encoded letters in the rule', 'Disallow: /%E5%8F%8C%E7%A2%B3', '/双碳/1', false],
    ['hex digits have no case', 'Disallow: /%e5%8f%8c', '/%E5%8F%8C', false],
    ['what is encoded without need', 'Disallow: /%61b', '/ab', false],
    ['a slash that is encoded is no slash', 'Disallow: /a%2Fb', '/a/b', true],
    ['a slash that is encoded on both sides', 'Disallow: /a%2fb', '/a%2Fb', false],
    ['a sign that no address holds bare', 'Disallow: /a<b', '/a%3Cb', false],
  ])('%s', (_, rules, path, expected) => {
    expect(allows(all(rules), path)).toBe(expected)
  })
})

describe('lines', () => {
  test.each([
    ['carriage returns', 'User-agent: *\rDisallow: /a\r', '/a', false],
    ['both', 'User-agent: *\r\nDisallow: /a\r\n', '/a', false],
    ['blanks everywhere', '  User-agent :  *  \n\tDisallow :\t/a  ', '/a', false],
    ['a byte-order mark', '\uFEFFUser-agent: *\nDisallow: /a', '/a', false],
    ['a blank for the colon', 'User-agent *\nDisallow /a', '/a', false],
    ['a common misspelling', 'User-agent: *\nDissallow: /a', '/a', false],
    ['no end of line', 'User-agent: *\nDisallow: /a', '/a', false],
    ['a page that is no robots.txt', '<!doctype html><title>Not here</title>', '/a', true],
    ['noise', '\u0000\u0001:::\n:\nUser-agent\n*:*', '/a', true],
    ['nothing', '', '/a', true],
  ])('%s', (_, text, path, expected) => {
    expect(allows(text, path)).toBe(expected)
  })

  test('a line beyond all measure is cut, and the next one counts', () => {
    const text = `User-agent: *\nDisallow: /${'x'.repeat(100_000)}\nDisallow: /a`
    expect(allows(text, '/a')).toBe(false)
  })
})

test.each([
  ['of everybody', 'User-agent: *\nCrawl-delay: 5', 5],
  ['our own', 'User-agent: *\nCrawl-delay: 5\nUser-agent: carbonwire\nCrawl-delay: 1.5', 1.5],
  ['the longer of two', 'User-agent: *\nCrawl-delay: 2\nUser-agent: *\nCrawl-delay: 7', 7],
  ['somebody else has one', 'User-agent: other\nCrawl-delay: 5', null],
  ['a word', 'User-agent: *\nCrawl-delay: slow', null],
  ['less than nothing', 'User-agent: *\nCrawl-delay: -3', null],
])('crawl-delay: %s', (_, text, expected) => {
  expect(parseRobots(text, 'carbonwire').crawlDelaySeconds).toBe(expected)
})

test('sitemaps are found in and outside of groups', () => {
  const text =
    'Sitemap: https://site.example/a.xml\nUser-agent: other\nSitemap: https://site.example/b.xml'
  expect(parseRobots(text, 'carbonwire').sitemaps).toEqual([
    'https://site.example/a.xml',
    'https://site.example/b.xml',
  ])
})

test.each([
  ['Carbonwire/0.1', 'carbonwire'],
  ['NewsBench/1.0 (+mailto:x@example.org)', 'newsbench'],
  ['my_bot-2', 'my_bot-'],
  ['4711', '*'],
])('the product token of %s is %s', (agent, expected) => {
  expect(productToken(agent)).toBe(expected)
})

describe('a star and a dollar sign that are meant as such are escaped (RFC 9309, 2.2.3)', () => {
  test.each([
    ['a star', 'Disallow: /a-%2A.html', '/a-*.html', false],
    ['a star in lower-case digits', 'Disallow: /a-%2a.html', '/a-*.html', false],
    ['an escaped star is no wildcard', 'Disallow: /a-%2A.html', '/a-b.html', true],
    ['an escaped star in the address too', 'Disallow: /a-%2A.html', '/a-%2A.html', false],
    ['a dollar sign', 'Disallow: /b-%24', '/b-$', false],
    ['a dollar sign at the end is no anchor then', 'Disallow: /b-%24', '/b-$/more', false],
    ['a dollar sign within a rule is itself', 'Disallow: /c$d', '/c$d', false],
    ['in the query', 'Disallow: /*?q=%2A', '/s?q=*', false],
    ['beside wildcards', 'Disallow: /*/%24*.pdf$', '/x/$1.pdf', false],
  ])('%s', (_, rule, path, expected) => {
    expect(allows(`User-agent: *\n${rule}`, path)).toBe(expected)
  })
})
