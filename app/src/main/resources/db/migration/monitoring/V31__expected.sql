-- When a series is expected to bring data, and where it did not. By interval: something at least each hour or day. By calendar: so
-- many results a week, month, quarter or year of the point's own days. Later is forgiven for some hours.
create table monitoring.expectation (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  series_id int not null references monitoring.series,
  rhythm text not null check (rhythm in ('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR')),
  times smallint not null default 1 check (times between 1 and 1000 and (times = 1 or rhythm not in ('HOUR', 'DAY'))),
  grace_hours int not null default 0 check (grace_hours between 0 and 8784),
  valid_from date not null check (valid_from >= date '1990-01-01'),
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  -- periods that were over by then have been looked at
  looked_until timestamptz,
  constraint expectation_once exclude using gist (int4range(series_id, series_id, '[]') with &&, daterange(valid_from, valid_to) with &&)
    where (superseded_at is null)
);
create index on monitoring.expectation (series_id, valid_from);
create index on monitoring.expectation (unit_id);
call verdite.scoped('monitoring.expectation', 'select, insert, update');
call trail.pub_watch('monitoring.expectation', 'id', 'looked_until');

create table monitoring.gap (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  series_id int not null references monitoring.series,
  rhythm text not null check (rhythm in ('HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR')),
  started timestamptz not null,
  -- the period's end; null for a silence, which ends when data come
  ended timestamptz,
  due_at timestamptz not null,
  expected smallint not null,
  found smallint not null default 0 check (found < expected or state <> 'OPEN'),
  noticed_at timestamptz not null default verdite.now(),
  state text not null default 'OPEN' check (state in ('OPEN', 'FILLED', 'CLOSED')),
  over_at timestamptz check ((state = 'OPEN') = (over_at is null)),
  closed_by int references organisation.person,
  closed_who text not null default '',
  reason text not null default '' check (length(reason) <= 2000 and (state <> 'CLOSED' or btrim(reason) <> '')),
  -- the notice that told it, alone or with others of its point
  notice_key text,
  version int not null default 1,
  unique (series_id, rhythm, started)
);
create index on monitoring.gap (noticed_at desc, id desc);
create index on monitoring.gap (unit_id, noticed_at desc, id desc);
create index on monitoring.gap (series_id) where state = 'OPEN';
create index on monitoring.gap (notice_key) where state = 'OPEN';
call verdite.scoped('monitoring.gap', 'select, insert, update');
call trail.pub_watch('monitoring.gap', 'id', 'notice_key');

create function monitoring.gap_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'OPEN' and new.state <> old.state then
    raise exception 'a gap that is over can''t be opened again' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on monitoring.gap for each row execute function monitoring.gap_guard();

-- How many results a series has between two legal days of its point: each day and sample counts once.
create function monitoring.results_between(series int, from_day date, before_day date, zone text) returns int language sql stable as $$
  select count(*)::int from (
    select distinct monitoring.pub_day(r.started, r.date_only, zone), r.sample from monitoring.result r
    where r.series_id = series
      and r.started >= cast(from_day - 1 as timestamp) at time zone 'UTC' and r.started < cast(before_day + 1 as timestamp) at time zone 'UTC'
      and monitoring.pub_day(r.started, r.date_only, zone) >= from_day and monitoring.pub_day(r.started, r.date_only, zone) < before_day) d
$$;

-- What is expected of points follows their facility to its new unit. Only for who sees both units.
create function monitoring.hand_over_expected(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.expectation x set unit_id = now_unit from monitoring.series s join monitoring.point p on p.id = s.point_id
    where x.series_id = s.id and p.facility_id = facility and x.unit_id = before_unit;
  get diagnostics moved = row_count;
  update monitoring.gap x set unit_id = now_unit from monitoring.series s join monitoring.point p on p.id = s.point_id
    where x.series_id = s.id and p.facility_id = facility and x.unit_id = before_unit;
  return moved;
end $$;

create view monitoring.pub_gap with (security_invoker = true) as
  select id, unit_id, series_id, rhythm, started, ended, due_at, expected, found, noticed_at, state, over_at from monitoring.gap;
grant select on monitoring.pub_gap to verdite_app, verdite_all;
