-- What a unit was called, what kind it was and whether it was open, in valid time and in recorded time. A unit is open on
-- a day when a statement covers it. The unit's own row keeps what holds now.
create table organisation.unit_state (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  name jsonb not null,
  kind text not null check (kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE', 'DEPARTMENT', 'SECTION', 'TEAM')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  superseded_at timestamptz,
  constraint unit_one_state exclude using gist (int4range(unit_id, unit_id, '[]') with &&, daterange(valid_from, valid_to) with &&)
    where (superseded_at is null)
);
create index on organisation.unit_state (unit_id, valid_from);
call verdite.scoped('organisation.unit_state', 'select, insert, update');

-- What stands already was known since its place in the tree was recorded.
insert into organisation.unit_state (unit_id, name, kind, valid_from, valid_to, recorded_at)
  select u.id, u.name, u.kind, u.opened, u.closed,
    coalesce((select min(e.recorded_at) from organisation.edge e where u.id in (e.unit_id, e.parent_id)), u.changed_at)
  from organisation.unit u;
call trail.pub_watch('organisation.unit_state', 'id');

-- Whoever opens a unit states what it is.
create function organisation.state_unit() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into organisation.unit_state (unit_id, name, kind, valid_from, valid_to)
    values (new.id, new.name, new.kind, new.opened, new.closed);
  return null;
end $$;
create trigger state after insert on organisation.unit for each row execute function organisation.state_unit();

create or replace function organisation.pub_unit_on(on_day date, known timestamptz default 'infinity')
returns table (id int, parent_id int, code text, name jsonb, kind text)
language sql stable as $$
  select u.id, e.parent_id, u.code, s.name, s.kind
  from organisation.unit u
  join organisation.unit_state s on s.unit_id = u.id
    and s.valid_from <= on_day and (s.valid_to is null or s.valid_to > on_day)
    and s.recorded_at <= known and (s.superseded_at is null or s.superseded_at > known)
  left join organisation.edge e on e.unit_id = u.id
    and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)
    and e.recorded_at <= known and (e.superseded_at is null or e.superseded_at > known)
$$;

-- A standing's reason says why it began; why it ended is another matter.
alter table organisation.membership add column end_reason text not null default '';

-- A statement that was wrong is superseded and says why.
alter table organisation.membership add column struck_why text not null default '';
alter table organisation.holding add column struck_why text not null default '';
alter table organisation.appointment add column struck_why text not null default '';
alter table organisation.employment add column struck_why text not null default '';
alter table organisation.succession add column superseded_at timestamptz, add column struck_why text not null default '';
grant update on organisation.succession to verdite_app, verdite_all;

-- True when the post stands below the chief, or is the chief itself, whatever the asker sees.
create function organisation.reports_to(post int, chief int) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  with recursive above(id) as (
    select post
    union
    select p.superior_id from organisation.position p join above a on p.id = a.id where p.superior_id is not null
  ) select exists (select from above where id = chief)
$$;
