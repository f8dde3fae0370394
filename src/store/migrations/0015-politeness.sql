-- What was done to each host on each day (UTC): the report for publishers. Kept for a month.

create table carbonwire.politeness (
  host text not null,
  day date not null,
  requests bigint not null,
  robots_requests bigint not null,
  conditional bigint not null,
  unchanged bigint not null,
  bytes bigint not null,
  forbidden bigint not null,
  unreachable bigint not null,
  gaps bigint not null,
  short_gaps bigint not null,
  retry_afters bigint not null,
  overloads bigint not null,
  early bigint not null,
  gap_ms integer not null,
  shortest_ms integer,
  primary key (day, host)
);
create index politeness_host on carbonwire.politeness (host, day);
