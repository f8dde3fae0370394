import type { OutletEntry } from '../../src/model/outlet.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

/** One invented piece of news, the mill of a ferry town that burns cane fibre, in the languages that are read. */
export const texts = {
  'zh-CN': [
    '渡口镇的榨糖厂今年改烧甘蔗渣，监测站测得烟尘比去年少了一半，锅炉房仍有三名老师傅值班。',
    '厂里把省下来的煤票退给了县里，合同签到后年，钱用来修沟渠和补贴苗木。',
  ],
  'zh-TW': [
    '渡口鎮的榨糖廠今年改燒甘蔗渣，監測站測得煙塵比去年少了一半，鍋爐房仍有三名老師傅值班。',
    '廠方把省下的煤退給縣府，合約簽到後年，經費用來修溝渠並補貼苗木。',
  ],
  en: [
    'The sugar mill at the ferry town burns cane fibre this year, and the station on the hill measured half as much dust as a year ago.',
    'The coal that was saved goes back to the county under a contract that pays for ditches and for seedlings.',
  ],
  de: [
    'Die Zuckermühle der Fährstadt verbrennt in diesem Jahr Rohrfasern, und die Station auf dem Hügel maß halb so viel Staub.',
    'Die gesparte Kohle geht an den Kreis zurück; der Vertrag bezahlt Gräben und Setzlinge bis zum übernächsten Jahr.',
  ],
  fr: [
    'La sucrerie du bac brûle cette année la bagasse, et la station de la colline a mesuré moitié moins de poussière qu’il y a un an.',
    'Le charbon économisé retourne au canton selon un contrat qui paie des fossés et des plants pour deux ans.',
  ],
  ja: [
    '渡し場の町の製糖工場は今年からサトウキビの搾りかすを燃やし、丘の測定局では粉じんが半分に減った。',
    '余った石炭は県に返す契約を結び、代金は水路の修繕と苗木の補助にあてる。',
  ],
  ko: [
    '나루 마을의 제당 공장은 올해부터 사탕수수 찌꺼기를 태우며 언덕의 측정소에서는 먼지가 절반으로 줄었다.',
    '남은 석탄은 군에 돌려주기로 했으며 대금은 수로 보수와 묘목 보조에 쓴다.',
  ],
}
export type Language = keyof typeof texts
export const titles: Record<Language, string> = {
  'zh-CN': '糖厂改烧甘蔗渣',
  'zh-TW': '糖廠改燒甘蔗渣',
  en: 'Mill burns cane fibre',
  de: 'Mühle verbrennt Rohrfasern',
  fr: 'La sucrerie brûle la bagasse',
  ja: '搾りかすを燃やす工場',
  ko: '제당 공장이 찌꺼기를 태운다',
}

type Circumstances = { url?: string; zone?: string; outlets?: OutletEntry[] }

/** The article that is read from a page, as on 28 November 2026. Throws where there is none, with the reason. */
export function readMillPage(
  html: string,
  {
    url = 'https://ferry.example/a/77.html',
    zone = 'Asia/Shanghai',
    outlets = [],
  }: Circumstances = {},
) {
  const reading = parseArticle(html, {
    ...{ url, zone, language: null },
    now: new Date('2026-11-28T00:00:00Z'),
    outlets: buildOutletTable(outlets),
  })
  if (reading.kind !== 'article') throw new Error(`no article: ${reading.reason}`)
  return reading.article
}
