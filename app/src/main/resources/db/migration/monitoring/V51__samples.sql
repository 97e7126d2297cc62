-- Sampling (ISO 19156 and ISO/IEC 17025 in our words): what is to be taken where and when, what was taken, who held it, and whether
-- its results can be relied on. A result belongs to a sample by the sample's number at the sample's point.

-- A plan is a rhythm that stays as it is; another rhythm is another plan. on_day: 1 Monday to 7 Sunday, or a day of the month, whose
-- last day stands for days it does not have.
create table monitoring.sampling_plan (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  site_id int not null references organisation.site,
  code text not null check (btrim(code) <> '' and length(code) <= 40),
  name jsonb not null,
  every int not null check (every between 1 and 60),
  period text not null check (period in ('WEEK', 'MONTH')),
  on_day int not null check (on_day between 1 and case period when 'WEEK' then 7 else 31 end),
  grace_days int not null check (grace_days between 0 and 366),
  starts date not null,
  ends date check (ends >= starts),
  note text not null default '',
  version int not null default 1,
  unique (site_id, code)
);
create index on monitoring.sampling_plan (unit_id);
create table monitoring.sampling_plan_point (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  plan_id int not null references monitoring.sampling_plan,
  point_id int not null references monitoring.point,
  parameters text[] not null check (cardinality(parameters) > 0),
  unique (plan_id, point_id)
);
-- A round that somebody says will not take place.
create table monitoring.sampling_skip (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  plan_id int not null references monitoring.sampling_plan,
  day date not null,
  reason text not null check (btrim(reason) <> ''),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  unique (plan_id, day)
);

create table monitoring.sample (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  site_id int not null references organisation.site,
  point_id int not null references monitoring.point,
  number text not null check (btrim(number) <> '' and length(number) <= 80),
  kind text not null check (kind in ('ROUTINE', 'FIELD_BLANK', 'TRIP_BLANK', 'DUPLICATE', 'SPIKE')),
  parent_id int references monitoring.sample check ((kind in ('DUPLICATE', 'SPIKE')) = (parent_id is not null)),
  plan_id int references monitoring.sampling_plan,
  round_day date check ((round_day is null) = (plan_id is null)),
  taken_at timestamptz not null,
  taken_by text not null check (btrim(taken_by) <> ''),
  preservation text not null default '',
  note text not null default '',
  laboratory_id int references monitoring.laboratory,
  batch text not null default '' check (length(batch) <= 80),
  analysed_on date,
  state text not null default 'ENTERED' check (state in ('ENTERED', 'APPROVED', 'VOID')),
  entered_by text not null default verdite.who(),
  entered_at timestamptz not null default verdite.now(),
  changed_by text not null default verdite.who(),
  approved_by text not null default '' check (state <> 'APPROVED' or approved_by <> ''),
  approved_at timestamptz,
  void_reason text not null default '' check ((state = 'VOID') = (btrim(void_reason) <> '')),
  version int not null default 1,
  unique (site_id, number)
);
create index on monitoring.sample (taken_at desc, id desc);
create index on monitoring.sample (unit_id, taken_at desc, id desc);
create index on monitoring.sample (point_id, number);
create index on monitoring.sample (plan_id, round_day) where plan_id is not null;
create index on monitoring.sample (batch, laboratory_id) where batch <> '';
create index on monitoring.sample (parent_id) where parent_id is not null;
-- What was added to a spike, as concentration in the sample.
create table monitoring.sample_spike (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  sample_id int not null references monitoring.sample,
  parameter_code text not null references monitoring.parameter,
  added numeric not null check (added > 0),
  unit text not null,
  unique (sample_id, parameter_code)
);
create table monitoring.sample_custody (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  sample_id int not null references monitoring.sample,
  given_by text not null check (btrim(given_by) <> ''),
  taken_by text not null check (btrim(taken_by) <> ''),
  at timestamptz not null,
  condition text not null check (condition in ('INTACT', 'SEAL_BROKEN', 'DAMAGED')),
  temperature numeric(5, 1) check (temperature between -100 and 100),
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on monitoring.sample_custody (sample_id, at);

-- Which of several runs of one result counts. The others stay.
create table monitoring.reportable_choice (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  sample_id int not null references monitoring.sample,
  series_id int not null references monitoring.series,
  run smallint not null,
  reason text not null check (btrim(reason) <> ''),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null))
);
create unique index on monitoring.reportable_choice (sample_id, series_id) where superseded_at is null;

-- By what blanks, duplicates and spikes are judged: of a parameter, or of all that have none of their own. Words of no place.
-- near_times: a duplicate is judged where both values reach so many times the reporting limit.
create table monitoring.qc_criterion (
  id int generated always as identity primary key,
  parameter_code text references monitoring.parameter,
  blank_most numeric check (blank_most >= 0),
  reporting_limit numeric check (reporting_limit > 0),
  unit text not null default '' check (unit <> '' or blank_most is null and reporting_limit is null),
  rpd_most numeric not null check (rpd_most > 0 and rpd_most <= 200),
  near_times numeric not null check (near_times >= 1 and near_times <= 100),
  recovery_low numeric not null check (recovery_low >= 0),
  recovery_high numeric not null,
  valid_from date not null,
  source text not null default '',
  verified_by text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check (recovery_high > recovery_low),
  check ((superseded_at is null) = (superseded_by is null))
);
create unique index on monitoring.qc_criterion (coalesce(parameter_code, ''), valid_from) where superseded_at is null;

call verdite.scoped('monitoring.sampling_plan', 'select, insert, update');
call verdite.scoped('monitoring.sampling_plan_point', 'select, insert');
call verdite.scoped('monitoring.sampling_skip', 'select, insert');
call verdite.scoped('monitoring.sample', 'select, insert, update');
call verdite.scoped('monitoring.sample_spike', 'select, insert');
call verdite.scoped('monitoring.sample_custody', 'select, insert');
call verdite.scoped('monitoring.reportable_choice', 'select, insert');
grant update (superseded_at, superseded_by) on monitoring.reportable_choice to verdite_app, verdite_all;
call verdite.common('monitoring.qc_criterion', 'select, insert');
grant update (superseded_at, superseded_by) on monitoring.qc_criterion to verdite_app, verdite_all;
call trail.pub_watch('monitoring.sampling_plan', 'id');
call trail.pub_watch('monitoring.sampling_plan_point', 'id');
call trail.pub_watch('monitoring.sampling_skip', 'id');
call trail.pub_watch('monitoring.sample', 'id');
call trail.pub_watch('monitoring.sample_spike', 'id');
call trail.pub_watch('monitoring.sample_custody', 'id');
call trail.pub_watch('monitoring.reportable_choice', 'id');
call trail.pub_watch_common('monitoring.qc_criterion', 'id');

-- Sample values, to be checked against the laboratory's own method and the permit before they are relied on.
insert into monitoring.qc_criterion (rpd_most, near_times, recovery_low, recovery_high, valid_from, source) values
  (20, 5, 80, 120, date '1900-01-01', 'Usual figures of water laboratories; not taken from a standard');

-- The rounds of all plans whose day lies between two days. DONE: every point has a sample; LATE: the days of grace are over without;
-- SKIPPED: somebody said why not.
create function monitoring.sampling_rounds(first date, last date)
returns table (plan_id int, unit_id int, day date, late_on date, points int, sampled int, skip_reason text, state text) language sql stable as $$
  with due as (
    select p.id, p.unit_id, p.grace_days, d.day, (verdite.now() at time zone o.time_zone)::date as today
    from monitoring.sampling_plan p
    join organisation.pub_site o on o.id = p.site_id
    cross join lateral (
      select case p.period when 'WEEK' then date_trunc('week', p.starts::timestamp)::date + p.on_day - 1 + 7 * p.every * n
        else (m.month + make_interval(days => least(p.on_day, extract(day from m.month + interval '1 month - 1 day')::int) - 1))::date end as day
      from generate_series(0, greatest(0, (last - p.starts) / (case p.period when 'WEEK' then 7 else 28 end * p.every) + 1)) n
      cross join lateral (select date_trunc('month', p.starts::timestamp) + make_interval(months => n * p.every) as month) m) d
    where d.day >= p.starts and d.day between first and last and (p.ends is null or d.day <= p.ends)
  )
  select due.id, due.unit_id, due.day, due.day + due.grace_days, c.points, c.sampled, coalesce(k.reason, ''),
    case when c.points > 0 and c.sampled >= c.points then 'DONE' when k.reason is not null then 'SKIPPED'
      when due.today > due.day + due.grace_days then 'LATE' else 'DUE' end
  from due
  cross join lateral (
    select count(*)::int as points, count(*) filter (where exists (
      select from monitoring.sample s where s.plan_id = due.id and s.round_day = due.day and s.point_id = x.point_id
        and s.kind = 'ROUTINE' and s.state <> 'VOID'))::int as sampled
    from monitoring.sampling_plan_point x join monitoring.point p on p.id = x.point_id
    where x.plan_id = due.id and p.valid_from <= due.day and (p.valid_to is null or p.valid_to > due.day)) c
  left join monitoring.sampling_skip k on k.plan_id = due.id and k.day = due.day
$$;

-- Does this result count among the runs of its sample? The run that somebody chose, else the last one.
create function monitoring.reportable(sample int, series int, started timestamptz, ended timestamptz, number text, replicate smallint, run smallint)
returns boolean language sql stable as $$
  select coalesce(
    (select c.run = reportable.run from monitoring.reportable_choice c
      where c.sample_id = reportable.sample and c.series_id = reportable.series and c.superseded_at is null),
    not exists (select from monitoring.result r where r.series_id = reportable.series and r.started = reportable.started and r.ended = reportable.ended
      and r.sample = reportable.number and r.replicate = reportable.replicate and r.run > reportable.run))
$$;

-- The results of samples: by number, at the sample's point, within a week of its taking.
create view monitoring.sample_result with (security_invoker = true) as
  select s.id as sample_id, s.unit_id, e.id as series_id, e.parameter_code, e.fraction, e.statistic, e.unit, r.started, r.ended, r.date_only, r.replicate,
    r.run, r.revision, r.value, r.censor, r.level, r.level_kind, r.original, r.original_unit, r.flag, r.qualifier, r.verdict,
    monitoring.reportable(s.id, e.id, r.started, r.ended, r.sample, r.replicate, r.run) as reportable
  from monitoring.sample s
  join monitoring.series e on e.point_id = s.point_id and e.derived_from is null
  join monitoring.result r on r.series_id = e.id and r.sample = s.number
    and r.started >= s.taken_at - interval '7 days' and r.started < s.taken_at + interval '7 days'
  where s.state <> 'VOID';

-- Does this result speak for the point itself: no blank, duplicate or spike, and of the run that counts? What does not gets the status
-- 2, with which nothing counts it (see ApplySamples, which asks the same of many at once).
create function monitoring.speaks_for_point(series int, started timestamptz, ended timestamptz, number text, replicate smallint, run smallint)
returns boolean language sql stable as $$
  select speaks_for_point.number = '' or not exists (
    select from monitoring.series e join monitoring.sample s on s.point_id = e.point_id and s.number = speaks_for_point.number and s.state <> 'VOID'
    where e.id = speaks_for_point.series and (s.kind <> 'ROUTINE' or not monitoring.reportable(s.id, e.id, speaks_for_point.started,
      speaks_for_point.ended, speaks_for_point.number, speaks_for_point.replicate, speaks_for_point.run)))
$$;

-- What a sample's results say of each series: of the run that counts, the first replicate.
create function monitoring.sample_values(sample int)
returns table (series_id int, parameter_code text, unit text, value double precision, censor smallint, level double precision) language sql stable as $$
  select distinct on (r.series_id) r.series_id, r.parameter_code, r.unit, r.value, r.censor, r.level
  from monitoring.sample_result r where r.sample_id = sample and r.reportable order by r.series_id, r.replicate, r.started
$$;

-- Blanks, duplicates and spikes judged, each value by the criterion of its parameter on the day it was taken.
-- BLANK: not detected, or at most the criterion; without a criterion any amount that was found fails.
-- RPD: |a - b| / mean in per cent; not judgeable where one was not detected, or lies below near_times the reporting limit.
-- RECOVERY: (spiked - unspiked) / added in per cent, what was not detected before as nothing; not judgeable where the unspiked sample
-- held more than four times what was added.
create function monitoring.qc(sample int)
returns table (series_id int, parameter_code text, unit text, test text, verdict text, reason text, figure numeric, low numeric, high numeric)
language sql stable as $$
  with s as (
    select x.*, (x.taken_at at time zone p.time_zone)::date as day
    from monitoring.sample x join monitoring.point p on p.id = x.point_id where x.id = qc.sample and x.kind <> 'ROUTINE' and x.state <> 'VOID'
  ), v as (
    select s.kind, a.series_id, a.parameter_code, a.unit, a.value::numeric as value, a.censor, b.value::numeric as other, b.censor as other_censor,
      k.added, k.unit as added_unit, c.*
    from s
    cross join lateral monitoring.sample_values(s.id) a
    left join lateral (select * from monitoring.sample_values(s.parent_id) y where y.series_id = a.series_id) b on true
    left join monitoring.sample_spike k on k.sample_id = s.id and k.parameter_code = a.parameter_code
    cross join lateral (
      select q.blank_most, q.reporting_limit, q.unit as criterion_unit, q.rpd_most, q.near_times, q.recovery_low, q.recovery_high
      from monitoring.qc_criterion q
      where q.superseded_at is null and q.valid_from <= s.day and (q.parameter_code = a.parameter_code or q.parameter_code is null)
      order by q.parameter_code nulls last, q.valid_from desc limit 1) c
  ), n as (
    select v.*, case kind when 'DUPLICATE' then 'RPD' when 'SPIKE' then 'RECOVERY' else 'BLANK' end as test,
      case kind when 'DUPLICATE' then case when value + other <> 0 then round(200 * abs(value - other) / (value + other), 1) end
        when 'SPIKE' then round(100 * (case when censor in (1, 2) then 0 else value end - case when other_censor in (1, 2) then 0 else other end)
          / added, 1)
        else case when censor = 0 then value end end as figure
    from v where kind <> 'SPIKE' or added is not null
  ), j as (
    select n.*, case
      when kind in ('DUPLICATE', 'SPIKE') and other_censor is null then 'NO_PAIR'
      when kind = 'DUPLICATE' and (censor <> 0 or other_censor <> 0) then 'NON_DETECT'
      when kind = 'DUPLICATE' and reporting_limit is not null and criterion_unit <> unit then 'UNIT'
      when kind = 'DUPLICATE' and least(value, other) < near_times * reporting_limit then 'NEAR_LIMIT'
      when kind = 'DUPLICATE' and figure is null then 'NOTHING'
      when kind = 'SPIKE' and added_unit <> unit then 'UNIT'
      when kind = 'SPIKE' and (censor > 2 or other_censor > 2) then 'ABOVE_RANGE'
      when kind = 'SPIKE' and other_censor = 0 and other > 4 * added then 'MUCH_BEFORE'
      when test = 'BLANK' and censor = 0 and blank_most is not null and criterion_unit <> unit then 'UNIT'
      when test = 'BLANK' and censor = 0 and value is null then 'NOTHING'
      else '' end as why
    from n
  )
  select j.series_id, j.parameter_code, j.unit, j.test,
    case when why <> '' then 'NOT_JUDGEABLE'
      when test = 'BLANK' and (censor in (1, 2) or censor = 0 and value <= coalesce(blank_most, 0)) then 'PASSED'
      when test = 'RPD' and figure <= rpd_most then 'PASSED'
      when test = 'RECOVERY' and figure between recovery_low and recovery_high then 'PASSED'
      else 'FAILED' end,
    why, figure,
    case when test = 'RECOVERY' then recovery_low end,
    case test when 'RPD' then rpd_most when 'RECOVERY' then recovery_high else coalesce(blank_most, 0) end
  from j
$$;

create view monitoring.qc_finding with (security_invoker = true) as
  select s.id as sample_id, s.unit_id, s.site_id, s.number, s.kind, s.parent_id, s.batch, s.laboratory_id, s.taken_at, q.*
  from monitoring.sample s cross join lateral monitoring.qc(s.id) q
  where s.kind <> 'ROUTINE' and s.state <> 'VOID';
grant select on monitoring.sample_result, monitoring.qc_finding to verdite_app, verdite_all;

-- What failed in the batch of a sample: quality control of the same batch, or its own duplicate or spike where no batch is named.
create function monitoring.batch_failures(sample int)
returns table (sample_id int, number text, kind text, parameter_code text, test text, figure numeric, unit text, low numeric, high numeric) language sql stable as $$
  select f.id, f.number, f.kind, q.parameter_code, q.test, q.figure, q.unit, q.low, q.high
  from monitoring.sample s
  join monitoring.sample f on f.kind <> 'ROUTINE' and f.state <> 'VOID' and (f.id = s.id or f.parent_id = s.id
    or s.batch <> '' and f.batch = s.batch and f.laboratory_id is not distinct from s.laboratory_id
      and (s.laboratory_id is not null or f.site_id = s.site_id))
  cross join lateral monitoring.qc(f.id) q
  where s.id = batch_failures.sample and q.verdict = 'FAILED'
$$;

-- What hangs on a point follows its facility to its new unit; a plan goes along once all of its points are there.
create function monitoring.hand_over_samples(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.sample x set unit_id = now_unit from monitoring.point p
    where p.id = x.point_id and p.facility_id = facility and x.unit_id = before_unit;
  get diagnostics moved = row_count;
  foreach t in array array['sample_spike', 'sample_custody', 'reportable_choice'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.sample s join monitoring.point p on p.id = s.point_id
      where s.id = x.sample_id and p.facility_id = $2 and x.unit_id = $3', t) using now_unit, facility, before_unit;
  end loop;
  update monitoring.sampling_plan_point x set unit_id = now_unit from monitoring.point p
    where p.id = x.point_id and p.facility_id = facility and x.unit_id = before_unit;
  update monitoring.sampling_plan x set unit_id = now_unit where x.unit_id = before_unit
    and exists (select from monitoring.sampling_plan_point y join monitoring.point p on p.id = y.point_id where y.plan_id = x.id and p.facility_id = facility)
    and not exists (select from monitoring.sampling_plan_point y where y.plan_id = x.id and y.unit_id <> now_unit);
  update monitoring.sampling_skip x set unit_id = now_unit from monitoring.sampling_plan p
    where p.id = x.plan_id and p.unit_id = now_unit and x.unit_id = before_unit;
  return moved;
end $$;
revoke execute on function monitoring.hand_over_samples(int, int, int) from public;
grant execute on function monitoring.hand_over_samples(int, int, int) to verdite_app, verdite_all;
