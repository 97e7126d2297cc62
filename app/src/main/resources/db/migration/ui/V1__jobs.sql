-- Long work with its progress; the queue itself is jobs.scheduled_tasks.
call verdite.room('ui');

create table ui.job (
  id bigint generated always as identity primary key,
  unit_id int not null,
  kind text not null,
  argument text not null,
  title jsonb not null,
  who text not null,
  account int,
  person int,
  state text not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  done bigint not null default 0,
  total bigint not null default 0,
  cancel boolean not null default false,
  result_path text not null default '',
  failure text not null default '',
  created_at timestamptz not null default verdite.now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index on ui.job (unit_id, created_at desc);
create index on ui.job (account, created_at desc);
call verdite.scoped('ui.job', 'select, insert, update');
