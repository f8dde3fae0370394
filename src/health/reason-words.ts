import { buildTranslator, fillSentence } from '../text/translate-sentence.ts'

/**
 * Every sentence that tells how a source is, why, and when it is asked next: in English with `{}` where a value stands, and in Chinese with
 * the values in their order or as `{2}`. A value may be a sentence of this table.
 */
export const reasonsInChinese = {
  'it is switched off': '已停用',
  'it has not been asked yet': '还没有抓取过',
  'as usual: {}': '一切如常：{}',

  'its rhythm is not known yet ({} pieces in {} days)': '还看不出发布规律（{2} 天里 {1} 篇）',
  'usually about {} a working day': '平时每个工作日约 {} 篇',
  'usually one every {} working days': '平时每 {} 个工作日一篇',
  'nothing new for {} hours, {}': '{} 小时没有新内容，{}',
  'nothing new for {} days, {}': '{} 天没有新内容，{}',
  '{}: has it stopped, or moved?': '{}：是停更了，还是搬走了？',

  'a wall stands before its articles ({}): one page at a time is tried until it is gone':
    '文章页前有拦截（{}）：在它消失之前一次只试一页',
  'its articles could be read': '文章可以读到',

  '{} of the last {} articles have not {}, before {} had: {}':
    '最近 {2} 篇文章有 {1} 篇没有{3}，以前 {4} 有：{5}',
  '{} of the articles had {}': '{} 的文章有{}',
  '{} of the articles have': '{} 的文章有',
  'a date': '日期',
  'a time of day': '时刻',
  'an outlet': '媒体名',
  'a writer': '作者',
  'a text': '正文',
  'a picture': '图片',
  'a rule "{}" may help': '可以试试规则“{}”',
  'the texts have become short: about {} characters, before about {}':
    '正文变短了：现在约 {} 字，以前约 {} 字',
  'about {} characters a text': '每篇约 {} 字',
  '{} of the last {} pages of its articles were refused ({}), before {}: look with "carbonwire read"':
    '最近 {2} 个文章页有 {1} 个被拒绝（{3}），以前 {4}：可用 "carbonwire read" 查看',
  '{} of the last {} pages of its articles gave no article ({}), before {}: look with "carbonwire read"':
    '最近 {2} 个文章页有 {1} 个没读出文章（{3}），以前 {4}：可用 "carbonwire read" 查看',
  '{} of the pages gave an article': '{} 的页面读出了文章',
  '{} of the pages give one': '{} 的页面能读出文章',
  'none of its last {} articles is on the subject, before {} were: is it still the same site?':
    '最近 {} 篇文章没有一篇切题，以前 {} 切题：还是原来的网站吗？',
  '{} of {} on the subject': '{2} 篇中 {1} 篇切题',

  'this machine reaches no host: {} hosts failed one after the other and none answered since; look at its network, its name service and its clock':
    '本机连不到任何网站：接连 {} 个主机失败，此后没有一个回应；请检查网络、域名解析和时钟',
  '{} sources out of reach': '{} 个来源连不上',

  'its robots.txt asks us to stay away: ask the publisher, or switch the source off':
    'robots.txt 不许我们抓取：请征得网站同意，或停用这个来源',
  'a page that asks whether we are human stands before it': '前面有一个人机验证页',
  'it asks for a login': '要求登录',
  'it leads to {} instead': '转到了 {}',
  'another page': '别的页面',
  'the server refuses us ({})': '服务器拒绝了我们（{}）',
  'it cannot be asked ({})': '无法请求（{}）',
  'the list is not there any more ({}): has the site moved?':
    '列表已经不在了（{}）：网站搬走了吗？',
  'its certificate is no good': '证书无效',
  'its name is not known any more': '域名已经解析不到',
  'the server says that we ask too often': '服务器说我们请求太频繁',
  'the server is out of order': '服务器故障',
  'the server does not answer in time': '服务器没有及时回应',
  'there is no connection to the server': '连不上服务器',
  'there is no address for its name': '域名没有地址',
  'there is no secure connection': '建立不了安全连接',
  'its robots.txt cannot be had, so nothing is asked for': '取不到 robots.txt，所以不请求任何页面',
  'its answers are cut short': '回应被截断',
  'it cannot be read ({})': '读不了（{}）',

  '{} of its {} links sell something else than news: the site was taken over':
    '{2} 个链接中有 {1} 个在推销别的东西：网站被劫持了',
  'no links of news are found there': '那里找不到新闻链接',
  'the list is empty: it had {} links and more': '列表空了：以前至少有 {} 个链接',
  '{} of its {} links lead to hosts that are not the source\'s: has the site moved? Name the new hosts under "hosts"':
    '{2} 个链接中有 {1} 个指向不属于这个来源的主机：网站搬走了吗？新主机要写在 "hosts" 里',
  'the list has {} links, it had at least {}': '列表有 {} 个链接，以前至少有 {} 个',
  '{} of its {} links have a date, before nearly all had one':
    '{2} 个链接中有 {1} 个带日期，以前几乎都有',
  'it leads to {} now: the site has moved, or was sold': '现在转到 {}：网站搬走了，或被卖掉了',
  'it leads to the home page instead ({})': '转到了首页（{}）',
  '{} links, {} with a date': '{} 个链接，{} 个带日期',
  'the same links, {} with a date': '链接没有变，{} 个带日期',
  '{}, status {}': '{}，状态码 {}',

  'the host asks for a pause of {}': '主机要求等 {}',
  'its last round failed: asked again in {}, at most every {}':
    '上一轮失败：{} 后再试，最长每 {} 一次',
  'its last {} rounds failed: asked again in {}, at most every {}':
    '最近 {} 轮都失败：{} 后再试，最长每 {} 一次',
  'its file names this interval and no rhythm': '它的文件写了这个间隔，不随规律变化',
  'its rhythm is not known yet ({} days, {} pieces): the interval of its file':
    '还看不出发布规律（{} 天，{} 篇）：用文件里的间隔',
  '{}; at {} h on {} about {} an hour: every {} (its file says {}, bounds {} to {} minutes)':
    '{1}；{3} {2} 时每小时约 {4} 篇：每 {5} 一次（文件写的是 {6}，范围 {7} 到 {8} 分钟）',
  'a working day': '工作日',
  'a day off': '休息日',
  'a holiday': '长假',
  'a day beside a holiday': '长假前后',
  'a weekday that may be a day off': '可能放假的平日',
  '{} minutes': '{} 分钟',
  '{} hours': '{} 小时',
  '{} days': '{} 天',
} as const satisfies Record<string, string>

/** A sentence of the table. */
export type ReasonWords = keyof typeof reasonsInChinese

/** A reason as it is kept and logged: in English. There is none without its Chinese. */
export const tell = (words: ReasonWords, ...values: (string | number)[]): string =>
  fillSentence(words, values.map(String))

const toChinese = buildTranslator(reasonsInChinese)

/** A reason in the language of whoever reads it. */
export const reasonIn = (language: 'zh' | 'en', reason: string): string =>
  language === 'zh' ? toChinese(reason) : reason
