-- A link is fetched once and sighted by every source that lists it: a source's feed holds what it follows.

alter table carbonwire.sighting add column followed boolean not null default false;
create index sighting_source on carbonwire.sighting (source_id) where followed;

update carbonwire.sighting set followed = true from carbonwire.link
where link.id = sighting.link_id and link.source_id = sighting.source_id and link.state <> 'recorded';
