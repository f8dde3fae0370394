import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/parse/document.ts'
import { findArticleTemplate, findMarkupTemplate } from '../../src/parse/lists/article-template.ts'
import { findDataCalls } from '../../src/parse/lists/data-calls.ts'
import { valuesAt } from '../../src/parse/lists/data-paths.ts'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { readRequest, writeRequest } from '../../src/text/written-request.ts'

const read = (html: string, more: object = {}) =>
  parseListing(html, {
    url: 'https://list.example/news/',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
    ...more,
  })
const shell = (inner: string) =>
  `<!DOCTYPE html><html><body><div class="nav"><a href="/">首页</a></div><div id="list"></div>${inner}</body></html>`

describe('a script asks for its data', () => {
  const post = (url: string, body: string) =>
    writeRequest({ url: `https://list.example${url}`, post: body })
  test.each([
    ['a file by jQuery', `$.getJSON("ds_1.json", render)`, 'https://list.example/news/ds_1.json'],
    [
      'with parameters',
      `$.get('/api/list', {cid: 3, page: page}, function(d){})`,
      'https://list.example/api/list?cid=3&page=1',
    ],
    [
      'objects in a list',
      `fetch('/_api/_search', {method:'POST', body: JSON.stringify({from: from, size: 12, sort: [{released:'desc'}]})})`,
      post('/_api/_search', '{"from":0,"size":12,"sort":[{"released":"desc"}]}'),
    ],
    [
      'an address put together',
      `var p=1; fetch('/api/news?page=' + p + '&size=20').then(r=>r.json())`,
      'https://list.example/api/news?page=1&size=20',
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script's own
    ['a template', 'fetch(`/api/news/${pageNo}`)', 'https://list.example/api/news/1'],
    [
      'a base in a variable',
      `const base = 'https://api.list.example'; axios.get(base + '/v1/articles', { params: { page: 1 } })`,
      'https://api.list.example/v1/articles?page=1',
    ],
    [
      'a form',
      `$.post("/news/getList.do", {columnId:"12", pageNo:pageNo}, function(d){})`,
      post('/news/getList.do', 'columnId=12&pageNo=1'),
    ],
    [
      'JSON by fetch',
      `fetch('/api/list', {method:'POST', headers:{'Content-Type':'application/json'}, body: JSON.stringify({page:1,size:10})})`,
      post('/api/list', '{"page":1,"size":10}'),
    ],
    [
      'JSON by axios',
      `axios.post('/api/list', { query: { channel: 'co2' }, pageNum: this.pageNum, pageSize: 15 })`,
      post('/api/list', '{"query":{"channel":"co2"},"pageNum":1,"pageSize":15}'),
    ],
    [
      'options of ajax',
      `$.ajax({url:"/cms/articles", type:"POST", contentType:"application/json", data: JSON.stringify({current: 1}), success: function(res){ draw(res) }})`,
      post('/cms/articles', '{"current":1}'),
    ],
    [
      'a request object',
      `var x=new XMLHttpRequest(); x.open('POST', '/list.php', true); x.send('cat=2&page=1')`,
      post('/list.php', 'cat=2&page=1'),
    ],
    [
      'a part that is added from the second page on',
      `let cursor = null; fetch('/api/stories?limit=12' + (cursor ? '&cursor=' + cursor : ''))`,
      'https://list.example/api/stories?limit=12',
    ],
    [
      'an instance of a client, what it posts handed on',
      `const B="/prod";const h=axios.create({baseURL:B});function g(e){return h({url:"/info/page",method:"post",data:e})}const q=ref({current:1,size:10,type:"news"});g(q)`,
      post('/prod/info/page', '{"current":1,"size":10,"type":"news"}'),
    ],
    [
      'pages that a call counts from 0',
      `const load=p=>fetch("/api/news?page="+p+"&size=10").then(draw);load(0)`,
      'https://list.example/api/news?page=0&size=10',
    ],
    [
      'pages that a default counts from 0',
      `function more(n, page = 0) {} async function load(pageNo = 0) { axios.get('/api/news', { params: { pageNo } }) }`,
      'https://list.example/api/news?pageNo=0',
    ],
    [
      'pages that a call counts from 1',
      `function go(p){$.getJSON("/api/list?p="+p,draw)} go(1)`,
      'https://list.example/api/list?p=1',
    ],
    [
      'a text of figures in a variable stays a text',
      `var cat="12";function go(p){$.ajax({url:"/front/list",type:"post",contentType:"application/json",data:JSON.stringify({categoryId:cat,pageNo:p})})}go(1)`,
      post('/front/list', '{"categoryId":"12","pageNo":1}'),
    ],
  ])('%s', (_, code, expected) => {
    expect(findDataCalls(code, 'https://list.example/news/')).toEqual([expected])
  })

  test.each([
    [
      'a client behind a compiler',
      `function getList(t){return Object(r["a"])({url:"/cms/page",method:"post",data:t})} var q={pageNum:1,pageSize:10}`,
      post('/cms/page', '{"pageNum":1,"pageSize":10}'),
    ],
    [
      'another compiler',
      `function getList(t){return(0,r.Z)({url:"/cms/page",method:"post",data:t})} var q={pageNum:1,pageSize:10}`,
      post('/cms/page', '{"pageNum":1,"pageSize":10}'),
    ],
    [
      'an address and options',
      `(0,i.request)("/cms/list",{method:"POST",data:{pageNo:1,pageSize:20}})`,
      post('/cms/list', '{"pageNo":1,"pageSize":20}'),
    ],
    [
      'texts that a compiler joins',
      `fetch("/cms/list?page=".concat(e,"&size=10"))`,
      'https://list.example/cms/list?page=1&size=10',
    ],
    ['a hook', `useSWR("/api/news?page="+t,fetcher)`, 'https://list.example/api/news?page=1'],
    [
      'a composable',
      `const { data } = await useFetch('/api/news', { query: { page: 1, size: 10 } })`,
      'https://list.example/api/news?page=1&size=10',
    ],
    [
      'an offset that is not known',
      `this.$http.post("/cms/list",{offset:this.offset,limit:10})`,
      post('/cms/list', '{"offset":0,"limit":10}'),
    ],
    [
      'a base that is set elsewhere',
      `$.ajax({type:"post",url:ctx+"/cms/list.do",data:{"page":pageIndex,"rows":15}})`,
      post('/cms/list.do', 'page=1&rows=15'),
    ],
    [
      'a client on a component',
      `this.$axios({method:"post",url:"/cms/list",data:{pageNum:this.page,pageSize:10}})`,
      post('/cms/list', '{"pageNum":1,"pageSize":10}'),
    ],
    [
      'a method on a component',
      `await this.$post("/cms/list", { current: 1, size: 10 })`,
      post('/cms/list', '{"current":1,"size":10}'),
    ],
    ['options of a post', `$.post({url:"/cms/list",data:{page:1}})`, post('/cms/list', 'page=1')],
    [
      'a form piece by piece',
      `const fd = new FormData(); fd.append("page", page); fd.append("catid","12"); fetch("/cms/list",{method:"POST",body:fd})`,
      post('/cms/list', 'page=1&catid=12'),
    ],
    [
      'an address piece by piece',
      `const url = new URL('/api/list', location.origin); url.searchParams.set('page', page); fetch(url)`,
      'https://list.example/api/list?page=1',
    ],
    [
      'Prototype',
      `new Ajax.Request("/cms/list",{method:"post",parameters:"page=1"})`,
      post('/cms/list', 'page=1'),
    ],
  ])('as scripts of today ask: %s', (_, code, expected) => {
    expect(findDataCalls(code, 'https://list.example/news/')).toEqual([expected])
  })

  test.each([
    ['a counter', `$.post('/count/hit', {id: 1})`],
    ['a login', `fetch('/api/login', {method:'POST', body: JSON.stringify({a:1})})`],
    ['an address that only a run would know', `fetch(makeUrl())`],
  ])('but not for %s', (_, code) => {
    expect(findDataCalls(code, 'https://list.example/')).toEqual([])
  })

  test.each([
    [`'<a href="/detail/' + item.id + '.html">'`, '/detail/{id}.html'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script's own
    ['`<a href="/show?id=${row.articleId}">`', '/show?id={articleId}'],
    [`location.href = "view.do?newsId=" + data[i].newsId`, 'view.do?newsId={newsId}'],
    [`router.push({path:"/detail",query:{id:e.infoId}})`, '/detail?id={infoId}'],
    [
      `function go(id) { window.open('/news/view_' + id + '.html'); location.href = '/news/' + id }`,
      '/news/{id}',
    ],
    [`window.open("/news/detail?id=".concat(t.id))`, '/news/detail?id={id}'],
    [`href:"/news/".concat(e.id,".html")`, '/news/{id}.html'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script's own
    ['navigate(`/news/${n.slug}`)', '/news/{slug}'],
    [`"/info/" + item.channelId + "/" + item.id + ".html"`, '/info/{channelId}/{id}.html'],
    [`"/info/"+item["id"]+".htm"`, '/info/{id}.htm'],
    [`'<a href="/news/' + data.list[i].id + '.html">'`, '/news/{id}.html'],
    [`{pathname:"/news/detail",query:{id:e.id}}`, '/news/detail?id={id}'],
    [
      `toDetail(id){this.$router.push({path:"/news/detail",query:{id:id}})}`,
      '/news/detail?id={id}',
    ],
    [`toDetail(id){this.$router.push("/news/detail/"+id)}`, '/news/detail/{id}'],
    [`goDetail(e){window.location.href="/news/detail?id="+e}`, '/news/detail?id={id}'],
    [`"icon-" + item.code`, null],
    [`router.push('/about/')`, null],
  ])('and makes addresses of articles: %s', (code, expected) => {
    expect(findArticleTemplate(code)).toBe(expected)
  })
})

describe('the markup that a framework fills makes the addresses of articles', () => {
  test.each([
    [
      'Vue',
      `<a :href="'/news/detail/' + item.articleId + '.html'">`,
      '/news/detail/{articleId}.html',
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script's own
    ['Vue, a template', '<a v-bind:href="`/news/${row.id}`">', '/news/{id}'],
    ['a router of Vue', `<router-link :to="'/show?id=' + n.docId">`, '/show?id={docId}'],
    [
      'a router with a query',
      `<router-link :to="{ path: '/detail', query: { id: n.newsId } }">`,
      '/detail?id={newsId}',
    ],
    ['AngularJS', '<a ng-href="/art/{{ a.id }}.html">', '/art/{id}.html'],
    ['Angular', `<a [routerLink]="['/news', item.slug]">`, '/news/{slug}'],
    ['Angular, an attribute', `<a [attr.href]="'/news/' + item.id">`, '/news/{id}'],
    ['an address with a filter', '<a href="view/{{item.id | safe}}.shtml">', 'view/{id}.shtml'],
    ['a page for everything', '<a href="/about.html">', null],
    ['an address that is a field', '<a :href="item.url">', null],
    ['a title', `<a :title="'/news/' + item.id">`, null],
  ])('%s', (_, tag, expected) => {
    const page = parseDocument(`<ul><li>${tag}碳市场</a></li></ul>`, 'https://list.example/')
    expect(findMarkupTemplate(page)).toBe(expected)
  })

  test.each([
    ['layui', `<script type="text/html"><a href="/news/{{ d.id }}.html">`, '/news/{id}.html'],
    ['doT', `<script type="text/x-dot"><a href='/news/{{=it.newsId}}'>`, '/news/{newsId}'],
    [
      'underscore',
      `<script type="text/template"><a href="/news/<%= n.id %>.htm">`,
      '/news/{id}.htm',
    ],
    [
      'jQuery templates',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template's own
      '<script type="text/x-jquery-tmpl"><a href="show?id=${id}">',
      'show?id={id}',
    ],
  ])('templates in scripts: %s', (_, code, expected) => {
    expect(findArticleTemplate(code)).toBe(expected)
  })

  test('also for what a script in a file asks for', () => {
    const [request] = read(
      shell(
        `<a :href="'/n/' + item.id + '.html'">{{ item.title }}</a><script src="/js/list.js"></script>`,
      ),
    ).data
    const { data } = read(`axios.post('/api/page', { pageNum: 1, pageSize: 10 })`, {
      url: 'https://list.example/js/list.js',
      request,
    })
    expect(data.map(readRequest)).toEqual([
      {
        url: 'https://list.example/api/page',
        post: '{"pageNum":1,"pageSize":10}',
        article: 'https://list.example/n/{id}.html',
      },
    ])
  })
})

describe('a page that shows no list says where it is', () => {
  test.each([
    [
      'a shell of the agency family',
      '<div data="datasource:8f0e" preview="ds_"></div>',
      ['https://list.example/news/ds_8f0e.json'],
    ],
    [
      'a shell of that family with a word and a button in it',
      '<div data="datasource:8f0e"><ul><li>正在加载</li></ul><a href="javascript:;">点击加载更多</a><template><a href="{{url}}">标题</a></template></div>',
      ['https://list.example/news/ds_8f0e.json'],
    ],
    [
      'an attribute',
      '<ul data-api="/api/list?page=1"></ul>',
      ['https://list.example/api/list?page=1'],
    ],
    [
      'a file that a script names',
      `<script>var source = "../data/list.json"; load(source)</script>`,
      ['https://list.example/data/list.json'],
    ],
    [
      'the interface of WordPress',
      '<link rel="https://api.w.org/" href="https://list.example/wp-json/">',
      ['https://list.example/wp-json/wp/v2/posts?per_page=20&page=1'],
    ],
    [
      'its feed',
      '<link rel="alternate" type="application/rss+xml" href="/feed/">',
      ['https://list.example/feed/'],
    ],
  ])('%s', (_, inner, expected) => {
    expect(read(shell(inner)).data).toEqual(expected)
  })

  test('parts of a page in files of their own are looked into: frames, and scripts that are no libraries', () => {
    const page = 'https://list.example/news/'
    const { data } = read(
      shell(
        '<iframe src="list/node_1.htm"></iframe><iframe src="https://ads.example/b.htm"></iframe><script src="/js/jquery.min.js"></script><script src="../js/news.js?v=3"></script>',
      ),
    )
    expect(data).toEqual([
      writeRequest({ url: 'https://list.example/news/list/node_1.htm', page }),
      writeRequest({ url: 'https://list.example/js/news.js?v=3', page }),
    ])
  })

  test('a script in a file asks for its page, and a frame in a frame is not gone after', () => {
    const page = 'https://list.example/news/'
    const inPart = (text: string) =>
      read(text, {
        url: 'https://list.example/js/news.js',
        request: writeRequest({ url: 'https://list.example/js/news.js', page }),
      })
    const code = `$.post('list.do', {pageNo: 1, cat: 'x'}, r => r.list.forEach(n => $('ul').append("<a href='detail.html?id=" + n.newsId + "'>")))`
    expect(inPart(code).data).toEqual([
      writeRequest({
        url: 'https://list.example/news/list.do',
        post: 'pageNo=1&cat=x',
        article: 'https://list.example/news/detail.html?id={newsId}',
      }),
    ])
    expect(inPart('<html><iframe src="/a.htm"></iframe></html>').data).toEqual([])
    const held = [1, 2, 3].map(n => ({
      title: `碳市场第${n}周成交量继续上升`,
      url: `a${n}.html`,
      time: '2026-03-01',
    }))
    expect(inPart(`var list = ${JSON.stringify(held)};`).links).toMatchObject([
      { url: 'https://list.example/news/a1.html' },
      {},
      {},
    ])
  })

  test('one that shows its list names nothing', () => {
    const rows = [1, 2, 3].map(
      n =>
        `<li><a href="/a/${n}0001.html">碳市场第${n}周成交量继续上升</a><span>2026-03-0${n}</span></li>`,
    )
    const html = shell(`<ul>${rows.join('')}</ul><script>$.getJSON("hot.json")</script>`)
    expect(read(html)).toMatchObject({ data: [], links: [{}, {}, {}] })
  })

  test('a function that is handed the id has its own name for it', () => {
    const request = writeRequest({
      url: 'https://list.example/list',
      article: 'https://list.example/detail?id={id}',
    })
    const rows = [1, 2, 3].map(articleId => ({
      articleId,
      title: `碳市场第${articleId}周成交量继续上升`,
      time: '2026-03-01',
    }))
    const { links } = read(JSON.stringify({ rows }), { url: 'https://list.example/list', request })
    expect(links.map(({ url }) => url)).toEqual(
      [1, 2, 3].map(id => `https://list.example/detail?id=${id}`),
    )
  })

  test('data whose records name only themselves is read with the address that the page makes', () => {
    const [request] = read(
      shell(
        `<script>$.post('/list', {page:1}, r => r.rows.forEach(a => $('ul').append('<a href="show-' + a.id + '.html">')))</script>`,
      ),
    ).data
    const rows = [1, 2, 3].map(id => ({
      id,
      title: `碳市场第${id}周成交量继续上升`,
      time: '2026-03-01',
    }))
    const listing = read(JSON.stringify({ rows, total: 9 }), {
      url: 'https://list.example/list',
      request,
    })
    expect(listing.links.map(({ url }) => url)).toEqual(
      [1, 2, 3].map(id => `https://list.example/news/show-${id}.html`),
    )
    expect(readRequest(listing.nextPage!)).toMatchObject({
      url: 'https://list.example/list',
      post: 'page=2',
    })
  })
})

describe('an article that only names itself lies', () => {
  const posts = ['carbon-price-falls', 'wind-farm-opens', 'heat-pumps-sell'].map((slug, at) => ({
    ...{ title: `${slug.replaceAll('-', ' ')} in the valley`, slug: { current: slug } },
    publishedAt: `2026-03-0${at + 1}T08:00:00Z`,
  }))
  const flight = (props: object, links = '') => {
    const text = `5:["$","$L9",null,${JSON.stringify(props)}]\n`
    return read(
      `<html><body>${links}<script>self.__next_f.push([1,${JSON.stringify(text)}])</script></body></html>`,
    ).links.map(({ url }) => url)
  }
  test.each([
    ['below its list, where nothing tells', { posts }, '', '/news'],
    [
      'where the data says its folder is',
      { posts, basePath: '/carbon/story' },
      '',
      '/carbon/story',
    ],
    [
      'where a link of the page leads to one of them',
      { posts },
      '<a href="/stories/wind-farm-opens/"><img src="a.jpg"></a>',
      '/stories',
    ],
    [
      'where an address in the data ends with one of them',
      { posts, hero: { href: 'https://list.example/story/heat-pumps-sell?from=hero' } },
      '',
      '/story',
    ],
    [
      'not where another host has one of the name',
      { posts, share: 'https://other.example/x/heat-pumps-sell' },
      '',
      '/news',
    ],
  ])('%s', (_, props, links, folder) => {
    expect(flight(props, links)).toEqual(
      posts.map(({ slug }) => `https://list.example${folder}/${slug.current}`),
    )
  })
})

test('records that a client keeps by their ids are a list, each kind of its own', () => {
  const kept = (key: (at: number) => string) =>
    Object.fromEntries(
      [1, 2, 3].map(at => [
        key(at),
        {
          title: `Carbon price falls a ${at}th time`,
          uri: `/a/${at}`,
          publishDate: `2026-03-0${at}T08:00:00Z`,
        },
      ]),
    )
  const menu = {
    'Menu:1': { title: 'Top menu', uri: '/' },
    'Menu:2': { title: 'Foot menu', uri: '/f' },
  }
  for (const store of [{ ...menu, ...kept(at => `Article:${at}`) }, { byId: kept(String) }]) {
    const data = {
      props: {
        pageProps: {
          apolloState: { ROOT_QUERY: {}, ...store },
          pagination: { page: 1, pageCount: 3, nextPath: '/news/page/2' },
        },
      },
    }
    const listing = read(
      shell(`<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script>`),
    )
    expect(listing.links.map(({ url }) => url)).toEqual(
      [1, 2, 3].map(at => `https://list.example/a/${at}`),
    )
    expect(listing.nextPage).toBe('https://list.example/news/page/2')
  }
})

describe('a field of a record that is an object', () => {
  test.each([
    ['a slug of Sanity', { slug: { _type: 'slug', current: 'one' } }, '/news/one'],
    ['a path of Drupal', { path: { alias: '/energy/one', langcode: 'en' } }, '/energy/one'],
    ['a link in parts', { link: { path: '/a/one', external: false } }, '/a/one'],
    ['a link', { link: { url: '/a/one', target: '' } }, '/a/one'],
    [
      'a title of Prismic',
      { title: [{ type: 'heading1', text: 'Carbon price falls' }], uid: 'x', url: '/a/x' },
      '/a/x',
    ],
    [
      'a title in languages',
      { title: { en: 'Carbon price falls', 'zh-CN': '碳价下跌' }, url: '/a/x' },
      '/a/x',
    ],
    [
      'names behind that of a table',
      {
        title: undefined,
        infoTitle: 'Carbon price falls',
        categoryTitle: 'Market news',
        _id: undefined,
        infoId: 'one',
      },
      '/news/one',
    ],
    [
      'a headline of Arc',
      { title: undefined, headlines: { basic: 'Carbon price falls' }, canonical_url: '/a/x/' },
      '/a/x/',
    ],
    [
      'a hit of a search',
      {
        title: undefined,
        publishedAt: undefined,
        _source: { heading: 'Carbon price falls', released: '2026-03-01T08:00:00Z' },
      },
      '/news/f00d',
    ],
    [
      'a day of first publication',
      { publishedAt: undefined, firstPublished: '2026-03-01T08:00:00Z', url: '/a/x' },
      '/a/x',
    ],
    ['a date of MongoDB', { url: '/a/x', publishedAt: { $date: '2026-03-01T08:00:00Z' } }, '/a/x'],
  ])('is read: %s', (_, record, expected) => {
    const posts = [
      { title: 'Carbon price falls', publishedAt: '2026-03-01T08:00:00Z', _id: 'f00d', ...record },
    ]
    const data = JSON.stringify({ props: { pageProps: { posts } } })
    const { links } = read(
      shell(`<script id="__NEXT_DATA__" type="application/json">${data}</script>`),
    )
    expect(links).toMatchObject([
      {
        url: `https://list.example${expected}`,
        title: 'Carbon price falls',
        published: { at: new Date('2026-03-01T08:00:00Z') },
      },
    ])
  })
})

test.each([
  'RegDate',
  'regDt',
  'writeDate',
  'insDate',
  'NewsRegistDate',
  'pubDt',
  'released',
  'issued',
  'posted',
])('a record in a script is dated by its %s', name => {
  const rows = [5, 4, 3, 2].map(day => ({
    title: `제당 공장 소식 ${day}호가 나왔다`,
    url: `/view/${day}`,
    [name]: `/Date(${Date.UTC(2026, 2, day, 6)})/`,
  }))
  const { links } = read(shell(`<script>var newsItems = ${JSON.stringify(rows)};</script>`))
  expect(links.map(({ published }) => published?.precision)).toEqual(Array(4).fill('minute'))
})

describe('an operator names the paths', () => {
  const data = {
    payload: {
      docs: [
        { meta: { t: '<b>碳价周评</b>', when: '2026/03/11' }, key: 'ab 1' },
        { meta: { t: '风机' }, key: 'c' },
      ],
    },
  }

  test('of the list and its fields', () => {
    const dataRules = {
      list: 'payload.docs[]',
      title: 'meta.t',
      date: 'meta.when',
      url: '/show/{key}.html',
      summary: 'none',
    }
    const listing = read(JSON.stringify(data), { url: 'https://list.example/api', dataRules })
    expect(listing.links).toMatchObject([
      {
        url: 'https://list.example/show/ab%201.html',
        title: '碳价周评',
        published: { day: '2026-03-11' },
      },
      { url: 'https://list.example/show/c.html', title: '风机', published: null },
    ])
    expect(listing.ruleMisses).toEqual(['summary'])
  })

  test.each([
    ['payload.docs[].key', ['ab 1', 'c']],
    ['payload.docs.key', ['ab 1', 'c']],
    ['payload.docs[1].meta.t', ['风机']],
    ['payload.none', []],
  ])('%s', (path, expected) => {
    expect(valuesAt(data, path)).toEqual(expected)
  })
})

test('elements that a framework pushes as rows are read as the page that they make', () => {
  const rows = [1, 2, 3].map(
    n =>
      `["$","li","${n}",{"children":[["$","$L3",null,{"href":"/news/wind-record-number-${n}","children":"Wind power sets its record number ${n}"}],["$","time",null,{"dateTime":"2026-03-0${n}","children":"March ${n}"}]]}]`,
  )
  const text = `1:"$Sreact.fragment"\n4:T6,风机\n5:["$","ul",null,{"children":["$6"]}]\n6:[${rows.join(',')}]\n`
  const html = shell(`<script>self.__next_f.push([1,${JSON.stringify(text)}])</script>`)
  expect(read(html).links).toMatchObject(
    [1, 2, 3].map(n => ({
      url: `https://list.example/news/wind-record-number-${n}`,
      published: { day: `2026-03-0${n}` },
    })),
  )
})

test('the pager that a framework draws beside its rows leads on', () => {
  const row = (n: number) => [
    ...['$', 'li', null],
    {
      children: [
        '$',
        '$L2',
        null,
        {
          href: `/news/story-${n}`,
          children: [
            ['$', 'h3', null, { children: `Carbon price falls for week ${n}` }],
            ['$', 'time', null, { dateTime: `2026-03-0${n}`, children: `${n} March` }],
          ],
        },
      ],
    },
  ]
  const next = ['$', '$L2', null, { href: '/news/?page=2', children: 'Next' }]
  const tree = [
    '$',
    'main',
    null,
    { children: [['$', 'ul', null, { children: [1, 2, 3].map(row) }], next] },
  ]
  const code = `self.__next_f.push([1,${JSON.stringify(`7:${JSON.stringify(tree)}\n`)}])`
  expect(read(shell(`<script>${code}</script>`))).toMatchObject({
    links: [{}, {}, {}],
    nextPage: 'https://list.example/news/?page=2',
  })
})

test('a mark to read on from that stands in a page is for its script, not for its address', () => {
  const posts = [1, 2].map(n => ({
    title: `Carbon price falls for week ${n}`,
    uri: `/a/${n}`,
    date: '2026-03-01',
  }))
  const data = (pageInfo: object) =>
    `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ posts, pageInfo })}</script>`
  expect(read(shell(data({ hasNextPage: true, endCursor: 'abc' }))).nextPage).toBe(
    'https://list.example/news/?page=2',
  )
})

test('every list that was looked at says why it was taken or left', () => {
  const rows = [1, 2, 3].map(
    n =>
      `<li><a href="/a/${n}0001.html">碳市场第${n}周成交量继续上升</a><span>2026-03-0${n}</span></li>`,
  )
  const html = `<nav><a href="/a/">新闻中心</a><a href="/b/">政务公开</a></nav><h3>网友评论</h3><ul><li><a href="/u/1">这一篇写得很好很有意思啊</a> 2026-03-01</li><li><a href="/u/2">请问数据从什么地方来的呢</a> 2026-03-01</li></ul><h2>要闻</h2><ul>${rows.join('')}</ul>`
  const { explanations } = read(`<body>${html}</body>`, { explainLists: true })
  expect(explanations?.map(({ rows, taken, why }) => [rows, taken, why])).toEqual([
    [2, false, 'it stands in what frames the content'],
    [2, false, 'its heading is that of comments'],
    [3, true, '3 of its rows print a date'],
  ])
  expect(read(`<body>${html}</body>`).explanations).toBeUndefined()
})

describe('a pager of buttons without addresses', () => {
  const rows = [1, 2, 3, 4, 5].map(
    n =>
      `<li><a href="/xw/${n}">Storage tender number ${n} goes to the valley firm</a><i>2026-11-0${n}</i></li>`,
  )
  const buttons =
    '<div class="el-pagination"><button disabled></button><ul><li class="active">1</li><li>2</li><li>3</li></ul><button></button></div>'
  const page = (data: string, pager = buttons) =>
    `<html lang="en"><body><ul>${rows.join('')}</ul>${pager}${data}</body></html>`
  const nextOf = (html: string, url = 'https://n.example/xw') =>
    parseListing(html, {
      url,
      now: new Date('2026-11-28T00:00:00Z'),
      zone: 'UTC',
      language: null,
      outlets: buildOutletTable([]),
    }).nextPage

  const state = (number: number) =>
    `<script>window.__NUXT__={data:[{total:15,page:${number},pageSize:5}]}</script>`
  test.each<[string, string, string, string | null]>([
    [
      'leads on as its data tells',
      page(state(1)),
      'https://n.example/xw',
      'https://n.example/xw?page=2',
    ],
    [
      'counts on from the page that is open',
      page(state(2)),
      'https://n.example/xw?page=2',
      'https://n.example/xw?page=3',
    ],
    ['ends with the last page', page(state(3)), 'https://n.example/xw?page=3', null],
    [
      'is known beside the data of another framework',
      page(
        '<script id="__NEXT_DATA__" type="application/json">{"props":{"pagination":{"page":1,"pageCount":3,"total":15}}}</script>',
      ),
      'https://n.example/xw',
      'https://n.example/xw?page=2',
    ],
    [
      'is called page in the address, whatever the state calls it',
      page('<script>window.__NUXT__={data:[{totalPage:3,pageNo:1,pageSize:5}]}</script>'),
      'https://n.example/xw',
      'https://n.example/xw?page=2',
    ],
    [
      'is known beside data that point at each other',
      page(
        '<script id="__NUXT_DATA__" type="application/json">[{"list":1},{"total":2,"page":3,"pageSize":4},15,1,5]</script>',
      ),
      'https://n.example/xw',
      'https://n.example/xw?page=2',
    ],
    ['leads nowhere without data', page(''), 'https://n.example/xw', null],
    ['is none where there are no buttons', page(state(1), ''), 'https://n.example/xw', null],
  ])('%s', (_, html, url, expected) => {
    expect(nextOf(html, url)).toBe(expected)
  })
})

test('the payload of a framework in which values point at each other is read as data', () => {
  const rows = [1, 2, 3].map(n => ({
    title: `Storage tender number ${n} goes to the valley firm`,
    link: `/n/${n}`,
    day: `2026-11-0${n}`,
  }))
  const values: unknown[] = [
    ['ShallowReactive', 1],
    { news: 2 },
    ['Reactive', 3],
    { items: 4, self: 1, made: 5 },
    [6, 10, 14],
    ['Date', '2026-11-20T00:00:00Z'],
  ]
  for (const { title, link, day } of rows) {
    const place = values.length
    values.push({ title: place + 1, link: place + 2, date: place + 3 }, title, link, day)
  }
  const html = `<html lang="en"><body><div id="__nuxt"></div><script type="application/json" id="__NUXT_DATA__">${JSON.stringify(values)}</script></body></html>`
  const { links } = parseListing(html, {
    url: 'https://n.example/news',
    now: new Date('2026-11-28T00:00:00Z'),
    zone: 'UTC',
    language: null,
    outlets: buildOutletTable([]),
  })
  expect(links.map(link => link.url)).toEqual(rows.map(({ link }) => `https://n.example${link}`))
})
