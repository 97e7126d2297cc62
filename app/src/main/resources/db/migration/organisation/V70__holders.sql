-- Doors to who carries something: posts and contractors.
create view organisation.pub_post with (security_invoker = true) as
  select id, unit_id, code, kind, title, closed from organisation.position;
create view organisation.pub_contractor with (security_invoker = true) as
  select id, unit_id, code, name from organisation.contractor;
create view organisation.pub_contract with (security_invoker = true) as
  select id, contractor_id, unit_id, number, work, valid_from, valid_to from organisation.contract;
grant select on organisation.pub_post, organisation.pub_contractor, organisation.pub_contract to verdite_app, verdite_all;

-- The title of a post and the name of a contractor whose number a record carries: whoever sees the record may read it.
create function organisation.pub_post_title(post int) returns jsonb
language sql stable security definer set search_path = pg_catalog as
$$ select p.title from organisation.position p where p.id = post $$;
create function organisation.pub_contractor_name(contractor int) returns jsonb
language sql stable security definer set search_path = pg_catalog as
$$ select c.name from organisation.contractor c where c.id = contractor $$;

-- Does somebody hold a post on a day, as its holder or standing in?
create function organisation.pub_holds(person int, post int, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from organisation.appointment a where a.person_id = person and a.position_id = post and a.superseded_at is null
    and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day))
$$;
-- Does somebody work for a contractor on a day?
create function organisation.pub_works_for(person int, contractor int, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from organisation.employment e where e.person_id = person and e.contractor_id = contractor and e.superseded_at is null
    and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day))
$$;
-- Units in which somebody holds a post on a day, as its holder or standing in.
create function organisation.pub_units_of(person int, on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select distinct p.unit_id from organisation.appointment a join organisation.position p on p.id = a.position_id
  where a.person_id = person and a.superseded_at is null and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
$$;
revoke execute on function organisation.pub_post_title(int), organisation.pub_contractor_name(int), organisation.pub_holds(int, int, date),
  organisation.pub_works_for(int, int, date), organisation.pub_units_of(int, date) from public;
grant execute on function organisation.pub_post_title(int), organisation.pub_contractor_name(int), organisation.pub_holds(int, int, date),
  organisation.pub_works_for(int, int, date), organisation.pub_units_of(int, date) to verdite_app, verdite_all;
