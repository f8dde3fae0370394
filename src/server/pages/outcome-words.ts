import type { Outcome, OutcomeKind, Reason } from '../../model/outcome.ts'
import type { Ui } from './words.ts'

type Word = Record<Ui, string>

/** How a job or a link ended, in words for people; the same words as in logs and counters stand beside them. */
const kinds: Record<OutcomeKind, Word> = {
  saved: { zh: '已保存', en: 'saved' },
  unchanged: { zh: '没有变化', en: 'unchanged' },
  copied: { zh: '转载，已归并', en: 'a copy, put with its story' },
  published: { zh: '已发布', en: 'published' },
  delivered: { zh: '已送达', en: 'delivered' },
  offTopic: { zh: '与主题无关', en: 'off topic' },
  skipped: { zh: '略过', en: 'skipped' },
  gone: { zh: '已撤下', en: 'gone' },
  blocked: { zh: '被拒', en: 'blocked' },
  notArticle: { zh: '不是文章', en: 'no article' },
  forbidden: { zh: '不许访问', en: 'forbidden' },
  retry: { zh: '稍后再试', en: 'tried again later' },
  failed: { zh: '失败', en: 'failed' },
}

const reasons: Record<Reason, Word> = {
  running: { zh: '正在进行', en: 'running already' },
  'article-gone': { zh: '文章已不在', en: 'its article is gone' },
  'source-gone': { zh: '新闻源已移除', en: 'its source is gone' },
  'not-due': { zh: '未到时间', en: 'not due yet' },
  aborted: { zh: '已中止', en: 'stopped' },
  'other-host': { zh: '在其他网站', en: 'on another site' },
  'too-deep': { zh: '层次过深', en: 'too deep' },
  excluded: { zh: '按配置排除', en: 'excluded by its source' },
  'too-old': { zh: '时间太早', en: 'too old' },
  'already-known': { zh: '已经知道', en: 'known already' },
  'needs-browser': { zh: '需要浏览器', en: 'needs a browser' },
  'http-404': { zh: '找不到网页（404）', en: 'not found (404)' },
  'http-410': { zh: '网页已删除（410）', en: 'removed (410)' },
  'http-401': { zh: '需要登录（401）', en: 'wants a login (401)' },
  'http-403': { zh: '禁止访问（403）', en: 'forbidden (403)' },
  'http-405': { zh: '不接受这种请求（405）', en: 'method refused (405)' },
  'http-429': { zh: '请求太多（429）', en: 'too many requests (429)' },
  'http-451': { zh: '因法律原因不可访问（451）', en: 'withheld by law (451)' },
  challenge: { zh: '验证页面', en: 'a challenge page' },
  login: { zh: '登录页面', en: 'a login page' },
  redirect: { zh: '转到其他页面', en: 'sent elsewhere' },
  'error-page': { zh: '出错页面', en: 'an error page' },
  empty: { zh: '空白网页', en: 'an empty page' },
  listing: { zh: '列表页', en: 'a list' },
  'not-html': { zh: '不是网页', en: 'not a page' },
  'no-title': { zh: '没有标题', en: 'no title' },
  'no-text': { zh: '没有正文', en: 'no text' },
  robots: { zh: 'robots.txt 不允许', en: 'robots.txt says no' },
  'private-address': { zh: '内网地址', en: 'a private address' },
  'bad-address': { zh: '地址有误', en: 'no valid address' },
  scheme: { zh: '不是网页地址', en: 'not http' },
  port: { zh: '端口不允许', en: 'a port that is not asked' },
  credentials: { zh: '地址中含密码', en: 'a password in the address' },
  'too-many-redirects': { zh: '跳转太多', en: 'too many redirects' },
  'redirect-loop': { zh: '循环跳转', en: 'redirects in a circle' },
  'redirect-without-location': { zh: '跳转没有目标', en: 'a redirect to nowhere' },
  'http-5xx': { zh: '网站出错（5xx）', en: 'the site failed (5xx)' },
  'http-408': { zh: '网站等待超时（408）', en: 'the site gave up waiting (408)' },
  timeout: { zh: '超时', en: 'timed out' },
  network: { zh: '网络故障', en: 'network failure' },
  dns: { zh: '域名解析失败', en: 'name not resolved' },
  tls: { zh: '安全连接失败', en: 'no secure connection' },
  truncated: { zh: '内容不完整', en: 'cut short' },
  'bad-framing': { zh: '响应格式有误', en: 'a broken answer' },
  'crawl-delay': { zh: '按网站要求等待', en: 'waiting as the site wishes' },
  'reader-fault': { zh: '解析程序出错', en: 'our reader failed' },
  'own-fault': { zh: '本系统出错', en: 'a fault of ours' },
  'host-busy': { zh: '网站正忙', en: 'its host is busy' },
  'robots-unreachable': { zh: '取不到 robots.txt', en: 'robots.txt unreachable' },
  'http-4xx': { zh: '请求被拒（4xx）', en: 'refused (4xx)' },
  'http-other': { zh: '意外的状态码', en: 'an odd status' },
  'too-large': { zh: '内容太大', en: 'too large' },
  'bad-encoding': { zh: '编码有误', en: 'broken encoding' },
  'wrong-type': { zh: '类型不符', en: 'the wrong type' },
  'too-complex': { zh: '网页太复杂', en: 'too complex' },
  'parse-timeout': { zh: '解析超时', en: 'took too long to read' },
  'parse-memory': { zh: '解析占用内存过多', en: 'took too much memory to read' },
  'invalid-feed': { zh: '订阅源无效', en: 'no valid feed' },
  'invalid-sitemap': { zh: '站点地图无效', en: 'no valid sitemap' },
  'no-links': { zh: '没有链接', en: 'no links' },
  removed: { zh: '应要求删除', en: 'taken out on request' },
  'no-room': { zh: '磁盘空间不足', en: 'no room on the disk' },
  'too-many-tries': { zh: '多次尝试无果', en: 'tried too often' },
}

/** An outcome in words. A word of an older version is shown as it was kept. */
export function outcomeWords({ kind, reason }: Outcome, ui: Ui): string {
  const said = kinds[kind]?.[ui] ?? kind
  return reason ? `${said}${ui === 'zh' ? '：' : ': '}${reasons[reason]?.[ui] ?? reason}` : said
}

/** The same for the key of a count, `kind` or `kind:reason`. */
export function countWords(key: string, ui: Ui): string {
  const [kind, reason] = key.split(':') as [OutcomeKind, Reason | undefined]
  return outcomeWords(reason ? { kind, reason } : { kind }, ui)
}
