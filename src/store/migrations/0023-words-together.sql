-- The words of stories are put into their index by the hundred (`openWordIndex`): the list in which they wait is long enough for that.
alter index carbonwire.story_tokens set (gin_pending_list_limit = 16384);
