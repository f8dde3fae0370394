import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const files = globSync(['*.md', 'docs/**/*.md'], { exclude: ['node_modules/**'] }).sort()

/** A heading as GitHub and npm name it in an address. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    anchorOf(heading!),
  )

test.each(files)(
  'every link of %s leads to a file of the project, and to a heading of it',
  file => {
    const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
    const wrong = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter(target => !/^[a-z]+:/i.test(target))
      .filter(target => {
        const [path = '', anchor] = target.split('#')
        const found = path ? join(dirname(file), decodeURI(path)) : file
        if (!existsSync(found)) return true
        return anchor !== undefined && !anchorsOf(found).includes(decodeURIComponent(anchor))
      })
    expect(wrong).toEqual([])
  },
)

test.each(['deploying', 'operating', 'alarms', 'upgrading', 'adding-a-source'])(
  'what operators read of %s stands in English and in Chinese, each with the way to the other',
  name => {
    const [english, chinese] = [`docs/${name}.md`, `docs/zh/${name}.md`]
    expect(readFileSync(english, 'utf8')).toContain(`zh/${name}.md`)
    expect(readFileSync(chinese, 'utf8')).toContain(`../${name}.md`)
    expect(readFileSync(chinese, 'utf8')).toMatch(/[\p{sc=Han}，。]{20}/u)
  },
)

test('the Chinese page on sources names every preset that ships', () => {
  const text = readFileSync('docs/zh/adding-a-source.md', 'utf8')
  const presets = globSync('config/presets/*.yaml').map(path => path.replace(/^.*\/|\.yaml$/g, ''))
  expect(presets.filter(preset => !text.includes(`\`${preset}\``))).toEqual([])
})
