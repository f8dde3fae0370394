-- Search: what stands in titles weighs more than what stands in bodies, and its index is small.

alter table carbonwire.story add column title_words tsvector;
create index story_title_words on carbonwire.story using gin (title_words);
create index story_day on carbonwire.story (first_seen) where into_id is null and not removed;
create index article_listed on carbonwire.article (first_fetched_at, id);

-- Runs of a stage over what is stored.

create table carbonwire.replay (
  id uuid primary key,
  stage text not null check (stage in ('parse', 'stories', 'topics')),
  source_id text,
  since timestamptz,
  dry_run boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  message text,
  total integer,
  done integer not null default 0,
  -- The last article that was done: where a run that was cut short goes on.
  cursor_at timestamptz,
  cursor_id uuid,
  counts jsonb not null default '{}',
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);

create table carbonwire.replay_example (
  replay_id uuid not null references carbonwire.replay on delete cascade,
  article_id uuid not null,
  difference jsonb not null,
  primary key (replay_id, article_id)
);
