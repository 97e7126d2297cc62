-- The environmental policy in versions, the commitments it makes, and who acknowledged which text.

-- Does a unit stand in the reader's scope, or above something that does? The policy of a group is read at its last section. As the
-- owner: who sees a section does not see the group.
create function targets.reaches(unit int) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from organisation.pub_below(unit, verdite.now()::date) b where b = any((select verdite.units())::int[]))
$$;
revoke execute on function targets.reaches(int) from public;
grant execute on function targets.reaches(int) to verdite_app, verdite_all;

create table targets.policy (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  edition int not null check (edition > 0),
  title jsonb not null,
  -- the same text in English and in Chinese
  words jsonb not null,
  protects text[] not null check (protects <@ array['AIR', 'WATER', 'SOIL', 'FOREST', 'ENERGY', 'FOOD', 'BIODIVERSITY', 'WASTE', 'NOISE', 'CLIMATE']),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'WITHDRAWN')),
  drafted_by int references organisation.person,
  submitted_by int references organisation.person,
  submitted_at timestamptz,
  -- of title, text, tags and commitments, as they were submitted
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  approved_by int references organisation.person check (approved_by <> submitted_by and approved_by is distinct from drafted_by),
  approved_at timestamptz,
  in_force_from date,
  withdrawn_because text not null default '' check (length(withdrawn_because) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  unique (unit_id, edition),
  check (state not in ('SUBMITTED', 'APPROVED') or submitted_by is not null and submitted_at is not null and fingerprint is not null),
  check ((state = 'APPROVED') = (approved_by is not null and approved_at is not null and in_force_from is not null)),
  check ((state = 'WITHDRAWN') = (btrim(withdrawn_because) <> ''))
);
create unique index policy_one_begins on targets.policy (unit_id, in_force_from) where state = 'APPROVED';
call verdite.scoped_by('targets.policy', 'unit_id = any((select verdite.units())::int[]) or state = ''APPROVED'' and targets.reaches(unit_id)',
  'select, insert, update');
call trail.pub_watch('targets.policy', 'id');

-- A sentence of the policy that goals can lead to. Its code stays from version to version.
create table targets.commitment (
  id bigint generated always as identity primary key,
  policy_id bigint not null references targets.policy,
  unit_id int not null references organisation.unit,
  code text not null check (code ~ '^C[0-9]{1,3}$'),
  sentence jsonb not null,
  protects text[] not null check (protects <@ array['AIR', 'WATER', 'SOIL', 'FOREST', 'ENERGY', 'FOOD', 'BIODIVERSITY', 'WASTE', 'NOISE', 'CLIMATE']),
  unique (policy_id, code)
);
call verdite.scoped_by('targets.commitment', 'exists (select from targets.policy p where p.id = commitment.policy_id)', 'select, insert, delete');
call trail.pub_watch('targets.commitment', 'id');

-- Which commitment a goal serves; one at a time, the row stays for the history.
create table targets.goal_commitment (
  id bigint generated always as identity primary key,
  goal_id bigint not null unique references targets.goal,
  unit_id int not null references organisation.unit,
  commitment_id bigint not null references targets.commitment,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on targets.goal_commitment (commitment_id);
call verdite.scoped('targets.goal_commitment', 'select, insert, update (commitment_id, recorded_at, recorded_by), delete');
call trail.pub_watch('targets.goal_commitment', 'id');

-- Who read which text, in which language. Only added to.
create table targets.acknowledgement (
  id bigint generated always as identity primary key,
  policy_id bigint not null references targets.policy,
  -- where they hold a post or work
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  language text not null check (language in ('en', 'zh')),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  unique (policy_id, person_id)
);
create index on targets.acknowledgement (person_id);
call verdite.scoped_by('targets.acknowledgement', 'unit_id = any((select verdite.units())::int[]) or person_id = verdite.person()', 'select, insert');
call trail.pub_watch_bulk('targets.acknowledgement', 'id');

create function targets.policy_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (new.unit_id, new.edition) is distinct from (old.unit_id, old.edition) then
    raise exception 'whose policy it is does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('APPROVED', 'WITHDRAWN') then
    raise exception 'an approved policy is not changed: another version follows it' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in
      (('DRAFT', 'SUBMITTED'), ('DRAFT', 'WITHDRAWN'), ('SUBMITTED', 'DRAFT'), ('SUBMITTED', 'APPROVED'), ('SUBMITTED', 'WITHDRAWN')) then
    raise exception 'a policy does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'SUBMITTED' and new.state <> 'DRAFT'
      and (new.title, new.words, new.protects, new.fingerprint) is distinct from (old.title, old.words, old.protects, old.fingerprint) then
    raise exception 'what was submitted is approved as it is, or goes back' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on targets.policy for each row execute function targets.policy_guard();

create function targets.commitment_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select p.state from targets.policy p where p.id = case when tg_op = 'DELETE' then old.policy_id else new.policy_id end for share) <> 'DRAFT' then
    raise exception 'commitments are written while the policy is a draft' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guarded before insert or update or delete on targets.commitment for each row execute function targets.commitment_guard();

-- The version of a unit's policy that is in force on a day.
create function targets.in_force(unit int, on_day date) returns bigint language sql stable as $$
  select p.id from targets.policy p where p.unit_id = unit and p.state = 'APPROVED' and p.in_force_from <= on_day
  order by p.in_force_from desc limit 1
$$;

create function targets.acknowledgement_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  p targets.policy;
begin
  select * into p from targets.policy x where x.id = new.policy_id for share;
  if p.state <> 'APPROVED' or p.fingerprint <> new.fingerprint then
    raise exception 'a policy is acknowledged as it was approved' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on targets.acknowledgement for each row execute function targets.acknowledgement_guard();

-- Everybody of a unit and below who holds a post on a day or works there for a contractor, once, in the first group that fits, and when
-- they acknowledged a version.
create function targets.asked_of(policy bigint, on_day date)
returns table (person_id int, unit_id int, people text, at timestamptz)
language sql stable as $$
  with below as materialized (
    select b as id from targets.policy p, organisation.pub_below(p.unit_id, on_day) b where p.id = policy),
  everybody as (
    select a.person_id, a.unit_id, case when a.kind = 'CONTRACTOR' then 1 when a.kind = 'EXECUTIVE' then 2 else 3 end as rank
    from organisation.pub_appointment a where not a.substitute and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
    union all
    select e.person_id, e.unit_id, 1 from organisation.pub_contractor_staff e where e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)),
  once as (
    select distinct on (e.person_id) e.person_id, e.unit_id, e.rank from everybody e where e.unit_id in (select b.id from below b)
    order by e.person_id, e.rank, e.unit_id)
  select o.person_id, o.unit_id, (array['CONTRACTORS', 'EXECUTIVES', 'EMPLOYEES'])[o.rank], k.at
  from once o left join targets.acknowledgement k on k.policy_id = policy and k.person_id = o.person_id
$$;

-- Where somebody holds a post or works for a contractor on a day. As the owner: what is above them is asked, not what they see.
create function targets.places_of(person int, on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select u from organisation.pub_units_of(person, on_day) u
  union
  select e.unit_id from organisation.pub_contractor_staff e
  where e.person_id = person and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)
$$;
revoke execute on function targets.places_of(int, date) from public;
grant execute on function targets.places_of(int, date) to verdite_app, verdite_all;
