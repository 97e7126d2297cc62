-- What was judged in some days is asked series by series: the months' tables have no index by time alone, so that the home page read
-- every result of a month, those that are rolled up among them, to count the few that are not.
create or replace function monitoring.pub_judged(from_day date, to_day date)
returns table (results bigint, series bigint, judged bigint, within_limits bigint, warning bigint, exceeded bigint, not_judged bigint, no_limit bigint)
language sql stable as $$
  with one as (
    select s.id as series_id, r.results, r.within_limits, r.warning, r.exceeded, r.not_judged, r.no_limit
    from monitoring.series s
    join monitoring.point p on p.id = s.point_id
    cross join lateral (
      select cast(count(*) as int) as results, cast(count(*) filter (where r.verdict = 1) as int) as within_limits,
        cast(count(*) filter (where r.verdict = 2) as int) as warning, cast(count(*) filter (where r.verdict = 3) as int) as exceeded,
        cast(count(*) filter (where r.verdict = 4) as int) as not_judged, cast(count(*) filter (where r.verdict = 0) as int) as no_limit
      from monitoring.result r
      where r.series_id = s.id and r.started >= cast(from_day - 1 as timestamp) at time zone 'UTC'
        and r.started < cast(to_day + 2 as timestamp) at time zone 'UTC'
        and monitoring.pub_day(r.started, r.date_only, p.time_zone) between from_day and to_day) r
    where s.derived_from is null and not (s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN')) and r.results > 0
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
