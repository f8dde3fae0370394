-- Documents of the archive as they were first given out: old ones never change (RFC 5005, 4).

create table carbonwire.archive_document (
  channel text not null,
  number integer not null,
  items jsonb not null,
  primary key (channel, number)
);
