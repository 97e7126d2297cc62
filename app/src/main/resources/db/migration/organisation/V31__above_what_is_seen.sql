-- The units of a scope with all that stand above them: what a unit above publishes for those below, they may read.
create function organisation.pub_over(units int[], on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  with recursive over(id) as (
    select unnest(units)
    union
    select e.parent_id from organisation.edge e join over o on e.unit_id = o.id
    where e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day) and e.superseded_at is null
  ) select id from over where id is not null
$$;
revoke execute on function organisation.pub_over(int[], date) from public;
grant execute on function organisation.pub_over(int[], date) to verdite_app, verdite_all;
