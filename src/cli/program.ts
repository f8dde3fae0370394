import { Command } from 'commander'
import { version } from '../server/version.ts'
import { addKeepingCommands } from './program-keeping.ts'
import { speakTheLanguage, translateHelp } from './program-language.ts'
import { addLineCommands } from './program-line.ts'
import { addOperatingCommands } from './program-operating.ts'
import { addSourcesCommands } from './program-sources.ts'
import { addStoriesCommands } from './program-stories.ts'
import { say } from './words/say.ts'

/** The command line. Each command is loaded when it is called, so that `--help` answers at once. */
export function buildProgram(): Command {
  const program = new Command('carbonwire')
    .description(
      'A news wire for carbon neutrality: crawls sources, puts copies of one story together, serves feeds.',
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', say`print this help`)
    .showHelpAfterError(say`Add --help to see what there is.`)
    .enablePositionalOptions()
  speakTheLanguage(program)

  addLineCommands(program)
  addSourcesCommands(program)
  addKeepingCommands(program)
  addStoriesCommands(program)
  addOperatingCommands(program)
  takeConfigEverywhere(program)
  translateHelp(program)
  return program
}

/** `--config` may stand before the command or after it; it says what CONFIG_DIR says. */
function takeConfigEverywhere(program: Command): void {
  const takeOption = (command: Command): void => {
    command.option('--config <dir>', 'directory of the configuration (CONFIG_DIR unless given)')
    command.commands.forEach(takeOption)
  }
  takeOption(program)
  program.hook('preAction', (_, command) => {
    const { config } = command.optsWithGlobals<{ config?: string }>()
    if (config !== undefined) process.env.CONFIG_DIR = config
  })
}
