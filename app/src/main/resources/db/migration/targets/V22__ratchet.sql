-- Why a year asks for less than its longer goal, or than what was reached before: written by one person and approved by another, one
-- level up. It holds for the value it was given for, and for what asks for more.
create table targets.exception (
  id bigint generated always as identity primary key,
  goal_id bigint not null references targets.goal,
  unit_id int not null references organisation.unit,
  value numeric(18, 4) not null,
  because text not null check (btrim(because) <> '' and length(because) <= 1000),
  asked_by int not null references organisation.person,
  asked_at timestamptz not null default verdite.now(),
  decision text not null default 'OPEN' check (decision in ('OPEN', 'APPROVED', 'DECLINED')),
  decided_by int references organisation.person,
  decided_at timestamptz,
  answer text not null default '' check (length(answer) <= 1000),
  version int not null default 1,
  check ((decision = 'OPEN') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- not by who wrote it
  check (decided_by <> asked_by)
);
create unique index exception_one_waits on targets.exception (goal_id) where decision = 'OPEN';
create index on targets.exception (goal_id, id desc);
call verdite.scoped('targets.exception', 'select, insert, update (decision, decided_by, decided_at, answer, version)');
call trail.pub_watch('targets.exception', 'id');

create function targets.exception_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.decision <> 'OPEN' then
    raise exception 'it was decided on' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on targets.exception for each row execute function targets.exception_guard();
