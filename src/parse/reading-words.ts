/** Why it took a value, or a list for news. */
const reasons: Record<string, string> = {
  'best believed: {}': '最可信：{}',
  'most agreement: {}': '最多处一致：{}',
  '{} (describes {}, label {}, trust {}): {}': '{}（说的是{}，标签 {}，可信度 {}）：{}',
  'this page': '本页',
  'not known': '不确定的对象',
  'another thing': '别的东西',
  'the page names nobody': '页面没有写明任何人',
  'the page says no date of its own': '页面没有自己的日期',
  'the page names no source': '页面没有写明来源',
  'the page shows no title': '页面没有显示标题',

  // The body.
  'under the title; other headlines stand over the rest': '在标题之下；其余部分另有标题',
  'no paragraph stands out': '没有哪一段是突出的',
  'most text together': '文字最集中',
  'named like a body': '名字像正文',
  'where most text stands together': '文字最集中的地方',
  'most text together, inside a wrapper named like a body': '文字最集中，外层的名字像正文',
  'the page declares far more text than it shows': '页面声明的正文比显示的多得多',
  'the page shows next to no text: its metas alone were read': '页面几乎没有文字：只读了 meta',
  'rule body': '按规则 body',

  // Lists.
  'it stands in what frames the content': '在内容四周的框架里',
  'a menu of short words': '短词组成的菜单',
  'its heading is that of comments': '标题是评论区的',
  'its heading is that of references': '标题是参考资料的',
  'most of its rows are called after a day or after nothing': '多数行以日期为名，或没有名字',
  'its links lead to persons': '链接通向个人页面',
  'one or two links that are no headlines of articles': '只有一两个链接，且不是文章标题',
  'its links stand in running text': '链接在连续的文字里',
  'its links are names in a text or a table': '链接是文字或表格里的名称',
  '{} of its rows print a date': '有 {} 行印着日期',
  'its row prints a date': '这一行印着日期',
  'too short for a headline': '太短，不像标题',
  'its heading says that it is a list of news': '标题说明这是新闻列表',
  'it is announced as news, but its rows are no headlines': '标题说是新闻，但各行不是标题',
  'its headlines have a day in their address': '各条标题的地址里有日期',
  'fewer than three rows, and no date': '不到三行，也没有日期',
  'its rows are headlines that lead to articles': '各行是通向文章的标题',
  'no dates, and its rows are too short or lead to no articles': '没有日期，各行太短或不通向文章',
  'a rule of the source names it': '来源的规则指定了它',

  // Reasons that several fields share.
  'an operator looked at the page': '运维人员看过这个页面',
  'the record that the page is made from; asked when nothing is shown':
    '生成页面的记录；页面没有显示时才用',
  'the record that the page is made from; asked when nobody is shown':
    '生成页面的记录；页面没有署名时才用',
  'another article, a clip or a review: its headline and address are not the page’s':
    '另一篇文章、视频或评论：标题和地址都不是本页的',

  // Dates.
  'written for machines, about this article by name (schema.org)':
    '写给机器看的，指明是这篇文章（schema.org）',
  'a page describes its own article far more often than another one':
    '页面描述自己的文章远多于描述别的文章',
  'dates the page, which may be older than its text': '是页面的日期，可能早于正文',
  'a meta of the head describes the page; its key says publication':
    '页头的 meta 描述本页；键名指明是发布',
  'says what page it is by standing in it only': '只因在页面里才知道说的是哪一页',
  'an itemprop of the item that holds the title or the text': '含标题或正文的条目的 itemprop',
  'many systems put the day there on which the page was made': '许多系统在这里写生成页面的日期',
  'where most pages print their date': '多数页面把日期印在这里',
  'HTML 4.5.14 lets any date stand in it, so its place decides':
    'HTML 4.5.14 允许放任何日期，因此看它的位置',
  'the clip of an article is uploaded before or after it; shown dates are nearer':
    '文章的视频会早于或晚于文章上传；显示的日期更可靠',
  'a head may begin with the date, or with the date of today':
    '页头可能以发布日期开头，也可能是今天的日期',
  'a credit line may belong to the body’s beginning': '署名行可能属于正文开头',
  'named for publication and in no list; asked when nothing is shown':
    '名称指明是发布且不在列表里；页面没有显示时才用',
  'data-time and its like stand on anything': 'data-time 一类可以写在任何元素上',
  'the signature of a notice or a release is below its text': '通知和新闻稿的落款在正文之下',
  'what the list said of this link; the page knows better when it says anything':
    '列表对这个链接的说法；页面自己有说法时以页面为准',
  'credits may stand there, and other stories begin': '那里可能是署名，也可能是别的新闻开头',
  'the day on which the page was filed; an id may look like one':
    '页面归档的日子；编号也可能像日期',
  'a text tells of other days': '正文会提到别的日子',
  'menus, lists and foot lines date other things': '菜单、列表和页脚的日期说的是别的东西',
  'a clip, a review, another article: its headline and address are not the page’s':
    '视频、评论或另一篇文章：标题和地址都不是本页的',
  'it stands in an article, comment or list entry that holds neither title nor text':
    '所在的文章、评论或列表项里既没有标题也没有正文',

  // Outlets.
  'names the source of the text and of nothing else': '只用来指正文的来源',
  'the usual label; some systems put the writer or the site there':
    '常用的标签；有些系统在这里写作者或本站',
  'Source:, Quelle:, 출처: between title and text': '标题与正文之间的 Source:、Quelle:、출처:',
  'its element holds nothing else; a printed source stands above it':
    '元素里只有它；上面另有印出的来源时以那个为准',
  'the meta that the standard for sites of Chinese offices names (GB/T, 网页标签规范)':
    '中国政府网站标准（网页标签规范）规定的 meta',
  'Courtesy of, Provided by: without a mark, in a line of its own':
    'Courtesy of、Provided by：没有标点，独占一行',
  'said of this article in words': '用文字说明是这篇文章的',
  'the organisation on whose behalf the article was written (schema.org)':
    '文章是为这个机构写的（schema.org）',
  '转载自, 来自: also used in sentences': '转载自、来自：句子里也会用',
  'an adaptation names its original (schema.org isBasedOn)':
    '改编写明了原作（schema.org isBasedOn）',
  'filled by most systems, by some with the site itself': '多数系统会填，有些填的是本站',
  'the line of the date names it without a label, and the table of outlets knows it':
    '日期行里没有标签，但媒体表里有它',
  'its class is the label': '类名就是标签',
  'mediaid and og:source name the source or the channel': 'mediaid 和 og:source 写的是来源或频道',
  'a shorter name, which other things bear too': '较短的名字，别的东西也用',
  'said of this article; a label in its head is nearer': '说的是这篇文章；页头的标签更可靠',
  'dc.source and the journal that holds the article': 'dc.source 和刊载文章的期刊',
  'platforms name the partner so, or themselves': '平台用它写合作方，或平台自己',
  'the office that put the text there': '发布文字的机关',
  'By Jane Doe, Associated Press': 'By Jane Doe, Associated Press 的写法',
  'the only such line, and below no figure': '只有这一行，且不在图表之下',
  'on platforms the account is the publication, or its writer': '在平台上，账号就是媒体或作者',
  'the office on government pages; below a figure whose data it is':
    '政府网页上的机关；图表之下则是数据出处',
  'what somebody supplied in the head of an article is its text': '文章开头写的供稿者供的是正文',
  'may be of a picture or a box as well': '也可能是图片或方框的',
  'where portals print it; sections and accounts stand there too':
    '门户网站印在这里；栏目和账号也在这里',
  'a picture with the name; the site’s own is left out': '带名称的图标；本站自己的不算',
  'who serves the content, often the site': '提供内容的一方，常是本站',
  'how papers and wires sign': '报纸和通讯社的署名方式',
  'a house that writes, where it is not the site': '撰稿的机构，且不是本站',
  'who sent the text; what the page prints as its source may have edited it':
    '发来文字的一方；页面印的来源可能编辑过',
  'not in the table of outlets, but called Daily, Post or News':
    '不在媒体表里，但名字里有 Daily、Post 或 News',
  'the source or the site': '来源或本站',
  'mostly the site itself': '多半是本站',
  '图片来源 and its like say where that thing comes from': '图片来源一类说的是那样东西的出处',

  // Writers.
  'with names behind it that are surely names': '后面确是人名',
  '（…記者…電）: nothing else is written so': '（…記者…電）：别的东西不这样写',
  '□ begins the credit line of papers': '□ 是报纸署名行的开头',
  '记者 and its kin, in brackets, at an edge or in a short line':
    '记者一类，在括号里、行首行尾或短行里',
  'a line of its own': '独占一行',
  '（作者…系…）': '（作者…系…）',
  'written for machines, about this article (schema.org)':
    '写给机器看的，说的是这篇文章（schema.org）',
  '기자 and 記者 stand behind the name, and in quotations too': '기자、記者 在名字后面，引语里也有',
  '文＝, 글・: short labels, which captions use as well': '文＝、글・：短标签，图说也用',
  '【place＝name】': '【地点＝姓名】',
  'a line of label and names': '标签和姓名组成的一行',
  'Korean heads set the writer before the label of the date': '韩文页头把作者写在日期标签之前',
  'pen names and foreign names; systems put an account there': '笔名和外国名；系统也会填账号',
  'describes the page; some systems name whoever entered the text':
    '描述的是页面；有些系统填的是录入者',
  'two lines of a box on the writer': '作者介绍框里的两行',
  '整理: asked where no writer is named': '整理：没有写明作者时才用',
  'HTML 4.6.7.2: the author of the nearest article, or of the page':
    'HTML 4.6.7.2：最近的文章或页面的作者',
  'microdata; nested items are not told apart here': '微数据；这里不区分嵌套的条目',
  '…报道, …撰': '…报道、…撰',
  'how Japanese papers sign': '日文报纸的署名方式',
  'its address says so; boxes on other writers hold such links too':
    '地址说明如此；介绍别的作者的方框里也有这样的链接',
  'what a card for sharing prints behind Written by': '分享卡片在 Written by 之后印的',
  'a line of its own; teasers have such lines too': '独占一行；导读里也有这样的行',
  'how papers sign': '报纸的署名方式',
  'how papers sign; a bracket may explain something': '报纸的署名方式；括号也可能是解释',
  'its class is the label; jobs and places stand there too': '类名就是标签；职务和地点也在这里',
  'Author:, Autor:, Text: with one name': 'Author:、Autor:、Text: 加一个名字',
  '/@name is a writer’s page, or a reader’s': '/@名字 是作者的页面，或读者的',
  'HTML 4.3.10: whom to write to about the nearest article': 'HTML 4.3.10：最近的文章的联系人',
  'blogs; comments below are signed so too': '博客；下面的评论也这样署名',
  'sections and places look alike': '栏目和地点也像这样',
  'the line of the date names it without a label': '日期行里没有标签地写着',
  'wires sign so below the text; who is named in its head wrote it':
    '通讯社在文末这样署名；文首写明的人才是作者',
  'a dash and a name below the text, which a quotation has too': '文末的破折号和名字，引语也有',
  'may be whom the text is about': '可能是文章写的人',
  'systems put whoever entered the text into author': '系统在 author 里填录入者',
}

/** Where on a page a value stood. */
const places: Record<string, string> = {
  'By …': 'By … 的写法',
  'JSON-LD article with the headline or address of the page': '标题或地址与页面相同的 JSON-LD 文章',
  'JSON-LD article': 'JSON-LD 文章',
  'JSON-LD clip or other work with the title of the page': '标题与页面相同的 JSON-LD 视频等作品',
  'JSON-LD of another thing': '说别的东西的 JSON-LD',
  'JSON-LD page or work with the title or address of the page':
    '标题或地址与页面相同的 JSON-LD 页面或作品',
  'JSON-LD page without a name': '没有名称的 JSON-LD 页面',
  'JSON-LD provider': 'JSON-LD 提供者',
  'JSON-LD sourceOrganization': 'JSON-LD 来源机构',
  'Posted … by …': 'Posted … by … 的写法',
  'Reporting by …': 'Reporting by … 的写法',
  'address element': 'address 元素',
  'attribute of an element': '元素的属性',
  'brackets at the end of the text': '文末的括号',
  'brackets that end the text': '结束正文的括号',
  'data of a script': '脚本里的数据',
  'data of a script: {}': '脚本里的数据：{}',
  'date inside another item': '别的条目里的日期',
  'dateline with a reporter': '带记者的电头',
  'dateline with a reporter, in Japanese': '带记者的日文电头',
  'declared text': '声明的正文',
  dateline: '电头',
  'declared name that the page shows as its editor': '声明的名字，页面上写的是编辑',
  'element named for a provider': '名字像提供者的元素',
  'element named for the source of the article': '名字像文章来源的元素',
  'element named for the writer': '名字像作者的元素',
  'element named source': '名为 source 的元素',
  'element named title': '名为 title 的元素',
  'element of the account': '账号的元素',
  'known publication beside the date': '日期旁的已知媒体',
  'known wire or paper in the line of the writer': '作者行里的已知通讯社或报纸',
  'label of a writer before a name of any form': '任何形式的名字前的作者标签',
  'label of a writer in another language': '其他语言的作者标签',
  'label of a writer': '作者标签',
  'label of a writer, in Japanese or Korean': '日文或韩文的作者标签',
  'label of the office that put the text there': '发布机关的标签',
  'label of the source behind the text': '正文之后的来源标签',
  'label of the source in another language than Chinese': '中文以外的来源标签',
  'label of the source of a picture, of figures or of money': '图片、数据或资金出处的标签',
  'label of the source of a text': '文字来源的标签',
  'label of the source': '来源标签',
  'label of the source, in the head alone': '只在页头的来源标签',
  'label of whoever put it together': '整理者的标签',
  'label that is a verb': '动词作标签',
  'label without a mark': '没有标点的标签',
  'line above the title': '标题上面的一行',
  'line at the foot': '页脚的一行',
  'line below the body': '正文下面的一行',
  'line below the text that says who supplied it': '文末写明供稿者的一行',
  'line elsewhere': '别处的一行',
  'line in the body': '正文里的一行',
  'line in the lead': '导语里的一行',
  'line of nothing but roles and names': '只有职务和姓名的一行',
  'line that says who supplied the text': '写明供稿者的一行',
  'line under the title': '标题下面的一行',
  'link to an account': '通向账号的链接',
  'mark of a paper before names': '名字前的报纸记号',
  'meta named source': '名为 source 的 meta',
  'meta of libraries': '图书馆用的 meta',
  'meta of the author': '作者的 meta',
  'meta of the medium': '媒体的 meta',
  'meta of who holds the rights': '版权方的 meta',
  'meta without saying which date': '没说是哪个日期的 meta',
  microdata: '微数据',
  'name above its job': '职务上面的名字',
  'name alone under the title': '标题下单独的名字',
  'name and what it did, in a line of its own': '独占一行的名字和所做的事',
  'name before 提供 or 供稿 in the line of the date': '日期行里“提供”或“供稿”前的名字',
  'name before 입력': '“입력”前的名字',
  'name beside the date': '日期旁的名字',
  'name like a paper’s in the line of the writer': '作者行里像报纸的名字',
  'name of the account of a public-account page': '公众号页面的账号名',
  'name with a job or a place under the title': '标题下带职务或地点的名字',
  'name with its role or in brackets under the title': '标题下带身份或在括号里的名字',
  'names alone in brackets behind the text': '文末括号里只有名字',
  'note on the writer': '作者简介',
  'organisation that JSON-LD names as the author': 'JSON-LD 里作为作者的机构',
  'publisher of the work that JSON-LD says the article is based on': 'JSON-LD 说的原作的出版者',
  'record with the title of the page, in the data of a script': '脚本数据里与页面同题的记录',
  'role before names': '名字前的身份',
  'role behind names': '名字后的身份',
  'sentence about where the text first stood': '说明文字原载何处的句子',
  'sentence at the end about where the text first stood': '文末说明原载何处的句子',
  'sign of a paper above the text': '正文上面的报纸标志',
  signature: '落款',
  'the address': '地址',
  'the listing': '列表',
  'the rule for the byline': '作者的规则',
  'the rule for the date': '日期的规则',
  'the rule for the outlet': '媒体的规则',
  'time element': 'time 元素',
  'variable of a script': '脚本的变量',
}

/**
 * What the reader says of its choices (`carbonwire read --explain`), in English with `{}` where a value stands, and in Chinese. The
 * English stands with each choice; `test/cli/words.test.ts` names what is missing here.
 */
export const readingWordsInChinese: Record<string, string> = {
  ...reasons,
  ...places,
  // The words of the page stand before what they are.
  ...Object.fromEntries(
    Object.entries(places).map(([english, chinese]) => [`{}, ${english}`, `{}，${chinese}`]),
  ),
}
