import type { Command } from 'commander'
import { day, wholeNumber } from './read-option.ts'
import { languageOf } from './words/say.ts'

/** What is stored: backups, what is taken out, what gave nothing and is asked for again. */
export function addKeepingCommands(program: Command): void {
  program
    .command('backup')
    .description('write everything into one file while all goes on, and read it back')
    .argument(
      '<file>',
      'where to; an older backup of that name is replaced when the new one is whole',
    )
    .option('--json', 'print as JSON')
    .action(async (file, options) => (await import('./backup.ts')).backup(file, options))

  program
    .command('restore')
    .description('put a backup in the place of all there is; followers are told to begin again')
    .argument('<file>', 'a file that "backup" has written')
    .option('--json', 'print as JSON')
    .action(async (file, options) => (await import('./backup.ts')).restore(file, options))

  program
    .command('remove')
    .description('take out what a publisher or a person wants gone; it is never asked for again')
    .argument('[what]', 'an address, the id of a story (urn:uuid:…), or the id of a source')
    .option('--reason <text>', 'who asked for it, and why')
    .option('--undo', 'let an address or a source be asked for again')
    .option('--list', 'what was taken out')
    .option('--json', 'print as JSON')
    .action(async (what, options) => (await import('./remove.ts')).remove(what, options))

  program
    .command('purge')
    .description('forget a source whose file is gone, with all that only it has given')
    .argument('<source>', 'its id')
    .option('--json', 'print as JSON')
    .action(async (source, options) => (await import('./remove.ts')).purge(source, options))

  program
    .command('backfill')
    .description(
      'read a source back to a day, in the background; without a day: how far it has come',
    )
    .argument('<source>', 'id of a source')
    .option('--since <day>', 'the day (UTC) to read back to, such as 2025-01-01', day)
    .option('--stop', 'leave it at what was read')
    .option('--json', 'print as JSON')
    .action(async (source, options) => (await import('./backfill.ts')).backfill(source, options))

  program
    .command('links')
    .description('links of a source that gave no article, by how they ended')
    .argument('<source>', 'id of a source')
    .option('--reason <end>', 'list those that ended so, such as blocked:http-403, or open')
    .option('--limit <n>', 'so many of them, 50 unless told', wholeNumber)
    .option('--json', 'print as JSON')
    .action(async (source, options) => (await import('./links.ts')).links(source, options))

  program
    .command('retry')
    .description('ask again now for links that gave nothing')
    .argument('<what>', 'id of a source, or an address')
    .option('--reason <end>', 'only those that ended so, such as retry:timeout')
    .action(async (what, options) => (await import('./links.ts')).retry(what, options))

  program
    .command('new-epoch')
    .description('after a backup was put back: tell those who follow the changes to begin again')
    .action(async () => (await import('./new-epoch.ts')).newEpoch())

  program
    .command('outcomes')
    .description('how a link can end, and when it is asked for again')
    .action(async () => {
      process.stdout.write((await import('./outcomes.ts')).renderOutcomes(languageOf(process.env)))
    })
}
