-- Sources and their rounds.

create table carbonwire.source (
  id text primary key,
  config jsonb not null,
  active boolean not null,
  next_round_at timestamptz,
  last_round_at timestamptz,
  last_outcome jsonb,
  outcomes jsonb not null default '{}'
);

create table carbonwire.round (
  source_id text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome jsonb not null,
  outcomes jsonb not null,
  primary key (source_id, started_at)
);

create table carbonwire.alarm (
  source_id text not null,
  kind text not null,
  place text not null,
  message text not null,
  since timestamptz not null,
  primary key (source_id, kind, place)
);

create table carbonwire.lease (
  name text primary key,
  holder text not null,
  expires_at timestamptz not null
);

-- Pages as fetched. Bytes are kept once, compressed with zstd, under the hash of what was received.

create table carbonwire.body (
  hash bytea primary key,
  bytes bytea not null,
  size integer not null
);
alter table carbonwire.body alter column bytes set storage external;

create table carbonwire.page (
  id uuid primary key,
  url text not null,
  final_url text not null,
  status integer not null,
  headers jsonb not null,
  fetched_at timestamptz not null,
  body_hash bytea not null references carbonwire.body
);
create index page_body on carbonwire.page (body_hash);

create table carbonwire.listing (
  id uuid primary key,
  source_id text not null,
  url text not null,
  etag text,
  last_modified text,
  page_id uuid,
  asked_at timestamptz not null
);

create table carbonwire.paging (
  id uuid primary key,
  source_id text not null,
  entry_url text not null,
  url text,
  pages integer not null,
  ended boolean not null
);
create index paging_source on carbonwire.paging (source_id);

-- Links: one row an address, fetched for one source, carried by many. The id is a name-based UUID of the comparing key,
-- because a key may be longer than an index takes.

create table carbonwire.link (
  id uuid primary key,
  url_key text not null,
  url text not null,
  source_id text not null,
  state text not null check (state in ('open', 'recorded', 'done')),
  depth integer not null,
  attempts integer not null default 0,
  visits integer not null default 0,
  due_at timestamptz,
  position integer not null,
  title text not null,
  truncated boolean not null,
  published jsonb,
  outlet text,
  summary text,
  guid text,
  etag text,
  last_modified text,
  outcome jsonb,
  article_id uuid,
  first_seen_at timestamptz not null,
  ended_at timestamptz
);
create index link_due on carbonwire.link (source_id, due_at) where due_at is not null;
create index link_article on carbonwire.link (article_id) where article_id is not null;

create table carbonwire.sighting (
  link_id uuid not null,
  source_id text not null,
  first_seen_at timestamptz not null,
  title text not null,
  published jsonb,
  outlet text,
  primary key (link_id, source_id)
);

create table carbonwire.alias (
  id uuid primary key,
  url_key text not null,
  target_id uuid not null
);
create index alias_target on carbonwire.alias (target_id);

-- Articles, and what they were before.

create table carbonwire.article (
  id uuid primary key,
  url_key text not null,
  source_id text not null,
  revision integer not null,
  published_revision integer not null default 0,
  url text not null,
  title text not null,
  outlet text,
  language text,
  published_at timestamptz,
  content jsonb not null,
  encoding text not null,
  page_id uuid not null,
  further_page_ids uuid[] not null default '{}',
  fetched_at timestamptz not null,
  first_fetched_at timestamptz not null,
  gone_at timestamptz,
  gone_outcome jsonb,
  relevance jsonb,
  tier text,
  host_outlet text,
  fault text,
  story_id text
);
create index article_fault on carbonwire.article (source_id, fetched_at) where fault is not null;
create index article_unpublished on carbonwire.article (first_fetched_at)
  where published_revision < revision;
create index article_story on carbonwire.article (story_id) where story_id is not null;
create index article_source on carbonwire.article (source_id, first_fetched_at);

create table carbonwire.revision (
  article_id uuid not null references carbonwire.article on delete cascade,
  revision integer not null,
  kind text not null check (kind in ('text', 'gone', 'back')),
  at timestamptz not null,
  page_id uuid,
  content jsonb,
  primary key (article_id, revision)
);

-- Stories. The single row of `wire` gives the numbers: whoever publishes holds it locked until the commit.

create table carbonwire.wire (
  one boolean primary key default true check (one),
  last_sequence integer not null,
  last_print integer not null
);
insert into carbonwire.wire (last_sequence, last_print) values (0, 0);

create table carbonwire.story (
  id text primary key,
  started_by uuid not null,
  lead_id uuid not null,
  dated_by uuid,
  first_sequence integer not null,
  sequence integer not null,
  first_seen timestamptz not null,
  modified timestamptz not null,
  into_id text,
  removed boolean not null default false,
  published_at timestamptz,
  tier text not null,
  topics text[] not null,
  sources text[] not null,
  outlets text[] not null,
  language text,
  gone boolean not null,
  item jsonb not null,
  words tsvector
);
create index story_feed on carbonwire.story (first_sequence) where into_id is null and not removed;
create index story_into on carbonwire.story (into_id) where into_id is not null;
create index story_topics on carbonwire.story using gin (topics);
create index story_sources on carbonwire.story using gin (sources);
create index story_outlets on carbonwire.story using gin (outlets);
create index story_words on carbonwire.story using gin (words);

create table carbonwire.member (
  article_id uuid primary key,
  story_id text not null,
  place jsonb not null,
  joined_at timestamptz not null
);
create index member_story on carbonwire.member (story_id);

create table carbonwire.sibling (
  story_id text not null,
  other_id text not null,
  figures jsonb not null,
  primary key (story_id, other_id)
);

create table carbonwire.never_merge (
  first_id uuid not null,
  second_id uuid not null,
  at timestamptz not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index never_merge_second on carbonwire.never_merge (second_id);

create table carbonwire.fingerprint (
  article_id uuid primary key,
  print integer not null unique,
  data jsonb not null
);

create table carbonwire.change (
  sequence integer primary key,
  at timestamptz not null,
  kind text not null check (kind in ('added', 'updated', 'merged', 'split', 'removed')),
  story_id text not null,
  into_id text
);
create index change_merged on carbonwire.change (sequence) where kind = 'merged';
create index change_story on carbonwire.change (story_id);

-- What is shared about hosts.

create table carbonwire.robots (
  origin text primary key,
  verdict text not null,
  body text not null,
  fetched_at timestamptz not null,
  expires_at timestamptz not null
);

create table carbonwire.host (
  name text primary key,
  gap_ms integer not null,
  concurrency integer not null,
  strict_until timestamptz not null,
  last_start timestamptz,
  held_until timestamptz,
  hold_reason text,
  touched_at timestamptz not null
);

create table carbonwire.turn (
  id uuid primary key,
  host text not null,
  ends_at timestamptz not null
);
create index turn_host on carbonwire.turn (host);

-- One request's turn on a host, or how long it must wait. Everything is decided under the lock of the host's row and by the
-- database's clock. A wait is certain when nothing that others do can shorten it.
create function carbonwire.take_turn(
  for_host text, wanted_gap_ms integer, wanted_concurrency integer, strict_for_ms integer, turn_id uuid, lasts_ms integer,
  out granted boolean, out after_ms float8, out reason text, out certain boolean
) language plpgsql as $$
declare
  at timestamptz;
  book carbonwire.host;
  under_way integer;
begin
  insert into carbonwire.host as known (name, gap_ms, concurrency, strict_until, touched_at)
  values (for_host, wanted_gap_ms, wanted_concurrency, clock_timestamp() + strict_for_ms * interval '1 ms', clock_timestamp())
  on conflict (name) do update set
    -- The strictest setting used of late holds for everybody.
    gap_ms = case when known.strict_until <= clock_timestamp() then wanted_gap_ms else greatest(known.gap_ms, wanted_gap_ms) end,
    concurrency = case when known.strict_until <= clock_timestamp() then wanted_concurrency
      else least(known.concurrency, wanted_concurrency) end,
    strict_until = case
      when wanted_gap_ms >= known.gap_ms or wanted_concurrency <= known.concurrency or known.strict_until <= clock_timestamp()
      then excluded.strict_until else known.strict_until end,
    touched_at = excluded.touched_at
  returning * into book;

  at := clock_timestamp();
  granted := false;
  certain := true;
  if book.held_until > at then
    after_ms := extract(epoch from book.held_until - at) * 1000;
    reason := book.hold_reason;
    return;
  end if;

  after_ms := book.gap_ms - extract(epoch from at - book.last_start) * 1000;
  reason := 'busy';
  if after_ms > 0 then return; end if;

  delete from carbonwire.turn where host = for_host and ends_at <= at;
  select count(*) into under_way from carbonwire.turn where host = for_host;
  if under_way >= book.concurrency then
    certain := false;
    select extract(epoch from min(ends_at) - at) * 1000 into after_ms from carbonwire.turn where host = for_host;
    return;
  end if;

  insert into carbonwire.turn (id, host, ends_at) values (turn_id, for_host, at + lasts_ms * interval '1 ms');
  update carbonwire.host set last_start = at where name = for_host;
  granted := true;
  after_ms := 0;
end
$$;
