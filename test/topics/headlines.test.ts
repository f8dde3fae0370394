import { expect, test } from 'vitest'
import { readHeadlines } from '../../bench/eval/read-headlines.ts'
import { judge } from './shipped-topics.ts'

const judged = readHeadlines().map(row => ({ ...row, tier: judge(row).tier }))

test.each(['en', 'zh', 'zh-Hant', 'ja', 'ko'])(
  'headlines in %s: of the subject one in twenty is missed at most, of look-alikes one in fifteen taken',
  language => {
    const mine = judged.filter(row => row.language === language)
    const missed = mine.filter(({ wanted, tier }) => wanted && tier === 'off')
    const taken = mine.filter(({ wanted, tier }) => !wanted && tier === 'relevant')
    const about = mine.filter(({ wanted }) => wanted).length
    expect(missed.length).toBeLessThanOrEqual(about / 20)
    expect(taken.length).toBeLessThanOrEqual((mine.length - about) / 15)
    expect(mine.length).toBeGreaterThan(20)
  },
)
