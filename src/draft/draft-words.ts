import { fillSentence } from '../text/translate-sentence.ts'

/**
 * Every sentence that a draft or a check tells of a source: in English with `{}` where a value stands, and in Chinese with the values in
 * their order or as `{2}`. A value may be a sentence of this table.
 */
export const draftWordsInChinese = {
  sure: '确定',
  likely: '大概',
  guess: '猜测',
  'Drafted {} from {}. What is marked "guess" wants a look.':
    '{} 由 {} 起草。标为“猜测”的请看一看。',
  'its lists and articles were read that day': '那天读过它的列表和文章',
  'articles look like {}': '文章地址形如 {}',
  '{} rows': '{} 行',

  'as given': '所给的地址',
  '{} articles on {}': '{} 篇文章，{}',
  '{} page': '{} 页',
  '{} pages': '{} 页',
  '{}, and more': '{}，后面还有',
  '{} articles that no column lists': '有 {} 篇文章是各栏目都没有列出的',
  '{} articles that nothing else lists': '有 {} 篇文章是别处都没有列出的',
  'nothing else lists its articles': '别处都没有列出它的文章',
  'its feed': '它的订阅源',
  'a feed that it does not declare': '它没有声明的订阅源',

  'neither its lists nor its articles tell how old they are': '列表和文章都没有说明有多旧',
  'what its lists hold': '列表里现有的',
  'about {} articles, at the pace it publishes': '按它的发布速度约 {} 篇文章',
  'the marks of {}': '有 {} 的特征',
  'it stands on this machine or its network': '它在本机或本地网络上',
  'written so in {} of {} articles': '{2} 篇文章中有 {1} 篇如此',
  'the script of its lists': '列表所用的文字',
  'as its pages declare': '页面自己的声明',
  'no article could be read': '没有读到文章',
  '{} of {} are on the subject': '{2} 篇中 {1} 篇切题',
  'nothing could be judged': '没有可判断的内容',
  '{} of {} rows lead there': '{2} 行中有 {1} 行指向那里',
  '{} of {} rows': '{2} 行中的 {1} 行',
  'no list of articles was found: give the address of a column, a feed or a sitemap':
    '没有找到文章列表：请给出栏目、订阅源或站点地图的地址',
  'its lists print no dates: they are read from the articles': '列表不印日期：日期从文章里读',
  'not read: {} ({})': '没有读到：{}（{}）',
  'no article any more: {} ({})': '不再是文章：{}（{}）',
  'robots.txt asks for {} s between requests, which is kept':
    'robots.txt 要求两次请求之间隔 {} 秒，会照办',

  'as it names itself': '它自称',
  'what the titles of its pages share': '各页标题中共有的部分',
  'the title of its page': '页面标题',
  'its host': '它的主机名',
  'the country of its host': '主机名所属的国家',
  'where {} is written': '使用 {} 的地方',
  'it writes {} beside its times': '时间旁写着 {}',
  'it declares {}': '它声明 {}',
  'nothing tells; times without an offset are read as UTC': '无从得知；没有时差的时间按 UTC 读',
  'it writes of Macau most': '它多写澳门',
  'it writes of Hong Kong most': '它多写香港',
  'it names its clock beside its times': '时间旁写明了用哪里的时间',
  'its address or telephone': '它的地址或电话',

  'the {} {} is named twice in this file': '{} {} 在这个文件里写了两次',
  'the {} {} is named in {} too': '{} {} 在 {} 里也写了',
  'include {} meets none of {} rows': 'include {} 与 {} 行中的任何一行都不符',
  'include keeps {} of {} rows only': 'include 在 {2} 行中只留下 {1} 行',
  'exclude {} meets {} of {} rows': 'exclude {} 与 {3} 行中的 {2} 行相符',
  '{} gives no rows': '{} 一行也没有给出',
  '{} gives no rows ({})': '{} 一行也没有给出（{}）',
  '{}: the rule "{}" matches nothing there': '{}：规则“{}”在那里什么也没有匹配到',
  '{} of {} rows lead to hosts that are not named: {}': '{2} 行中有 {1} 行指向没有写明的主机：{3}',
  '{}: no date was found': '{}：没有找到日期',
  '{}: next to no text was found': '{}：几乎没有找到正文',
  'its page shows nothing without its scripts, and where they have their list from was not found: give the address of a feed, a sitemap or the interface, or write a file with "rendered: true"':
    '不运行脚本时页面上什么也没有，也没有找到脚本从哪里取列表：请给出订阅源、站点地图或接口的地址，或在文件里写 "rendered: true"',
} as const satisfies Record<string, string>

/** A sentence of the table. */
export type DraftWords = keyof typeof draftWordsInChinese

/** What is told of a source, in English. There is none without its Chinese. */
export const tellDraft = (words: DraftWords, ...values: (string | number)[]): string =>
  fillSentence(words, values.map(String))
