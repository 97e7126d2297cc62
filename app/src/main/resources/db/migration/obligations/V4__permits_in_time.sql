-- Permits in valid time and in recorded time: what a permit lasts is part of what binds, and what it said before stays.
alter table obligations.limit_set
  add column recorded_at timestamptz not null default verdite.now(),
  add column recorded_by text not null default verdite.who();

create table obligations.limit_set_before (
  id bigint generated always as identity primary key,
  set_id bigint not null references obligations.limit_set,
  unit_id int,
  version int not null,
  name jsonb not null,
  authority text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  superseded_at timestamptz not null default verdite.now(),
  superseded_by text not null default verdite.who()
);
create index on obligations.limit_set_before (set_id, recorded_at);
call verdite.scoped_by('obligations.limit_set_before', 'unit_id is null or unit_id = any((select verdite.units())::int[])', 'select, insert');

create function obligations.keep_before() returns trigger language plpgsql as $$
begin
  insert into obligations.limit_set_before (set_id, unit_id, version, name, authority, valid_from, valid_to, source, recorded_at, recorded_by)
  values (old.id, old.unit_id, old.version, old.name, old.authority, old.valid_from, old.valid_to, old.source, old.recorded_at, old.recorded_by);
  new.recorded_at := verdite.now();
  new.recorded_by := verdite.who();
  return new;
end $$;
create trigger keep_before before update on obligations.limit_set for each row
  when ((old.name, old.authority, old.valid_from, old.valid_to, old.source)
    is distinct from (new.name, new.authority, new.valid_from, new.valid_to, new.source))
  execute function obligations.keep_before();

-- A reference that ended may be made again later.
drop index obligations.reference_permit_id_standard_id_point_class_idx;
create unique index on obligations.reference (permit_id, standard_id, point_class, valid_from) where superseded_at is null;

-- Over what a limit is taken, where that window is anchored, and which other values decide about it, each with where it comes from:
-- [{"parameter": "w01006", "source": "same sample"}].
alter table obligations.limit
  add column averaging text not null default '' check (averaging ~ '^(|P(\d{1,3}[YMWD])*(T(\d{1,4}[HM])+)?)$'),
  add column anchor text not null default '' check (anchor in ('', 'CALENDAR', 'ROLLING', 'SAMPLE')),
  add column covariates jsonb not null default '[]' check (jsonb_typeof(covariates) = 'array');

create or replace view obligations.pub_limit_set with (security_invoker = true) as
  select id, unit_id, side, code, edition, table_name, name, authority, site_id, facility_id, valid_from, valid_to, replaces, source, licence,
    verified, verified_by, recorded_at, recorded_by
  from obligations.limit_set;
create or replace view obligations.pub_limit with (security_invoker = true) as
  select revision, id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic, operator, lower, upper, unit,
    warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code, clause, valid_from, valid_to, verified,
    recorded_at, recorded_by, superseded_at, averaging, anchor, covariates
  from obligations.limit;

-- Where each limit binds, as known now, on the days of both the limit and its document: a permit that ended judges nothing any more.
create or replace view obligations.pub_binding with (security_invoker = true) as
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id
    from obligations.limit l join obligations.limit_set s on s.id = l.set_id
    where l.superseded_at is null and (s.side = 'PERMIT' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, r.valid_from, p.valid_from), least(l.valid_to, r.valid_to, p.valid_to), p.id
    from obligations.reference r
    join obligations.limit_set p on p.id = r.permit_id
    join obligations.limit_set s on s.id = r.standard_id
    join obligations.limit l on l.set_id = s.id and l.superseded_at is null and l.kind in ('COMPLIANCE', 'DESIGN')
      and (r.point_class = '' or l.point_class = r.point_class)
    where r.superseded_at is null) b
  where b.valid_to is null or b.valid_from < b.valid_to;
