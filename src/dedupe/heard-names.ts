import { romanise } from '../text/pinyin.ts'

/** The characters that foreign names are written with, as the news agencies' tables have them. */
const written =
  /[阿埃艾安奥巴拜贝本比彼波勃博布达戴丹德登邓迪蒂丁杜顿多厄恩尔法凡菲费芬弗福盖甘格戈古圭哈海汉赫亨华霍基吉加贾杰金卡凯坎康考科克肯库夸拉莱兰朗劳勒雷里利莉林隆卢鲁伦罗洛马迈麦曼梅门蒙米密姆莫默穆纳奈南内尼诺努欧帕潘佩彭皮珀平普齐奇恰乔切钦琴丘萨塞桑瑟沙莎珊尚舍申圣史施斯松索苏塔泰坦唐特提廷图托拓瓦万威韦维温文沃乌伍西希锡夏肖谢辛欣休许雅亚延扬耶伊易因英尤于约泽扎詹珍兹佐]{3,}/gu
/** Two sounds that hear alike are one. */
const letters: Record<string, string> = {
  b: 'p',
  p: 'p',
  f: 'v',
  v: 'v',
  w: 'v',
  d: 't',
  t: 't',
  g: 'k',
  k: 'k',
  c: 'k',
  q: 'k',
  j: 'k',
  s: 's',
  z: 's',
  x: 's',
  l: 'l',
  r: 'l',
  m: 'm',
  n: 'n',
  h: 'h',
}
const LEAST = 3

/** The consonants one hears, each once where it is doubled; h only at the beginning. Null for fewer than three. */
function hear(sounds: string): string | null {
  let heard = ''
  for (const letter of sounds) {
    const sound = letters[letter]
    if (sound === undefined || sound === heard.at(-1) || (sound === 'h' && heard !== '')) continue
    heard += sound
  }
  return heard.length >= LEAST ? heard : null
}

/** 塞尔威克 as it sounds: slvk, as Selwick does. For each foreign name of a folded Chinese text. */
export function hearChinese(folded: string): string[] {
  const names = [...folded.matchAll(written)].map(([run]) => {
    const syllables = [...run].map(character => {
      const syllable = romanise(character) ?? ''
      return syllable === 'er' ? 'r' : syllable.replace(/^(?:zh|ch|sh|q)/, 's').replace(/ng$/, 'n')
    })
    return hear(syllables.join(''))
  })
  return names.filter(name => name !== null)
}

/** Selwick as it sounds. Null for what is too short. */
export function hearLatin(name: string): string | null {
  return hear(
    name
      .replace(/ph/g, 'f')
      .replace(/x(?=.)/g, 'ks')
      .replace(/sch|sh|tch|ch/g, 's')
      .replace(/c(?=[eiy])/g, 's')
      .replace(/[^a-z]/g, ''),
  )
}
