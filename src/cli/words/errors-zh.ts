/** What is told of mistakes and outages that an operator can mend, in Chinese; commander's words too. */
export const errorsInChinese: Record<string, string> = {
  // commander
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '命令：',
  "error: unknown command '{}'": '错误：没有命令 "{}"',
  "error: unknown option '{}'": '错误：没有选项 "{}"',
  "error: missing required argument '{}'": '错误：缺少参数 "{}"',
  "error: option '{}' argument missing": '错误：选项 "{}" 缺少值',
  "error: option '{}' argument '{}' is invalid. {}": '错误：选项 "{}" 的值 "{}" 无效：{}',
  "error: command-argument value '{}' is invalid for argument '{}'. {}":
    '错误：参数 "{2}" 的值 "{1}" 无效：{3}',
  "error: too many arguments for '{}'. Expected {} arguments but got {}.":
    '错误："{}" 的参数太多：应为 {} 个，给了 {} 个。',
  "error: too many arguments for '{}'. Expected {} argument but got {}.":
    '错误："{}" 的参数太多：应为 {} 个，给了 {} 个。',
  'error: too many arguments. Expected {} arguments but got {}.':
    '错误：参数太多：应为 {} 个，给了 {} 个。',
  '(Did you mean {}?)': '（是不是 {}？）',
  '(Did you mean one of {}?)': '（是不是其中之一：{}？）',
  'Add --help to see what there is.': '加 --help 可以看到有哪些用法。',
  'expected a whole number': '应为整数',
  'expected a day such as 2026-11-20': '应为日期，例如 2026-11-20',

  // commands
  'carbonwire add: expected an address, or --file with one on each line':
    'carbonwire add：应给出一个地址，或用 --file 指定每行一个地址的文件',
  '{}: expected an address such as https://example.org/news/':
    '{}：应为地址，例如 https://example.org/news/',
  '{}: cannot be read ({})': '{}：读不了（{}）',
  '{}: {} lists it already, nothing was written': '{}：{} 已经列出它，什么都没有写',
  '{}: is there already, nothing was written': '{}：已经存在，什么都没有写',
  '{}: its page shows nothing without its scripts, and where they have their list from was not found: give the address of a feed, a sitemap or the interface, or write a file with "rendered: true"':
    '{}：这个页面不运行脚本就什么也没有，也没有找到脚本从哪里取列表：请给出订阅源、站点地图或接口的地址，或者在来源文件里写 "rendered: true"',
  '{}: no list of articles was found there; try the address of a column, a feed or a sitemap':
    '{}：那里没有找到文章列表；请试试栏目页、订阅源或站点地图的地址',
  'backup {}: there is no folder {}': 'backup {}：没有文件夹 {}',
  'backup {}: this is a file of another kind, it is left as it is':
    'backup {}：这是另一种文件，没有动它',
  'restore {}: there is no such file': 'restore {}：没有这个文件',
  'carbonwire check: expected ids of sources, --all or --regress':
    'carbonwire check：应给出来源的编号、--all 或 --regress',
  'completion {}: expected one of {}': 'completion {}：应为 {} 之一',
  'there is no command "{}" in the running process': '正在运行的进程没有命令 "{}"',
  'there is no enabled source: expected one under config/sources':
    '没有启用的来源：config/sources 下至少应有一个',
  'source "{}" is switched off: expected "enabled: true" in its file':
    '来源 "{}" 已停用：它的文件里应有 "enabled: true"',
  'source "{}" is switched off: nothing of it is asked for': '来源 "{}" 已停用：不会抓取它的内容',
  'rename {} {}: expected lower-case letters, digits, dots and hyphens':
    'rename {} {}：只能用小写字母、数字、点和连字符',
  'the running process could not do it: {}': '正在运行的进程没能做到：{}',
  'the running process ended before it answered: ask again':
    '正在运行的进程没有回答就结束了：请再试一次',
  'the running process has ended meanwhile: ask again': '正在运行的进程这期间结束了：请再试一次',
  '--data {}: the directory cannot be written to ({}): choose one that this user may write to':
    '--data {}：目录不可写（{}）：请选一个当前用户可写的目录',
  '--data {}: its invented web stands at port {}, where another program listens (a demo that still runs?): stop that one, or choose another directory':
    '--data {}：它的虚构新闻网在端口 {}，那里有别的程序在监听（是不是还有一个 demo 在运行？）：请停掉它，或换一个目录',
  '{}={}: another program listens on {}:{}: stop it, or choose another port (0 takes any free one)':
    '{}={}：另一个程序正在监听 {}:{}：请停掉它，或换一个端口（0 表示任意空闲端口）',
  'HOST={} {}={}: the server cannot listen there ({}): choose another address or port':
    'HOST={} {}={}：服务器不能在那里监听（{}）：请换地址或端口',
  '{}: there is no such file, and it is no address starting http:// or https://':
    '{}：没有这个文件，也不是以 http:// 或 https:// 开头的地址',
  '{}: expected a whole address': '{}：应为完整的地址',
  '{}: there is no such story': '{}：没有这条新闻',
  '{}: there is no such article: expected its id or its address':
    '{}：没有这篇文章：应给出它的编号或地址',
  '{}: expected the address or the source that was taken out': '{}：应给出被删除的地址或来源',
  '{}: it was not taken out': '{}：它没有被删除',
  'purge {}: it is in use; take its file config/sources/{}.yaml away first':
    'purge {}：正在使用；请先移走它的文件 config/sources/{}.yaml',
  '{}: no list has printed it, or it was taken out': '{}：没有列表印过它，或者已被删除',
  '--since: expected a day that is over': '--since：应为已经过去的日期',
  '{} was not read back yet: give --since DAY': '{} 还没有回溯过：请给出 --since 日期',
  'the password is too short: expected {} characters or more': '密码太短：至少 {} 个字符',
  'there is no source "{}"{}': '没有来源 "{}"{}',
  ', did you mean {}?': '，是不是 {}？',
  ': "carbonwire sources" lists them': '："carbonwire sources" 会列出全部来源',
  'carbonwire read: expected a file or an address, or --jsonl with lines on standard input':
    'carbonwire read：应给出文件或地址，或用 --jsonl 从标准输入逐行读取',
  '--url {}: expected an address starting http:// or https://':
    '--url {}：应为以 http:// 或 https:// 开头的地址',
  '--url {}: is no address that can be read': '--url {}：不是可以读的地址',
  '--zone {}: expected an IANA zone such as Asia/Shanghai':
    '--zone {}：应为 IANA 时区，例如 Asia/Shanghai',
  '--source {}: there is no such source in the configuration{}':
    '--source {}：配置里没有这个来源{}',
  '--source {}: nothing of such a source is stored': '--source {}：没有存过这个来源的内容',
  '--reason {}: there is no such end of a link; "carbonwire outcomes" lists them':
    '--reason {}：没有这种结局；"carbonwire outcomes" 会列出全部',
  'remove: expected an address, the id of a story (urn:uuid:…) or a source':
    'remove：应给出地址、新闻编号（urn:uuid:…）或来源',
  'replay {}: expected one of {}': 'replay {}：应为 {} 之一',
  'replay {}: there is no such run': 'replay {}：没有这次运行',
  '{}: expected a day such as 2026-03-18': '{}：应为日期，例如 2026-03-18',
  '{}: no such figure is held back': '{}：没有扣下这样的数值',
  'there is no scope "{}", expected {}': '没有权限 "{}"，应为 {}',
  'a key wants a name, by which it can be told later': '密钥需要一个名字，以便日后辨认',
  'there is no key "{}": "carbonwire keys list" shows them':
    '没有密钥 "{}"："carbonwire keys list" 会列出全部',
  '{} keys are named "{}": give the id': '有 {} 个密钥叫 "{}"：请给出编号',
  'there is no incident "{}": "carbonwire incidents" lists them':
    '没有故障 "{}"："carbonwire incidents" 会列出全部',
  '{} incidents begin with "{}": give more of the id': '有 {} 个故障以 "{}" 开头：请多给几位',
  'the files need the address they will be reached at: set PUBLIC_URL, or give --base https://wire.example.org{}':
    '这些文件需要知道对外的地址：请设置 PUBLIC_URL，或给出 --base https://wire.example.org{}',

  // settings and files of the configuration
  '{}: {} is set as well': '{}：同时还设置了 {}',
  '{}={}: the file is empty': '{}={}：文件是空的',
  'unreadable YAML: {}': 'YAML 读不懂：{}',
  '{} is no known key, {}': '{} 不是已知的键，{}',
  'did you mean {}?': '是不是 {}？',
  '{} is missing, {}': '缺少 {}，{}',
  '{} is {}, expected {}': '{} 是 {}，应为 {}',
  'the document is {}, expected {}': '整个文件是 {}，应为 {}',
  'expected one of {}': '应为 {} 之一',
  'one of {}': '{} 之一',
  'expected at least {}': '至少应有 {}',
  'expected at most {}': '至多应有 {}',
  'expected some text': '应有文字',
  'expected a {} that is known': '应为已知的 {}',
  'expected {}': '应为 {}',
  '{}: without its topics nothing can be judged (carbonwire add ADDRESS --yes lays out a configuration)':
    '{}：没有主题就无法判断任何内容（carbonwire add ADDRESS --yes 会铺好一套配置）',
  'REDIS_URL: the {} at {} cannot be used ({}): start it, correct the address, or leave REDIS_URL empty to keep the jobs in the database':
    'REDIS_URL：{2} 的 {1} 用不了（{3}）：请启动它、改正地址，或让 REDIS_URL 留空，把任务放在数据库里',

  // the store
  '{} is no backup that can be read ({})': '{} 不是能读的备份（{}）',
  '{} ends early: it is not whole': '{} 提前结束：不完整',
  '{} was written by a newer version of Carbonwire: install that':
    '{} 由更新版本的 Carbonwire 写成：请安装那个版本',
  '{} is no backup of Carbonwire': '{} 不是 Carbonwire 的备份',
  '{}: {} is not as it was written ({} rows, {} found)':
    '{}：{} 与写入时不同（应有 {} 行，实有 {} 行）',
  'DATA_DIR {}: the data directory cannot be made ({}): choose one that this user may write to':
    'DATA_DIR {}：建不了数据目录（{}）：请选一个当前用户可写的目录',
  'DATA_DIR {}: the data directory cannot be written to ({}): choose one that this user may write to':
    'DATA_DIR {}：数据目录不可写（{}）：请选一个当前用户可写的目录',
  'DATA_DIR {}: the embedded database in it cannot be opened ({}): set DATA_DIR to another directory, or put a copy of it back':
    'DATA_DIR {}：其中的内置数据库打不开（{}）：请把 DATA_DIR 设为别的目录，或放回一份副本',
  'DATA_DIR {}: the database in it needs PostgreSQL, and {}: start it as the user who made it, or set DATA_DIR to another directory':
    'DATA_DIR {}：其中的数据库需要 PostgreSQL，而 {}：请以建库的用户启动，或把 DATA_DIR 设为别的目录',
  '{} did not arrive as it left ({} rows, {} arrived): nothing was changed':
    '{} 到达时与出发时不同（出发 {} 行，到达 {} 行）：什么都没有改',
  'DATABASE_URL: the database at {} cannot be used ({}): {}':
    'DATABASE_URL：{} 的数据库用不了（{}）：{}',
  'DATABASE_URL: sslmode={} is not known: expected one of {}':
    'DATABASE_URL：不认识 sslmode={}：应为 {} 之一',
}
