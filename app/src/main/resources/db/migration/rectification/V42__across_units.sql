-- A plan may reach units whose people do not see its item: they are asked by what the item says of itself, no more.

-- How an item's plan stands, held until the transaction ends. Asked by the verbs of its actions only.
create function rectification.plan_of(item bigint) returns table (unit_id int, workflow text, state text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query select i.unit_id, i.workflow, i.state from rectification.item i where i.id = plan_of.item for update;
end $$;
-- Who carries one of its actions had a hand in it, wherever they work.
create function rectification.join_in(item bigint, person int, as_part text) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into rectification.item_party (item_id, unit_id, person_id, part)
  select i.id, i.unit_id, join_in.person, as_part from rectification.item i where i.id = join_in.item
  on conflict (item_id, person_id, part) do nothing
$$;
revoke all on function rectification.plan_of(bigint), rectification.join_in(bigint, int, text) from public;
grant execute on function rectification.plan_of(bigint), rectification.join_in(bigint, int, text) to verdite_app, verdite_all;

-- A delegate acts for the owner, and the step says so.
alter table rectification.item_step add column for_id int references organisation.person;
