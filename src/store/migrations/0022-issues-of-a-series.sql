-- What the titles of the issues of a series have in common: an issue is judged as the others of its source were.
alter table carbonwire.article add column template text;
create index article_template on carbonwire.article (source_id, template, first_fetched_at) where template is not null;
