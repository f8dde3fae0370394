import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
mkdirSync(join(folder.path, 'config/sources'), { recursive: true })
for (const id of ['bay.example', 'qingshi.example'])
  writeFileSync(join(folder.path, 'config/sources', `${id}.yaml`), '')
mkdirSync(join(folder.path, 'bin'))
const program = join(folder.path, 'bin/carbonwire')
writeFileSync(
  program,
  `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/carbonwire.mjs')}' "$@"\n`,
)
chmodSync(program, 0o755)

const hasShell = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0

/** What each shell offers behind these words, asked within the shell itself. */
const askIn: Record<string, (words: string[]) => string[]> = {
  bash: words => [
    '--norc',
    '-c',
    `source <(carbonwire completion bash); COMP_WORDS=(carbonwire ${quoted(words)}); COMP_CWORD=${words.length}; _carbonwire; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // The shell's own function that shows what was found prints it instead.
  zsh: words => [
    '-f',
    '-c',
    `compdef() { :; }; _describe() { print -rl -- "\${(@P)2}"; }; _files() { print files; }; source <(carbonwire completion zsh); words=(carbonwire ${quoted(words)}); CURRENT=${words.length + 1}; _carbonwire`,
  ],
  fish: words => [
    '--no-config',
    '-c',
    `carbonwire completion fish | source; complete -C 'carbonwire ${words.join(' ')}'`,
  ],
}
const quoted = (words: string[]) => words.map(word => `'${word}'`).join(' ')

function offered(shell: string, words: string[]): string[] {
  const out = execFileSync(shell, askIn[shell]!(words), {
    encoding: 'utf8',
    env: {
      ...{
        PATH: `${join(folder.path, 'bin')}:${process.env.PATH}`,
        HOME: folder.path,
        LC_ALL: 'C.UTF-8',
      },
      CONFIG_DIR: join(folder.path, 'config'),
    },
  })
  return out
    .split('\n')
    .map(line => line.split(/\t|:(?! )/)[0]!.trim())
    .filter(Boolean)
}

describe.each(['bash', 'zsh', 'fish'])('%s', shell => {
  test.skipIf(!hasShell(shell))('offers commands, and the ids of sources', () => {
    expect(offered(shell, ['so'])).toEqual(['sources'])
    expect(offered(shell, ['sources', 'b'])).toEqual(['bay.example'])
    expect(offered(shell, ['sources', ''])).toEqual(['bay.example', 'qingshi.example'])
    expect(offered(shell, ['crawl', 'bay.example', '--on'])).toEqual(['--once'])
  })
})
