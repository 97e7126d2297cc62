-- Which posts of a part of the tree somebody held on any of the days: who held one is not independent of what is found
-- there. Holds whatever the asker sees.
create function organisation.pub_posts_between(person int, root int, from_day date, to_day date)
returns table (unit_id int, unit_name jsonb, title jsonb, valid_from date, valid_to date)
language sql stable security definer set search_path = pg_catalog as $$
  select p.unit_id, u.name, p.title, a.valid_from, a.valid_to
  from organisation.appointment a
  join organisation.position p on p.id = a.position_id
  join organisation.unit u on u.id = p.unit_id
  where a.person_id = person and a.superseded_at is null and a.valid_from <= to_day and (a.valid_to is null or a.valid_to > from_day)
    and p.unit_id in (select organisation.pub_below(root, to_day))
  order by a.valid_from desc limit 20
$$;
revoke execute on function organisation.pub_posts_between(int, int, date, date) from public;
grant execute on function organisation.pub_posts_between(int, int, date, date) to verdite_app, verdite_all;

-- From a unit up to the top of its tree, today. As the owner: an officer sees neither the group nor the unit above.
create function organisation.pub_way_up(unit int) returns table (id int, kind text, height int)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive up(id, parent_id, kind, height) as (
    select u.id, u.parent_id, u.kind, 0 from organisation.pub_unit_on(verdite.now()::date) u where u.id = unit
    union all
    select u.id, u.parent_id, u.kind, up.height + 1
    from up join organisation.pub_unit_on(verdite.now()::date) u on u.id = up.parent_id
    where up.height < 30
  ) select up.id, up.kind, up.height from up
$$;
-- The group a unit belongs to, whose numbers its records count in; the unit itself where nothing stands above it.
create function organisation.pub_top(unit int) returns int language sql stable as $$
  select coalesce((select a.id from organisation.pub_way_up(unit) a order by a.kind = 'GROUP' desc, a.height desc limit 1), unit)
$$;
-- The clock a unit lives by: its site's, or that of the nearest site above.
create function organisation.pub_zone(unit int) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select s.time_zone from organisation.pub_way_up(unit) a join organisation.site s on s.unit_id = a.id order by a.height limit 1
$$;
revoke execute on function organisation.pub_way_up(int), organisation.pub_zone(int) from public;
grant execute on function organisation.pub_way_up(int), organisation.pub_top(int), organisation.pub_zone(int) to verdite_app, verdite_all;
