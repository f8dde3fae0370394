#!/usr/bin/env bash
# A clock that is set back stops Crawlee for as long: every domain that was asked before waits.
#
# A machine without a clock of its own (a small board, a container's host that slept) starts with a wrong time and is set right by NTP; time
# may go back by hours. Durations belong to a clock that only goes on (CLOCK_MONOTONIC, performance.now()). BasicCrawler remembers by Date.now()
# when each domain was asked last, also where `sameDomainDelaySecs` is 0, its default: when now lies before then, the request is put off
# by the difference. It stays under way meanwhile, so that the crawler neither ends nor says anything (3.18.1).
#
# For a news wire: after the clock went back by three hours, each source's rounds ended empty for three hours. src/fetch/crawl-engine.ts takes
# this delay out; hosts have their turns elsewhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @crawlee/basic@3.18.1 @crawlee/core@3.18.1 > /dev/null
cat > back.mjs <<'PROGRAM'
import { BasicCrawler } from '@crawlee/basic'
import { Configuration, LogLevel, log } from '@crawlee/core'
log.setLevel(LogLevel.OFF)
const realNow = Date.now
const asked = []
const crawler = new BasicCrawler(
  {
    async requestHandler({ request }) {
      asked.push(request.url)
      // NTP sets the clock right.
      Date.now = () => realNow() - 3 * 3_600_000
    },
    maxConcurrency: 1,
  },
  new Configuration({ persistStorage: false }),
)
const run = crawler.run(['https://news.example/1', 'https://news.example/2']).then(() => 'ended')
const end = await Promise.race([run, new Promise(done => setTimeout(done, 15_000, 'still runs'))])
console.log(`fifteen seconds after the clock went back by three hours: ${asked.length} of 2 pages were asked for, and the crawler ${end}`)
process.exit(asked.length === 1 && end === 'still runs' ? 0 : 1)
PROGRAM
node back.mjs
