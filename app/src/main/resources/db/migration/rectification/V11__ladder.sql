-- Whom a deadline is told to on its way, by severity. Counted from the deadline in force: half-time lies between the start of the
-- clock and it, hours are before (negative) or after it.
create table rectification.rung (
  id bigint generated always as identity primary key,
  severity text not null check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  anchor text not null check (anchor in ('OPENING', 'HALF', 'DUE')),
  hours int not null default 0 check (hours between -8760 and 8760 and (anchor = 'DUE' or hours = 0)),
  addressees text[] not null check (cardinality(addressees) between 1 and 5
    and addressees <@ '{OWNER,MANAGER,SUBSIDIARY,GROUP,COMMITTEE}'),
  -- what was due before a rung was there is not told by it
  since timestamptz not null default verdite.now(),
  retired_at timestamptz
);
create unique index on rectification.rung (severity, anchor, hours) where retired_at is null;
insert into rectification.rung (severity, anchor, hours, addressees, since) values
  ('CRITICAL', 'OPENING', 0, '{OWNER}', '-infinity'), ('CRITICAL', 'HALF', 0, '{OWNER,MANAGER}', '-infinity'),
  ('CRITICAL', 'DUE', 0, '{OWNER,MANAGER}', '-infinity'), ('CRITICAL', 'DUE', 24, '{SUBSIDIARY}', '-infinity'),
  ('CRITICAL', 'DUE', 72, '{GROUP,COMMITTEE}', '-infinity');
insert into rectification.rung (severity, anchor, hours, addressees, since)
  select s, 'DUE', h.hours, h.addressees, '-infinity' from unnest('{MAJOR,MINOR,LOW}'::text[]) s,
    (values (-168, '{OWNER}'::text[]), (0, '{OWNER,MANAGER}'), (168, '{SUBSIDIARY}'), (720, '{GROUP,COMMITTEE}')) h(hours, addressees);
call verdite.common('rectification.rung', 'select, insert, update');
call trail.pub_watch('rectification.rung', 'id');
call trail.pub_read_by_everybody('rectification.rung');

-- A rung that was climbed for an item. Opening and half-time are told once a round, what is about a deadline once for that deadline.
create table rectification.item_rung (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  round int not null,
  anchor text not null check (anchor in ('OPENING', 'HALF', 'DUE')),
  hours int not null,
  addressees text[] not null,
  about timestamptz not null,
  due_at timestamptz not null,
  at timestamptz not null default verdite.now(),
  notice_key text not null unique,
  unique (item_id, round, anchor, hours, about)
);
call verdite.scoped('rectification.item_rung', 'select, insert');
call trail.pub_watch('rectification.item_rung', 'id');

-- When an item's ladder is to be looked at next. No evidence, so the trail does not hear of it.
create table rectification.item_clock (
  item_id bigint primary key references rectification.item,
  unit_id int not null references organisation.unit,
  next_at timestamptz not null,
  -- what was due before is not told: an item that was there before ladders were
  since timestamptz not null default '-infinity'
);
create index on rectification.item_clock (next_at, item_id);
call verdite.scoped('rectification.item_clock', 'select, insert, update, delete');
insert into rectification.item_clock (item_id, unit_id, next_at, since)
  select id, unit_id, '-infinity', verdite.now() from rectification.item
  where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM', 'VERIFIED', 'INEFFECTIVE');

-- Whoever changes what the ladder goes by, it is looked at again.
create function rectification.wind() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' or (new.state, new.severity, new.round, new.due_at, new.clock_from)
      is distinct from (old.state, old.severity, old.round, old.due_at, old.clock_from) then
    insert into rectification.item_clock (item_id, unit_id, next_at) values (new.id, new.unit_id, '-infinity')
    on conflict (item_id) do update set next_at = '-infinity';
  end if;
  return null;
end $$;
create trigger wind after insert or update on rectification.item for each row execute function rectification.wind();
