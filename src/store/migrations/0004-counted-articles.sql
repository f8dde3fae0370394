-- How many articles a source has given is asked with every job: it is counted as they come.

alter table carbonwire.source add column articles integer not null default 0;
update carbonwire.source set articles = (
  select count(*) from carbonwire.article where article.source_id = source.id
);
