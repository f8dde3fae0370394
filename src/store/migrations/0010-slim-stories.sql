-- breaks below 10: what 0.1.0 writes with a story is gone.
-- A story is found by numbers instead of a tsvector, and its text stands with its lead article alone. What is stored already is read
-- again at the next start; old items keep their own text until they change.

alter table carbonwire.story
  drop column words,
  drop column title_words,
  add column tokens integer[],
  add column title_tokens integer[],
  add column phrases bytea,
  add column body_hash text;

-- Numbers like these cannot be compressed.
alter table carbonwire.story
  alter column tokens set storage external,
  alter column phrases set storage external;

create index story_tokens on carbonwire.story using gin (tokens) with (gin_pending_list_limit = 64);
create index story_title_tokens on carbonwire.story using gin (title_tokens) with (gin_pending_list_limit = 64);
create index story_unread on carbonwire.story (id) where tokens is null and into_id is null and not removed;

-- Turns are worth nothing after a crash, and a host's row little: neither waits for the disk.

drop table carbonwire.turn;
create unlogged table carbonwire.turn (
  id uuid primary key,
  host text not null,
  ends_at timestamptz not null
);
create index turn_host on carbonwire.turn (host);
