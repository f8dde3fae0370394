-- Sources that are read back to a day further than they keep. Where the paging stands is with the lists, so that it goes on after anything.

create table carbonwire.backfill (
  source_id text primary key,
  since timestamptz not null,
  state text not null check (state in ('running', 'done', 'stopped')),
  asked_at timestamptz not null,
  ended_at timestamptz
);
