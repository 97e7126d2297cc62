-- What was allowed, and where measurement and limit parted.

-- One judging: the results of a load, or the same results again after a limit was corrected. It names the state of the limit
-- register it used; what that state was can be read from the register at any time.
create table monitoring.judging (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  intake_id int references monitoring.intake,
  limit_revision bigint not null,
  reason text not null default '',
  who text not null default verdite.who(),
  recorded_at timestamptz not null default verdite.now()
);
create index on monitoring.judging (unit_id, id);

-- Every verdict that is not "within" (docs/adr: judgements). Append-only: a later judging of the same result supersedes, the row
-- stays. What stands is what carries the judging that the result names.
create table monitoring.judgement (
  series_id int not null,
  unit_id int not null,
  started timestamptz not null,
  ended timestamptz not null,
  sample text not null default '',
  replicate smallint not null default 0,
  run smallint not null default 0,
  revision smallint not null default 0,
  judging_id int not null references monitoring.judging,
  limit_id bigint not null,
  limit_revision bigint not null,
  kind text not null check (kind in ('COMPLIANCE', 'OBJECTIVE', 'TRIGGER', 'DESIGN')),
  verdict smallint not null check (verdict in (2, 3, 4)),
  reason smallint not null default 0 check ((verdict = 4) = (reason > 0)),
  value double precision,
  limit_value numeric not null,
  unit text not null,
  primary key (series_id, started, ended, sample, replicate, run, limit_id, judging_id)
);
create index on monitoring.judgement (limit_id, series_id, started) where verdict = 3;

-- Results of one series that exceeded one limit without one that was judged within between them.
create table monitoring.exceedance (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  number text not null unique,
  series_id int not null references monitoring.series,
  limit_id bigint not null,
  kind text not null check (kind in ('COMPLIANCE', 'OBJECTIVE', 'TRIGGER', 'DESIGN')),
  state text not null check (state in ('ONGOING', 'ENDED', 'MERGED', 'WITHDRAWN')),
  started timestamptz not null,
  ended timestamptz not null check (ended >= started),
  date_only boolean not null,
  results int not null check (results > 0),
  peak double precision not null,
  peak_at timestamptz not null,
  limit_value numeric not null,
  above boolean not null,
  unit text not null,
  merged_into int references monitoring.exceedance check ((state = 'MERGED') = (merged_into is not null)),
  acknowledged_at timestamptz,
  acknowledged_by int,
  acknowledged_who text not null default '',
  cause text not null default '',
  detected_at timestamptz not null default verdite.now(),
  version int not null default 1
);
create index on monitoring.exceedance (series_id, limit_id, started);
create index on monitoring.exceedance (started desc, id desc);
create index on monitoring.exceedance (unit_id, started desc, id desc);
create index on monitoring.exceedance (unit_id) where kind = 'COMPLIANCE' and acknowledged_at is null and state in ('ONGOING', 'ENDED');

create table monitoring.exceedance_number (
  year int primary key,
  last int not null
);

call verdite.scoped('monitoring.judging', 'select, insert');
call verdite.scoped('monitoring.judgement', 'select, insert');
call verdite.scoped('monitoring.exceedance', 'select, insert, update');
call verdite.common('monitoring.exceedance_number', 'select, insert, update');
call trail.pub_watch('monitoring.exceedance', 'id');

-- The next `count` numbers of a year; answers the last one before them.
create function monitoring.take_numbers(wanted_year int, count int) returns int language sql as $$
  insert into monitoring.exceedance_number as n (year, last) values (wanted_year, count)
  on conflict (year) do update set last = n.last + excluded.last
  returning last - count
$$;

create view monitoring.pub_point with (security_invoker = true) as
  select id, unit_id, site_id, facility_id, code, name, kind, latitude, longitude, time_zone, receiving_class, simulated, valid_from, valid_to
  from monitoring.point;
create view monitoring.pub_series with (security_invoker = true) as
  select s.id, s.unit_id, s.point_id, s.parameter_code, p.name as parameter, p.medium, s.fraction, s.basis, s.statistic, s.mode, s.unit
  from monitoring.series s join monitoring.parameter p on p.code = s.parameter_code;
-- An episode's page is /monitoring/exceedances/{id}; its items name it as origin (monitoring, exceedance, id).
create view monitoring.pub_exceedance with (security_invoker = true) as
  select e.id, e.unit_id, e.number, e.kind, e.series_id, s.point_id, p.site_id, s.parameter_code as parameter, q.medium, e.limit_id, e.started, e.ended,
    e.results, e.peak, e.peak_at, e.limit_value, e.unit, e.state, e.acknowledged_at, e.acknowledged_by, e.cause, e.detected_at
  from monitoring.exceedance e
  join monitoring.series s on s.id = e.series_id
  join monitoring.point p on p.id = s.point_id
  join monitoring.parameter q on q.code = s.parameter_code
  where e.state in ('ONGOING', 'ENDED');
-- Verdicts as in monitoring.result; the worst of the latest: 3, 2, 4, 1, 0.
create view monitoring.pub_point_status with (security_invoker = true) as
  select p.id as point_id, p.unit_id, p.site_id, p.kind, count(s.id) as series, max(l.started) as last_result,
    coalesce((array_agg(l.verdict order by case l.verdict when 3 then 4 when 2 then 3 when 4 then 2 else l.verdict end desc)
      filter (where l.verdict is not null))[1], 0) as verdict
  from monitoring.point p
  left join monitoring.series s on s.point_id = p.id
  left join monitoring.latest l on l.series_id = s.id
  group by p.id;
grant select on monitoring.pub_point, monitoring.pub_series, monitoring.pub_exceedance, monitoring.pub_point_status to verdite_app, verdite_all;

-- How many results of a period were judged, and how: for the sentence that proves that somebody looked.
create function monitoring.pub_judged(from_day date, to_day date)
returns table (results bigint, series bigint, judged bigint, within_limits bigint, warning bigint, exceeded bigint, not_judged bigint, no_limit bigint)
language sql stable as $$
  select count(*), count(distinct r.series_id), count(*) filter (where r.verdict in (1, 2, 3)), count(*) filter (where r.verdict = 1),
    count(*) filter (where r.verdict = 2), count(*) filter (where r.verdict = 3), count(*) filter (where r.verdict = 4),
    count(*) filter (where r.verdict = 0)
  from monitoring.result r
  where r.started >= cast(from_day as timestamp) at time zone 'UTC' and r.started < cast(to_day + 1 as timestamp) at time zone 'UTC'
$$;
