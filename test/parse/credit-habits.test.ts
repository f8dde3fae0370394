import { expect, test } from 'vitest'
import { type Language, readMillPage, texts, titles } from './mill-page.ts'

/** Lines under the headline, at the text's edges and below it, in which pages of many languages say who wrote. */
type Row = {
  lang?: string
  head?: string
  lead?: string
  end?: string
  below?: string
  meta?: string
  date?: string
}

function articleOf({
  lang = 'zh-CN',
  head,
  lead = '',
  end = '',
  below = '',
  meta = '',
  date,
}: Row) {
  const language = (lang in texts ? lang : 'en') as Language
  const [first, second] = texts[language]
  const title = titles[language]
  const html = `<html lang="${lang}"><head><title>${title} | Ferry Voice</title>${meta}</head><body><main><article><h1>${title}</h1>
    ${head === undefined ? '' : `<div class="line">${head}</div>`}<div class="when">${date ?? '2026-11-20'}</div>
    <div class="text">${lead}<p>${first}</p><p>${second}</p><p>${first!.slice(4)}</p>${end}</div></article>${below}</main></body></html>`
  return readMillPage(html)
}
const under =
  (lang: string, date: string) =>
  (head: string): Row => ({ lang, date, head })
const de = under('de', '20. November 2026')
const fr = under('fr', '20 novembre 2026')
const it = under('it', '20 novembre 2026')
const es = under('es', '20 de noviembre de 2026')
const pt = under('pt', '20 de novembro de 2026')
const sv = under('sv', '20 november 2026')
const en = under('en', 'Nov 20, 2026')
const ko = under('ko', '2026.11.20 18:10')
const tw = (row: Row): Row => ({ lang: 'zh-TW', ...row })
const ld = (name: string) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: titles['zh-TW'], author: { '@type': 'Person', name } })}</script>`

test.each<[Row, string[]]>([
  [{ head: 'Text: 王样本 Editor: 李例 Photo: 张本' }, ['王样本']],
  [{ head: 'Writer：苔衣' }, ['苔衣']],
  [{ head: 'Words by 王样本' }, ['王样本']],
  [{ head: '2026-11-20 by <a href="/author/x" rel="author">玄机</a>' }, ['玄机']],
  [
    { lead: '<p>《渡口报》记者 林小例 王样/渡口新区报道渡口新区的码头上周开了。</p>' },
    ['林小例', '王样'],
  ],
  [{ lead: '<p>渡口日报全媒体记者　林小例　文/图　见习记者　王样本</p>' }, ['林小例', '王样本']],
  [{ lead: '<p>渡口日报记者 林小例 图/文 通讯员 王样本</p>' }, ['林小例', '王样本']],
  [{ lead: '<p>记者 韩样溪 杜例哲 石例 报道</p>' }, ['韩样溪', '杜例哲', '石例']],
  [tw({ lead: '<p>記者鍾樣本　海灣　報導</p>' }), ['鍾樣本']],
  [tw({ lead: '<p>記者鍾樣本／海灣報導</p>' }), ['鍾樣本']],
  [tw({ meta: '<meta name="author" content="記者徐樣本">' }), ['徐樣本']],
  [tw({ meta: ld('徐樣本 記者') }), ['徐樣本']],
  [{ meta: '<meta name="author" content="本报记者 王样本 通讯员 李例样">' }, ['王样本', '李例样']],
  [{ head: '［挪威］英格丽·样本 著' }, ['英格丽·样本']],
  [{ head: '<span>（新西兰）凯特·样本 撰</span><span>宋例 译</span>' }, ['凯特·样本']],
  [{ head: '作者：[巴西] 若昂·样本' }, ['若昂·样本']],
  [{ head: '本贴由<b>大卫</b>于2026年11月12日16:12:21在〖<a>园地</a>〗发表.' }, ['大卫']],
  [{ head: '林小例 发表于 2026-11-20 08:10' }, ['林小例']],
  [{ end: '<p>本文由 林小例 于 2026-11-20 发布</p>' }, ['林小例']],
  [{ head: '本文由管理员于2026-11-20发布' }, []],
  [{ head: '<a href="/a">在线荐稿</a> <a href="/b">记者博客</a> <a href="/c">联系记者</a>' }, []],
  [{ lead: '<p>据《车报》记者康样此前报道，同一批车在北方更冷。</p>' }, []],
  [{ lead: '<p>厂长接受《车报》记者李样本采访时说，很好。</p>' }, []],
  [{ below: '<div class="comment-list"><p>作者：晒太阳的猫</p><p>老记者王胖子</p></div>' }, []],
  [{ lang: 'zh-TW', lead: '<p>【記者會重點】</p>' }, []],
  [{ lang: 'zh-TW', lead: '<p>【記者問答】</p>' }, []],
  [{ below: '<section id="pinglun"><p>记者李样本</p><p>说得好</p></section>' }, []],
  [ko('글 이보기 기자 · 사진 최예시 기자'), ['이보기']],
  [ko('사진 최예시 기자, 글 이보기 기자'), ['이보기']],
  [ko('<a>남궁보기 선임기자</a><a>조예시 인턴기자</a>'), ['남궁보기', '조예시']],
  [{ lang: 'ko', date: '2026.11.20', end: '<p>이날 회견에는 기자 열두 명이 왔다.</p>' }, []],
  [{ lang: 'ko', date: '2026.11.20', end: '<p>현장에서 기자 두 명이 물었다.</p>' }, []],
  [de('Interview: Uwe Muster'), ['Uwe Muster']],
  [de('Text: Jana Muster, Fotos: Tom Probe'), ['Jana Muster']],
  [de('Protokoll: Jana Muster und Tom Probe'), ['Jana Muster', 'Tom Probe']],
  [de('Das Gespräch führte Jana Muster'), ['Jana Muster']],
  [fr('Texte : Jeanne Exemple — Photos : Rémi Essai'), ['Jeanne Exemple']],
  [fr('De notre envoyée spéciale Jeanne Exemple'), ['Jeanne Exemple']],
  [
    {
      lang: 'fr',
      date: '20 novembre 2026',
      end: '<p><b>Propos recueillis par Jeanne Exemple et Luc d’Essai</b></p>',
    },
    ['Jeanne Exemple', 'Luc d’Essai'],
  ],
  [
    {
      lang: 'pt',
      date: '20 de novembro de 2026',
      end: '<p>Reportagem: Duarte Exemplo e Leonor Prova<br>Edição: Rui Outro<br>Imagem: Bruno Foto</p>',
    },
    ['Duarte Exemplo', 'Leonor Prova'],
  ],
  [
    pt(
      '<ul class="autores"><li><a href="/autor/1">Rita Exemplo</a></li><li><a href="/autor/2">Duarte Prova</a></li></ul>',
    ),
    ['Rita Exemplo', 'Duarte Prova'],
  ],
  [it('dal nostro inviato Ettore Esempio'), ['Ettore Esempio']],
  [it('Testo di Anna Prova, foto di Ettore Esempio'), ['Anna Prova']],
  [es('Texto: Ana Ejemplo / Fotos: Luis Prueba'), ['Ana Ejemplo']],
  [es('De nuestra enviada especial Ana Ejemplo'), ['Ana Ejemplo']],
  [
    sv('<p class="bylines"><span>Text: Signe Exempel</span> <span>Foto: Nils Prov</span></p>'),
    ['Signe Exempel'],
  ],
  [
    en('LEROY SAMPLE<br>Staff Writer</div><div>Posted Tuesday, November 10, 2026 6:00 am'),
    ['LEROY SAMPLE'],
  ],
  [en('Posted Tuesday, November 10, 2026'), []],
  [en('As told to Ann Sample'), ['Ann Sample']],
  [es('Por <a href="/a">Inés Muestra</a><span>Puerto Serán</span>'), ['Inés Muestra']],
  [es('<span>Por Inés Muestra</span><span>Ciudad Serán</span>'), ['Inés Muestra']],
  [
    en('<span>By Ann Sample</span><span>Energy Correspondent</span><span>North Port</span>'),
    ['Ann Sample'],
  ],
  [en('<span>By Ann Sample</span><span>in North Port</span>'), ['Ann Sample']],
  [de('Von <span>Jana Muster</span><span>Bad Beispiel</span>'), ['Jana Muster']],
  [en('By <a href="/a">Zyx Sample</a> <a href="/b">Qua Probe</a>'), ['Zyx Sample', 'Qua Probe']],
  [en('By <span>Ann Sample</span> and <span>Qua Probe</span>'), ['Ann Sample', 'Qua Probe']],
])('the writers of %j', (row, names) => {
  expect(articleOf(row).byline).toEqual(names)
})

test.each<[Row, string | null]>([
  [{ head: '2026-11-16 / Source：渡口周刊 / by 苔衣' }, '渡口周刊'],
  [{ head: 'Author / 王样本 Source / 渡口周刊' }, '渡口周刊'],
  [{ head: 'via 渡口周刊' }, '渡口周刊'],
  [{ head: '来源：渡口日报社 青石记者站' }, '渡口日报社 青石记者站'],
  [{ head: '来源：渡口日报 记者 王样本' }, '渡口日报'],
  [{ lead: '<p>煤从哪里来？来源：一是买自煤矿，二是做成焦炭，三是换来的。</p>' }, null],
  [{ head: '本文由管理员于2026-11-20发布' }, null],
])('the outlet of %j', (row, name) => {
  expect(articleOf(row).outlet?.printed ?? null).toBe(name)
})
