-- What measures, and whether it could be relied on when it did (ISO/IEC 17025 in our words): instruments with their calibrations and
-- maintenance, laboratories with what they are accredited for.

create table monitoring.instrument (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  code text not null check (btrim(code) <> '' and length(code) <= 40),
  maker text not null default '',
  model text not null default '',
  serial text not null default '',
  service_from date not null,
  service_to date check (service_to > service_from),
  note text not null default '',
  version int not null default 1,
  unique (point_id, code)
);
create index on monitoring.instrument (unit_id, code, id);

-- What it measures, and within which range.
create table monitoring.instrument_range (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  instrument_id int not null references monitoring.instrument,
  parameter_code text not null references monitoring.parameter,
  low numeric,
  high numeric check (high > low),
  unit text not null default '',
  unique (instrument_id, parameter_code)
);

-- A calibration holds from its day until the day it names, or until the next one. One that failed holds for no day.
create table monitoring.calibration (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  instrument_id int not null references monitoring.instrument,
  done_on date not null,
  done_by text not null check (btrim(done_by) <> ''),
  result text not null check (result in ('PASSED', 'ADJUSTED', 'FAILED')),
  valid_until date check (valid_until >= done_on),
  zero_drift numeric,
  span_drift numeric,
  certificate text not null default '',
  note text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  withdrawn_because text not null default '',
  check ((result = 'FAILED') = (valid_until is null)),
  check ((superseded_at is null) = (superseded_by is null))
);
create index on monitoring.calibration (instrument_id, done_on);

create table monitoring.maintenance (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  instrument_id int not null references monitoring.instrument,
  started timestamptz not null,
  ended timestamptz check (ended > started),
  what text not null check (btrim(what) <> ''),
  done_by text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who()
);
create index on monitoring.maintenance (instrument_id, started);

call verdite.scoped('monitoring.instrument', 'select, insert, update');
call verdite.scoped('monitoring.instrument_range', 'select, insert');
call verdite.scoped('monitoring.calibration', 'select, insert');
grant update (superseded_at, superseded_by, withdrawn_because) on monitoring.calibration to verdite_app, verdite_all;
call verdite.scoped('monitoring.maintenance', 'select, insert');
grant update (ended) on monitoring.maintenance to verdite_app, verdite_all;
call trail.pub_watch('monitoring.instrument', 'id');
call trail.pub_watch('monitoring.instrument_range', 'id');
call trail.pub_watch('monitoring.calibration', 'id');
call trail.pub_watch('monitoring.maintenance', 'id');

-- Laboratories work for the whole group: words of no place, as parameters are.
create table monitoring.laboratory (
  id int generated always as identity primary key,
  code text not null unique check (btrim(code) <> '' and length(code) <= 40),
  name jsonb not null,
  own boolean not null default false,
  address text not null default '',
  version int not null default 1
);
create table monitoring.accreditation (
  id int generated always as identity primary key,
  laboratory_id int not null references monitoring.laboratory,
  method text not null check (btrim(method) <> ''),
  parameters text[] not null check (cardinality(parameters) > 0),
  body text not null default '',
  number text not null default '',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  withdrawn_because text not null default '',
  check ((superseded_at is null) = (superseded_by is null))
);
create index on monitoring.accreditation (laboratory_id, valid_from);
call verdite.common('monitoring.laboratory', 'select, insert, update');
call verdite.common('monitoring.accreditation', 'select, insert');
grant update (superseded_at, superseded_by, withdrawn_because) on monitoring.accreditation to verdite_app, verdite_all;
call trail.pub_watch_common('monitoring.laboratory', 'id');
call trail.pub_watch_common('monitoring.accreditation', 'id');

-- The times in which an instrument was valid: in service, its last calibration passed and not expired, not under maintenance.
-- Days are those of its point.
create function monitoring.instrument_fit(instrument int) returns tstzmultirange language sql stable as $$
  with i as (
    select i.id, i.service_from, i.service_to, p.time_zone as zone
    from monitoring.instrument i join monitoring.point p on p.id = i.point_id where i.id = instrument
  ), calibrated as (
    select coalesce(range_agg(tstzrange(c.done_on::timestamp at time zone i.zone,
      least(c.valid_until + 1, c.next)::timestamp at time zone i.zone)) filter (where c.result <> 'FAILED'), '{}') as r
    from i cross join lateral (
      select x.*, lead(x.done_on) over (order by x.done_on, x.id) as next from monitoring.calibration x
      where x.instrument_id = i.id and x.superseded_at is null) c
  ), maintained as (
    select coalesce(range_agg(tstzrange(m.started, m.ended)), '{}') as r from monitoring.maintenance m where m.instrument_id = instrument
  )
  select tstzmultirange(tstzrange(i.service_from::timestamp at time zone i.zone, i.service_to::timestamp at time zone i.zone))
    * calibrated.r - maintained.r
  from i, calibrated, maintained
$$;

-- Was the instrument valid at that time?
create function monitoring.pub_instrument_valid(instrument int, at timestamptz) returns boolean language sql stable as $$
  select coalesce(monitoring.instrument_fit(instrument) @> at, false)
$$;

-- How an instrument stood at a time, and since which day. VALID has the day until which it holds.
create function monitoring.instrument_state(instrument int, at timestamptz, out state text, out since date) language sql stable as $$
  select case
      when d.day < i.service_from or d.day >= i.service_to then 'NOT_IN_SERVICE'
      when m.started is not null then 'MAINTENANCE'
      when c.done_on is null then 'NEVER_CALIBRATED'
      when c.result = 'FAILED' then 'CALIBRATION_FAILED'
      when c.valid_until < d.day then 'CALIBRATION_EXPIRED'
      else 'VALID' end,
    case
      when d.day < i.service_from then null
      when d.day >= i.service_to then i.service_to
      when m.started is not null then (m.started at time zone p.time_zone)::date
      when c.done_on is null then i.service_from
      when c.result = 'FAILED' then c.done_on
      else c.valid_until end
  from monitoring.instrument i
  join monitoring.point p on p.id = i.point_id
  cross join lateral (select (instrument_state.at at time zone p.time_zone)::date as day) d
  left join lateral (select x.started from monitoring.maintenance x where x.instrument_id = i.id and x.started <= instrument_state.at
    and (x.ended is null or x.ended > instrument_state.at) order by x.started limit 1) m on true
  left join lateral (select x.done_on, x.result, x.valid_until from monitoring.calibration x where x.instrument_id = i.id
    and x.superseded_at is null and x.done_on <= d.day order by x.done_on desc, x.id desc limit 1) c on true
  where i.id = instrument
$$;

-- The moment at which a value's instrument is looked at: a value of a whole day at its noon.
create function monitoring.measured_at(started timestamptz, date_only boolean, zone text) returns timestamptz language sql stable as $$
  select case when date_only then ((started at time zone 'UTC')::date::timestamp + interval '12 hours') at time zone zone else started end
$$;

-- The instruments behind a series: those of its point that measure its parameter. What a laboratory measured has none of them.
create function monitoring.series_instruments(series int) returns setof int language sql stable as $$
  select i.id from monitoring.series s
  join monitoring.instrument i on i.point_id = s.point_id
  join monitoring.instrument_range g on g.instrument_id = i.id and g.parameter_code = s.parameter_code
  where s.id = series and s.mode in ('ONLINE', 'FIELD') and s.derived_from is null
$$;

-- When a series had a valid instrument. `since`: the first day on which one is in the register; earlier values are not asked about.
create function monitoring.series_fit(series int, out since timestamptz, out fit tstzmultirange) language sql stable as $$
  select min(i.service_from::timestamp at time zone p.time_zone), coalesce(range_agg(monitoring.instrument_fit(i.id)), '{}')
  from monitoring.series_instruments(series) x
  join monitoring.instrument i on i.id = x
  join monitoring.point p on p.id = i.point_id
$$;

-- Why a value had no valid instrument: how the one in service stood, else the one that served last.
create function monitoring.unfit_because(series int, at timestamptz) returns table (instrument_id int, code text, state text, since date)
language sql stable as $$
  select i.id, i.code, s.state, s.since
  from monitoring.series_instruments(series) x
  join monitoring.instrument i on i.id = x
  cross join lateral monitoring.instrument_state(i.id, unfit_because.at) s
  order by s.state = 'NOT_IN_SERVICE', s.since desc nulls last, i.id limit 1
$$;

-- Why a laboratory was not accredited on a day: null where it was. A method that is not known is not asked about.
create function monitoring.accreditation_lack(laboratory int, parameter text, wanted_method text, day date, out lack text, out since date)
language sql stable as $$
  with a as (
    select x.*, btrim(wanted_method) = '' or upper(regexp_replace(x.method, '\s', '', 'g')) = upper(regexp_replace(wanted_method, '\s', '', 'g')) as same
    from monitoring.accreditation x
    where x.laboratory_id = laboratory and x.superseded_at is null and parameter = any(x.parameters))
  select case
      when bool_or(same and valid_from <= day and (valid_to is null or valid_to >= day)) then null
      when bool_or(same and valid_to < day) then 'EXPIRED'
      when bool_or(same) then 'NOT_YET'
      when count(*) > 0 then 'OTHER_METHOD'
      else 'NONE' end,
    max(valid_to) filter (where same and valid_to < day)
  from a
$$;

create view monitoring.pub_instrument with (security_invoker = true) as
  select id, unit_id, point_id, code, maker, model, serial, service_from, service_to from monitoring.instrument;
grant select on monitoring.pub_instrument to verdite_app, verdite_all;

-- Instruments follow their point to its new unit. Only for who sees both units.
create function monitoring.hand_over_instruments(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.instrument x set unit_id = now_unit from monitoring.point p
    where p.id = x.point_id and p.facility_id = facility and x.unit_id = before_unit;
  get diagnostics moved = row_count;
  foreach t in array array['instrument_range', 'calibration', 'maintenance'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.instrument i join monitoring.point p on p.id = i.point_id
      where i.id = x.instrument_id and p.facility_id = $2 and x.unit_id = $3', t) using now_unit, facility, before_unit;
  end loop;
  return moved;
end $$;
revoke execute on function monitoring.hand_over_instruments(int, int, int) from public;
grant execute on function monitoring.hand_over_instruments(int, int, int) to verdite_app, verdite_all;
