-- How many actions a record has and how many of them wait, also at units its people do not see: a plan may reach sister sites, and
-- none of it is done before all of it is. Counts only, by the record's own address.
create function actions.pub_standing(of_room text, of_kind text, of_id text) returns table (waiting int, finished int)
language sql stable security definer set search_path = pg_catalog as $$
  select count(*) filter (where a.state in ('OPEN', 'STARTED'))::int, count(*) filter (where a.state = 'DONE')::int
  from actions.action a where a.origin_room = of_room and a.origin_kind = of_kind and a.origin_id = of_id
$$;
revoke all on function actions.pub_standing(text, text, text) from public;
grant execute on function actions.pub_standing(text, text, text) to verdite_app, verdite_all;
