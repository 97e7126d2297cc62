-- A contractor is admitted to a site for a time. What stands against it is asked when it is decided; the record says who decided.
create table organisation.admission (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  site_id int not null references organisation.site,
  contractor_id int not null references organisation.contractor,
  number text not null generated always as ('AD-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  valid_from date not null check (valid_from between date '1990-01-01' and date '2199-12-31'),
  valid_to date not null check (valid_to > valid_from and valid_to <= valid_from + interval '3 years'),
  work text not null default '' check (length(work) <= 500),
  state text not null default 'WAITING' check (state in ('WAITING', 'ADMITTED', 'WITHDRAWN')),
  asked_by int references organisation.person,
  asked_at timestamptz not null default verdite.now(),
  admitted_by int references organisation.person,
  admitted_at timestamptz,
  ended_by int references organisation.person,
  ended_at timestamptz,
  -- where it was admitted and ended before its last day
  why text not null default '' check (length(why) <= 500),
  version int not null default 1,
  check (state <> 'ADMITTED' or admitted_at is not null),
  check ((state = 'WITHDRAWN') = (ended_at is not null)),
  check (state <> 'WITHDRAWN' or btrim(why) <> ''),
  -- asked for and admitted once for each day
  constraint admission_once exclude using gist (int4range(contractor_id, contractor_id, '[]') with &&,
    int4range(site_id, site_id, '[]') with &&, daterange(valid_from, valid_to) with &&) where (state <> 'WITHDRAWN')
);
create index on organisation.admission (unit_id);
create index on organisation.admission (contractor_id);
call verdite.scoped('organisation.admission', 'select, insert, update (state, admitted_by, admitted_at, ended_by, ended_at, why, version)');
call trail.pub_watch('organisation.admission', 'id');

create function organisation.admission_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'WITHDRAWN' or old.state = 'ADMITTED' and new.state <> 'WITHDRAWN' then
    raise exception 'what was decided of an admission stays' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on organisation.admission for each row execute function organisation.admission_guard();
