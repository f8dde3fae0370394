import { Command, InvalidArgumentError } from 'commander'
import { version } from '../server/version.ts'
import { speakTheLanguage, translateHelp } from './program-language.ts'
import { languageOf, say } from './words/say.ts'

const wholeNumber = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(say`expected a whole number`)
  return Number(text)
}

const day = (text: string) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError(say`expected a day such as 2026-11-20`)
  return new Date(text)
}

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

  const stories = program
    .command('stories')
    .description('look at stories, and correct what was put together')
  stories
    .command('show')
    .description('the articles of a story, and why they were put together')
    .argument('<story>', 'id of a story, or the id or address of an article of it')
    .option('--json', 'print as JSON')
    .action(async (id, options) => (await import('./stories.ts')).showStory(id, options))
  stories
    .command('why')
    .description('why an article is (not) in the feed, and what it was compared with')
    .argument('<article>', 'id or address of an article')
    .option('--json', 'print as JSON')
    .action(async (article, options) => (await import('./why.ts')).showWhy(article, options))
  stories
    .command('split')
    .description('divide a story between two of its articles, for good')
    .argument('<a>', 'id or address of an article')
    .argument('<b>', 'id or address of another one')
    .action(async (a, b) => (await import('./stories.ts')).splitStories(a, b))
  stories
    .command('never-merge')
    .description('keep two articles apart over every later run')
    .argument('<a>', 'id or address of an article')
    .argument('<b>', 'id or address of another one')
    .action(async (a, b) => (await import('./stories.ts')).neverMerge(a, b))

  const series = program.command('series').description('market figures of the bulletins')
  series
    .command('held')
    .description('figures that are held back, with the reason')
    .option('--json', 'print as JSON')
    .action(async options => (await import('./series.ts')).listHeld(options))
  series
    .command('release')
    .description('let a figure be told that is held back')
    .argument('<market>', 'such as cn-ets')
    .argument('<instrument>', 'such as CEA or EUA-Dec26')
    .argument('<day>', 'YYYY-MM-DD')
    .argument('<measure>', 'such as close')
    .action(async (...key) => (await import('./series.ts')).releaseHeld(...key.slice(0, 4)))

  program
    .command('diff')
    .description('what changed in an article from revision to revision, word by word')
    .argument('<article>', 'id or address of an article')
    .option('--json', 'print as JSON')
    .action(async (article, options) => (await import('./diff.ts')).diff(article, options))

  program
    .command('replay')
    .description('run a stage again over what is stored: parse, stories or topics')
    .argument('<stage>', 'parse, stories or topics')
    .option('--source <id>', 'only articles of this source')
    .option('--since <day>', 'only articles first fetched from that day on (UTC)', day)
    .option('--dry-run', 'tell what would change and change nothing')
    .option('--json', 'print the summary as JSON')
    .action(async (stage, options) => (await import('./replay.ts')).replay(stage, options))

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
