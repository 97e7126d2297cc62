-- Risks and opportunities (ISO 14001, 6.1.1), what holds them, and whether that still works.
create table risks.risk (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null generated always as ('RK-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  kind text not null check (kind in ('RISK', 'OPPORTUNITY')),
  title text not null check (length(btrim(title)) between 1 and 200),
  cause text not null default '' check (length(cause) <= 1000),
  consequence text not null default '' check (length(consequence) <= 1000),
  owner_id int not null references organisation.person,
  treatment text not null check (treatment in ('AVOID', 'REDUCE', 'SHARE', 'ACCEPT', 'PURSUE')),
  treatment_note text not null default '' check (length(treatment_note) <= 2000),
  language text not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  changed_at timestamptz not null default verdite.now(),
  changed_by text not null default verdite.who(),
  ended_on date,
  ended_because text not null default '' check (length(ended_because) <= 1000),
  version int not null default 1,
  check ((ended_on is null) = (btrim(ended_because) = '')),
  check ((treatment = 'PURSUE') <= (kind = 'OPPORTUNITY'))
);
create index on risks.risk (unit_id, id desc);
call verdite.scoped('risks.risk', 'select, insert, update');
call trail.pub_watch('risks.risk', 'id');

-- Both judgements in one: how bad without anything done, and what is left with it. The newest counts, none is changed.
create table risks.risk_assessment (
  id bigint generated always as identity primary key,
  risk_id bigint not null references risks.risk,
  unit_id int not null references organisation.unit,
  matrix_id int not null references risks.matrix,
  assessed_on date not null,
  person_id int not null references organisation.person,
  inherent_likelihood int not null check (inherent_likelihood between 1 and 5),
  inherent_consequence int not null check (inherent_consequence between 1 and 5),
  residual_likelihood int not null check (residual_likelihood between 1 and 5),
  residual_consequence int not null check (residual_consequence between 1 and 5),
  note text not null default '' check (length(note) <= 2000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on risks.risk_assessment (risk_id, assessed_on desc, id desc);
call verdite.scoped('risks.risk_assessment', 'select, insert');
call trail.pub_watch('risks.risk_assessment', 'id');

create function risks.risk_assessed_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  r risks.risk;
begin
  select * into r from risks.risk x where x.id = new.risk_id;
  if new.matrix_id is distinct from risks.matrix_on(new.assessed_on) then
    raise exception 'a risk is assessed by the matrix in force on that day' using errcode = 'check_violation';
  end if;
  if r.ended_on is not null or r.unit_id <> new.unit_id then
    raise exception 'what has ended is not assessed' using errcode = 'check_violation';
  end if;
  if r.kind = 'RISK' and (new.residual_likelihood > new.inherent_likelihood or new.residual_consequence > new.inherent_consequence) then
    raise exception 'controls do not make a risk greater' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on risks.risk_assessment for each row execute function risks.risk_assessed_guard();

create table risks.control (
  id bigint generated always as identity primary key,
  risk_id bigint not null references risks.risk,
  unit_id int not null references organisation.unit,
  name text not null check (length(btrim(name)) between 1 and 200),
  kind text not null check (kind in ('PREVENT', 'DETECT', 'CONTROL', 'RECOVER')),
  owner_id int not null references organisation.person,
  -- verified at least so often, in months
  every_months int not null check (every_months between 1 and 120),
  -- there since; the first verification is counted from here
  since date not null,
  changed_at timestamptz not null default verdite.now(),
  changed_by text not null default verdite.who(),
  ended_at timestamptz,
  ended_because text not null default '' check (length(ended_because) <= 1000),
  version int not null default 1,
  check ((ended_at is null) = (btrim(ended_because) = ''))
);
create index on risks.control (risk_id);
create index on risks.control (owner_id) where ended_at is null;
call verdite.scoped('risks.control', 'select, insert, update');
call trail.pub_watch('risks.control', 'id');

-- Whoever owned a control, ever.
create table risks.control_owner (
  id bigint generated always as identity primary key,
  control_id bigint not null references risks.control,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  unique (control_id, person_id)
);
call verdite.scoped('risks.control_owner', 'select, insert');
call trail.pub_watch('risks.control_owner', 'id');

create table risks.verification (
  id bigint generated always as identity primary key,
  control_id bigint not null references risks.control,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  verified_on date not null,
  result text not null check (result in ('WORKS', 'FAILS')),
  evidence text not null check (length(btrim(evidence)) between 1 and 2000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on risks.verification (control_id, verified_on desc, id desc);
call verdite.scoped('risks.verification', 'select, insert');
call trail.pub_watch('risks.verification', 'id');

create function risks.control_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and (old.ended_at is not null or (new.risk_id, new.unit_id, new.kind, new.since) is distinct from (old.risk_id, old.unit_id, old.kind, old.since)) then
    raise exception 'of which risk a control is and what it does stays; what has ended is not changed' using errcode = 'check_violation';
  end if;
  if (select r.kind from risks.risk r where r.id = new.risk_id and r.unit_id = new.unit_id) is distinct from 'RISK' then
    raise exception 'a control holds a risk of its own unit' using errcode = 'check_violation';
  end if;
  insert into risks.control_owner (control_id, unit_id, person_id) values (new.id, new.unit_id, new.owner_id) on conflict do nothing;
  return null;
end $$;
create trigger guarded after insert or update on risks.control for each row execute function risks.control_guard();

create function risks.verified_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from risks.control_owner o where o.control_id = new.control_id and o.person_id = new.person_id) then
    raise exception 'nobody verifies a control they own or owned' using errcode = 'check_violation';
  end if;
  if not exists (select from risks.control c where c.id = new.control_id and c.unit_id = new.unit_id and c.ended_at is null and c.since <= new.verified_on) then
    raise exception 'a control is verified while it is there' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on risks.verification for each row execute function risks.verified_guard();

-- Controls with the verification that counts and the day by which the next one is owed.
create view risks.control_now with (security_invoker = true) as
  select c.*, v.verified_on, v.result, v.person_id as verified_by, v.evidence,
    (coalesce(v.verified_on, c.since) + make_interval(months => c.every_months))::date as due
  from risks.control c left join lateral (
    select x.* from risks.verification x where x.control_id = c.id order by x.verified_on desc, x.id desc limit 1) v on true;
grant select on risks.control_now to verdite_app, verdite_all;

-- Why a control is counted as not there: overdue, found not to work, or taken away since the risk was assessed. Null: it counts.
create function risks.missing(c risks.control_now, assessed timestamptz, today date) returns text language sql immutable as $$
  select case when c.ended_at is not null then case when c.ended_at > assessed then 'ENDED' end
    when c.result = 'FAILS' then 'FAILS' when c.due < today then 'OVERDUE' end
$$;

-- The rule of the shown risk: each missing control is one step, never above what it would be without any.
create function risks.raised(residual int, inherent int, missing int) returns int language sql immutable parallel safe as
$$ select greatest(residual, least(inherent, residual + missing)) $$;

-- The risks that are there, each with the assessment that counts and the level that is shown today.
create function risks.pub_risks(today date)
returns table (id bigint, unit_id int, kind text, assessment_id bigint, matrix_id int,
  inherent_likelihood int, inherent_consequence int, residual_likelihood int, residual_consequence int,
  shown_likelihood int, shown_consequence int, inherent_level text, residual_level text, shown_level text,
  missing int, overdue int, raised boolean)
language sql stable as $$
  select r.id, r.unit_id, r.kind, s.id, s.matrix_id, s.inherent_likelihood, s.inherent_consequence, s.residual_likelihood, s.residual_consequence,
    w.likelihood, w.consequence, risks.level(m.levels, s.inherent_likelihood, s.inherent_consequence),
    risks.level(m.levels, s.residual_likelihood, s.residual_consequence), risks.level(m.levels, w.likelihood, w.consequence),
    n.likelihood + n.consequence, n.overdue, coalesce((w.likelihood, w.consequence) <> (s.residual_likelihood, s.residual_consequence), false)
  from risks.risk r
  left join lateral (
    select x.* from risks.risk_assessment x where x.risk_id = r.id order by x.assessed_on desc, x.id desc limit 1) s on true
  left join risks.matrix m on m.id = s.matrix_id
  cross join lateral (
    select (count(*) filter (where c.kind in ('PREVENT', 'DETECT')))::int as likelihood,
      (count(*) filter (where c.kind in ('CONTROL', 'RECOVER')))::int as consequence,
      (count(*) filter (where risks.missing(c, s.recorded_at, today) = 'OVERDUE'))::int as overdue
    from risks.control_now c where c.risk_id = r.id and risks.missing(c, s.recorded_at, today) is not null) n
  cross join lateral (
    select case when r.kind = 'RISK' then risks.raised(s.residual_likelihood, s.inherent_likelihood, n.likelihood) else s.residual_likelihood end as likelihood,
      case when r.kind = 'RISK' then risks.raised(s.residual_consequence, s.inherent_consequence, n.consequence) else s.residual_consequence end as consequence) w
  where r.ended_on is null
$$;
