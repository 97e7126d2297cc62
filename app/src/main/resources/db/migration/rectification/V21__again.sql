-- An item that comes again: linked to the earlier one it repeats, withdrawn as a duplicate of another, or opened as the successor
-- of one that was not effective.
alter table rectification.item
  add column repeat_of bigint references rectification.item,
  add column repeat_by int references organisation.person,
  add column repeat_at timestamptz,
  add column raised_from text check (raised_from in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  add column duplicate_of bigint references rectification.item,
  add column successor_of bigint references rectification.item,
  add column succeeded_by bigint references rectification.item,
  -- only what was opened earlier can be repeated: neither itself nor in a circle
  add constraint repeats_an_earlier_one check (repeat_of < id),
  add constraint repeat_said check ((repeat_of is null) = (repeat_at is null) and (repeat_of is null) = (repeat_by is null)),
  add constraint duplicate_of_another check (duplicate_of <> id),
  add constraint succeeds_an_earlier_one check (successor_of < id and succeeded_by > id),
  add constraint succeeded_when_ineffective check (succeeded_by is null or state = 'INEFFECTIVE');
create index on rectification.item (repeat_of) where repeat_of is not null;
create index on rectification.item (unit_id, opened_on desc, id desc);

create function rectification.guard_again() returns trigger language plpgsql as $$
begin
  if old.state = 'INEFFECTIVE' and new.state <> 'INEFFECTIVE' then
    raise exception 'what was not effective stays so; a successor goes on' using errcode = 'check_violation';
  end if;
  if old.successor_of is not null and new.successor_of is distinct from old.successor_of
      or old.succeeded_by is not null and new.succeeded_by is distinct from old.succeeded_by then
    raise exception 'what succeeds an item does not change' using errcode = 'check_violation';
  end if;
  if new.cancel_kind is distinct from 'DUPLICATE' then
    new.duplicate_of := null;
  end if;
  return new;
end $$;
create trigger guard_again before update on rectification.item for each row execute function rectification.guard_again();

-- How often the same came again in the 24 months before an item was opened, itself among them.
create function rectification.repeats(item bigint) returns int language sql stable as $$
  with recursive up(id, repeat_of) as (
    select i.id, i.repeat_of from rectification.item i where i.id = item
    union
    select i.id, i.repeat_of from rectification.item i join up on i.id = up.repeat_of
  ), down(id) as (
    select min(up.id) from up
    union
    select i.id from rectification.item i join down on i.repeat_of = down.id
  )
  select count(*)::int from rectification.item i join down on down.id = i.id
  join rectification.item me on me.id = item
  where i.repeat_of is not null and i.state <> 'CANCELLED' and i.id <= me.id and i.opened_on > me.opened_on - interval '24 months'
$$;
grant execute on function rectification.repeats(bigint) to verdite_app, verdite_all;

create or replace view rectification.pub_item with (security_invoker = true) as
  select id, unit_id, number, title, severity, state, opened_on, deadline, owner_id, verifier_id, verified_on, closed_on, medium,
    investigation, time_zone, round, discovered, source, nature, clause_standard, clause_edition, clause_number, repeat_of,
    successor_of, succeeded_by
  from rectification.item;

-- How each item stood at the end of a day. What was not effective and has a successor stands as SUCCEEDED: the successor goes on.
-- What was opened again before there were successors stands as it did.
create or replace function rectification.pub_stood_on(on_day date)
returns table (item_id bigint, unit_id int, state text, deadline date)
language sql stable as $$
  select s.item_id, s.unit_id, case when s.to_state = 'INEFFECTIVE' and i.succeeded_by is not null then 'SUCCEEDED' else s.to_state end,
    coalesce((select n.deadline from rectification.item_step n where n.item_id = s.item_id and n.id > s.id order by n.id limit 1), i.deadline)
  from (select distinct on (x.item_id) x.* from rectification.item_step x where x.day <= on_day order by x.item_id, x.id desc) s
  join rectification.item i on i.id = s.item_id and not i.investigation
$$;
