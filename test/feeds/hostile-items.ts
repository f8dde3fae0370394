import type { FeedItem } from '../../src/model/feed.ts'
import { sampleItem } from './sample-item.ts'

const minute = (at: Date): FeedItem['published'] => ({
  precision: 'minute',
  at,
  zone: 'Asia/Shanghai',
  evidence: 'meta',
})

/** Items that a careless store might hold: what breaks documents, readers and eyes. */
export function hostileItems(): FeedItem[] {
  const traits: Partial<FeedItem>[] = [
    { title: 'Bell\u0007 and \u0000 null \u001b[31m', text: '\u0001\u0002', summary: '\u0003 sum' },
    {
      title: 'Lone \ud83d surrogate \udc00',
      html: '<p>\ud800 half \udfff</p>',
      byline: ['\ud800'],
    },
    { title: 'CDATA ]]> inside <![CDATA[x]]>', html: '<p>]]></p><![CDATA[<b>x</b>]]>' },
    { title: '<b>Bold</b> &amp;amp; <script>alert(1)</script>', summary: '<p>HTML &nbsp; sum</p>' },
    { title: '&amp;lt;b&amp;gt;thrice&amp;lt;/b&amp;gt; &#1; &#xD800;' },
    { title: '  \n padded \u3000\u0085 ', summary: '' },
    { title: '\u202eevil\u202c \u200bzero\ufeffwidth\u2066' },
    { title: '', html: '', text: '', summary: null, images: [] },
    { title: '5 < 6 && 7 > 3, <unit> stays' },
    { url: 'https://user:pw@news.example.org/a b/{x}|y^`?q=<>"#frag ment' },
    { url: 'https://例子.example/新闻?标题=碳 市场' },
    {
      html: '<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(1)">j</a><a href=" data:text/html,x">d</a><iframe src="https://x.example"></iframe><style>p{}</style><form><input></form></p>',
    },
    {
      html: '<p>open <b>bold <i>both<p>again<table><tr><td>cell<div><a href="/relative">r</a><img src="/rel.png"><img data-src="x.png" src="data:image/gif;base64,R0lGOD"><img srcset="/a.png 1x">',
    },
    { html: '<p>1 < 2 and <unknown-tag>kept</unknown-tag><madeup>text</madeup></p>' },
    { html: '<p>&lt;p&gt;escaped&lt;/p&gt; twice &amp;nbsp; &amp;amp;lt;b&amp;amp;gt;</p>' },
    { html: '<p>&lt;b&lt;i&gt;&gt;nested&lt;/b&gt; &#1; &#x8; &#xFFFF;</p>' },
    { html: `<div>${'<div>'.repeat(2000)}deep${'</div>'.repeat(2000)}</div>` },
    {
      html: '<svg><a xlink:href="javascript:1"><text>x</text></a></svg><math><mi>x</mi></math><p>ok</p>',
    },
    { published: minute(new Date(Number.NaN)) },
    { published: minute(new Date('2099-01-01T00:00:00Z')) },
    { published: minute(new Date(-1)) },
    {
      published: { precision: 'day', day: '2026-13-45', zone: 'Mars/Base', evidence: 'visible' },
    },
    {
      byline: ['', ' \u200b ', '<b>林</b> & Co', '林 & Co', '<i>林</i> & Co'],
      topics: ['', 'x', 'x'],
    },
    {
      images: [
        { url: '/rel.jpg', alt: null, caption: null, width: null, height: null },
        { url: 'ftp://x.example/a.png', alt: null, caption: null, width: null, height: null },
        {
          url: 'https://i.example/"><x>.PNG?x=1',
          alt: '"><b>\u0000',
          caption: null,
          width: Number.NaN,
          height: -1,
        },
      ],
      html: '<p>no picture</p>',
    },
    {
      source: { id: 's', name: '<b></b>', url: 'not a url' },
      outlet: { name: '\u0000', url: 'javascript:1' },
      byline: [],
    },
    {
      language: 'zh_Hans"><x',
      alsoReportedBy: [{ name: '"<x>', url: 'https://c.example/?a=1&b="', title: '' }],
    },
    { html: '<p>abrupt <a href="https://x.example/?a=1&b=2', title: 'Cut' },
  ]
  return traits.map((trait, at) => sampleItem(at + 1, trait))
}
