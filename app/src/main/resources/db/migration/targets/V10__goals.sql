-- Goals by horizon, and the shares into which they are broken down, to the last post and contractor.
-- A promise (targets.target) is what the group says outside; a goal is what somebody carries.

create table targets.goal (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null generated always as ('G-' || due_year || '-' || lpad(id::text, 4, '0')) stored,
  horizon text not null check (horizon in ('LONG', 'MEDIUM', 'ANNUAL')),
  sentence jsonb not null,
  -- which of the goods that are protected it serves
  protects text[] not null check (protects <@ array['AIR', 'WATER', 'SOIL', 'FOREST', 'ENERGY', 'FOOD', 'BIODIVERSITY', 'WASTE', 'NOISE', 'CLIMATE']),
  -- a computed indicator by its code; without one it is entered, in the measure named
  indicator text not null default '',
  measure text not null default '' check (length(measure) <= 40),
  direction text not null check (direction in ('AT_LEAST', 'AT_MOST')),
  method text not null check (method in ('SUM', 'SAME', 'WEIGHTED', 'OBLIGATION', 'BEST')),
  -- what shares are weighed by: tonnes of ore, say
  base text not null default '' check (length(base) <= 80),
  baseline_year int not null check (baseline_year between 1990 and 2200),
  baseline numeric(18, 4),
  due_year int not null check (due_year between 1990 and 2200),
  -- an obligation is kept or not, and has no number
  value numeric(18, 4),
  -- years and values between baseline and due year; empty for the straight way
  milestones jsonb not null default '[]' check (jsonb_typeof(milestones) = 'array'),
  owner_id int not null references organisation.person,
  serves_id bigint references targets.goal check (serves_id <> id),
  serves_target text not null default '' check (serves_target ~ '^([A-Z][A-Z0-9-]{1,39})?$'),
  local_because text not null default '' check (length(local_because) <= 1000),
  -- why it needs no money
  no_cost text not null default '' check (length(no_cost) <= 1000),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'ACTIVE', 'EVALUATED', 'WITHDRAWN')),
  state_reason text not null default '' check (length(state_reason) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  check ((method = 'OBLIGATION') = (value is null)),
  check ((method = 'WEIGHTED') = (btrim(base) <> '')),
  check (method = 'OBLIGATION' or indicator <> '' or btrim(measure) <> ''),
  check (due_year > baseline_year),
  -- every annual goal leads to a longer one, or says why it stands alone
  check (horizon <> 'ANNUAL' or serves_id is not null or serves_target <> '' or btrim(local_because) <> ''),
  check (state <> 'WITHDRAWN' or btrim(state_reason) <> '')
);
create index on targets.goal (unit_id, due_year);
create index on targets.goal (due_year desc, id desc);
create index on targets.goal (serves_id);

create table targets.share (
  id bigint generated always as identity primary key,
  goal_id bigint not null references targets.goal,
  -- the share it is part of; null: part of the goal itself
  parent_id bigint check (parent_id <> id),
  unit_id int not null references organisation.unit,
  holder text not null check (holder in ('UNIT', 'POST', 'CONTRACTOR')),
  position_id int references organisation.position,
  contractor_id int references organisation.contractor,
  value numeric(18, 4),
  weight numeric(18, 4) check (weight > 0),
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'COUNTERED', 'ACCEPTED', 'EVALUATED', 'WITHDRAWN')),
  proposed_by int references organisation.person,
  -- what the holder offers instead, and why
  counter numeric(18, 4),
  counter_reason text not null default '' check (length(counter_reason) <= 1000),
  countered_by int references organisation.person,
  accepted_by int references organisation.person,
  accepted_at timestamptz,
  -- of the words that were accepted
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null default verdite.now(),
  version int not null default 1,
  unique (id, goal_id),
  -- an orphan can't be stored, nor a circle: where a share hangs is said once, when its parent is there
  foreign key (parent_id, goal_id) references targets.share (id, goal_id),
  check ((holder = 'POST') = (position_id is not null)),
  check ((holder = 'CONTRACTOR') = (contractor_id is not null)),
  check ((state = 'COUNTERED') = (btrim(counter_reason) <> '' and countered_by is not null)),
  check ((state in ('ACCEPTED', 'EVALUATED')) = (accepted_at is not null and fingerprint is not null))
);
-- one share of a goal a holder
create unique index share_once on targets.share (goal_id, unit_id, coalesce(position_id, 0), coalesce(contractor_id, 0)) where state <> 'WITHDRAWN';
create index share_parts on targets.share (parent_id, id);
create index share_top on targets.share (goal_id, id) where parent_id is null;
create index on targets.share (unit_id, goal_id);
create index on targets.share (position_id) where position_id is not null;
create index on targets.share (contractor_id) where contractor_id is not null;

-- What was said of a share, by whom and why. Only added to.
create table targets.share_event (
  id bigint generated always as identity primary key,
  share_id bigint not null references targets.share,
  unit_id int not null references organisation.unit,
  kind text not null check (kind in ('PROPOSED', 'COUNTERED', 'TAKEN', 'DECLINED', 'CHANGED', 'ASKED_AGAIN', 'ACCEPTED', 'WITHDRAWN', 'EVALUATED')),
  value numeric(18, 4),
  reason text not null default '' check (length(reason) <= 1000),
  person_id int references organisation.person,
  fingerprint text,
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who()
);
create index on targets.share_event (share_id, id desc);

call verdite.scoped('targets.share', 'select, insert, update');
call verdite.scoped('targets.share_event', 'select, insert');
-- Whoever carries a share reads the goal it is part of.
call verdite.scoped_by('targets.goal', 'unit_id = any((select verdite.units())::int[])
  or exists (select from targets.share s where s.goal_id = goal.id)', 'select, insert, update');
call trail.pub_watch('targets.goal', 'id');
call trail.pub_watch('targets.share', 'id');
call trail.pub_watch_bulk('targets.share_event', 'id');

create function targets.goal_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (new.unit_id, new.horizon, new.method) is distinct from (old.unit_id, old.horizon, old.method) then
    raise exception 'whose a goal is and how it is shared does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('EVALUATED', 'WITHDRAWN') then
    raise exception 'a goal that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in
      (('DRAFT', 'ACTIVE'), ('DRAFT', 'WITHDRAWN'), ('ACTIVE', 'EVALUATED'), ('ACTIVE', 'WITHDRAWN')) then
    raise exception 'a goal does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on targets.goal for each row execute function targets.goal_guard();

-- A goal serves a longer one, and no goal comes to serve itself through others.
create function targets.serves_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  rank_of constant jsonb := '{"ANNUAL": 1, "MEDIUM": 2, "LONG": 3}';
  above targets.goal;
begin
  if new.serves_id is not null then
    select * into above from targets.goal g where g.id = new.serves_id;
    if (rank_of ->> above.horizon)::int <= (rank_of ->> new.horizon)::int then
      raise exception 'a goal serves a longer one' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger serving before insert or update of serves_id on targets.goal for each row execute function targets.serves_guard();

create function targets.share_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  over text;
begin
  if tg_op = 'INSERT' then
    select g.state into over from targets.goal g where g.id = new.goal_id for share;
    if over in ('EVALUATED', 'WITHDRAWN') then
      raise exception 'a goal that is over is not shared' using errcode = 'check_violation';
    end if;
    if new.parent_id is not null then
      select s.state into over from targets.share s where s.id = new.parent_id for share;
      if over in ('EVALUATED', 'WITHDRAWN') then
        raise exception 'what is withdrawn has no parts' using errcode = 'check_violation';
      end if;
    end if;
    return new;
  end if;
  if (new.goal_id, new.parent_id, new.unit_id, new.holder, new.position_id, new.contractor_id)
      is distinct from (old.goal_id, old.parent_id, old.unit_id, old.holder, old.position_id, old.contractor_id) then
    raise exception 'whose share it is, and of what, does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('EVALUATED', 'WITHDRAWN') then
    raise exception 'a share that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state = 'ACCEPTED' and old.state = 'ACCEPTED' and new.value is distinct from old.value then
    raise exception 'who accepted one value did not accept another' using errcode = 'check_violation';
  end if;
  if new.state = 'EVALUATED' and old.state <> 'ACCEPTED' then
    raise exception 'what nobody accepted is not evaluated' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert or update on targets.share for each row execute function targets.share_guard();

-- How a parent's parts stand together, one row a parent that has any. Null stands for the goal itself.
create function targets.parts(of_goal bigint, parents bigint[])
returns table (parent_id bigint, parts int, accepted int, countered int, total numeric, covered numeric, weights numeric, weighted numeric,
  covered_weights numeric, covered_weighted numeric, lowest numeric, highest numeric, covered_lowest numeric, covered_highest numeric)
language sql stable as $$
  select s.parent_id, count(*)::int, (count(*) filter (where a))::int, (count(*) filter (where s.state = 'COUNTERED'))::int,
    sum(s.value), sum(s.value) filter (where a), sum(s.weight), sum(s.weight * s.value),
    sum(s.weight) filter (where a), sum(s.weight * s.value) filter (where a),
    min(s.value), max(s.value), min(s.value) filter (where a), max(s.value) filter (where a)
  from targets.share s cross join lateral (select s.state in ('ACCEPTED', 'EVALUATED')) as x(a)
  where s.goal_id = of_goal and s.state <> 'WITHDRAWN' and s.parent_id = any(parents)
  group by s.parent_id
$$;
create function targets.parts_of_goal(of_goal bigint)
returns table (parts int, accepted int, countered int, total numeric, covered numeric, weights numeric, weighted numeric,
  covered_weights numeric, covered_weighted numeric, lowest numeric, highest numeric, covered_lowest numeric, covered_highest numeric)
language sql stable as $$
  select count(*)::int, (count(*) filter (where a))::int, (count(*) filter (where s.state = 'COUNTERED'))::int,
    sum(s.value), sum(s.value) filter (where a), sum(s.weight), sum(s.weight * s.value),
    sum(s.weight) filter (where a), sum(s.weight * s.value) filter (where a),
    min(s.value), max(s.value), min(s.value) filter (where a), max(s.value) filter (where a)
  from targets.share s cross join lateral (select s.state in ('ACCEPTED', 'EVALUATED')) as x(a)
  where s.goal_id = of_goal and s.state <> 'WITHDRAWN' and s.parent_id is null
$$;

-- What every share below would be if one value changed: rates follow, quantities keep their proportions.
create function targets.what_if(of_goal bigint, from_share bigint, old_value numeric, new_value numeric)
returns table (id bigint, parent_id bigint, depth int, value numeric, becomes numeric)
language sql stable as $$
  with recursive below(id, parent_id, depth, value, becomes) as (
    select s.id, s.parent_id, 1, s.value, x.becomes
    from targets.share s join targets.goal g on g.id = s.goal_id
    cross join lateral (select case when g.method = 'SAME' or old_value = 0 then new_value
      else round(s.value * new_value / old_value, 4) end as becomes) x
    where s.goal_id = of_goal and s.state not in ('WITHDRAWN', 'EVALUATED') and s.parent_id is not distinct from from_share
    union all
    select s.id, s.parent_id, b.depth + 1, s.value, x.becomes
    from below b join targets.share s on s.parent_id = b.id join targets.goal g on g.id = s.goal_id
    cross join lateral (select case when g.method = 'SAME' or b.value = 0 then b.becomes
      else round(s.value * b.becomes / b.value, 4) end as becomes) x
    where s.state not in ('WITHDRAWN', 'EVALUATED')
  ) select below.id, below.parent_id, below.depth, below.value, below.becomes from below
$$;

-- Whose part a share is: its holder sees where it comes from, not the shares beside it.
create function targets.above(share bigint) returns table (unit_id int, holder text, position_id int, contractor_id int, value numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select p.unit_id, p.holder, p.position_id, p.contractor_id, p.value
  from targets.share s join targets.share p on p.id = s.parent_id
  where s.id = share and s.unit_id = any(coalesce(verdite.units(), array[s.unit_id]))
$$;
revoke execute on function targets.above(bigint) from public;
grant execute on function targets.above(bigint) to verdite_app, verdite_all;
