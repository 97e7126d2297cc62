-- Where a unit is, in one line: a department, a section or a team by itself says little, so the site or else the
-- subsidiary it belongs to comes with it ("Concentrator · Egret Valley"; in Chinese the larger comes first).
-- Whoever sees a record that carries the unit may read where it stands.
create function organisation.pub_place(unit int, lang text) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case when o.name is null then verdite.text(u.name, lang)
    when lang like 'zh%' then concat_ws(' · ', verdite.text(o.name, lang), verdite.text(u.name, lang))
    else concat_ws(' · ', verdite.text(u.name, lang), verdite.text(o.name, lang)) end
  from organisation.unit u
  left join lateral (select a.name from organisation.pub_way_up(u.id) w join organisation.unit a on a.id = w.id
    where w.height > 0 and w.kind in ('SITE', 'SUBSIDIARY') order by w.height limit 1) o
    on u.kind in ('DEPARTMENT', 'SECTION', 'TEAM')
  where u.id = pub_place.unit
$$;
revoke execute on function organisation.pub_place(int, text) from public;
grant execute on function organisation.pub_place(int, text) to verdite_app, verdite_all;
