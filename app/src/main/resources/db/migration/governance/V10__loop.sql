-- The loop's year as it stood when it was closed: by part, what was asked for, done and late then.
create table governance.closed_line (
  id bigint generated always as identity primary key,
  closed_id bigint not null references governance.closed_year,
  unit_id int not null references organisation.unit,
  place int not null,
  phase text not null check (phase in ('PLAN', 'DO', 'CHECK', 'ACT')),
  code text not null check (code ~ '^[A-Z_]{3,40}$'),
  required bigint not null check (required >= 0),
  done bigint not null check (done between 0 and required),
  late bigint not null check (late between 0 and required - done),
  href text not null default '' check (href = '' or href ~ '^/[^/\\]'),
  unique (closed_id, place)
);
call verdite.scoped('governance.closed_line', 'select, insert');
call trail.pub_watch('governance.closed_line', 'id');
create trigger closed after insert on governance.closed_line referencing new table as new_rows
  for each statement execute function governance.closed_guard();
