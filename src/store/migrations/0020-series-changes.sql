-- What was told of a figure and what is told now: whoever follows a series hears of new figures, and of those that were set right.

create table carbonwire.series_change (
  sequence integer generated always as identity primary key,
  at timestamptz not null default now(),
  market text not null,
  instrument text not null,
  day date not null,
  measure text not null,
  -- Null for a figure that nobody told before.
  was double precision,
  -- Null for one that nobody tells any more.
  value double precision,
  unit text not null,
  article_id uuid,
  is_correction boolean not null
);
create index series_change_changed on carbonwire.series_change (sequence) where was is not null;
