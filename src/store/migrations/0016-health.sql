-- What rounds have counted, for long by day; how each source is; and the alarms that were raised.
alter table carbonwire.round add column counts jsonb;

create table carbonwire.source_day (
  source_id text not null,
  day date not null,
  counts jsonb not null,
  primary key (source_id, day)
);

alter table carbonwire.source
  add column health jsonb,
  add column plan jsonb,
  add column reach jsonb;

create table carbonwire.incident (
  id uuid primary key,
  source_id text,
  kind text not null,
  finding jsonb not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text
);
create unique index incident_open on carbonwire.incident (coalesce(source_id, '')) where ended_at is null;
create index incident_newest on carbonwire.incident (opened_at);

-- What was told of an incident, by channel: its beginning and its end.
create table carbonwire.notice (
  incident_id uuid not null references carbonwire.incident (id) on delete cascade,
  event text not null,
  channel text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  told_at timestamptz,
  error text,
  primary key (incident_id, event, channel)
);
create index notice_open on carbonwire.notice (next_attempt_at) where next_attempt_at is not null;
