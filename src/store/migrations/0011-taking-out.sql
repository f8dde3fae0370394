-- What was taken out because somebody asked for it: it is never asked for and never stored again, whatever lists it or leads there.

create table carbonwire.removal (
  id uuid primary key,
  url_key text not null,
  reason text,
  at timestamptz not null
);

alter table carbonwire.link drop constraint link_state_check;
alter table carbonwire.link add constraint link_state_check check (state in ('open', 'recorded', 'done', 'removed'));

alter table carbonwire.source
  add column removed_at timestamptz,
  add column removed_reason text;

-- What operators have done, by the command line, in the browser or with a key.

create table carbonwire.audit (
  id bigint primary key generated always as identity,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb
);
