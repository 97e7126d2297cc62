-- What may be counted at all: neither flagged nor rejected.
create function monitoring.counts(flag text, qualifier text) returns boolean language sql immutable parallel safe as $$
  select flag in ('', 'N') and not (qualifier ~* '(^|[;,\s])R([;,\s]|$)')
$$;
grant execute on function monitoring.counts(text, text) to verdite_app, verdite_all;

-- Hours and days of a series that is measured more often than by the day: the sums from which every longer period follows, by its
-- parameter's kind of aggregation. Renewed with the results they are made of, in the same transaction. An hour has a row only where
-- it has several results. `began`: an hour's beginning; a legal day as that date's 00:00 UTC.
create table monitoring.rollup (
  series_id int not null,
  unit_id int not null,
  grain text not null check (grain in ('HOUR', 'DAY')),
  began timestamptz not null,
  measured int not null,
  below int not null,
  below_unknown int not null,
  left_out int not null,
  hours int not null,
  total double precision not null,
  minimum double precision,
  maximum double precision,
  levels double precision not null,
  highest_level double precision,
  energy double precision,
  logs double precision,
  log_levels double precision,
  north double precision,
  east double precision,
  within_limits int not null,
  warning int not null,
  exceeded int not null,
  not_judged int not null,
  no_limit int not null,
  primary key (series_id, grain, began)
);
create index on monitoring.rollup (began, series_id) include (within_limits, warning, exceeded, not_judged, no_limit) where grain = 'DAY';
call verdite.scoped('monitoring.rollup', 'select, insert, update');

-- A series of means over a period, put together from another one because a limit speaks of such means. Its results are the periods
-- that are over, each with its revisions, so it is judged, shown and told like any other.
alter table monitoring.series
  add column derived_from int references monitoring.series,
  add column part text not null default '',
  drop constraint series_point_id_parameter_code_fraction_basis_statistic_mod_key,
  add constraint series_identity unique nulls not distinct (point_id, parameter_code, fraction, basis, statistic, mode, part, derived_from);
create index on monitoring.series (derived_from) where derived_from is not null;

-- What a period was made of. zero, half, full: its value with what is not detected counted as nothing, half its level, all of it; null
-- where none can be said. present of needed: hours of a day, days of a longer period. Kept for each revision.
create table monitoring.composition (
  series_id int not null,
  unit_id int not null,
  started timestamptz not null,
  revision smallint not null,
  zero double precision,
  half double precision,
  full_level double precision,
  results int not null,
  not_detected int not null,
  present int not null,
  needed int not null,
  recorded_at timestamptz not null default verdite.now(),
  primary key (series_id, started, revision)
);
call verdite.scoped('monitoring.composition', 'select, insert');

-- A verdict that would be another one with what is not detected counted otherwise says so (reason 11), also where it is "within".
alter table monitoring.judgement
  drop constraint judgement_verdict_check,
  drop constraint judgement_check,
  add constraint judgement_verdict check (verdict in (1, 2, 3, 4)),
  add constraint judgement_reason check (case verdict when 4 then reason not in (0, 11) when 1 then reason = 11 else reason in (0, 11) end);

create or replace function monitoring.judging_contradicted(judging int) returns boolean language sql stable as $$
  with ranked as (
    select j.*, case j.verdict when 3 then 3 when 2 then 2 when 4 then 1 else 0 end as rank from monitoring.judgement j where j.judging_id = judging
  ), worst as (
    select series_id, started, ended, sample, replicate, run, revision,
      (array_agg(verdict order by rank desc) filter (where kind = 'COMPLIANCE'))[1] as binding,
      (array_agg(verdict order by rank desc) filter (where kind <> 'COMPLIANCE'))[1] as other
    from ranked group by 1, 2, 3, 4, 5, 6, 7
  )
  select exists (select from worst w join monitoring.result r on r.series_id = w.series_id and r.started = w.started and r.ended = w.ended
    and r.sample = w.sample and r.replicate = w.replicate and r.run = w.run and r.revision = w.revision and r.judging_id = judging
    where case when w.binding is not null then r.verdict <> w.binding else r.verdict not in (0, 1, w.other) end)
$$;

-- Brings the hours and days of some series up to date for the days that two moments touch.
create function monitoring.roll_up(series int[], first timestamptz, last timestamptz) returns int language sql as $$
  with r as (
    select r.series_id, r.unit_id, r.started, monitoring.pub_day(r.started, r.date_only, p.time_zone) as day, r.date_only, r.verdict,
      q.aggregation,
      case when monitoring.counts(r.flag, r.qualifier) then case when r.censor = 0 then r.value end end as value,
      case when monitoring.counts(r.flag, r.qualifier) and r.censor = 1 then r.level end as level,
      monitoring.counts(r.flag, r.qualifier) and (r.censor = 2 or r.censor = 1 and r.level is null) as unknown,
      not (monitoring.counts(r.flag, r.qualifier) and (r.censor in (1, 2) or r.censor = 0 and r.value is not null)) as left_out
    from monitoring.series s
    join monitoring.point p on p.id = s.point_id
    join monitoring.parameter q on q.code = s.parameter_code
    join monitoring.result r on r.series_id = s.id and r.started >= first - interval '2 days' and r.started <= last + interval '2 days'
    where s.id = any(series) and s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN') and s.derived_from is null
      and monitoring.pub_day(r.started, r.date_only, p.time_zone)
        between least(monitoring.pub_day(first, true, 'UTC'), monitoring.pub_day(first, false, p.time_zone))
        and greatest(monitoring.pub_day(last, true, 'UTC'), monitoring.pub_day(last, false, p.time_zone))
  ), put as (
    insert into monitoring.rollup as k (series_id, unit_id, grain, began, measured, below, below_unknown, left_out, hours, total, minimum, maximum,
      levels, highest_level, energy, logs, log_levels, north, east, within_limits, warning, exceeded, not_judged, no_limit)
    select series_id, min(unit_id), case when grouping(hour) = 0 then 'HOUR' else 'DAY' end as grain,
      case when grouping(hour) = 0 then hour else day::timestamp at time zone 'UTC' end,
      count(value), count(level), count(*) filter (where unknown), count(*) filter (where left_out),
      count(distinct hour) filter (where not left_out),
      coalesce(sum(value), 0), min(value), max(value), coalesce(sum(level), 0), max(level),
      case when min(aggregation) = 'ENERGETIC' then coalesce(sum(power(10, least(greatest(value, -2000), 2000) / 10)), 0) end,
      case when min(aggregation) = 'GEOMETRIC' then coalesce(sum(case when value > 0 then ln(value) when value = 0 then '-Infinity' when value < 0 then 'NaN' end), 0) end,
      case when min(aggregation) = 'GEOMETRIC' then coalesce(sum(case when level > 0 then ln(level) when level = 0 then '-Infinity' when level < 0 then 'NaN' end), 0) end,
      case when min(aggregation) = 'VECTOR' then coalesce(sum(cosd(value)), 0) end,
      case when min(aggregation) = 'VECTOR' then coalesce(sum(sind(value)), 0) end,
      count(*) filter (where verdict = 1), count(*) filter (where verdict = 2), count(*) filter (where verdict = 3),
      count(*) filter (where verdict = 4), count(*) filter (where verdict = 0)
    from (select r.*, case when not date_only then date_trunc('hour', started) end as hour from r) r
    group by grouping sets ((series_id, day), (series_id, day, hour))
    having grouping(hour) = 1 or hour is not null and count(*) > 1
    on conflict (series_id, grain, began) do update set measured = excluded.measured, below = excluded.below,
      below_unknown = excluded.below_unknown, left_out = excluded.left_out, hours = excluded.hours, total = excluded.total,
      minimum = excluded.minimum, maximum = excluded.maximum, levels = excluded.levels, highest_level = excluded.highest_level,
      energy = excluded.energy, logs = excluded.logs, log_levels = excluded.log_levels, north = excluded.north, east = excluded.east,
      within_limits = excluded.within_limits, warning = excluded.warning, exceeded = excluded.exceeded, not_judged = excluded.not_judged,
      no_limit = excluded.no_limit
    where (k.measured, k.below, k.below_unknown, k.left_out, k.hours, k.total, k.minimum, k.maximum, k.levels, k.highest_level, k.energy,
        k.logs, k.log_levels, k.north, k.east, k.within_limits, k.warning, k.exceeded, k.not_judged, k.no_limit)
      is distinct from (excluded.measured, excluded.below, excluded.below_unknown, excluded.left_out, excluded.hours, excluded.total,
        excluded.minimum, excluded.maximum, excluded.levels, excluded.highest_level, excluded.energy, excluded.logs, excluded.log_levels,
        excluded.north, excluded.east, excluded.within_limits, excluded.warning, excluded.exceeded, excluded.not_judged, excluded.no_limit)
    returning 1)
  select count(*)::int from put
$$;
grant execute on function monitoring.roll_up(int[], timestamptz, timestamptz) to verdite_app, verdite_all;
-- What was measured before.
select monitoring.roll_up(array_agg(series_id), '1900-01-03', max(started)) from monitoring.latest;

create or replace function monitoring.hand_over(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.point set unit_id = now_unit where facility_id = facility and unit_id = before_unit;
  get diagnostics moved = row_count;
  update monitoring.series s set unit_id = now_unit from monitoring.point p
    where p.id = s.point_id and p.facility_id = facility and s.unit_id = before_unit;
  foreach t in array array['segment', 'result', 'result_revision', 'latest', 'judgement', 'exceedance', 'rollup', 'composition', 'pending'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.series s join monitoring.point p on p.id = s.point_id
      where x.series_id = s.id and p.facility_id = $2 and x.unit_id = $3', t) using now_unit, facility, before_unit;
  end loop;
  return moved;
end $$;

-- How many results of a period were judged, and how: days that are rolled up from their rows, the others from their results. A mean that
-- was put together is no result of its own.
create or replace function monitoring.pub_judged(from_day date, to_day date)
returns table (results bigint, series bigint, judged bigint, within_limits bigint, warning bigint, exceeded bigint, not_judged bigint, no_limit bigint)
language sql stable as $$
  with one as (
    select r.series_id, cast(count(*) as int) as results, cast(count(*) filter (where r.verdict = 1) as int) as within_limits,
      cast(count(*) filter (where r.verdict = 2) as int) as warning, cast(count(*) filter (where r.verdict = 3) as int) as exceeded,
      cast(count(*) filter (where r.verdict = 4) as int) as not_judged, cast(count(*) filter (where r.verdict = 0) as int) as no_limit
    from monitoring.result r
    join monitoring.series s on s.id = r.series_id
    join monitoring.point p on p.id = s.point_id
    where r.started >= cast(from_day - 1 as timestamp) at time zone 'UTC' and r.started < cast(to_day + 2 as timestamp) at time zone 'UTC'
      and monitoring.pub_day(r.started, r.date_only, p.time_zone) between from_day and to_day
      and s.derived_from is null and not (s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN'))
    group by r.series_id
    union all
    select k.series_id, k.within_limits + k.warning + k.exceeded + k.not_judged + k.no_limit, k.within_limits, k.warning, k.exceeded,
      k.not_judged, k.no_limit
    from monitoring.rollup k
    where k.grain = 'DAY' and k.began >= cast(from_day as timestamp) at time zone 'UTC' and k.began <= cast(to_day as timestamp) at time zone 'UTC'
  )
  select coalesce(sum(results), 0), count(distinct series_id), coalesce(sum(within_limits + warning + exceeded), 0), coalesce(sum(within_limits), 0),
    coalesce(sum(warning), 0), coalesce(sum(exceeded), 0), coalesce(sum(not_judged), 0), coalesce(sum(no_limit), 0)
  from one
$$;

-- A month's table is made apart and attached: that waits for no reader and no load, so it can be done while results are written.
create or replace function monitoring.ensure_partitions(first date, last date) returns int language plpgsql security definer
set search_path = pg_catalog as $$
declare
  month date := date_trunc('month', first)::date;
  leaf text;
  made int := 0;
begin
  if first < date '1900-01-01' or last > date '2200-01-01' then
    raise exception 'a result can not lie in the year %', extract(year from first) using errcode = '22008';
  end if;
  while month <= last loop
    leaf := 'result_' || to_char(month, 'YYYYMM');
    if to_regclass('monitoring.' || leaf) is null then
      -- Two intakes may want the same month at the same moment.
      perform pg_advisory_xact_lock(hashtext('monitoring.ensure_partitions'));
      if to_regclass('monitoring.' || leaf) is null then
        execute format('create table monitoring.%I (like monitoring.result including all)', leaf);
        execute format('alter table monitoring.result attach partition monitoring.%I for values from (%L) to (%L)', leaf,
          month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        execute format('grant select, insert on monitoring.%I to verdite_all', leaf);
        made := made + 1;
      end if;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $$;
