-- The loop's year of a unit: what it owed, what was waived by name, and what went on into the next.

-- What a year asks of a unit. How it is seen whether it was done is a class of this room for each code; a duty without one
-- is one nobody keeps a record of.
create table governance.duty (
  code text primary key check (code ~ '^[A-Z_]{3,40}$'),
  place int not null,
  name jsonb not null,
  clause text not null default '',
  -- kinds of units that owe it
  owed_by text[] not null,
  from_year int not null,
  to_year int check (to_year >= from_year)
);
call verdite.common('governance.duty', 'select');
call trail.pub_watch_common('governance.duty', 'code');
insert into governance.duty (code, place, name, clause, owed_by, from_year) values
  ('REVIEW', 1, '{"_":"en","en":"Management review held","zh":"已召开管理评审"}', 'ISO 14001 9.3', '{GROUP,SUBSIDIARY,SITE}', 2000),
  ('INTERNAL_AUDIT', 2, '{"_":"en","en":"Internal audit done","zh":"已完成内部审核"}', 'ISO 14001 9.2', '{GROUP,SUBSIDIARY,SITE}', 2000);

-- A duty that was not done, let off by somebody one level up, until when it is made good.
create table governance.waiver (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  duty text not null references governance.duty,
  why text not null check (length(btrim(why)) between 1 and 2000),
  until date not null,
  language text not null,
  asked_by int not null references organisation.person,
  asked_at timestamptz not null default verdite.now(),
  state text not null default 'ASKED' check (state in ('ASKED', 'GRANTED', 'REFUSED')),
  decided_by int references organisation.person check (decided_by <> asked_by),
  decided_at timestamptz,
  decided_why text not null default '' check (length(decided_why) <= 2000),
  check ((state = 'ASKED') = (decided_by is null)),
  check ((state = 'ASKED') = (decided_at is null)),
  check (state <> 'REFUSED' or btrim(decided_why) <> ''),
  check (until > make_date(year, 12, 31))
);
create unique index on governance.waiver (unit_id, year, duty) where state <> 'REFUSED';
create index on governance.waiver (id) where state = 'ASKED';
call verdite.scoped('governance.waiver', 'select, insert, update');
call trail.pub_watch('governance.waiver', 'id');

-- A year that is over and was closed. There is no reopening.
create table governance.closed_year (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  -- by the unit's own calendar
  closed_on date not null check (closed_on > make_date(year, 12, 31)),
  time_zone text not null,
  items int not null check (items >= 0),
  actions int not null check (actions >= 0),
  person_id int references organisation.person,
  closed_at timestamptz not null default verdite.now(),
  closed_by text not null default verdite.who(),
  -- what belongs to a close is written with it and never after
  made_in xid8 not null default pg_current_xact_id(),
  unique (unit_id, year),
  check (closed_on = (closed_at at time zone time_zone)::date)
);
call verdite.scoped('governance.closed_year', 'select, insert');
call trail.pub_watch('governance.closed_year', 'id', 'made_in');

create table governance.closed_duty (
  id bigint generated always as identity primary key,
  closed_id bigint not null references governance.closed_year,
  unit_id int not null references organisation.unit,
  duty text not null references governance.duty,
  state text not null check (state in ('MET', 'WAIVED')),
  note text not null,
  note_args jsonb not null,
  href text not null default '' check (href = '' or href ~ '^/[^/\\]'),
  waiver_id bigint references governance.waiver,
  unique (closed_id, duty),
  check ((state = 'WAIVED') = (waiver_id is not null))
);
call verdite.scoped('governance.closed_duty', 'select, insert');
call trail.pub_watch('governance.closed_duty', 'id');

-- What was open when a year was closed: who had it and until when, then. What becomes of it is said where it lives.
create table governance.carried (
  id bigint generated always as identity primary key,
  closed_id bigint not null references governance.closed_year,
  unit_id int not null references organisation.unit,
  kind text not null check (kind in ('ITEM', 'ACTION')),
  key bigint not null,
  place_id int not null references organisation.unit,
  number text not null,
  title text not null,
  state text not null,
  owner_id int not null references organisation.person,
  owner jsonb not null,
  due date not null,
  unique (closed_id, kind, key)
);
create index on governance.carried (closed_id, due, id);
call verdite.scoped('governance.carried', 'select, insert');
call trail.pub_watch_bulk('governance.carried', 'id');

create function governance.closed_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from new_rows n join governance.closed_year y on y.id = n.closed_id
      where y.made_in <> pg_current_xact_id() or y.unit_id <> n.unit_id) then
    raise exception 'a closed year stays as it was' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger closed after insert on governance.carried referencing new table as new_rows
  for each statement execute function governance.closed_guard();
create trigger closed after insert on governance.closed_duty referencing new table as new_rows
  for each statement execute function governance.closed_guard();

-- Decided once, and only while the year is open.
create function governance.waiver_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from governance.closed_year y where y.unit_id = new.unit_id and y.year = new.year) then
    raise exception 'a closed year stays as it was' using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and (old.state <> 'ASKED'
      or (new.unit_id, new.year, new.duty, new.why, new.until, new.asked_by) is distinct from (old.unit_id, old.year, old.duty, old.why, old.until, old.asked_by)) then
    raise exception 'a waiver is decided once, as it was asked for' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert or update on governance.waiver for each row execute function governance.waiver_guard();

-- What is open of a year: non-compliant items of some units that were discovered by its last day, actions that were opened by
-- then, and that are not over.
create function governance.open_of(units int[], last date, zone text)
returns table (kind text, key bigint, unit_id int, number text, title text, state text, owner_id int, due date)
language sql stable as $$
  select 'ITEM', i.id, i.unit_id, i.number, i.title, i.state, i.owner_id, i.deadline
  from rectification.pub_item i
  where i.unit_id = any(units) and i.discovered <= last and not i.investigation and i.succeeded_by is null
    and i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')
  union all
  select 'ACTION', a.id, a.unit_id, '', a.title, a.state, a.owner_id, a.due
  from actions.pub_action a
  where a.unit_id = any(units) and a.state in ('OPEN', 'STARTED') and (a.opened_at at time zone zone)::date <= last
$$;
