-- Of some people those who are there no longer (organisation.pub_presence): for who hands over what they left open.
create function organisation.pub_gone(people int[], on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select p.person_id from organisation.pub_presence(people, on_day) p where p.presence = 'GONE'
$$;
revoke execute on function organisation.pub_gone(int[], date) from public;
grant execute on function organisation.pub_gone(int[], date) to verdite_app, verdite_all;
