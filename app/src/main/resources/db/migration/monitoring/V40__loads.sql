-- How the loads of an outlet are made and which of them counts: of one parameter, or of all ('').
create table monitoring.load_rule (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  parameter_code text not null default '',
  method text not null check (method in ('HOURS', 'DAYS', 'STANDS', 'NEAREST', 'MEAN')),
  gap text not null check (gap in ('NONE', 'LAST', 'MEAN')),
  non_detect text not null check (non_detect in ('ZERO', 'HALF', 'FULL')),
  flow_point_id int references monitoring.point,
  apart numeric(5, 4) not null default 0.05 check (apart > 0 and apart < 1),
  counts text not null default 'DERIVED' check (counts in ('DERIVED', 'SENT')),
  reason text not null default '' check (counts = 'DERIVED' or reason <> ''),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null))
);
create unique index on monitoring.load_rule (point_id, parameter_code) where superseded_at is null;
create index on monitoring.load_rule (flow_point_id) where superseded_at is null;

-- What left an outlet in a month: derived from concentration and flow, and as somebody sent it, side by side, never averaged.
-- Append-only: a revision can be superseded, nothing else of it can change.
-- present, filled, needed: hours or days with both measured, with what the rule for gaps puts in, and of the whole month.
-- why: why there is no mass: NO_FLOW, NO_CONCENTRATION, NOT_TOGETHER (never in the same hour or day).
create table monitoring.load (
  revision bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  parameter_code text not null references monitoring.parameter,
  month date not null check (extract(day from month) = 1),
  kind text not null check (kind in ('DERIVED', 'SENT')),
  kilograms numeric,
  cubic_metres numeric,
  why text not null default '' check (why in ('', 'NO_FLOW', 'NO_CONCENTRATION', 'NOT_TOGETHER')),
  present int,
  filled int,
  needed int,
  results int,
  not_detected int,
  left_out int,
  method text check (method in ('HOURS', 'DAYS', 'STANDS', 'NEAREST', 'MEAN')),
  gap text check (gap in ('NONE', 'LAST', 'MEAN')),
  non_detect text check (non_detect in ('ZERO', 'HALF', 'FULL')),
  rule_id int references monitoring.load_rule,
  concentration_series int,
  flow_series int,
  original numeric,
  original_unit text not null default '',
  source text not null default '' check (source in ('', 'INSTRUMENT', 'LABORATORY', 'CONTRACTOR', 'OTHER')),
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null)),
  check (kind <> 'SENT' or kilograms is not null and original is not null and source <> ''),
  check (kind <> 'DERIVED' or (kilograms is null) = (why <> ''))
);
create unique index on monitoring.load (point_id, parameter_code, month, kind) where superseded_at is null;
create index on monitoring.load (month, point_id);
create index on monitoring.load (unit_id);

-- A person's choice, for one month, of which of the two counts.
create table monitoring.load_choice (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  parameter_code text not null references monitoring.parameter,
  month date not null check (extract(day from month) = 1),
  counts text not null check (counts in ('DERIVED', 'SENT')),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null))
);
create unique index on monitoring.load_choice (point_id, parameter_code, month) where superseded_at is null;

call verdite.scoped('monitoring.load_rule', 'select, insert');
call verdite.scoped('monitoring.load', 'select, insert');
call verdite.scoped('monitoring.load_choice', 'select, insert');
grant update (superseded_at, superseded_by) on monitoring.load_rule, monitoring.load, monitoring.load_choice to verdite_app, verdite_all;
call trail.pub_watch('monitoring.load_rule', 'id');
call trail.pub_watch('monitoring.load', 'revision');
call trail.pub_watch('monitoring.load_choice', 'id');

-- A facility has another responsible unit: the loads of its outlets are seen by that unit, as its results are.
create function monitoring.hand_over_loads(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int := 0;
  n int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  foreach t in array array['load', 'load_rule', 'load_choice'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.point p where p.id = x.point_id and p.facility_id = $2
      and x.unit_id = $3', t) using now_unit, facility, before_unit;
    get diagnostics n = row_count;
    moved := moved + n;
  end loop;
  return moved;
end $$;
revoke execute on function monitoring.hand_over_loads(int, int, int) from public;
grant execute on function monitoring.hand_over_loads(int, int, int) to verdite_app, verdite_all;
