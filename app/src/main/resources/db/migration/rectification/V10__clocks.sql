-- The clock of a correction: how its severity counts, the instant from which it is late, what an authority set, and how often
-- more time may be given.
alter table rectification.severity_rule rename column days to amount;
alter table rectification.severity_rule
  add column counting text not null default 'CALENDAR_DAYS' check (counting in ('CALENDAR_DAYS', 'WORKING_DAYS', 'HOURS')),
  add column extensions int not null default 2 check (extensions between 0 and 20);

-- A day ends at 24:00 as its place has it, which is the next day's beginning.
create function rectification.day_end(day date, zone text) returns timestamptz language sql immutable as
$$ select (day + 1)::timestamp at time zone zone $$;

create table rectification.item_authority (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  authority text not null check (length(btrim(authority)) between 1 and 200),
  reference text not null check (length(btrim(reference)) between 1 and 200),
  deadline date not null,
  due_at timestamptz not null,
  from_due timestamptz not null,
  note text not null default '' check (length(note) <= 2000),
  set_by int references organisation.person,
  set_at timestamptz not null default verdite.now()
);
create index on rectification.item_authority (item_id, id);
call verdite.scoped('rectification.item_authority', 'select, insert');
call trail.pub_watch('rectification.item_authority', 'id');

alter table rectification.item
  add column clock_from timestamptz,
  add column due_at timestamptz,
  add column authority_id bigint references rectification.item_authority;
alter table rectification.item_step add column due_at timestamptz;
-- What is said here follows from what the rows say already: no step of anybody's, so the trail does not hear of it.
alter table rectification.item disable trigger user;
alter table rectification.item_step disable trigger user;
update rectification.item i set due_at = rectification.day_end(i.deadline, i.time_zone),
  clock_from = coalesce((select max(s.at) from rectification.item_step s where s.item_id = i.id and s.step = 'REOPEN'), i.opened_at);
update rectification.item_step s set due_at = rectification.day_end(s.deadline, i.time_zone)
  from rectification.item i where i.id = s.item_id;
alter table rectification.item enable trigger user;
alter table rectification.item_step enable trigger user;
alter table rectification.item
  alter column clock_from set not null,
  alter column due_at set not null,
  add constraint due_on_its_day check (deadline = ((due_at - interval '1 microsecond') at time zone time_zone)::date);
alter table rectification.item_step alter column due_at set not null;
create index on rectification.item (due_at) where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM', 'VERIFIED',
  'INEFFECTIVE');

-- Who writes only the day means the end of it; a new round starts a new clock.
create function rectification.clock() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.clock_from := coalesce(new.clock_from, new.opened_at);
    new.due_at := coalesce(new.due_at, rectification.day_end(new.deadline, new.time_zone));
    return new;
  end if;
  if new.deadline <> old.deadline and new.due_at = old.due_at then
    new.due_at := rectification.day_end(new.deadline, new.time_zone);
  end if;
  if new.round <> old.round and new.clock_from = old.clock_from then
    new.clock_from := verdite.now();
    new.authority_id := null;
  end if;
  return new;
end $$;
create trigger clock before insert or update on rectification.item for each row execute function rectification.clock();
create function rectification.clock_of_step() returns trigger language plpgsql as $$
begin
  new.due_at := (select case when i.deadline = new.deadline then i.due_at else rectification.day_end(new.deadline, i.time_zone) end
    from rectification.item i where i.id = new.item_id);
  return new;
end $$;
create trigger clock before insert on rectification.item_step for each row execute function rectification.clock_of_step();

-- A deadline moves only by a granted extension, another severity or a new round; one an authority set only by the authority.
create function rectification.guard_clock() returns trigger language plpgsql as $$
begin
  if new.clock_from <> old.clock_from and new.round = old.round then
    raise exception 'a clock starts again only with a new round' using errcode = 'check_violation';
  end if;
  if new.authority_id is not null and (new.authority_id is distinct from old.authority_id or new.due_at <> old.due_at) and not exists (
      select from rectification.item_authority a where a.id = new.authority_id and a.item_id = new.id and a.due_at = new.due_at
        and a.id >= coalesce(old.authority_id, a.id)) then
    raise exception 'a deadline that an authority set moves only by a later decision of an authority' using errcode = 'check_violation';
  end if;
  if new.authority_id is null and old.authority_id is not null and new.round = old.round then
    raise exception 'a deadline that an authority set is not taken away' using errcode = 'check_violation';
  end if;
  if new.due_at <> old.due_at and new.authority_id is null and new.round = old.round and new.severity = old.severity and not exists (
      select from rectification.item_extension x where x.item_id = new.id and x.granted
        and rectification.day_end(x.to_deadline, new.time_zone) = new.due_at) then
    raise exception 'a deadline moves only by a granted extension, another severity or a new round' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_clock before update on rectification.item for each row execute function rectification.guard_clock();

create function rectification.guard_extension() returns trigger language plpgsql as $$
begin
  if new.granted and old.granted is distinct from true then
    if exists (select from rectification.item i where i.id = new.item_id and i.authority_id is not null) then
      raise exception 'a deadline that an authority set is not extended' using errcode = 'check_violation';
    end if;
    if (select count(*) from rectification.item_extension x where x.item_id = new.item_id and x.granted and x.id <> new.id)
        >= (select r.extensions from rectification.severity_rule r join rectification.item i on i.severity = r.severity where i.id = new.item_id) then
      raise exception 'more time was given as often as the severity allows' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger guard_extension before update on rectification.item_extension for each row execute function rectification.guard_extension();

-- The steps there are; what the deadline may do is guard_clock's now.
create or replace function rectification.guard() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.group_id, new.number, new.opened_at, new.opened_on, new.investigation)
      is distinct from (old.unit_id, old.group_id, old.number, old.opened_at, old.opened_on, old.investigation) then
    raise exception 'where, when and under which number an item was opened does not change' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in (
      'OPEN PLAN_SUBMITTED', 'PLAN_SUBMITTED OPEN', 'PLAN_SUBMITTED IN_PROGRESS', 'IN_PROGRESS DONE_SUBMITTED',
      'DONE_SUBMITTED IN_PROGRESS', 'DONE_SUBMITTED VERIFIED', 'OPEN CORRECTED', 'CORRECTED OPEN', 'CORRECTED VERIFIED',
      'VERIFIED CLOSED_EFFECTIVE', 'VERIFIED INEFFECTIVE', 'INEFFECTIVE OPEN', 'OPEN NO_FINDING', 'OPEN BECAME_ITEM',
      'OPEN CANCELLED', 'PLAN_SUBMITTED CANCELLED', 'IN_PROGRESS CANCELLED', 'DONE_SUBMITTED CANCELLED', 'CORRECTED CANCELLED') then
    raise exception 'there is no step from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if new.state = 'DONE_SUBMITTED' and old.state <> 'DONE_SUBMITTED' and (
      exists (select from actions.pub_action a where a.origin_room = 'rectification' and a.origin_kind = 'item'
        and a.origin_id = new.id::text and a.state in ('OPEN', 'STARTED'))
      or not exists (select from actions.pub_action a where a.origin_room = 'rectification' and a.origin_kind = 'item'
        and a.origin_id = new.id::text and a.state = 'DONE')) then
    raise exception 'an item is submitted as done when all its actions are' using errcode = 'check_violation';
  end if;
  if new.state in ('DONE_SUBMITTED', 'CORRECTED') and old.state <> new.state and rectification.proofs(new.id) = 0 then
    raise exception 'an item is submitted with evidence of this round' using errcode = 'check_violation';
  end if;
  if new.state in ('VERIFIED', 'CLOSED_EFFECTIVE') and old.state <> new.state
      and (case new.state when 'VERIFIED' then new.verified_by else new.closed_by end) in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t verify it' using errcode = 'check_violation';
  end if;
  if new.verifier_id is distinct from old.verifier_id and new.verifier_id in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t be asked to verify it' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- In time is what was verified before its instant.
create or replace view rectification.pub_item_counts with (security_invoker = true) as
  select s.unit_id, date_trunc('month', s.day)::date as month,
    count(*) filter (where s.step = 'OPEN') as opened,
    count(*) filter (where s.step = 'VERIFY') as verified,
    count(*) filter (where s.step = 'VERIFY' and s.at < s.due_at) as verified_in_time,
    count(*) filter (where s.step = 'CLOSE_EFFECTIVE') as closed_effective,
    count(*) filter (where s.step = 'FIND_INEFFECTIVE') as ineffective
  from rectification.item_step s join rectification.item i on i.id = s.item_id and not i.investigation
  where s.step in ('OPEN', 'VERIFY', 'CLOSE_EFFECTIVE', 'FIND_INEFFECTIVE')
  group by 1, 2;
