-- What was learnt: a closed item proposes to change a target, a criterion of a checklist, a limit, a document or a risk. Somebody
-- carries the proposal, somebody else decides it, and it counts once it was made.
create table rectification.change (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  kind text not null check (kind in ('TARGET', 'CRITERION', 'LIMIT', 'DOCUMENT', 'RISK')),
  title text not null check (length(btrim(title)) between 1 and 200),
  reason text not null default '' check (length(reason) <= 2000),
  language text not null default 'en',
  room text check (room ~ '^[a-z]{1,40}$'),
  key text check (length(key) between 1 and 100),
  href text check (href ~ '^/[a-z]+/[^\\]{1,200}$'),
  owner_id int not null references organisation.person,
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'ACCEPTED', 'REJECTED', 'MADE')),
  proposed_by int not null references organisation.person,
  proposed_at timestamptz not null default verdite.now(),
  decided_by int references organisation.person,
  decided_at timestamptz,
  decision text not null default '' check (length(decision) <= 2000),
  made_by int references organisation.person,
  made_on date,
  made_note text not null default '' check (length(made_note) <= 2000),
  version int not null default 1,
  constraint whole_address check ((room is null) = (key is null) and (room is null) = (href is null)),
  constraint decided check ((state = 'PROPOSED') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint decided_by_another check (decided_by <> proposed_by and decided_by <> owner_id),
  constraint made check ((state = 'MADE') = (made_on is not null) and (made_on is null) = (made_by is null))
);
create index on rectification.change (item_id, id);
create index on rectification.change (unit_id, id);
create index on rectification.change (owner_id) where state in ('PROPOSED', 'ACCEPTED');
create index on rectification.change (room, key) where room is not null;
call verdite.scoped('rectification.change', 'select, insert, update');
call trail.pub_watch('rectification.change', 'id');

create function rectification.guard_change() returns trigger language plpgsql as $$
begin
  if (new.item_id, new.unit_id, new.kind, new.title, new.proposed_by, new.proposed_at, new.owner_id)
      is distinct from (old.item_id, old.unit_id, old.kind, old.title, old.proposed_by, old.proposed_at, old.owner_id) then
    raise exception 'what was proposed does not change' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in ('PROPOSED ACCEPTED', 'PROPOSED REJECTED', 'ACCEPTED MADE') then
    raise exception 'there is no step from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on rectification.change for each row execute function rectification.guard_change();

create view rectification.pub_change with (security_invoker = true) as
  select id, item_id, unit_id, kind, title, room, key, href, owner_id, state, decided_at, made_on from rectification.change;
grant select on rectification.pub_change to verdite_app, verdite_all;

create index on rectification.item (closed_on, id) where state = 'CLOSED_EFFECTIVE';

-- Of the items closed as effective in a period: how many changed something since. By unit, the fifty with most, and in all (ALL).
create function rectification.learnt(first date, last date) returns table (key text, closed bigint, changed bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with x as (
    select i.id, i.unit_id from unnest(verdite.units()) u join rectification.item i on i.unit_id = u
    where current_setting('role') <> 'verdite_all' and i.state = 'CLOSED_EFFECTIVE' and i.closed_on between first and last
    union all
    select i.id, i.unit_id from rectification.item i
    where current_setting('role') = 'verdite_all' and i.state = 'CLOSED_EFFECTIVE' and i.closed_on between first and last
  ), i as (
    select x.unit_id, exists (select from rectification.change c where c.item_id = x.id and c.state = 'MADE') as changed from x
  )
  select case when grouping(i.unit_id) = 1 then 'ALL' else i.unit_id::text end, count(*), count(*) filter (where i.changed)
  from i group by grouping sets ((), (i.unit_id)) order by grouping(i.unit_id) desc, 2 desc, 1 limit 51
$$;
revoke all on function rectification.learnt(date, date) from public;
grant execute on function rectification.learnt(date, date) to verdite_app, verdite_all;
