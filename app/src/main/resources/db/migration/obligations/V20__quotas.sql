-- What a permit allows to be discharged in a year or a month: dated data, in valid time and in recorded time, as limits are.
create sequence obligations.quota_id;
create table obligations.quota (
  revision bigint generated always as identity primary key,
  id bigint not null,
  unit_id int not null references organisation.unit,
  set_id bigint not null references obligations.limit_set,
  parameter_code text not null check (parameter_code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  parameter_name jsonb not null,
  amount numeric not null check (amount > 0),
  unit text not null,
  period text not null check (period in ('YEAR', 'MONTH')),
  point_code text not null default '',
  warning_share numeric(5, 4) not null default 0.8 check (warning_share > 0 and warning_share < 1),
  clause text not null default '',
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null)),
  -- one amount of a quota on any day, as known now
  exclude using gist (int8range(id, id, '[]') with &&, daterange(valid_from, valid_to) with &&) where (superseded_at is null)
);
create index on obligations.quota (set_id);
create index on obligations.quota (id, valid_from);
call verdite.scoped('obligations.quota', 'select, insert');
-- a revision can be superseded, nothing else of it can change
grant update (superseded_at, superseded_by) on obligations.quota to verdite_app, verdite_all;
grant usage on sequence obligations.quota_id to verdite_app, verdite_all;
call trail.pub_watch('obligations.quota', 'revision');

create view obligations.pub_quota with (security_invoker = true) as
  select q.revision, q.id, q.unit_id, q.set_id, s.code as set_code, s.name as set_name, s.site_id, s.facility_id, q.parameter_code, q.parameter_name,
    q.amount, q.unit, q.period, q.point_code, q.warning_share, q.clause, greatest(q.valid_from, s.valid_from) as valid_from,
    least(q.valid_to, s.valid_to) as valid_to, q.recorded_at, q.superseded_at
  from obligations.quota q join obligations.limit_set s on s.id = q.set_id
  where s.valid_to is null or s.valid_to > q.valid_from;
grant select on obligations.pub_quota to verdite_app, verdite_all;

create or replace function obligations.hand_over(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  permits bigint[];
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  select coalesce(array_agg(id), '{}') into permits from obligations.limit_set
    where facility_id = facility and unit_id = before_unit;
  update obligations.limit_set set unit_id = now_unit where id = any(permits);
  update obligations.reference set unit_id = now_unit where permit_id = any(permits);
  update obligations.limit set unit_id = now_unit where set_id = any(permits) and unit_id = before_unit;
  update obligations.quota set unit_id = now_unit where set_id = any(permits) and unit_id = before_unit;
  return coalesce(array_length(permits, 1), 0);
end $$;
