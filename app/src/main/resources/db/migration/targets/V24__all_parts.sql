-- How many parts each whole of a goal has, also those out of sight: without them a part of the goal would pass for all of it. Told to who
-- carries something of the goal or sees its unit.
create or replace function targets.all_parts(of_goal bigint) returns table (parent_id bigint, parts int)
language sql stable security definer set search_path = pg_catalog as $$
  select s.parent_id, count(*)::int from targets.share s
  where s.goal_id = of_goal and s.state <> 'WITHDRAWN' and (verdite.units() is null
    or exists (select from targets.goal g where g.id = of_goal and g.unit_id = any(verdite.units()))
    or exists (select from targets.share v where v.goal_id = of_goal and v.unit_id = any(verdite.units())))
  group by s.parent_id
$$;
