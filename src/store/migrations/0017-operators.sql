-- Who operates in the browser: one password, and the sessions that were opened with it. Both are kept as hashes alone.

create table carbonwire.operator (
  one boolean primary key default true check (one),
  salt bytea not null,
  hash bytea not null,
  set_at timestamptz not null
);

create table carbonwire.operator_session (
  hash bytea primary key,
  csrf text not null,
  expires_at timestamptz not null
);
