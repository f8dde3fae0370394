import type { Command } from 'commander'
import { wholeNumber } from './read-option.ts'

/** Around it: exports, other programs, the machine, who may do what, the shell. */
export function addOperatingCommands(program: Command): void {
  program
    .command('export')
    .description('write feeds, OPML and reader pages as files, for a web server or an object store')
    .argument(
      '<dir>',
      'where the files go; what is there from an earlier export is brought up to date',
    )
    .option('--base <url>', 'the address the files will be reached at (PUBLIC_URL unless given)')
    .option('--ui <language>', 'language of the pages: zh or en', 'zh')
    .action(async (dir, options) => (await import('./export.ts')).exportTo(dir, options))

  program
    .command('mcp')
    .description('answer programs that speak the Model Context Protocol on standard input')
    .action(async () => (await import('./mcp.ts')).mcp())

  program
    .command('doctor')
    .description(
      'look at settings, database, queue, clock, disk, zones, address guard, port and network',
    )
    .option('--data <dir>', 'directory of the embedded database')
    .option('--offline', 'look up no names')
    .option('--json', 'print as JSON')
    .action(async options => (await import('./doctor.ts')).doctor(options))

  program
    .command('move-data')
    .description(
      'bring the data of an older version (PGlite) over to the PostgreSQL that npm brings',
    )
    .option('--data <dir>', 'directory of the embedded database')
    .action(async options => (await import('./move-data.ts')).move(options))

  program
    .command('admin-password')
    .description('set the password of /admin, and print it when it is made')
    .option('--stdin', 'take it from standard input')
    .action(async options => (await import('./admin-password.ts')).adminPassword(options))

  const keys = program.command('keys').description('API keys, for what is not public')
  keys
    .command('add')
    .description('make a key and print it, this once')
    .argument('<name>', 'what it is for')
    .option('--scope <scope...>', 'what it may do: webhooks, keys, explain, operate, alarms')
    .option('--per-minute <n>', 'requests a minute', wholeNumber)
    .action(async (name, options) => (await import('./keys.ts')).addKey(name, options))
  keys
    .command('list')
    .description('all keys, without their texts')
    .option('--json', 'print as JSON')
    .action(async options => (await import('./keys.ts')).listKeys(options))
  keys
    .command('rotate')
    .description('give a key a new text and print it, this once; name, scopes and webhooks stay')
    .argument('<key>', 'its name or id')
    .option('--keep <hours>', 'the old text counts for so long: 24 unless told', wholeNumber)
    .action(async (key, options) => (await import('./keys.ts')).rotateKey(key, options))
  keys
    .command('revoke')
    .description('end a key')
    .argument('<key>', 'its name or id')
    .action(async key => (await import('./keys.ts')).revokeKey(key))

  program
    .command('completion')
    .description('print the completion of these commands for a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async shell => {
      process.stdout.write((await import('./completion.ts')).renderCompletion(shell))
    })
  program
    .command('complete', { hidden: true })
    .argument('[word...]', 'the words of the line until now, the last one unfinished')
    .action(async words => {
      const { complete } = await import('./complete.ts')
      const found = complete(program, words, process.env.CONFIG_DIR || './config')
      for (const { word, says } of found) console.log(says ? `${word}\t${says}` : word)
    })
}
