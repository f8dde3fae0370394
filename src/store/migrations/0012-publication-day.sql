-- Stories by the day that readers see: an instant falls on a day of the reader's zone, a day stays the publisher's.

alter table carbonwire.story
  -- What feeds date a story by: as published, as first seen where that is unknown or would lie ahead.
  add column dated timestamptz generated always as (least(coalesce(published_at, first_seen), first_seen)) stored,
  -- The day that the publisher gave without a clock; null where there is one, or where the day would lie ahead.
  add column said_day text generated always as (
    case when item -> 'published' ->> 'precision' = 'day' and published_at <= first_seen then item -> 'published' ->> 'day' end
  ) stored;

drop index carbonwire.story_day;
create index story_dated on carbonwire.story (dated, first_sequence) where into_id is null and not removed;
