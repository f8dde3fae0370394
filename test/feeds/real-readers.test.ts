import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { type Format, renderers } from '../../src/feeds/renderers.ts'
import { sampleItem } from './sample-item.ts'

const dir = mkdtempSync(join(tmpdir(), 'carbonwire-readers-'))
afterAll(() => rmSync(dir, { recursive: true }))

const item = sampleItem(1, {
  alsoReportedBy: [{ name: '晨报', url: 'https://morning.example/copy', title: '同一消息' }],
  siblings: ['urn:uuid:00000000-0000-4000-8000-000000000077'],
})
const ready = readyItem(item, { content: 'full', topicName: id => id })!
const address = 'https://wire.example.org/feed'
const head = {
  id: address,
  title: '碳中和新闻',
  description: '全部',
  language: 'zh',
  ttlMinutes: 30,
  base: 'https://wire.example.org',
}
const retitled = { ...ready, title: '名单公布以后又改了标题', written: new Map() }
const prepared = (changes: Parameters<typeof sampleItem>[1]) =>
  readyItem(sampleItem(1, changes), { content: 'full', topicName: id => id })!
const copies = ['晨报', '晚报', '海湾网'].map((name, at) => ({
  ...{ name, title: '同一消息' },
  url: `https://copy.example/${at}`,
}))
const merged = prepared({ alsoReportedBy: copies })
const led = prepared({
  url: 'https://lead.example/first',
  title: '名单最早由另一家发布',
  alsoReportedBy: copies,
})
for (const format of ['xml', 'atom'] as Format[]) {
  const links = {
    self: `${address}.${format}`,
    home: address,
    hub: null,
    next: null,
    archive: null,
  }
  for (const [name, one] of Object.entries({ feed: ready, retitled, merged, led })) {
    const feed = buildFeed(head, [one], new Date(0))
    writeFileSync(join(dir, `${name}.${format}`), renderers[format].render(feed, links))
  }
}

const newsboatCache = (file: string) => `
home=$(mktemp -d); echo "file://${file}" > $home/urls
HOME=$home newsboat -u $home/urls -c $home/cache.db -C /dev/null -x reload >/dev/null 2>&1
python3 - $home/cache.db <<'PYTHON'
import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute('select title, url, author, pubDate from rss_item').fetchone(), sep='\\t')
PYTHON
rm -rf $home`

/** SimplePie with what it says of itself kept out of the answer. */
const simplePie = (rest: string) =>
  `php -d display_errors=0 -r 'error_reporting(0); require "/usr/share/php/simplepie/autoloader.php"; $p = new SimplePie(); $p->enable_cache(false); $p->set_raw_data(file_get_contents($argv[1])); $p->init(); $e = $p->get_items()[0]; ${rest}'`

/** How each reader tells title, address, authors and date (in seconds) of the first entry, parted by tabs; and whether it is there at all. */
const readers: {
  name: string
  isThere: string
  tell: (file: string) => string
  first?: Format[]
  /** Where it takes the last change for the date. */
  changed?: Format[]
}[] = [
  {
    name: 'newsboat',
    isThere: 'command -v newsboat && command -v python3',
    tell: newsboatCache,
  },
  {
    name: 'sfeed',
    isThere: 'command -v sfeed',
    tell: file =>
      `sfeed ${address} < ${file} | awk -F '\\t' -v OFS='\\t' '{ print $2, $3, $7, $1 }'`,
    // It keeps one author.
    first: ['atom'],
  },
  {
    name: 'feedparser of Python',
    isThere: '/usr/bin/python3 -c "import feedparser"',
    tell: file =>
      `/usr/bin/python3 -c "import calendar, feedparser; e = feedparser.parse('${file}').entries[0]; print(e.title, e.link, ', '.join(a.name for a in e.authors), calendar.timegm(e.published_parsed), sep='\\t')"`,
  },
  {
    name: 'XML::Feed of Perl',
    isThere: 'perl -MXML::Feed -e 1',
    tell: file =>
      `perl -MXML::Feed -e 'my ($e) = XML::Feed->parse($ARGV[0])->entries; print join("\\t", map { utf8::encode($_) if utf8::is_utf8($_); $_ } map { "$_" } $e->title, $e->link, $e->author, $e->issued->epoch)' ${file}`,
    first: ['atom'],
  },
  {
    name: 'rss of Ruby',
    isThere: 'ruby -rrss -e 1',
    tell: file =>
      `ruby -Ku -rrss -e 'e = RSS::Parser.parse(File.read(ARGV[0], encoding: "utf-8"), false).items[0]; puts((e.respond_to?(:dc_creator) && e.dc_creator ? [e.title, e.link, e.dc_creator, e.pubDate.to_i] : [e.title.content, e.link.href, e.authors.map { |a| a.name.content }.join(", "), e.published.content.to_i]).join("\t"))' ${file}`,
  },
  {
    name: 'feedparser of Ruby',
    isThere: 'ruby -rfeedparser -e 1',
    tell: file =>
      `ruby -Ku -rfeedparser -e 'e = FeedParser::Feed.new(File.read(ARGV[0], encoding: "utf-8")).items[0]; puts([e.title, e.link, e.creators.join(", "), e.date.to_i].join("\t"))' ${file}`,
    changed: ['atom'],
  },
  {
    // As Debian 12 has it, its reader of dates ends in a TypeError on PHP 8.2, on any feed.
    name: 'SimplePie of PHP',
    isThere: `${simplePie('$e->get_title() || exit(1); $e->get_date("U") || exit(1);')} ${join(dir, 'feed.xml')}`,
    tell: file =>
      `${simplePie('echo implode("\t", [$e->get_title(), $e->get_permalink(), implode(", ", array_map(fn($a) => $a->get_name(), $e->get_authors() ?? [])), $e->get_date("U")]);')} ${file}`,
  },
]

const run = (command: string) =>
  spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })

for (const { name, isThere, tell, first = [], changed = [] } of readers) {
  const has = run(isThere).status === 0
  describe.skipIf(!has)(has ? name : `${name} (skipped: not there or not working)`, () => {
    test.each(['xml', 'atom'] as const)('shows title, address, authors and date of %s', format => {
      const { stdout, stderr } = run(tell(join(dir, `feed.${format}`)))
      const authors = first.includes(format) ? '陈晓' : '陈晓, 林一帆'
      expect(stdout.trim().split('\t'), stderr).toEqual([
        ...[item.title, item.url, authors],
        String((changed.includes(format) ? ready.updated : ready.published).getTime() / 1000),
      ])
    })
  })
}

/** What rss2email mails of these files, one after the other under the same address: subject and text of each mail. */
const mailed = (files: string[]) => `
home=$(mktemp -d); mkdir $home/mail
printf '[DEFAULT]\nfrom = a@wire.example\nto = b@wire.example\nemail-protocol = maildir\nmaildir-path = %s/mail\nmaildir-mailbox = all\n' $home > $home/settings
r2e() { command r2e -c $home/settings -d $home/seen.json "$@" >/dev/null 2>&1; }
r2e add wire file://$home/feed
for file in ${files.join(' ')}; do cp $file $home/feed; r2e run; done
/usr/bin/python3 - $home/mail/all/new <<'PYTHON'
import email, email.header, json, os, sys
mails = [email.message_from_binary_file(open(entry.path, 'rb')) for entry in os.scandir(sys.argv[1])]
subject = lambda mail: str(email.header.make_header(email.header.decode_header(mail['Subject'])))
print(json.dumps([{'subject': subject(mail), 'text': mail.get_payload(decode=True).decode()} for mail in mails]))
PYTHON
rm -rf $home`

const hasMailer = run('command -v r2e && /usr/bin/python3 -c "import rss2email"').status === 0
describe.skipIf(!hasMailer)(hasMailer ? 'rss2email' : 'rss2email (skipped: not installed)', () => {
  test.each(['xml', 'atom'] as const)(
    'mails the whole text of %s, once: a new title, a merge and a new lead of the story are no second mail',
    format => {
      const { stdout, stderr } = run(
        mailed(['feed', 'retitled', 'merged', 'led'].map(name => join(dir, `${name}.${format}`))),
      )
      const mails = JSON.parse(stdout || 'null') as { subject: string; text: string }[]
      expect(mails, stderr).toHaveLength(1)
      expect(mails[0]!.subject).toBe(item.title)
      expect(mails[0]!.text.replace(/\s/g, '')).toContain(
        '第二批重点排放单位名单，共有一百二十六家企业列入',
      )
    },
  )
})
