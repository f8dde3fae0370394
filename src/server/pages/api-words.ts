/** What the API's document says, in Chinese, by its English words; marks of code stay. Kept whole by `api.test.ts`. */
const chinese: Record<string, string> = {
  'Stories of carbon neutrality with their copies, the articles they were read from, and every change since. Dates are told as publishers give them: an instant, a calendar day, or null. Whoever follows `/changes` misses nothing.':
    '碳中和消息及其各家转载、所读到的文章，以及之后的每一次变更。日期按发布者所印给出：具体时刻、某一天，或 null。跟随 `/changes` 就不会漏掉任何一条。',
  Stories: '消息',
  'Pieces of news, each with its copies.': '一条条消息，各附转载。',
  Articles: '文章',
  'What was read from pages, and what it said before.': '从网页读到的内容，以及改动之前的文字。',
  Changes: '变更',
  'Everything that happened to stories, for whoever keeps a copy.':
    '消息的全部变更，供自存副本者使用。',
  Search: '搜索',
  'Stories by words, and the days of the archive.': '按词语查找消息，以及存档的各天。',
  Catalogue: '目录',
  'Sources, topics and outlets, with their counts and state.': '新闻源、话题与媒体，附数量和状态。',
  Digests: '简报',
  'What mattered in a day or a week, in one issue.': '一天或一周的要闻，合为一期。',
  'The digests, and when each comes': '有哪些简报，各在何时',
  'The issues of a digest with their stories, the newest first':
    '一份简报的各期及其消息，最新的在前',
  'The weekday of a weekly one.': '周报在星期几。',
  'The hour in `zone`.': '`zone` 时区的时刻。',
  'All stories of the time, those not told too.': '这段时间的全部消息数，含未列出的。',
  'As the publisher gives it: `03-02`, or `03-02 09:00` in the zone of the digest.':
    '按发布者所印：`03-02`，或简报时区的 `03-02 09:00`。',
  'How many carry it.': '多少家报道。',
  Series: '行情',
  'The figures that bulletins on carbon markets print.': '碳市场公报中印出的数字。',
  Export: '导出',
  'Everything there is, a line each.': '全部内容，每行一条。',
  Webhooks: '回调通知',
  'Being told of changes, with an API key.': '有变更时接到通知，需要 API 密钥。',
  Operating: '运维',
  'How sources are and what broke, for operators.': '各新闻源的状态与故障，供运维者使用。',
  'The state of every source, and why': '每个新闻源的状态及其原因',
  'What broke, the open ones first': '发生的故障，未结束的在前',
  'Take an incident up': '认领一起故障',
  'Null: the whole machine.': 'null：整台机器。',
  'The page as fetched.': '抓取到的原始页面。',
  'The last good one.': '最近一次正常的页面。',
  Keys: '密钥',
  'API keys, for whoever may manage them.': 'API 密钥，供有管理权限者使用。',
  'Stories, the last published first': '消息列表，最新发布的在前',
  'Words to search for; "…" is a phrase, -word excludes.': '要查找的词；"…" 为整句，-词 表示排除。',
  'Topic ids': '话题 id',
  'Source ids': '新闻源 id',
  'Names of outlets': '媒体名称',
  'BCP 47 tags; zh stands for both scripts': 'BCP 47 语言标签；zh 包括简体和繁体',
  'A day (00:00 UTC) or an instant of RFC 3339, by first publication here.':
    '某一天（UTC 零点）或 RFC 3339 时刻，按本站首次发布的时间。',
  'adjacent: both tiers.': 'adjacent：两档相关程度都要。',
  'full: with `html` and `text`.': 'full：附 `html` 与 `text`。',
  '`next` of the page before this one.': '上一页给出的 `next`。',
  'A story with its articles, and other stories about the same event':
    '一条消息及其文章，以及同一事件的其他消息',
  'The id of a story that became part of another finds that one.':
    '消息并入另一条后，用原 id 查到的是后者。',
  'The id, with or without `urn:uuid:`.': 'id，带不带 `urn:uuid:` 均可。',
  'Articles, the last fetched first': '文章列表，最近抓取的在前',
  'An article with the links that its page prints': '一篇文章，附其网页所列链接',
  'Why it is (not) in the feed. Needs a key with the scope `explain`.':
    '为什么（没有）进入订阅源。需要权限含 `explain` 的密钥。',
  'What an article said before, the oldest first': '文章改动之前的各版，最早的在前',
  'Changes after a sequence number': '某一序号之后的变更',
  'Begin with after=0 and go on with `next`, giving back `epoch`: after a restore the log is another one, and a place in the old one is answered 410. Numbers are given inside the transaction that makes a change, so a later answer never holds an earlier number.':
    '从 after=0 开始，以后用 `next` 继续，并带上 `epoch`：恢复备份后变更记录已换，旧位置回答 410。序号在产生变更的事务中给出，后面的回答不会再出现更小的序号。',
  'Changes after this number.': '此序号之后的变更。',
  '`epoch` of an earlier answer: 410 when the log is another one now.':
    '之前回答中的 `epoch`：变更记录已换时回答 410。',
  'Stories by words, the best first': '按词语查找消息，最相符的在前',
  'Chinese in both scripts and English. What was found is marked; where nothing was, `nothing` says what was looked up and which wider questions find something.':
    '简体、繁体中文与英文。命中之处有标记；一无所获时，`nothing` 说明查了什么、怎样放宽能查到。',
  'What is left out (topic, source, outlet, language, time, filters, excluded, phrase), or how it is asked: apart, adjacent, word.':
    '去掉哪项限制（topic、source、outlet、language、time、filters、excluded、phrase），或改用哪种问法：apart、adjacent、word。',
  'The one that is asked for alone.': '单独查找的那个词。',
  'The parameters of that question.': '该问法的参数。',
  'Wider questions that find something, the nearest first.': '能查到内容的更宽问法，最接近的在前。',
  'What was looked up, as texts are compared (simplified characters, small letters: both scripts are found), and what would find something.':
    '按比对时的写法给出查找的内容（简体、小写，两种字形都能查到），以及怎样能查到。',
  'Null where something was found.': '有命中时为 null。',
  'Stories a day, in all and by topic': '每日消息数：总数与各话题',
  'By the day of publication: the publisher’s where it gave a day alone, else the one of its instant in `zone`.':
    '按发布之日：发布者只给出日期的用该日期，否则为该时刻在 `zone` 中的日期。',
  '30 days back unless told.': '不指定则为 30 天前。',
  'Today unless told; at most 366 days after `from`.': '不指定则为今天；距 `from` 最多 366 天。',
  'The zone whose days are counted.': '按哪个时区计日。',
  'What the crawler did to each host, by day (UTC)': '抓取程序每天（UTC）对各站点做了什么',
  'Requests, gaps that were promised and measured, answers 304, addresses that robots.txt kept back, and times that a host was left alone because it asked for it. The latest days first, kept for a month.':
    '请求次数、约定与实测的间隔、304 的次数、因 robots.txt 未抓取的地址，以及应站点要求暂停的次数。最近的日期在前，保留一个月。',
  'One host, with its port unless that is 443.': '一个站点；端口不是 443 时须写明端口。',
  'The configured publishers and their state': '已配置的新闻源及其状态',
  'One publisher and its state': '一个新闻源及其状态',
  'The topics, with how many stories each has': '话题及各自的消息数',
  'The publications that stories originate from, the most productive first':
    '消息的来源媒体，条数多的在前',
  'What series there are: market, instrument and measure': '有哪些行情：市场、品种、指标',
  'Figures of trading days with where they were read, the newest day first':
    '各交易日的数字及出处，最近的在前',
  'One point for each market, instrument, day and measure. A correction wins, then the report that starts its story. `conflicts` counts the articles that print another figure.':
    '每个市场、品种、日期、指标一个数值。更正优先，其次是消息首发的报道。`conflicts` 为数字不同的文章数。',
  'New, corrected and withdrawn figures after a sequence number':
    '某一序号之后新增、更正、撤回的数字',
  'Begin with after=0 and go on with `next`, giving back `epoch`. `was` is what was told before, `value` what is told now. The numbers are those of this log, not of `/changes`.':
    '从 after=0 开始，之后以 `next` 续取并带回 `epoch`。`was` 为先前给出的值，`value` 为现在的值。序号属于此日志，与 `/changes` 无关。',
  'Only figures that were told before, and are told otherwise now.':
    '只给出先前已发布、现已变动的数字。',
  'Market ids, as `/series` tells them': '市场 id，见 `/series`',
  'Instruments: CEA, CEA25, EUA-Dec26 …': '品种：CEA、CEA25、EUA-Dec26 等',
  'Of: open, high, low, close, change_pct, volume_listed, volume_block, volume_auction, volume_total, volume_cumulative, value_listed, value_block, value_total, value_cumulative':
    '可选：open、high、low、close、change_pct、volume_listed、volume_block、volume_auction、volume_total、volume_cumulative、value_listed、value_block、value_total、value_cumulative',
  'Also figures that are held back because they jump beyond reason.':
    '也给出因跳动过大而暂扣的数字。',
  'All figures that fit, as CSV': '符合条件的全部数字，CSV 格式',
  'All figures that fit, as a JSON object a line': '符合条件的全部数字，每行一个 JSON 对象',
  'Changes as they happen (Server-Sent Events)': '即时变更（Server-Sent Events）',
  'Each event is named by the kind of its change and has the sequence number as its id. `Last-Event-ID` goes before `after`.':
    '事件以变更种类命名，以序号为 id。`Last-Event-ID` 优先于 `after`。',
  'A sequence number, or `now`.': '序号，或 `now`。',
  'Where the log of changes ends: kept before the points are read, a copy goes on from it.':
    '变更日志的末尾：读取数据点之前记下，副本即可从此续接。',
  'New, corrected and withdrawn figures as they happen (Server-Sent Events)':
    '即时推送新增、更正与撤回的数字（Server-Sent Events）',
  'Each event is named by the kind of its change (`added`, `changed`, `withdrawn`) and has the sequence number as its id, as `/series/changes` tells it. `Last-Event-ID` goes before `after`.':
    '事件以变更种类命名（`added`、`changed`、`withdrawn`），以序号为 id，内容同 `/series/changes`。`Last-Event-ID` 优先于 `after`。',
  'All stories, the last published first, a line each': '全部消息，最新发布的在前，每行一条',
  'All changes after a sequence number, a line each': '某一序号之后的全部变更，每行一条',
  "This key's webhooks": '此密钥的回调通知',
  'Be told of changes of stories, or of market figures': '接收消息变化或行情数据变化的通知',
  'Messages are signed (Standard Webhooks). One address is one webhook for stories and one for figures: asking again for it changes its filter and its secret.':
    '消息带签名（Standard Webhooks）。一个地址可有一个消息回调和一个行情数据回调：再次申请会更改其条件和密钥。',
  'Tell of market figures in the place of stories: these, or with {} all of them. Numbers are those of `/series/changes`.':
    '不通知消息，而通知行情数据：所列的数据，{} 表示全部。序号是 `/series/changes` 的序号。',
  'Which figures it is told of; null for one that is told of stories.':
    '通知哪些数据；通知消息的回调此处为 null。',
  'A webhook and how it goes with it': '一个回调通知及其状况',
  'Be told nothing any more': '不再通知',
  'The last tries to tell it, the newest first': '最近的通知尝试，最新的在前',
  'Tell it everything after a sequence number again': '从某一序号起重新通知',
  'One that was disabled is active again.': '已停用的会重新启用。',
  'All API keys': '全部 API 密钥',
  'Make an API key': '新建 API 密钥',
  'Revoke an API key': '吊销 API 密钥',
  '`before` of the next page, or null at the end.': '下一页的 `before`；到底为 null。',
  'The number of the last change when this was read.': '读取时最后一次变更的序号。',
  'One piece of news with its copies.': '一条消息及其转载。',
  'Frozen when the story was first published; the id of its feed items.':
    '消息首次发布时定下，不再改变；也是订阅源条目的 id。',
  'The change that last touched it.': '最近一次涉及它的变更。',
  'The change that first published it: its fixed place in every list.':
    '首次发布它的变更：它在各列表中的固定位置。',
  'Absolute, http or https.': '绝对地址，http 或 https。',
  'The page brings its text with a script: only what its metas say is known.':
    '原网页的正文由脚本载入：这里只有页面元信息所说的内容。',
  'The publication that the lead article originates from.': '主文章的来源媒体。',
  'The configured publisher that carries the lead article.': '刊登主文章的新闻源。',
  'Sanitised, with absolute addresses. Only with `content=full`.':
    '已清理，地址均为绝对地址。仅在 `content=full` 时给出。',
  'Plain text. Only with `content=full`.': '纯文字。仅在 `content=full` 时给出。',
  'Other reports of the same news, without the lead.': '同一消息的其他报道，不含主文章。',
  'Other stories about the same event.': '同一事件的其他消息。',
  'The publisher has taken the lead page down.': '发布者已撤下主文章网页。',
  'When the publisher says it came out: an instant, or a calendar day in `zone`. Read from the page, never guessed; null where no page says so.':
    '发布者所说的发布时间：具体时刻，或 `zone` 中的某一天。从网页读出，从不猜测；网页没有写则为 null。',
  'An error as RFC 9457 has it.': 'RFC 9457 格式的错误。',
  'A story with its articles, and other stories about the same event.':
    '一条消息及其文章，以及同一事件的其他消息。',
  'An article of a story.': '消息中的一篇文章。',
  'The first that was seen here starts the story.': '本站首先读到的那篇开启这条消息。',
  'It bears the earliest date of the story that is believed.': '其日期是这条消息中可信的最早日期。',
  'What it was put with the others by.': '凭什么与其他文章归为一条。',
  'Why an article is (not) in the feed, and beside what it stands.':
    '文章为什么（没有）进入订阅源，与哪些文章归在一起。',
  'What was read from one page.': '从一个网页读到的内容。',
  'The dated link lists that the page prints.': '网页所列带日期的链接。',
  'A link as a page prints it, with its date.': '网页所印的链接及其日期。',
  'The article, where it was read.': '对应的文章（若已读取）。',
  'What an article said from a time on.': '文章自某时起的文字。',
  '`after` of the next request.': '下一次请求的 `after`。',
  'Whether there are later changes now.': '现在是否还有更晚的变更。',
  'The identity of the change log; a restore changes it.': '变更记录的标识；恢复备份后会变。',
  'Merged: the story it became part of. Split: the one that left it.':
    '归并：并入的消息。拆分：拆出的消息。',
  'As it is now; null when it was merged or removed since.': '现在的样子；已归并或移除则为 null。',
  'There are more than `total`; nobody counted them.': '多于 `total`，没有数到底。',
  '`offset` of the next page, or null.': '下一页的 `offset`，或 null。',
  'Stories a day, in all and by topic.': '每日消息数：总数与各话题。',
  'A configured publisher and its state.': '一个已配置的新闻源及其状态。',
  'A publication that stories originate from.': '消息的来源媒体。',
  'Why it is told nothing any more.': '为什么不再通知。',
  'Changes up to this number were told.': '已通知到此序号。',
  'Failed tries since the last one that worked.': '上次成功之后失败的次数。',
  'What messages are signed with; shown only now.': '消息签名所用的密钥；只显示这一次。',
  'Tell changes after this number; only new ones unless told.':
    '通知此序号之后的变更；不指定则只通知新的。',
  'How one try to tell a webhook ended.': '一次通知尝试的结果。',
  'The key itself; shown only now.': '密钥本身；只显示这一次。',
}

const LIST_END = '; several parted by commas.'

/** What the API's document says, in Chinese; null where nobody has said it yet. */
export function inChinese(english: string): string | null {
  const known = chinese[english]
  if (known) return known
  if (english.endsWith(LIST_END)) {
    const what = chinese[english.slice(0, -LIST_END.length)]
    return what ? `${what}；多个用逗号分开。` : null
  }
  const limit = /^At most (\d+); (\d+) unless told\.$/.exec(english)
  return limit ? `最多 ${limit[1]}；不指定则为 ${limit[2]}。` : null
}
