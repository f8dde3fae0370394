import { expect, test } from 'vitest'
import { readHeadlines } from '../../bench/eval/read-headlines.ts'
import { judge } from './shipped-topics.ts'

const judged = readHeadlines().map(row => ({ ...row, tier: judge(row).tier }))

test.each(['en', 'zh', 'zh-Hant', 'ja', 'ko'])(
  'headlines in %s: hardly any of the subject is missed, no look-alike is taken',
  language => {
    const mine = judged.filter(row => row.language === language)
    const missed = mine.filter(({ wanted, tier }) => wanted && tier === 'off')
    const taken = mine.filter(({ wanted, tier }) => !wanted && tier === 'relevant')
    expect(missed.map(({ title }) => title)).toEqual([])
    expect(taken.map(({ title }) => title)).toEqual([])
    expect(mine.length).toBeGreaterThan(20)
  },
)
