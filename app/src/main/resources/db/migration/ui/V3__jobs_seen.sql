-- The result of long work waits on My desk until whoever began it has looked at it.
alter table ui.job add column seen_at timestamptz;
update ui.job set seen_at = ended_at where ended_at is not null;
create index on ui.job (account) where seen_at is null;
