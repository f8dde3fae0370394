/** The help of the commands, in Chinese. */
export const helpInChinese: Record<string, string> = {
  'A news wire for carbon neutrality: crawls sources, puts copies of one story together, serves feeds.':
    '碳中和新闻专线：抓取来源，归并同一条新闻的转载，提供订阅。',
  'print the version': '显示版本',
  'print this help': '显示帮助',
  'print the help of a command': '显示某个命令的帮助',
  'directory of the configuration (CONFIG_DIR unless given)': '配置目录（默认取 CONFIG_DIR）',
  'crawl the sources of config/sources and serve the feeds, until Ctrl-C':
    '抓取 config/sources 里的来源并提供订阅，直到按 Ctrl-C',
  'port of the server (0 = any free)': '服务器端口（0 = 任意空闲端口）',
  'directory of the embedded database': '内置数据库的目录',
  'crawl a small invented news web on this machine and serve its feeds':
    '在本机抓取一个虚构的小新闻网并提供订阅',
  'exit when the round is done': '抓完一轮就退出',
  'print the summary as JSON': '以 JSON 显示摘要',
  'crawl these sources now (all when none is named)': '立即抓取这些来源（不指定就是全部）',
  'ids of sources': '来源的编号',
  'exit when the round and what it found is done, as it always does':
    '这一轮及其所得处理完就退出（本来就是如此）',
  'print what a page says: an article, a listing, a feed': '显示从页面读到什么：文章、列表、订阅源',
  'a saved page or an address': '存下的页面或地址',
  'print everything as JSON': '以 JSON 显示全部内容',
  'read lines {id,url,html,lang?,fetchedAt?} on standard input, answer each with one line':
    '从标准输入逐行读取 {id,url,html,lang?,fetchedAt?}，每行回答一行',
  'read it as a listing': '当作列表来读',
  'show for every field the candidates, the choice and the reason':
    '显示每个字段的候选、选择和理由',
  'the address a saved page came from': '存下的页面原来的地址',
  'use the rules, zone and language of this source': '采用这个来源的规则、时区和语言',
  'IANA zone of times without one': '没写时区的时间所用的 IANA 时区',
  'look at a site and propose a source file for it': '查看一个网站并为它起草来源文件',
  'its home page, a column, a feed, a sitemap or an interface':
    '首页、栏目页、订阅源、站点地图或接口的地址',
  'read the addresses from a file, one on each line': '从文件读取地址，每行一个',
  'write the file without asking': '不询问，直接写文件',
  'print the draft and what was read as JSON': '以 JSON 显示草稿和读到的内容',
  'what sources give now, and what a change of rules or code would change':
    '来源现在给出什么，改了规则或代码会有什么不同',
  'every source; writes into its file the day it was seen to work':
    '全部来源；把确认可用的日期写进它的文件',
  'ask no site: the files, their rules and the pages that are kept':
    '不访问任何网站：只看文件、规则和留存的页面',
  'read the pages kept while the sources were healthy once more, and nothing else':
    '只把来源正常时留存的页面重读一遍',
  'fail when fewer fields or articles are read than before, or anything is wrong':
    '读到的字段或文章比以前少，或有任何错误，就算失败',
  'check again after each change of a file': '文件每次改动后重新检查',
  'a source file that is not live yet, in the place of the one of its id':
    '尚未启用的来源文件，代替同编号的那一个',
  'how many stored pages are read by the new rules (20)': '用新规则读多少个存下的页面（20）',
  'print as JSON': '以 JSON 显示',
  'how every source is, and why; of one, its rhythm and its incidents too':
    '每个来源的状况和原因；指定一个时还显示它的节奏和故障',
  'id of a source': '来源的编号',
  'what broke, since when, and what shows it': '什么坏了、从何时起、有何依据',
  'those that are over too': '也列出已结束的',
  'take an incident up: only its end is told from now on': '接手一个故障：此后只通知它的结束',
  'its id, or the beginning of it': '它的编号，或编号的开头',
  'who takes it up': '由谁接手',
  'give a source another id; what was read of it goes on under that':
    '给来源换编号；已读的内容归到新编号下',
  'the id until now': '原来的编号',
  'the id from now on, as its file is named': '新的编号，与文件名一致',
  'write everything into one file while all goes on, and read it back':
    '运行中把全部内容写入一个文件，并核对一遍',
  'where to; an older backup of that name is replaced when the new one is whole':
    '写到哪里；新备份完整后才替换同名的旧备份',
  'put a backup in the place of all there is; followers are told to begin again':
    '用备份代替现有的全部内容；跟随者会得到从头开始的通知',
  'a file that "backup" has written': '"backup" 写成的文件',
  'take out what a publisher or a person wants gone; it is never asked for again':
    '删除发布者或个人要求撤下的内容，以后不再抓取',
  'an address, the id of a story (urn:uuid:…), or the id of a source':
    '地址、新闻编号（urn:uuid:…）或来源编号',
  'who asked for it, and why': '谁要求的，为什么',
  'let an address or a source be asked for again': '允许重新抓取某个地址或来源',
  'what was taken out': '删除过什么',
  'forget a source whose file is gone, with all that only it has given':
    '忘记文件已移走的来源，连同只有它给出的一切',
  'its id': '它的编号',
  'read a source back to a day, in the background; without a day: how far it has come':
    '在后台把来源回溯到某一天；不给日期则显示进度',
  'the day (UTC) to read back to, such as 2025-01-01': '回溯到哪一天（UTC），例如 2025-01-01',
  'leave it at what was read': '到此为止',
  'links of a source that gave no article, by how they ended':
    '来源中没有得到文章的链接，按结局分列',
  'list those that ended so, such as blocked:http-403, or open':
    '列出如此结束的链接，例如 blocked:http-403 或 open',
  'so many of them, 50 unless told': '列多少个，默认 50',
  'ask again now for links that gave nothing': '立即重试没有结果的链接',
  'id of a source, or an address': '来源的编号，或一个地址',
  'only those that ended so, such as retry:timeout': '只限如此结束的，例如 retry:timeout',
  'after a backup was put back: tell those who follow the changes to begin again':
    '放回备份之后：通知跟随变更的程序从头开始',
  'how a link can end, and when it is asked for again': '链接会怎样结束，多久后再试',
  'look at stories, and correct what was put together': '查看新闻，纠正归并',
  'the articles of a story, and why they were put together': '一条新闻里的文章，以及为何归在一起',
  'id of a story, or the id or address of an article of it': '新闻编号，或其中一篇文章的编号或地址',
  'why an article is (not) in the feed, and what it was compared with':
    '文章为何（不）在订阅里，与什么比较过',
  'id or address of an article': '文章的编号或地址',
  'divide a story between two of its articles, for good': '在两篇文章之间把一条新闻永久拆开',
  'id or address of another one': '另一篇的编号或地址',
  'keep two articles apart over every later run': '让两篇文章以后永不合并',
  'market figures of the bulletins': '行情快报里的市场数值',
  'figures that are held back, with the reason': '被扣下的数值和原因',
  'let a figure be told that is held back': '放行一个被扣下的数值',
  'such as cn-ets': '例如 cn-ets',
  'such as CEA or EUA-Dec26': '例如 CEA 或 EUA-Dec26',
  'YYYY-MM-DD': '日期，写作 YYYY-MM-DD',
  'such as close': '例如 close',
  'what changed in an article from revision to revision, word by word': '文章各版之间逐词的变化',
  'run a stage again over what is stored: parse, stories or topics':
    '对存下的内容重跑一个阶段：parse、stories 或 topics',
  'parse, stories or topics': 'parse（解析）、stories（归并）或 topics（主题）',
  'only articles of this source': '只限这个来源的文章',
  'only articles first fetched from that day on (UTC)': '只限从那天起首次抓到的文章（UTC）',
  'tell what would change and change nothing': '只说会改什么，不作改动',
  'write feeds, OPML and reader pages as files, for a web server or an object store':
    '把订阅、OPML 和阅读页面写成文件，供网页服务器或对象存储使用',
  'where the files go; what is there from an earlier export is brought up to date':
    '文件写到哪里；以前导出的会更新',
  'the address the files will be reached at (PUBLIC_URL unless given)':
    '这些文件对外的地址（默认取 PUBLIC_URL）',
  'language of the pages: zh or en': '页面语言：zh 或 en',
  'answer programs that speak the Model Context Protocol on standard input':
    '在标准输入上回答使用 Model Context Protocol 的程序',
  'look at settings, database, queue, clock, disk, zones, address guard, port and network':
    '检查设置、数据库、队列、时钟、磁盘、时区、地址防护、端口和网络',
  'look up no names': '不解析域名',
  'bring the data of an older version (PGlite) over to the PostgreSQL that npm brings':
    '把旧版本（PGlite）的数据搬到 npm 带来的 PostgreSQL',
  'set the password of /admin, and print it when it is made':
    '设置 /admin 的密码；由程序生成时显示出来',
  'take it from standard input': '从标准输入读取',
  'API keys, for what is not public': 'API 密钥，用于不公开的功能',
  'make a key and print it, this once': '生成密钥并显示（只此一次）',
  'what it is for': '用途',
  'what it may do: webhooks, keys, explain, operate, alarms':
    '权限：webhooks、keys、explain、operate、alarms',
  'requests a minute': '每分钟请求数',
  'all keys, without their texts': '列出全部密钥（不含内容）',
  'give a key a new text and print it, this once; name, scopes and webhooks stay':
    '换发密钥并只显示这一次；名称、权限和 webhook 不变',
  'the old text counts for so long: 24 unless told': '旧密钥继续有效的小时数：默认 24',
  'end a key': '吊销密钥',
  'its name or id': '它的名字或编号',
  'print the completion of these commands for a shell': '为某个 shell 输出命令补全脚本',
  'bash, zsh or fish': 'bash、zsh 或 fish',
  'the words of the line until now, the last one unfinished': '命令行上已有的词，最后一个尚未写完',
}
