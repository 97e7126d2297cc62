-- A move, a merge or a split that is looked at before it happens. It is a draft until somebody else confirms it, and what was
-- decided is never changed.
create table organisation.reorganisation (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null generated always as ('RO-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  kind text not null check (kind in ('MOVE', 'MERGE', 'SPLIT')),
  holds_from date not null check (holds_from between date '1990-01-01' and date '2199-12-31'),
  from_units int[] not null check (cardinality(from_units) between 1 and 50),
  to_units int[] not null check (cardinality(to_units) between 1 and 50),
  shares numeric(9, 6)[] not null default '{}',
  reason text not null check (length(btrim(reason)) between 1 and 500),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'CONFIRMED', 'DROPPED')),
  proposed_by int references organisation.person,
  proposed_at timestamptz not null default verdite.now(),
  decided_by int references organisation.person,
  decided_at timestamptz,
  version int not null default 1,
  check (from_units[1] = unit_id and not (from_units && to_units)),
  check ((kind = 'SPLIT') = (cardinality(shares) > 0)),
  check (kind = 'SPLIT' and cardinality(from_units) = 1 and cardinality(to_units) = cardinality(shares) or cardinality(to_units) = 1),
  check ((state = 'DRAFT') = (decided_at is null)),
  -- nobody confirms what they proposed
  check (state <> 'CONFIRMED' or decided_by is distinct from proposed_by or decided_by is null)
);
create index on organisation.reorganisation (unit_id);
call verdite.scoped('organisation.reorganisation', 'select, insert, update (state, decided_by, decided_at, version)');
call trail.pub_watch('organisation.reorganisation', 'id');

create function organisation.reorganisation_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'DRAFT' then
    raise exception 'what was decided stays' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on organisation.reorganisation for each row execute function organisation.reorganisation_guard();
