-- Whom the goals of a year reach: people who hold a post on a day, and people who work for a contractor; reached is whose post, unit
-- head or company signed for a share. Each person counts once in a part, in the first of the three groups that fits.
create function targets.coverage(of_year int, on_day date)
returns table (part_id int, people text, active int, reached int)
language sql stable as $$
  with recursive tree as materialized (select u.id, u.parent_id, u.kind from organisation.pub_unit_on(on_day) u),
  -- a site with all below it; what stands above or beside the sites is a part of its own
  part(root, id) as (
    select t.id, t.id from tree t where t.kind = 'SITE'
    union all select p.root, t.id from part p join tree t on t.parent_id = p.id and t.kind <> 'SITE'),
  signed as materialized (
    select s.holder, s.position_id, s.contractor_id, s.unit_id from targets.share s join targets.goal g on g.id = s.goal_id
    where g.due_year = of_year and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED')),
  everybody as (
    select a.person_id, a.unit_id, case when a.kind = 'EXECUTIVE' then 'EXECUTIVES' when a.kind = 'CONTRACTOR' then 'CONTRACTORS' else 'EMPLOYEES' end as people,
      exists (select from signed s where s.holder = 'POST' and s.position_id = a.position_id)
        or a.kind in ('EXECUTIVE', 'MANAGER') and exists (select from signed s where s.holder = 'UNIT' and s.unit_id = a.unit_id) as reached
    from organisation.pub_appointment a
    where not a.substitute and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
    union all
    select e.person_id, e.unit_id, 'CONTRACTORS', exists (select from signed s where s.holder = 'CONTRACTOR' and s.contractor_id = e.contractor_id)
    from organisation.pub_contractor_staff e where e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)),
  once as (
    select coalesce(p.root, e.unit_id) as part_id, e.person_id, min(array_position(array['CONTRACTORS', 'EXECUTIVES', 'EMPLOYEES'], e.people)) as rank,
      bool_or(e.reached) as reached
    from everybody e left join part p on p.id = e.unit_id group by 1, 2)
  select o.part_id, (array['CONTRACTORS', 'EXECUTIVES', 'EMPLOYEES'])[o.rank], count(*)::int, (count(*) filter (where o.reached))::int
  from once o group by 1, 2
$$;
