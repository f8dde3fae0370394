-- Digests as they were made: one row for each issue, and one for each receiver of it, so that nobody gets one twice.

create table carbonwire.digest_issue (
  digest_id text not null,
  -- The hour it is of, and where the one before it ended: together they leave nothing out and tell nothing twice.
  until timestamptz not null,
  since timestamptz not null,
  made_at timestamptz not null,
  content jsonb not null,
  primary key (digest_id, until)
);

create table carbonwire.digest_delivery (
  digest_id text not null,
  until timestamptz not null,
  receiver text not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  error text,
  primary key (digest_id, until, receiver),
  foreign key (digest_id, until) references carbonwire.digest_issue on delete cascade
);
create index digest_delivery_waiting on carbonwire.digest_delivery (next_attempt_at) where state = 'waiting';
