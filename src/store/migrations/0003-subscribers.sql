-- Those who are told of changes. Each has a cursor of its own: what it was told, and what is still open, is here and nowhere else.

create table carbonwire.subscriber (
  id uuid primary key,
  kind text not null check (kind in ('webhook', 'websub')),
  callback text not null,
  topic text,
  secret text,
  filter jsonb not null,
  cursor integer not null,
  state text not null check (state in ('pending', 'active', 'disabled')),
  reason text,
  attempts integer not null default 0,
  failing_since timestamptz,
  next_attempt_at timestamptz,
  held_until timestamptz,
  lease_until timestamptz,
  last_delivered_at timestamptz,
  owner_id uuid,
  created_at timestamptz not null
);
create index subscriber_open on carbonwire.subscriber (cursor) where state = 'active';

create table carbonwire.delivery (
  subscriber_id uuid not null references carbonwire.subscriber on delete cascade,
  sequence integer not null,
  at timestamptz not null,
  ok boolean not null,
  status integer,
  ms integer not null,
  error text,
  primary key (subscriber_id, sequence, at)
);
create index delivery_newest on carbonwire.delivery (subscriber_id, at);

create table carbonwire.api_key (
  id uuid primary key,
  name text not null,
  hash bytea not null unique,
  scopes text[] not null,
  per_minute integer,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
