#!/usr/bin/env bash
# WebSub (W3C, 2018): the hub signs a message with the hub.secret of the subscription (7.1); a subscriber answers 2xx although
# the signature is wrong, and drops the message (8); topic and hub stand in Link headers (7), whose order means nothing (RFC 8288).
# pubsubhubbub 1.0.2 (npm), set up with a secret, subscribes with a secret of its own making (an HMAC of the topic) and then checks
# messages against the secret that it was set up with: what a hub signs as agreed is answered 202 and thrown away. And it reads the
# first link of the header only: with the hub first and no topic in its callback it answers 400.
# What it means for a wire: a hub cannot see from 202 that a reader gets nothing; and the self link goes first.
# Where it touches us: src/server/feeds/feed-desk.ts writes the self link first (this changed it; test/server/push.test.ts), and
# docs/feeds.md tells users of this package to leave the secret out.
# Exits 1 when an answer changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent pubsubhubbub@1.0.2
cat > run.cjs <<'JS'
const { createHmac } = require('node:crypto')
const http = require('node:http')
const { createServer } = require('pubsubhubbub')
const listen = server => new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)))
const topic = 'https://a.example/feed'
async function run() {
  let subscription
  const hub = await listen(http.createServer((request, response) => {
    let body = ''
    request.on('data', part => { body += part }).on('end', () => {
      subscription = new URLSearchParams(body)
      response.writeHead(202).end()
    })
  }))
  const subscriber = createServer({ callbackUrl: 'http://127.0.0.1/', secret: 'set-up' })
  let told = 0
  subscriber.on('feed', () => { told++ })
  const callback = await listen(http.createServer(subscriber.listener()))
  await new Promise(resolve => subscriber.subscribe(topic, hub, resolve))
  const agreed = subscription.get('hub.secret')
  const query = new URL(subscription.get('hub.callback')).search
  const self = `<${topic}>; rel="self"`
  const send = async (secret, link, search) => {
    told = 0
    const signature = `sha256=${createHmac('sha256', secret).update('<feed/>').digest('hex')}`
    const headers = { 'content-type': 'application/atom+xml', 'x-hub-signature': signature, link }
    const { status } = await fetch(`${callback}/${search}`, { method: 'POST', body: '<feed/>', headers })
    return `${status} ${told ? 'told' : 'not told'}`
  }
  return {
    'signed with hub.secret': await send(agreed, `${self}, <${hub}>; rel="hub"`, query),
    'signed with what it was set up with': await send('set-up', `${self}, <${hub}>; rel="hub"`, query),
    'links: hub, self': await send('set-up', `<${hub}>; rel="hub", ${self}`, ''),
    'links: self, hub': await send('set-up', `${self}, <${hub}>; rel="hub"`, ''),
  }
}
run().then(seen => {
  console.log('pubsubhubbub 1.0.2')
  console.log(seen)
  process.exit(Object.values(seen).join() === '202 not told,204 told,400 not told,204 told' ? 0 : 1)
})
JS
node run.cjs
