-- breaks below 25: the words of stories stand in tables of their own.
-- One index of all words has lists that grow with the archive, and each is taken apart for every story that is added. The words stand by parts
-- of the archive instead (`word-shelves.ts`), and those of new stories in a list that waits to be put there.

create table carbonwire.word (
  part integer not null,
  shelf integer not null,
  entries bytea not null,
  primary key (part, shelf)
);
create table carbonwire.word_waiting (
  place integer primary key,
  words integer[] not null,
  title_words integer[] not null
);
-- Numbers like these cannot be compressed, and nothing is planned by them.
alter table carbonwire.word alter column entries set storage external, alter column entries set statistics 0;
alter table carbonwire.word_waiting
  alter column words set storage external, alter column words set statistics 0, alter column title_words set statistics 0;

insert into carbonwire.word_waiting (place, words, title_words)
select first_sequence, tokens, coalesce(title_tokens, '{}') from carbonwire.story
where tokens is not null and into_id is null and not removed;

drop index carbonwire.story_unread;
alter table carbonwire.story drop column tokens, drop column title_tokens;
create index story_unread on carbonwire.story (id) where phrases is null and into_id is null and not removed;
