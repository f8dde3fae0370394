import type { Command } from 'commander'
import { day } from './read-option.ts'

/** What was made of it: stories, market figures, texts over time, and doing that again. */
export function addStoriesCommands(program: Command): void {
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
}
