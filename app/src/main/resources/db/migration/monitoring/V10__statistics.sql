-- Means over other times than an hour, a day, a month or a year: limits speak of them, so series may hold them.
alter table monitoring.series drop constraint series_statistic_check;
alter table monitoring.series add constraint series_statistic_check check (statistic in ('VALUE', 'HOUR_MEAN', 'EIGHT_HOUR_MEAN', 'DAY_MEAN',
  'MEAN_30_DAYS', 'MONTH_MEAN', 'QUARTER_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM', 'SUM'));

-- A period's days are the legal days where the point stands, and a date without a time is that date.
create or replace function monitoring.pub_judged(from_day date, to_day date)
returns table (results bigint, series bigint, judged bigint, within_limits bigint, warning bigint, exceeded bigint, not_judged bigint, no_limit bigint)
language sql stable as $$
  select count(*), count(distinct r.series_id), count(*) filter (where r.verdict in (1, 2, 3)), count(*) filter (where r.verdict = 1),
    count(*) filter (where r.verdict = 2), count(*) filter (where r.verdict = 3), count(*) filter (where r.verdict = 4),
    count(*) filter (where r.verdict = 0)
  from monitoring.result r
  join monitoring.series s on s.id = r.series_id
  join monitoring.point p on p.id = s.point_id
  where r.started >= cast(from_day - 1 as timestamp) at time zone 'UTC' and r.started < cast(to_day + 2 as timestamp) at time zone 'UTC'
    and case when r.date_only then cast(r.started at time zone 'UTC' as date) else cast(r.started at time zone p.time_zone as date) end
      between from_day and to_day
$$;

-- A flow is a rate: its mean over a day is a mean, and only an amount of it is a sum.
update monitoring.parameter set aggregation = 'ARITHMETIC' where code in ('w00000', 'a00000') and aggregation = 'SUM';
