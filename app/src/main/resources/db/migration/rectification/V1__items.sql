-- The list of non-compliant items: from a stated problem to a verified and effective correction (ISO 14001, 10.2).
-- What must never be is refused here, whoever writes.
call verdite.room('rectification');

-- How long a correction may take, in calendar days at the site, and which way it goes.
create table rectification.severity_rule (
  severity text primary key check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  days int not null check (days between 1 and 3650),
  workflow text not null check (workflow in ('SPOT', 'PLAN')),
  version int not null default 1
);
insert into rectification.severity_rule (severity, days, workflow) values
  ('CRITICAL', 3, 'PLAN'), ('MAJOR', 15, 'PLAN'), ('MINOR', 30, 'SPOT'), ('LOW', 90, 'SPOT');
call verdite.common('rectification.severity_rule', 'select, update');
call trail.pub_watch('rectification.severity_rule', 'severity');

-- NC-2026-0412: one series a group and a year.
create table rectification.number_series (
  group_id int not null,
  prefix text not null check (prefix in ('NC', 'IV')),
  year int not null,
  last int not null check (last > 0),
  primary key (group_id, prefix, year)
);
call verdite.common('rectification.number_series', 'select, insert, update');

create table rectification.item (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  group_id int not null,
  number text not null check (number ~ '^(NC|IV)-\d{4}-\d{4,}$'),
  client_key text check (length(client_key) between 1 and 100),
  language text not null default 'en',
  title text not null check (length(btrim(title)) between 1 and 200),
  description text not null default '' check (length(description) <= 4000),
  severity text not null check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  workflow text not null check (workflow in ('SPOT', 'PLAN', 'INVESTIGATION')),
  investigation boolean not null default false,
  medium text not null check (medium in ('WATER', 'AIR', 'NOISE', 'SOIL', 'WASTE', 'ECOLOGY', 'ENERGY', 'MANAGEMENT', 'OTHER')),
  state text not null default 'OPEN',
  round int not null default 1 check (round > 0),
  discovered date not null,
  time_zone text not null,
  opened_at timestamptz not null default verdite.now(),
  opened_on date not null,
  opened_by int references organisation.person,
  deadline date not null,
  owner_id int references organisation.person,
  substitute_id int references organisation.person,
  verifier_id int references organisation.person,
  cause text[] not null default '{}' check (cardinality(cause) <= 7),
  cause_kind text check (cause_kind in ('MAINTENANCE', 'DESIGN', 'OPERATION', 'TRAINING', 'MATERIAL', 'MANAGEMENT', 'WEATHER', 'OTHER')),
  plan_note text not null default '' check (length(plan_note) <= 2000),
  plan_by int references organisation.person,
  plan_at timestamptz,
  approved_by int references organisation.person,
  approved_at timestamptz,
  done_by int references organisation.person,
  done_at timestamptz,
  done_note text not null default '' check (length(done_note) <= 2000),
  verified_by int references organisation.person,
  verified_at timestamptz,
  verified_on date,
  verify_note text not null default '' check (length(verify_note) <= 2000),
  effect_due date,
  effect_note text not null default '' check (length(effect_note) <= 2000),
  closed_by int references organisation.person,
  closed_at timestamptz,
  closed_on date,
  finding text not null default '' check (length(finding) <= 4000),
  finding_by int references organisation.person,
  became_id bigint references rectification.item,
  cancel_kind text check (cancel_kind in ('INVALID', 'DUPLICATE')),
  cancel_reason text not null default '' check (length(cancel_reason) <= 2000),
  cancel_by int references organisation.person,
  cancel_at timestamptz,
  cancelled_by int references organisation.person,
  version int not null default 1,
  unique (group_id, number),

  constraint known_state check (state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'VERIFIED',
    'CLOSED_EFFECTIVE', 'INEFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')),
  constraint one_way check (case workflow
    when 'PLAN' then state not in ('CORRECTED', 'NO_FINDING', 'BECAME_ITEM')
    when 'SPOT' then state not in ('PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'NO_FINDING', 'BECAME_ITEM')
    else state in ('OPEN', 'NO_FINDING', 'BECAME_ITEM', 'CANCELLED') end),
  constraint investigated check (investigation = (workflow = 'INVESTIGATION')),
  constraint found_before_opened check (discovered <= opened_on + 1),
  constraint due_after_opened check (deadline >= opened_on),
  constraint carried_by_somebody check (state in ('OPEN', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') or owner_id is not null),
  constraint planned check (workflow <> 'PLAN' or state in ('OPEN', 'CANCELLED')
    or (plan_at is not null and cardinality(cause) > 0 and cause_kind is not null)),
  constraint approved check (workflow <> 'PLAN' or state in ('OPEN', 'PLAN_SUBMITTED', 'CANCELLED')
    or (approved_at is not null and approved_by is not null)),
  constraint not_approved_by_planner check (approved_by <> plan_by),
  constraint not_approved_by_owner check (approved_by <> owner_id),
  constraint done check (state not in ('DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE') or done_at is not null),
  constraint verified check ((state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE'))
    = (verified_at is not null and verified_by is not null and verified_on is not null and effect_due is not null)),
  constraint unverified check (state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE')
    or (verified_at is null and verified_by is null and verified_on is null)),
  constraint not_verified_by_owner check (verified_by <> owner_id),
  constraint not_verified_by_substitute check (verified_by <> substitute_id),
  constraint not_verified_by_planner check (verified_by <> plan_by),
  constraint not_verified_by_carrier check (verified_by <> done_by),
  constraint verifier_is_not_owner check (verifier_id <> owner_id),
  constraint verifier_is_not_substitute check (verifier_id <> substitute_id),
  constraint closed check ((state in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM'))
    = (closed_at is not null and closed_on is not null)),
  constraint found check (state <> 'NO_FINDING' or (btrim(finding) <> '' and closed_by is distinct from finding_by)),
  constraint became check ((state = 'BECAME_ITEM') = (became_id is not null)),
  constraint cancel_proposed check ((cancel_kind is null) = (cancel_at is null) and (cancel_kind is null or btrim(cancel_reason) <> '')),
  constraint cancelled check ((state = 'CANCELLED') = (cancelled_by is not null)),
  constraint cancelled_by_another check (cancelled_by <> cancel_by)
);

create index on rectification.item (unit_id, deadline, id);
create index on rectification.item (deadline, id) where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM');
create index on rectification.item (owner_id) where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM');
create index on rectification.item (substitute_id) where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM');
create index on rectification.item (verifier_id) where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM');
create unique index on rectification.item (unit_id, client_key) where client_key is not null;

-- Where an item came from, and what else it is about: many to many.
create table rectification.item_origin (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  room text not null check (room ~ '^[a-z]{1,40}$'),
  kind text not null,
  key text not null,
  title text not null,
  href text not null check (href ~ '^/[^/\\]'),
  linked_at timestamptz not null default verdite.now(),
  unique (item_id, room, kind, key)
);
create index on rectification.item_origin (room, kind, key);

-- Every step anybody took, with what was said. Never changed.
create table rectification.item_step (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  step text not null,
  from_state text not null,
  to_state text not null,
  round int not null,
  day date not null,
  deadline date not null,
  person_id int references organisation.person,
  who text not null default verdite.who(),
  at timestamptz not null default verdite.now(),
  note text not null default ''
);
create index on rectification.item_step (item_id, id);
create index on rectification.item_step (unit_id, day) where step in ('OPEN', 'VERIFY', 'CLOSE_EFFECTIVE', 'FIND_INEFFECTIVE');

-- Who had a hand in a correction, over its whole history: nobody among them may verify it.
create table rectification.item_party (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  part text not null check (part in ('OWNER', 'SUBSTITUTE', 'ACTION_OWNER', 'PLAN_WRITER', 'CARRIER')),
  since timestamptz not null default verdite.now(),
  unique (item_id, person_id, part)
);
create index on rectification.item_party (person_id);

create table rectification.item_extension (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  asked_by int references organisation.person,
  asked_at timestamptz not null default verdite.now(),
  from_deadline date not null,
  to_deadline date not null check (to_deadline > from_deadline),
  reason text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  granted boolean,
  decided_by int references organisation.person,
  decided_at timestamptz,
  decision text not null default '',
  check ((granted is null) = (decided_at is null)),
  constraint decided_by_another check (decided_by <> asked_by)
);
create unique index on rectification.item_extension (item_id) where granted is null;

call verdite.scoped('rectification.item', 'select, insert, update');
call verdite.scoped('rectification.item_origin', 'select, insert');
call verdite.scoped('rectification.item_step', 'select, insert');
call verdite.scoped('rectification.item_party', 'select, insert');
call verdite.scoped('rectification.item_extension', 'select, insert, update');
call trail.pub_watch('rectification.item', 'id');
call trail.pub_watch('rectification.item_origin', 'id');
call trail.pub_watch('rectification.item_step', 'id');
call trail.pub_watch('rectification.item_party', 'id');
call trail.pub_watch('rectification.item_extension', 'id');

-- The steps there are. Anything else can't be stored, from wherever it is written.
create function rectification.guard() returns trigger language plpgsql as $$
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
  if new.state = 'VERIFIED' and old.state <> 'VERIFIED' and exists (
      select from rectification.item_party p where p.item_id = new.id and p.person_id = new.verified_by) then
    raise exception 'who had a hand in a correction can''t verify it' using errcode = 'check_violation';
  end if;
  if new.deadline <> old.deadline and new.round = old.round and new.severity = old.severity and not exists (
      select from rectification.item_extension x where x.item_id = new.id and x.granted and x.to_deadline = new.deadline) then
    raise exception 'a deadline moves only by a granted extension, another severity or a new round' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on rectification.item for each row execute function rectification.guard();

-- From a unit up to the top of its tree, today. As the owner: an officer sees neither the group nor the unit above.
create function rectification.above(unit int) returns table (id int, kind text, height int)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive up(id, parent_id, kind, height) as (
    select u.id, u.parent_id, u.kind, 0 from organisation.pub_unit_on(verdite.now()::date) u where u.id = unit
    union all
    select u.id, u.parent_id, u.kind, up.height + 1
    from up join organisation.pub_unit_on(verdite.now()::date) u on u.id = up.parent_id
    where up.height < 30
  ) select up.id, up.kind, up.height from up
$$;
-- The clock a unit lives by: its site's, or that of the nearest site above.
create function rectification.zone(unit int) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select s.time_zone from rectification.above(unit) a join organisation.pub_site s on s.unit_id = a.id order by a.height limit 1
$$;

create view rectification.pub_item with (security_invoker = true) as
  select id, unit_id, number, title, severity, state, opened_on, deadline, owner_id, verifier_id, verified_on, closed_on, medium,
    investigation, time_zone, round, discovered
  from rectification.item;
create view rectification.pub_item_origin with (security_invoker = true) as
  select item_id, room, kind, key as id, title, href, unit_id from rectification.item_origin;
-- What happened in each month, from the steps, which never change: a reopened item does not change the past.
create view rectification.pub_item_counts with (security_invoker = true) as
  select s.unit_id, date_trunc('month', s.day)::date as month,
    count(*) filter (where s.step = 'OPEN') as opened,
    count(*) filter (where s.step = 'VERIFY') as verified,
    count(*) filter (where s.step = 'VERIFY' and s.day <= s.deadline) as verified_in_time,
    count(*) filter (where s.step = 'CLOSE_EFFECTIVE') as closed_effective,
    count(*) filter (where s.step = 'FIND_INEFFECTIVE') as ineffective
  from rectification.item_step s join rectification.item i on i.id = s.item_id and not i.investigation
  where s.step in ('OPEN', 'VERIFY', 'CLOSE_EFFECTIVE', 'FIND_INEFFECTIVE')
  group by 1, 2;
grant select on rectification.pub_item, rectification.pub_item_origin, rectification.pub_item_counts to verdite_app, verdite_all;
