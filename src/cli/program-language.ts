import type { Command } from 'commander'
import { inLanguage } from './words/say.ts'

/** Has commander's own words (headings, mistakes) in the language of the locale. Subcommands that are added later take it over. */
export function speakTheLanguage(program: Command): void {
  program
    .helpCommand('help [command]', inLanguage('print the help of a command'))
    .configureHelp({
      styleTitle: inLanguage,
      helpWidth: Math.min(100, process.stdout.columns || 100),
    })
    .configureOutput({
      outputError: (text, write) =>
        write(`${text.trimEnd().split('\n').map(inLanguage).join('\n')}\n`),
    })
}

/** Every description of the tree in the language of the locale. */
export function translateHelp(command: Command): void {
  command.description(inLanguage(command.description()))
  for (const each of [...command.registeredArguments, ...command.options])
    each.description = inLanguage(each.description)
  command.commands.forEach(translateHelp)
}
