import type { Command } from 'commander'
import { wholeNumber } from './read-option.ts'

/** Sources: propose, check, look at and rename them. */
export function addSourcesCommands(program: Command): void {
  program
    .command('add')
    .description('look at a site and propose a source file for it')
    .argument('[url]', 'its home page, a column, a feed, a sitemap or an interface')
    .option('--file <file>', 'read the addresses from a file, one on each line')
    .option('--yes', 'write the file without asking')
    .option('--json', 'print the draft and what was read as JSON')
    .action(async (url, options) => (await import('./add.ts')).add(url, options))

  program
    .command('check')
    .description('what sources give now, and what a change of rules or code would change')
    .argument('[source...]', 'ids of sources')
    .option('--all', 'every source; writes into its file the day it was seen to work')
    .option('--offline', 'ask no site: the files, their rules and the pages that are kept')
    .option(
      '--regress',
      'read the pages kept while the sources were healthy once more, and nothing else',
    )
    .option(
      '--strict',
      'fail when fewer fields or articles are read than before, or anything is wrong',
    )
    .option('--watch', 'check again after each change of a file')
    .option(
      '--with <file>',
      'a source file that is not live yet, in the place of the one of its id',
    )
    .option('--pages <n>', 'how many stored pages are read by the new rules (20)', wholeNumber)
    .option('--json', 'print as JSON')
    .action(async (sources, options) => (await import('./check.ts')).check(sources, options))

  program
    .command('sources')
    .description('how every source is, and why; of one, its rhythm and its incidents too')
    .argument('[source]', 'id of a source')
    .option('--json', 'print as JSON')
    .action(async (source, options) => (await import('./sources.ts')).sources(source, options))

  const incidents = program
    .command('incidents')
    .description('what broke, since when, and what shows it')
    .option('--all', 'those that are over too')
    .option('--json', 'print as JSON')
    .action(async options => (await import('./incidents.ts')).incidents(options))
  incidents
    .command('ack')
    .description('take an incident up: only its end is told from now on')
    .argument('<incident>', 'its id, or the beginning of it')
    .option('--by <name>', 'who takes it up')
    .action(async (id, options) =>
      (await import('./incidents.ts')).acknowledgeIncident(id, options),
    )

  program
    .command('rename')
    .description('give a source another id; what was read of it goes on under that')
    .argument('<old>', 'the id until now')
    .argument('<new>', 'the id from now on, as its file is named')
    .action(async (from, to) => (await import('./rename.ts')).rename(from, to))
}
