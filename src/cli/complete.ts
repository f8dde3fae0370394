import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Option } from 'commander'
import { replayStages } from '../model/replay.ts'
import { shells } from './completion.ts'

export type Completion = { word: string; says: string }

/** What may stand for an argument or a value of an option, by its name in the help; a shell adds files where nothing is known. */
const values: Record<string, (configDir: string) => string[]> = {
  source: sourceIds,
  old: sourceIds,
  stage: () => [...replayStages],
  shell: () => [...shells],
}

/** What may stand at the end of a command line, by the tree of commands; `words` are those after "carbonwire". */
export function complete(program: Command, words: string[], configDir: string): Completion[] {
  const typed = words.at(-1) ?? ''
  const { command, operands, open, dir } = walk(program, words.slice(0, -1), configDir)
  const found = open
    ? valuesOf(nameOf(open), dir)
    : typed.startsWith('-')
      ? optionsOf(command)
      : [...commandsOf(command), ...argumentsOf(command, operands, dir)]
  return found.filter(({ word }) => word.startsWith(typed))
}

/** Which command the words have come to, how many arguments of it are there, and the option that waits for its value. */
function walk(program: Command, words: string[], configDir: string) {
  let [command, operands, dir] = [program, 0, configDir]
  let open: Option | null = null
  for (const word of words) {
    if (open) {
      if (open.long === '--config') dir = word
      open = null
    } else if (word.startsWith('-')) {
      const option = command.options.find(({ long, short }) => long === word || short === word)
      open = option && (option.required || option.optional) ? option : null
    } else {
      const next = command.commands.find(each => each.name() === word)
      if (next) command = next
      else operands++
    }
  }
  return { command, operands, open, dir }
}

const nameOf = ({ flags }: Option) => /[<[](\w+)/.exec(flags)?.[1] ?? ''

function valuesOf(name: string, configDir: string, says = ''): Completion[] {
  // `--source <id>` takes a source as well.
  const found = values[name === 'id' ? 'source' : name]?.(configDir) ?? []
  return found.map(word => ({ word, says }))
}

const commandsOf = (command: Command): Completion[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map(each => ({ word: each.name(), says: each.description() }))

const optionsOf = (command: Command): Completion[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ word: long ?? short ?? '', says: description }))

function argumentsOf(command: Command, operands: number, configDir: string): Completion[] {
  const args = command.registeredArguments
  const next = args[operands] ?? (args.at(-1)?.variadic ? args.at(-1) : undefined)
  return next ? valuesOf(next.name(), configDir) : []
}

/** By the names of the files: a completion waits for nothing. */
function sourceIds(configDir: string): string[] {
  try {
    return readdirSync(join(configDir, 'sources'))
      .filter(name => name.endsWith('.yaml'))
      .map(name => name.slice(0, -'.yaml'.length))
      .sort()
  } catch {
    return []
  }
}
