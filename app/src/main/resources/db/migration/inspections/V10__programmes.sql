-- A year's programme (ISO 14001, 9.2.2; ISO 19011, 5): rules of what must be covered, held against what was issued and
-- what is planned.
create table inspections.programme (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 2000 and 2100),
  name text not null check (length(btrim(name)) between 1 and 200),
  language text not null default 'en',
  -- how far back independence looks in inspections planned under it; a stricter one than the usual 24 counts
  independence_months int not null default 24 check (independence_months between 0 and 120),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  unique (unit_id, year)
);
create table inspections.coverage_rule (
  id int generated always as identity primary key,
  programme_id int not null references inspections.programme,
  unit_id int not null references organisation.unit,
  -- what is covered one by one: each subsidiary, each site, or each clause of a standard
  per text not null check (per in ('SUBSIDIARY', 'SITE', 'CLAUSE')),
  kinds text[] not null check (cardinality(kinds) > 0
    and kinds <@ array['GROUP', 'SELF_CHECK', 'SPECIAL', 'THIRD_PARTY', 'INTERNAL_AUDIT', 'CERTIFICATION']),
  times int not null default 1 check (times between 1 and 52),
  -- within the programme's year where 0, else in any so many months
  months int not null default 0 check (months between 0 and 120),
  standard text not null default '',
  standard_edition text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check ((per = 'CLAUSE') = (standard <> '')),
  check (months = 0 or times = 1)
);
create index on inspections.coverage_rule (programme_id);
call verdite.scoped('inspections.programme', 'select, insert, update');
call verdite.scoped('inspections.coverage_rule', 'select, insert, delete');
call trail.pub_watch('inspections.programme', 'id');
call trail.pub_watch('inspections.coverage_rule', 'id');

-- How far back independence looks at a unit in a year: the strictest of the programmes of it and of the units above.
create function inspections.strictness(unit int, of_year int) returns int
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(p.independence_months), 0)::int from inspections.programme p
  where p.year = of_year and p.unit_id in (select w.id from organisation.pub_way_up(unit) w)
$$;
revoke execute on function inspections.strictness(int, int) from public;
grant execute on function inspections.strictness(int, int) to verdite_app, verdite_all;
