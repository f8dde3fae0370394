-- What is told of a column by looking at its values costs more than it helps where each holds thousands of them: nothing is planned by it.

alter table carbonwire.story
  alter column tokens set statistics 0,
  alter column title_tokens set statistics 0,
  alter column phrases set statistics 0,
  alter column item set statistics 0;
alter table carbonwire.article alter column content set statistics 0;
alter table carbonwire.fingerprint alter column data set statistics 0;
alter table carbonwire.body alter column bytes set statistics 0;

-- Stories that come after each other hold the same words: many of them are put into the index together.
alter index carbonwire.story_tokens set (gin_pending_list_limit = 2048);
alter index carbonwire.story_title_tokens set (gin_pending_list_limit = 256);
