import type { Command } from 'commander'
import { wholeNumber } from './read-option.ts'
import { say } from './words/say.ts'

/** The line itself: start it, see it at work, have sources crawled, read a page. */
export function addLineCommands(program: Command): void {
  program
    .command('start')
    .description('crawl the sources of config/sources and serve the feeds, until Ctrl-C')
    .option('--port <n>', 'port of the server (0 = any free)', wholeNumber)
    .option('--data <dir>', 'directory of the embedded database')
    .action(async options => {
      console.log(say`carbonwire: starting`)
      await (await import('./start.ts')).start(options)
    })

  program
    .command('demo')
    .description('crawl a small invented news web on this machine and serve its feeds')
    .option('--once', 'exit when the round is done')
    .option('--json', 'print the summary as JSON')
    .option('--data <dir>', 'directory of the embedded database', './data-demo')
    .option('--port <n>', 'port of the server (0 = any free)', wholeNumber)
    .action(async options => {
      // The first words come before the rest of the program is loaded.
      if (!options.json)
        console.log(say`Opening an invented news web and a database in ${options.data}`)
      await (await import('./demo.ts')).demo(options)
    })

  program
    .command('crawl')
    .description('crawl these sources now (all when none is named)')
    .argument('[source...]', 'ids of sources')
    .option('--once', 'exit when the round and what it found is done, as it always does')
    .option('--json', 'print the summary as JSON')
    .action(async (sources, options) => (await import('./crawl.ts')).crawl(sources, options))

  program
    .command('read')
    .description('print what a page says: an article, a listing, a feed')
    .argument('[file-or-url]', 'a saved page or an address')
    .option('--json', 'print everything as JSON')
    .option(
      '--jsonl',
      'read lines {id,url,html,lang?,fetchedAt?} on standard input, answer each with one line',
    )
    .option('--list', 'read it as a listing')
    .option('--explain', 'show for every field the candidates, the choice and the reason')
    .option('--url <url>', 'the address a saved page came from')
    .option('--source <id>', 'use the rules, zone and language of this source')
    .option('--zone <zone>', 'IANA zone of times without one')
    .action(async (target, options) => (await import('./read.ts')).read(target, options))
}
