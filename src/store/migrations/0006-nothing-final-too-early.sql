-- A wall holds its source back: until then no link of it is asked for, and then one.

alter table carbonwire.source
  add column hold_since timestamptz,
  add column hold_until timestamptz,
  add column hold_level integer not null default 0,
  add column hold_reason text;

-- The page that gave no article is kept beside its link, so that better rules can read it.

alter table carbonwire.link add column page_id uuid;
create index link_kept on carbonwire.link (first_seen_at, id) where page_id is not null and article_id is null;

-- What an earlier version gave up behind a wall that may have passed since.

update carbonwire.link set due_at = now(), state = 'open', attempts = 0
where state = 'done' and article_id is null and due_at is null and ended_at > now() - interval '14 days'
  and (outcome ->> 'kind' = 'blocked' or outcome ->> 'reason' in ('parse-timeout', 'reader-fault', 'too-many-tries', 'http-4xx'));
