#!/usr/bin/env bash
# Two processes that start together on an empty PostgreSQL: one of them ends. BullMQ's runMigrations takes turns by an advisory lock, and
# then asks for CREATE SCHEMA IF NOT EXISTS.
#
# PostgreSQL keeps what it has looked up for each connection, also that a name was not there, and hears of what others have made when a
# transaction begins or a table is opened (src/backend/utils/cache/inval.c). Waiting for an advisory lock is neither: a connection whose search_path
# names the schema, and that has made another schema before, so that all else is at hand, still remembers that there is none. It makes it again, and
# the unique index of pg_namespace refuses. IF NOT EXISTS does not help; the same statement in the next transaction would.
# Often it hears of it all the same: of very many changes PostgreSQL tells whoever is idle.
#
# For whoever keeps jobs and data in one database: processes of one deployment migrate on the pool that they hand to BullMQ, whose search_path must
# lead to its tables, all at the same moment. One of some hundreds of starts ended so. src/queue/queue-connection.ts asks again; src/store/migrate.ts opens a
# table behind its own lock.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
end() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U postgres > /dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-c listen_addresses= -k $folder" start > /dev/null
npm install --silent --no-audit --no-fund --prefix "$folder" bullmq@6.7.0 pg@8.23.1 > /dev/null
cat > both.cjs <<'PROGRAM'
const pg = require('pg')
const { runMigrations } = require('bullmq')
const open = async () => {
  const client = new pg.Client({ host: process.cwd(), user: 'postgres', database: 'postgres', options: '-c search_path=bullmq' })
  await client.connect()
  return client
}
const waiting = "select count(*)::int as n from pg_catalog.pg_locks where locktype = 'advisory' and not granted"
const main = async () => {
  const [first, second, other] = [await open(), await open(), await open()]
  // Each has its own tables looked after first, as a program does.
  for (const client of [first, second]) for (const _ of [1, 2]) await client.query('begin; create schema if not exists app; create table if not exists app.news (id int); commit')
  // One has its turn and makes the schema as runMigrations does; the other comes meanwhile.
  await first.query("begin; select pg_advisory_xact_lock(1112886348, hashtext('bullmq'))")
  const end = runMigrations(second).then(version => `version ${version}`, error => `${error.code}: ${error.message}`)
  while ((await other.query(waiting)).rows[0].n < 1);
  await first.query('create schema if not exists bullmq; commit')
  const told = await end
  const again = await Promise.all([runMigrations(first), runMigrations(second)])
  const { rows } = await first.query('show server_version')
  console.log(`bullmq ${require('bullmq/package.json').version}, PostgreSQL ${rows[0].server_version}`)
  console.log(`the one that waited: ${told}`)
  console.log(`once more: ${again.map(version => `version ${version}`).join(' | ')}`)
  for (const client of [first, second, other]) await client.end()
  process.exit(told.startsWith('23505') ? 0 : 1)
}
main()
PROGRAM
node both.cjs
