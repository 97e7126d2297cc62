-- What a rule doubts, for a person to look at: values that stand still, impossible jumps, values far from the season's others. A doubt
-- changes nothing by itself. It speaks of a stretch of a series: from the first to the last of its results.
create table monitoring.doubt (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  series_id int not null references monitoring.series,
  kind text not null check (kind in ('STUCK', 'JUMP', 'OUTLIER')),
  started timestamptz not null,
  ended timestamptz not null check (ended >= started),
  date_only boolean not null,
  results int not null check (results > 0),
  value double precision not null,
  -- what the value is held against: the value before (JUMP), the season's median (OUTLIER), nothing (STUCK)
  expected double precision,
  -- how far it is, in the rule's own measure; for STUCK how many such stretches chance would bring
  score double precision not null,
  -- with how many values it was compared
  compared int not null,
  rule smallint not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'STANDS', 'SUPPRESSED', 'GONE')),
  reason text not null default '' check (length(reason) <= 2000 and (state <> 'STANDS' or btrim(reason) <> '')),
  settled_by int references organisation.person,
  settled_who text not null default '',
  settled_at timestamptz check ((state in ('STANDS', 'SUPPRESSED')) = (settled_at is not null)),
  raised_at timestamptz not null default verdite.now(),
  version int not null default 1,
  unique (series_id, kind, started)
);
create index on monitoring.doubt (raised_at desc, id desc);
create index on monitoring.doubt (unit_id, raised_at desc, id desc);
create index on monitoring.doubt (series_id, started) where state = 'OPEN';
call verdite.scoped('monitoring.doubt', 'select, insert, update');
call trail.pub_watch('monitoring.doubt', 'id', 'score', 'compared');

-- Results that a person takes out of judging: proposed by one, approved by another, lifted with a reason. They stay where they are and
-- are shown with this state.
create table monitoring.suppression (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  series_id int not null references monitoring.series,
  started timestamptz not null,
  ended timestamptz not null check (ended >= started),
  cause text not null check (cause in ('INSTRUMENT', 'CALIBRATION', 'SAMPLING', 'LABORATORY', 'TRANSMISSION', 'OTHER')),
  reason text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  doubt_id int references monitoring.doubt,
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'LIFTED')),
  -- counted results of the stretch when it was proposed, and when it took effect, and how many of them exceeded a limit
  results int not null check (results > 0),
  exceeding int not null,
  proposed_by int references organisation.person,
  proposed_who text not null default verdite.who(),
  proposed_at timestamptz not null default verdite.now(),
  decided_by int references organisation.person,
  decided_who text not null default '',
  decided_at timestamptz check ((state = 'PROPOSED') = (decided_at is null)),
  decision text not null default '' check (length(decision) <= 2000 and (state <> 'REFUSED' or btrim(decision) <> '')),
  applied_at timestamptz,
  lifted_by int references organisation.person,
  lifted_who text not null default '',
  lifted_at timestamptz check ((state = 'LIFTED') = (lifted_at is not null)),
  lifting text not null default '' check (length(lifting) <= 2000 and (state <> 'LIFTED' or btrim(lifting) <> '')),
  restored_at timestamptz,
  version int not null default 1
);
create index on monitoring.suppression (proposed_at desc, id desc);
create index on monitoring.suppression (unit_id, proposed_at desc, id desc);
create index on monitoring.suppression (series_id, started);
call verdite.scoped('monitoring.suppression', 'select, insert, update');
call trail.pub_watch('monitoring.suppression', 'id');

-- The results it took out, each as it was then: a correction that comes later counts.
create table monitoring.suppressed (
  suppression_id int not null references monitoring.suppression,
  unit_id int not null,
  series_id int not null,
  started timestamptz not null,
  ended timestamptz not null,
  sample text not null,
  replicate smallint not null,
  run smallint not null,
  revision smallint not null,
  primary key (series_id, started, ended, sample, replicate, run, suppression_id)
);
create index on monitoring.suppressed (suppression_id);
call verdite.scoped('monitoring.suppressed', 'select, insert');

create function monitoring.suppression_guard() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('PROPOSED', 'APPROVED'), ('PROPOSED', 'REFUSED'), ('APPROVED', 'LIFTED')) then
    raise exception 'a suppression goes from proposed to approved or refused, and from approved to lifted' using errcode = 'check_violation';
  end if;
  if (new.series_id, new.started, new.ended, new.cause, new.reason, new.proposed_who) is distinct from
    (old.series_id, old.started, old.ended, old.cause, old.reason, old.proposed_who) then
    raise exception 'what was proposed can''t be changed' using errcode = 'check_violation';
  end if;
  if new.state = 'APPROVED' and old.state = 'PROPOSED' and coalesce(new.decided_by = new.proposed_by, new.decided_who = new.proposed_who) then
    raise exception 'who proposes does not approve' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on monitoring.suppression for each row execute function monitoring.suppression_guard();

-- status of a result: 0, or 1 when a person took it out. A result counts when neither its instrument, its laboratory nor a person says
-- that it does not.
create function monitoring.counts(flag text, qualifier text, status smallint) returns boolean language sql immutable parallel safe as $$
  select status = 0 and flag in ('', 'N') and not (qualifier ~* '(^|[;,\s])R([;,\s]|$)')
$$;
grant execute on function monitoring.counts(text, text, smallint) to verdite_app, verdite_all;

create or replace function monitoring.roll_up(series int[], first timestamptz, last timestamptz) returns int language sql as $$
  with r as (
    select r.series_id, r.unit_id, r.started, monitoring.pub_day(r.started, r.date_only, p.time_zone) as day, r.date_only, r.verdict,
      q.aggregation,
      case when monitoring.counts(r.flag, r.qualifier, r.status) then case when r.censor = 0 then r.value end end as value,
      case when monitoring.counts(r.flag, r.qualifier, r.status) and r.censor = 1 then r.level end as level,
      monitoring.counts(r.flag, r.qualifier, r.status) and (r.censor = 2 or r.censor = 1 and r.level is null) as unknown,
      not (monitoring.counts(r.flag, r.qualifier, r.status) and (r.censor in (1, 2) or r.censor = 0 and r.value is not null)) as left_out
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
drop function monitoring.counts(text, text);

-- As V16, and whether it had been taken out by then.
create or replace function monitoring.known_results(series int, first timestamptz, last timestamptz, at timestamptz)
returns setof monitoring.result language sql stable as $$
  with v as (
    select r.*, null::timestamptz as superseded_at from monitoring.result r
    where r.series_id = series and r.started >= first and r.started < last
    union all
    select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
      v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by, v.status, v.verdict, v.judging_id, v.intake_id, v.line,
      v.digits, v.level_kind, v.time_precision, v.superseded_at
    from monitoring.result_revision v
    where v.series_id = series and v.started >= first and v.started < last and v.superseded_at > at
  )
  select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
    v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by,
    case when u.id is null then 0 else 1 end::smallint,
    case when g.id is null or g.recorded_at <= at then v.verdict else coalesce(e.verdict, case when b.judged then 1 else 0 end)::smallint end,
    v.judging_id, v.intake_id, v.line, v.digits, v.level_kind, v.time_precision
  from v
  left join monitoring.intake i on i.id = v.intake_id and v.intake_id <> 0
  left join monitoring.composition m on m.series_id = v.series_id and m.started = v.started and m.revision = v.revision
  left join monitoring.judging g on g.id = v.judging_id
  left join lateral (
    select j.verdict from monitoring.judgement j join monitoring.judging x on x.id = j.judging_id
    where g.recorded_at > at and x.recorded_at <= at and j.series_id = v.series_id and j.started = v.started and j.ended = v.ended
      and j.sample = v.sample and j.replicate = v.replicate and j.run = v.run and j.revision = v.revision
    order by x.id desc, case j.verdict when 3 then 0 when 2 then 1 when 4 then 2 else 3 end limit 1) e on true
  left join lateral (
    select exists (select from monitoring.judging x where g.recorded_at > at and x.intake_id = v.intake_id and x.recorded_at <= at) as judged) b on true
  left join lateral (
    select x.suppression_id as id from monitoring.suppressed x join monitoring.suppression p on p.id = x.suppression_id
    where x.series_id = v.series_id and x.started = v.started and x.ended = v.ended and x.sample = v.sample and x.replicate = v.replicate
      and x.run = v.run and x.revision = v.revision and p.applied_at <= at and (p.restored_at is null or p.restored_at > at) limit 1) u on true
  where coalesce(i.loaded_at, m.recorded_at, timestamptz '-infinity') <= at
$$;

create function monitoring.hand_over_doubts(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int := 0;
  n int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  foreach t in array array['doubt', 'suppression', 'suppressed'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.series s join monitoring.point p on p.id = s.point_id
      where x.series_id = s.id and p.facility_id = $2 and x.unit_id = $3', t) using now_unit, facility, before_unit;
    get diagnostics n = row_count;
    moved := moved + n;
  end loop;
  return moved;
end $$;
revoke execute on function monitoring.hand_over_doubts(int, int, int) from public;
grant execute on function monitoring.hand_over_doubts(int, int, int) to verdite_app, verdite_all;
