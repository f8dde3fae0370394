-- The change log has an identity: after a restore, numbers that somebody has read may stand for other changes.

alter table carbonwire.wire
  add column epoch uuid not null default gen_random_uuid(),
  add column cluster text;

-- What subscribers were told of, so that a story which leaves what they asked for is told as removed.

create table carbonwire.told (
  subscriber_id uuid not null references carbonwire.subscriber on delete cascade,
  story_id text not null,
  primary key (subscriber_id, story_id)
);
