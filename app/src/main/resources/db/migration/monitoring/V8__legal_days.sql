-- The legal day of what is told by time: the site's, but a value that was given as a date is that date everywhere.
create function monitoring.pub_day(at timestamptz, date_only boolean, zone text) returns date language sql stable as $$
  select case when date_only then (at at time zone 'UTC')::date else (at at time zone zone)::date end
$$;

-- The day of each point's newest result.
create view monitoring.pub_point_day with (security_invoker = true) as
  select s.point_id, p.site_id, max(monitoring.pub_day(l.started, l.date_only, o.time_zone)) as last_day
  from monitoring.latest l
  join monitoring.series s on s.id = l.series_id
  join monitoring.point p on p.id = s.point_id
  join organisation.pub_site o on o.id = p.site_id
  group by s.point_id, p.site_id;

-- The day each episode began.
create view monitoring.pub_exceedance_day with (security_invoker = true) as
  select e.id, monitoring.pub_day(e.started, e.date_only, o.time_zone) as started_day
  from monitoring.exceedance e
  join monitoring.series s on s.id = e.series_id
  join monitoring.point p on p.id = s.point_id
  join organisation.pub_site o on o.id = p.site_id;
grant select on monitoring.pub_point_day, monitoring.pub_exceedance_day to verdite_app, verdite_all;
