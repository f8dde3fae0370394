-- A webhook that follows market figures has its place in their log, which has numbers of its own.

alter table carbonwire.subscriber drop constraint subscriber_kind_check;
alter table carbonwire.subscriber add constraint subscriber_kind_check check (kind in ('webhook', 'websub', 'series'));
