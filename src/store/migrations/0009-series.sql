-- What bulletins say of markets, as data: one row for each figure of each article, with where it was read.

create table carbonwire.series_point (
  market text not null,
  instrument text not null,
  day date not null,
  measure text not null,
  article_id uuid not null references carbonwire.article (id) on delete cascade,
  revision integer not null,
  value double precision not null,
  unit text not null,
  place text not null,
  quote text not null,
  printed text not null,
  is_correction boolean not null,
  -- Why the figure is not shown before somebody looked at it; null for one that is in order.
  held text,
  primary key (market, instrument, day, measure, article_id)
);
create index series_point_article on carbonwire.series_point (article_id);
