-- Who answers at a unit and above it, with those who lead a part of the group or all of it (role or post of an executive).
create function organisation.pub_answer_for(units int[], on_day date, by_mail boolean)
returns table (unit_id int, height int, place_id int, place_kind text, person_id int, duty text, mailed boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with w as materialized (select * from organisation.pub_watch_over(units, on_day, by_mail)),
  place as (select distinct w.unit_id, w.height, w.place_id, w.place_kind from w),
  granted as (
    select a.person_id, g.unit_id as place_id, g.role
    from organisation.grant_of_role g join organisation.account a on a.id = g.account_id and not a.disabled
    where g.revoked_at is null and g.valid_from <= on_day and (g.valid_to is null or g.valid_to > on_day)
  ), lead as (
    select p.unit_id, p.height, p.place_id, p.place_kind, g.person_id
    from place p join granted g on g.place_id = p.place_id and g.role = 'EXECUTIVE'
    union
    select p.unit_id, p.height, p.place_id, p.place_kind, a.person_id
    from place p
    join organisation.position q on q.unit_id = p.place_id and q.kind = 'EXECUTIVE'
    join organisation.appointment a on a.position_id = q.id and a.superseded_at is null
      and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
    join organisation.person h on h.id = a.person_id and h.erased_at is null
    where by_mail and h.email <> ''
      or exists (select from granted g join place seen on seen.place_id = g.place_id
        where g.person_id = a.person_id and seen.unit_id = p.unit_id)
  )
  select * from (
    select w.unit_id, w.height, w.place_id, w.place_kind, w.person_id, w.duty, w.mailed from w
    union all
    select l.unit_id, l.height, l.place_id, l.place_kind, l.person_id, 'EXECUTIVE', coalesce(by_mail and h.email <> '', false)
    from lead l join organisation.person h on h.id = l.person_id
  ) x order by x.unit_id, x.height, x.duty, x.person_id
$$;
revoke execute on function organisation.pub_answer_for(int[], date, boolean) from public;
grant execute on function organisation.pub_answer_for(int[], date, boolean) to verdite_all;

-- Is somebody there on a day? GONE: erased, employed no longer, shut out, or holding no post any more. AWAY: a substitute with a
-- last day stands in for a post of theirs. Then who does it instead: who stands in or holds the post now, and is there.
create function organisation.pub_presence(people int[], on_day date)
returns table (person_id int, presence text, email boolean, instead int, instead_email boolean)
language sql stable security definer set search_path = pg_catalog as $$
  with asked as (select distinct p as id from unnest(people) p where p is not null),
  held as (
    select a.person_id, a.position_id, a.substitute, a.valid_from, a.valid_to,
      a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day) as now
    from organisation.appointment a
    where a.superseded_at is null and a.valid_from <= on_day
      and a.position_id in (select x.position_id from organisation.appointment x where x.superseded_at is null
        and x.person_id in (select asked.id from asked))
  ), known as (
    select asked.id from asked union select held.person_id from held
  ), out as (
    select k.id,
      h.erased_at is not null
      or exists (select from organisation.employment e where e.person_id = k.id and e.superseded_at is null)
        and not exists (select from organisation.employment e where e.person_id = k.id and e.superseded_at is null
          and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day))
      or exists (select from organisation.account c where c.person_id = k.id and c.disabled)
      or exists (select from organisation.appointment a where a.person_id = k.id and a.superseded_at is null and a.valid_from <= on_day)
        and not exists (select from organisation.appointment a where a.person_id = k.id and a.superseded_at is null
          and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)) as gone,
      h.email <> '' as email
    from known k join organisation.person h on h.id = k.id
  ), state as (
    select o.id, o.email, case when o.gone then 'GONE'
      when exists (select from held m join held s on s.position_id = m.position_id and s.substitute and s.now and s.valid_to is not null
        where m.person_id = o.id and m.now and not m.substitute and s.person_id <> o.id) then 'AWAY'
      else 'HERE' end as presence
    from out o
  )
  select s.id, s.presence, s.email, i.id, i.email
  from asked join state s on s.id = asked.id
  left join lateral (
    select o.id, o.email from held m
    join held x on x.position_id = m.position_id and x.now and x.person_id <> s.id
    join state o on o.id = x.person_id and o.presence = 'HERE'
    where s.presence <> 'HERE' and m.person_id = s.id and not m.substitute and (m.now or s.presence = 'GONE')
    order by m.now desc, m.valid_from desc, (s.presence = 'AWAY') = x.substitute desc, x.valid_from desc, o.id limit 1
  ) i on true
$$;
revoke execute on function organisation.pub_presence(int[], date) from public;
grant execute on function organisation.pub_presence(int[], date) to verdite_all;
