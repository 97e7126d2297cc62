-- What we promised. A target is never edited: from a day on another version holds, and the old one stays readable.
call verdite.room('targets');

create table targets.target (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  code text not null check (code ~ '^[A-Z][A-Z0-9-]{1,39}$'),
  version int not null check (version > 0),
  sentence jsonb not null,
  indicator text not null,
  baseline_year int not null check (baseline_year between 1990 and 2200),
  due_year int not null check (due_year between 1990 and 2200),
  value numeric(18, 4) not null,
  direction text not null check (direction in ('AT_LEAST', 'AT_MOST')),
  boundary text not null references organisation.boundary,
  scope jsonb not null,
  reason text not null default '' check (version = 1 or reason <> ''),
  valid_from date not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check (due_year > baseline_year),
  unique (unit_id, code, version)
);
-- The group's promises are everybody's to read; who may make them is said where they are made.
call verdite.common('targets.target', 'select, insert');
call trail.pub_watch('targets.target', 'id');

-- The version of each target that held on a day, as known at an instant.
create function targets.pub_target(on_day date, known timestamptz default 'infinity')
returns table (id bigint, unit_id int, code text, version int, sentence jsonb, indicator text, baseline_year int, due_year int,
  value numeric, direction text, boundary text, scope jsonb, valid_from date)
language sql stable as $$
  select distinct on (t.unit_id, t.code) t.id, t.unit_id, t.code, t.version, t.sentence, t.indicator, t.baseline_year, t.due_year,
    t.value, t.direction, t.boundary, t.scope, t.valid_from
  from targets.target t
  where t.valid_from <= on_day and t.recorded_at <= known
  order by t.unit_id, t.code, t.version desc
$$;
