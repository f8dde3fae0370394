#!/usr/bin/env bash
# A time limit that is lost: AbortSignal.any([stop, AbortSignal.timeout(ms)]) in Node.
#
# The DOM standard (https://dom.spec.whatwg.org/#abort-signal-garbage-collection) keeps a signal with a timeout alive while it has
# dependent signals that somebody listens to; and a signal made of others is aborted when one of them is. In Node nothing but the caller holds
# the inner one: in Node 20 a sweep of memory takes it, and the outer one never fires; in Node 24 a signal that was made of the outer one in turn fires, and the outer
# one itself says for good that it has not (nodejs/node#57736 is of this kind).
#
# For a crawler: a loop that asks `while (!signal.aborted)` goes on behind its end. One round in two hundred and fifty of a scaled-out run lasted
# 144 seconds instead of 45, and its last pages ended as faults. A deadline of its own timer (src/fetch/deadline.ts) is not lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > lost.mjs <<'PROGRAM'
import { setTimeout as sleep } from 'node:timers/promises'
const sweepUp = async () => {
  for (let times = 0; times < 6; times++) {
    gc()
    await sleep(10)
  }
}
const stop = new AbortController()
const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(1_000)])
let fired = false
AbortSignal.any([limit, new AbortController().signal]).addEventListener('abort', () => {
  fired = true
})
await sweepUp()
await sleep(1_500)
await sweepUp()
console.log(`${process.version}: half a second behind the end, the signal says ${limit.aborted}; one made of it has fired: ${fired}`)
process.exit(limit.aborted ? 1 : 0)
PROGRAM
for version in 20.19.5 24.21.0; do
  npm install --silent --no-audit --no-fund --prefix "node-$version" "node@$version" > /dev/null
  "node-$version/node_modules/node/bin/node" --expose-gc lost.mjs
done
