-- What law and permits allow: limit sets (standards for everybody, permits at a place) and their limits in time.
call verdite.room('obligations');

-- A standard belongs to no unit and everybody reads it; a permit belongs to the unit that holds it.
create table obligations.limit_set (
  id bigint generated always as identity primary key,
  unit_id int references organisation.unit,
  side text not null check (side in ('STANDARD', 'PERMIT')),
  code text not null check (code <> ''),
  edition text not null default '',
  table_name text not null default '',
  name jsonb not null,
  authority text not null default '',
  site_id int references organisation.site,
  facility_id int references organisation.facility,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  replaces bigint references obligations.limit_set,
  source text not null default '',
  licence text not null default '',
  verified boolean not null default false,
  verified_by text not null default '' check (not verified or verified_by <> ''),
  file_hash text not null default '',
  version int not null default 1,
  check ((side = 'PERMIT') = (unit_id is not null)),
  check ((side = 'PERMIT') = (site_id is not null or facility_id is not null))
);
create unique index on obligations.limit_set (code, edition, table_name) where side = 'STANDARD';
create unique index on obligations.limit_set (unit_id, code) where side = 'PERMIT';

-- A permit may refer to a standard: its limits then bind at the permit's place.
create table obligations.reference (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  permit_id bigint not null references obligations.limit_set,
  standard_id bigint not null references obligations.limit_set,
  point_class text not null default '',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz
);
create unique index on obligations.reference (permit_id, standard_id, point_class) where superseded_at is null;

create sequence obligations.limit_id;

-- A limit in valid time and in recorded time. `id` stays the same through its revisions; each row is one revision, and
-- nothing of it is changed but the moment it was superseded.
create table obligations.limit (
  revision bigint generated always as identity primary key,
  id bigint not null,
  unit_id int references organisation.unit,
  set_id bigint not null references obligations.limit_set,
  kind text not null check (kind in ('COMPLIANCE', 'OBJECTIVE', 'TRIGGER', 'DESIGN')),
  parameter_code text not null check (parameter_code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  parameter_name jsonb not null,
  fraction text not null default '' check (fraction in ('', 'TOTAL', 'DISSOLVED', 'SUSPENDED', 'EXTRACTABLE')),
  basis text not null default '',
  statistic text not null check (statistic in ('INSTANT', 'SAMPLE', 'HOUR_MEAN', 'EIGHT_HOUR_MEAN', 'DAY_MEAN', 'MEAN_30_DAYS',
    'MONTH_MEAN', 'QUARTER_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM', 'SUM')),
  operator text not null check (operator in ('MAX', 'MIN', 'RANGE')),
  lower numeric,
  upper numeric,
  unit text not null,
  warning_share numeric(5, 4) check (warning_share > 0 and warning_share < 1),
  rounding text not null default 'NONE' check (rounding in ('NONE', 'LIMIT_DIGITS')),
  nondetect text not null default 'LEVEL_DECIDES' check (nondetect in ('LEVEL_DECIDES', 'WITHIN')),
  minimum_number int not null default 1 check (minimum_number >= 1),
  facility_id int references organisation.facility,
  point_class text not null default '',
  point_code text not null default '',
  clause text not null default '',
  note text not null default '',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  verified boolean not null default false,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check (operator <> 'MAX' or (upper is not null and lower is null)),
  check (operator <> 'MIN' or (lower is not null and upper is null)),
  check (operator <> 'RANGE' or (lower is not null and upper > lower)),
  check ((superseded_at is null) = (superseded_by is null)),
  -- one value of a limit on any day, as known now
  exclude using gist (int8range(id, id, '[]') with &&, daterange(valid_from, valid_to) with &&) where (superseded_at is null)
);
create index on obligations.limit (set_id);
create index on obligations.limit (parameter_code) where superseded_at is null;
create index on obligations.limit (id, valid_from);

call verdite.scoped_by('obligations.limit_set', 'unit_id is null or unit_id = any((select verdite.units())::int[])', 'select, insert, update');
call verdite.scoped('obligations.reference', 'select, insert, update');
call verdite.scoped_by('obligations.limit', 'unit_id is null or unit_id = any((select verdite.units())::int[])', 'select, insert');
-- a revision can be superseded, nothing else of it can change
grant update (superseded_at, superseded_by) on obligations.limit to verdite_app, verdite_all;
grant usage on sequence obligations.limit_id to verdite_app, verdite_all;

call trail.pub_watch('obligations.limit_set', 'id');
call trail.pub_watch('obligations.reference', 'id');
call trail.pub_watch('obligations.limit', 'id');

create view obligations.pub_limit_set with (security_invoker = true) as
  select id, unit_id, side, code, edition, table_name, name, authority, site_id, facility_id, valid_from, valid_to, replaces, source, licence,
    verified, verified_by
  from obligations.limit_set;

create view obligations.pub_limit with (security_invoker = true) as
  select revision, id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic, operator, lower, upper, unit,
    warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code, clause, valid_from, valid_to, verified,
    recorded_at, recorded_by, superseded_at
  from obligations.limit;

-- Where each limit binds, as known now: a permit's limits at its place; a standard's OBJECTIVE and TRIGGER limits at every point of
-- their class; a standard's COMPLIANCE and DESIGN limits only where a permit refers to them.
create view obligations.pub_binding with (security_invoker = true) as
  select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
    l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
    s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
    l.valid_from, l.valid_to, cast(null as bigint) as permit_id
  from obligations.limit l join obligations.limit_set s on s.id = l.set_id
  where l.superseded_at is null and (s.side = 'PERMIT' or l.kind in ('OBJECTIVE', 'TRIGGER'))
  union all
  select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
    l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
    p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
    greatest(l.valid_from, r.valid_from), least(l.valid_to, r.valid_to), p.id
  from obligations.reference r
  join obligations.limit_set p on p.id = r.permit_id
  join obligations.limit_set s on s.id = r.standard_id
  join obligations.limit l on l.set_id = s.id and l.superseded_at is null and l.kind in ('COMPLIANCE', 'DESIGN')
    and (r.point_class = '' or l.point_class = r.point_class)
  where r.superseded_at is null;
grant select on obligations.pub_limit_set, obligations.pub_limit, obligations.pub_binding to verdite_app, verdite_all;
