/** Labels of a link to the next page, the surest first. Arrows alone count only inside a pager. */
export const nextWords = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${[
    '[下后後次][一1]?[页頁](?:面)?|次一頁|[更較较]早的?(?:[文新][章闻聞])?|(?:加载|加載|查看|顯示|显示|瀏覽|浏览)更多',
    '次(?:の)?(?:ページ|頁)(?:へ|を見る)?|次へ(?:進む)?|次の\\d{1,3}件(?:へ|を表示)?|つぎへ|もっと(?:見|み)る|さらに(?:見る|表示|読み込む)|以前の記事|過去の記事',
    '다음(?: ?(?:페이지|목록|글|쪽))?(?:로|으로)?(?: ?이동)?|더 ?보기|이전 ?기사 ?더보기',
    'next(?: (?:page|results|posts|entries|news|stories|articles|\\d{1,3}))?|(?:older|earlier)(?: (?:posts|entries|news|stories|articles))?|(?:load|show|view|see) more(?: (?:posts|news|stories|articles|results))?|more (?:results|posts|stories)|go to next page',
    'weiter|nächste(?: seite)?|vor(?:wärts)?|ältere (?:beiträge|artikel|meldungen)|(?:page )?suivante?s?|articles (?:précédents|plus anciens)|siguientes?(?: página)?|próxim[oa]s?(?: página)?|entradas antiguas|seguinte|avanti|successiv[aeoi]|prossim[aeo]|volgende|nästa|næste|neste|seuraava|następn[ay]|dalej|další|sonraki|следующ(?:ая|ие)(?: страница)?|далее|впер[её]д|наступна|trang (?:sau|tiếp)|tiếp(?: theo)?|(?:halaman )?(?:berikutnya|selanjutnya)|ถัดไป|التالي|अगला',
  ].join('|')})[\\s\\p{P}\\p{S}]*$`,
  'iu',
)

/** Labels of the way back in a pager, to its beginning and to its end. */
const otherWords = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${[
    '[上前][一1]?[页頁]|最?[首末尾][页頁]|第一[页頁]|最[后後]一?[页頁]|較?新的?(?:文章|消息)|[更较]新的?文章',
    '前(?:の)?(?:ページ|頁)?へ?(?:戻る)?|戻る|最初(?:のページ)?へ?|最後(?:のページ)?へ?|先頭へ?|新しい記事',
    '이전(?: ?(?:페이지|목록|글|쪽))?(?:로|으로)?(?: ?이동)?|처음(?:으로)?|맨 ?(?:앞|끝|뒤)(?:으로)?|마지막|첫 ?페이지|끝 ?페이지',
    '(?:newer|previous|prev|recent)(?: (?:page|results|posts|entries|news|stories|articles))?|first(?: page)?|last(?: page)?|go to (?:previous|first|last) page',
    'zurück|vorherige(?: seite)?|neuere (?:beiträge|artikel)|erste(?: seite)?|letzte(?: seite)?|(?:page )?précédente?s?|articles plus récents|première(?: page)?|dernière(?: page)?|anterior(?:es)?|primer[ao]|últim[ao]|precedent[ei]|vorige|föregående|forrige|poprzedni[ae]|předchozí|önceki|назад|предыдущ(?:ая|ие)|trang trước|sebelumnya',
  ].join('|')})[\\s\\p{P}\\p{S}]*$`,
  'iu',
)

/** True for the label of a pager's link, which names no article. */
export const isPagerWord = (label: string): boolean =>
  nextWords.test(label) || otherWords.test(label)
