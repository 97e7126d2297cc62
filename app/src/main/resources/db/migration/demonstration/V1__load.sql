-- How far the demonstration group was loaded: a step that was finished is never done twice, and a load that was cut off goes on
-- with the same day, so that its files come out the same.
call verdite.room('demonstration');

create table demonstration.load (
  one boolean primary key default true check (one),
  day date not null,
  begun_at timestamptz not null default verdite.now(),
  ended_at timestamptz
);
create table demonstration.step (
  name text primary key,
  done_at timestamptz not null default verdite.now()
);
call verdite.common('demonstration.load', 'select, insert, update');
call verdite.common('demonstration.step', 'select, insert');
