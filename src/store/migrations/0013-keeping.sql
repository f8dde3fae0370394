-- What is kept for a while only is found by its age, and by what still refers to it.

create index page_age on carbonwire.page (fetched_at);
create index article_page on carbonwire.article (page_id);
create index article_further on carbonwire.article (id) where further_page_ids <> '{}';
create index revision_page on carbonwire.revision (page_id) where page_id is not null;
create index revision_text on carbonwire.revision (at) where kind = 'text' and content is not null;
create index link_page on carbonwire.link (page_id) where page_id is not null;
create index delivery_age on carbonwire.delivery (at);
