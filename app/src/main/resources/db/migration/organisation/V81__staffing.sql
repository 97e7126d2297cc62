-- Who looks after the environment where: of each subsidiary, site and section on a day the officers it has, and from when to when it
-- is covered without a break (appointments to come count for that). A site has those of its sections; a subsidiary only those of its own
-- departments, not those of its sites: it needs an organisation of its own.
create function organisation.staffing(on_day date)
returns table (unit_id int, full_time int, part_time int, until date, since date)
language sql stable as $$
  with recursive held as materialized (
    select p.unit_id, p.kind, a.person_id, daterange(a.valid_from, least(a.valid_to, p.closed)) as days
    from organisation.appointment a join organisation.position p on p.id = a.position_id
    where p.kind in ('ENVIRONMENT_FULL_TIME', 'ENVIRONMENT_PART_TIME') and a.superseded_at is null
      and (p.closed is null or p.closed > a.valid_from)
  ), up(id, origin, passed) as (
    select x.unit_id, x.unit_id, false from (select distinct h.unit_id from held h) x
    union all
    select e.parent_id, up.origin, up.passed or u.kind in ('SITE', 'SUBSIDIARY')
    from up join organisation.unit u on u.id = up.id
    join organisation.edge e on e.unit_id = up.id and e.superseded_at is null and e.valid_from <= on_day
      and (e.valid_to is null or e.valid_to > on_day)
    where e.parent_id is not null
  ), covered as (
    select n.id, count(distinct h.person_id) filter (where h.kind = 'ENVIRONMENT_FULL_TIME' and h.days @> on_day)::int as full_time,
      count(distinct h.person_id) filter (where h.kind = 'ENVIRONMENT_PART_TIME' and h.days @> on_day)::int as part_time,
      range_agg(h.days) as days
    from organisation.unit n
    left join up on up.id = n.id and (n.kind <> 'SUBSIDIARY' or not up.passed)
    left join held h on h.unit_id = up.origin
    where n.kind in ('SUBSIDIARY', 'SITE', 'SECTION') and n.opened <= on_day and (n.closed is null or n.closed > on_day)
    group by n.id
  )
  select c.id, c.full_time, c.part_time, (select upper(r) from unnest(c.days) r where r @> on_day),
    (select max(upper(r)) from unnest(c.days) r where upper(r) <= on_day)
  from covered c
$$;
