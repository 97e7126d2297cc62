-- Who answers for the environment at a unit and at each unit above it: by role (who may sign in), or by post (environmental
-- officers, and the managers of the units between the group and the section). One row a person and duty; a unit without
-- anybody has one row without a person, so that it can be said. Whom something must be told is no matter of the teller's sight.
-- Somebody with a post only is reached when they may sign in and see the unit, or by mail.
create function organisation.pub_watch_over(units int[], on_day date, by_mail boolean)
returns table (unit_id int, height int, place_id int, place_kind text, person_id int, duty text, mailed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with recursive up(unit_id, height, place_id) as (
    select distinct u, 0, u from unnest(units) u
    union all
    select up.unit_id, up.height + 1, e.parent_id
    from up join organisation.edge e on e.unit_id = up.place_id and e.superseded_at is null
      and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)
    where up.height < 40
  ), granted as (
    select a.person_id, g.unit_id as place_id, g.role
    from organisation.grant_of_role g join organisation.account a on a.id = g.account_id and not a.disabled
    where g.revoked_at is null and g.valid_from <= on_day and (g.valid_to is null or g.valid_to > on_day)
  ), duty as (
    select up.unit_id, up.height, g.person_id,
      case g.role when 'OFFICER' then 'OFFICER' when 'SITE_MANAGER' then 'MANAGER' else 'DIRECTOR' end as duty
    from up join granted g on g.place_id = up.place_id and g.role in ('OFFICER', 'SITE_MANAGER', 'DIRECTOR')
    union
    select up.unit_id, up.height, a.person_id, case p.kind when 'MANAGER' then 'MANAGER' else 'OFFICER' end
    from up
    join organisation.unit u on u.id = up.place_id
    join organisation.position p on p.unit_id = up.place_id
      and (p.kind in ('ENVIRONMENT_FULL_TIME', 'ENVIRONMENT_PART_TIME') or p.kind = 'MANAGER' and u.kind <> 'GROUP')
    join organisation.appointment a on a.position_id = p.id and a.superseded_at is null
      and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
    join organisation.person h on h.id = a.person_id and h.erased_at is null
    where by_mail and h.email <> ''
      or exists (select from granted g join up seen on seen.place_id = g.place_id
        where g.person_id = a.person_id and seen.unit_id = up.unit_id)
  )
  select up.unit_id, up.height, up.place_id, u.kind, d.person_id, d.duty, coalesce(by_mail and h.email <> '', false)
  from up
  join organisation.unit u on u.id = up.place_id
  left join duty d on d.unit_id = up.unit_id and d.height = up.height
  left join organisation.person h on h.id = d.person_id
  order by up.unit_id, up.height, d.duty, d.person_id
$$;

-- Where a person is reached: for work that sees everything, not for pages.
create view organisation.pub_person_address with (security_invoker = true) as
  select id, name, email from organisation.person where erased_at is null and email <> '';
grant select on organisation.pub_person_address to verdite_all;
