-- A key that gets a new text: the one before counts for a while, so that whoever shows it can change over.
alter table carbonwire.api_key add column old_hash bytea, add column old_until timestamptz;
create unique index api_key_old_hash on carbonwire.api_key (old_hash) where old_hash is not null;
