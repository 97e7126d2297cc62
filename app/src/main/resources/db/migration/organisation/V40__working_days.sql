-- Which days are worked at a site: calendars with a week and single days that differ from it (holidays, and make-up days as
-- China has them), all as dated data. A site that follows none works Monday to Friday.
create table organisation.calendar (
  code text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  name jsonb not null,
  version int not null default 1
);
-- ISO weekdays, 1 is Monday.
create table organisation.working_week (
  id bigint generated always as identity primary key,
  calendar text not null references organisation.calendar,
  valid_from date not null,
  weekdays int[] not null check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'),
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz
);
create unique index on organisation.working_week (calendar, valid_from) where superseded_at is null;
create table organisation.calendar_day (
  id bigint generated always as identity primary key,
  calendar text not null references organisation.calendar,
  day date not null,
  worked boolean not null,
  name jsonb not null,
  source text not null default '',
  verified boolean not null default false,
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz
);
create unique index on organisation.calendar_day (calendar, day) where superseded_at is null;
create table organisation.site_calendar (
  id bigint generated always as identity primary key,
  site_id int not null references organisation.site,
  unit_id int not null references organisation.unit,
  calendar text not null references organisation.calendar,
  valid_from date not null,
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz
);
create unique index on organisation.site_calendar (site_id, valid_from) where superseded_at is null;
create index on organisation.site_calendar (calendar);

call verdite.common('organisation.calendar', 'select, insert, update');
call verdite.common('organisation.working_week', 'select, insert, update');
call verdite.common('organisation.calendar_day', 'select, insert, update');
call verdite.scoped('organisation.site_calendar', 'select, insert, update');
call trail.pub_watch('organisation.calendar', 'code');
call trail.pub_watch('organisation.working_week', 'id');
call trail.pub_watch('organisation.calendar_day', 'id');
call trail.pub_watch('organisation.site_calendar', 'id');
call trail.pub_read_by_everybody('organisation.calendar');
call trail.pub_read_by_everybody('organisation.working_week');
call trail.pub_read_by_everybody('organisation.calendar_day');

-- The calendar of a unit on a day: its site's, or that of the nearest site above. Null where none is followed.
create function organisation.pub_calendar(unit int, on_day date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  with recursive up(id, height) as (
    select unit, 0
    union all
    select e.parent_id, up.height + 1
    from up join organisation.edge e on e.unit_id = up.id and e.superseded_at is null
      and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)
    where up.height < 40
  )
  select c.calendar from up join organisation.site s on s.unit_id = up.id
  join lateral (select x.calendar from organisation.site_calendar x
    where x.site_id = s.id and x.superseded_at is null and x.valid_from <= on_day order by x.valid_from desc limit 1) c on true
  order by up.height limit 1
$$;

-- Is a day worked? What is said of the day itself, else of its week, else Monday to Friday.
create function organisation.pub_worked(calendar text, on_day date) returns boolean
language sql stable as $$
  select coalesce(
    (select d.worked from organisation.calendar_day d
      where d.calendar = pub_worked.calendar and d.day = on_day and d.superseded_at is null),
    extract(isodow from on_day)::int = any(coalesce((select w.weekdays from organisation.working_week w
      where w.calendar = pub_worked.calendar and w.superseded_at is null and w.valid_from <= on_day
      order by w.valid_from desc limit 1), '{1,2,3,4,5}')))
$$;

-- The n-th working day after a day, by the calendar the unit follows on that day. Null when there is none within reach.
create function organisation.pub_working_day(unit int, after_day date, n int) returns date
language sql stable as $$
  select after_day + i
  from generate_series(1, n * 7 + 400) i, (select organisation.pub_calendar(unit, after_day) as code) k
  where organisation.pub_worked(k.code, after_day + i)
  order by i offset n - 1 limit 1
$$;
