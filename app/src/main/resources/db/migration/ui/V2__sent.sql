-- Forms that were sent, for a day: a form sent twice, or a call repeated with its key, is one record.
create table ui.sent (
  who text not null,
  key text not null check (length(key) between 1 and 200),
  digest bytea not null,
  answer text,
  at timestamptz not null default verdite.now(),
  primary key (who, key, digest)
);
create index on ui.sent (at);
call verdite.common('ui.sent', 'select, insert, update, delete');
