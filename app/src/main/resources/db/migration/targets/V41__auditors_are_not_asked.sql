-- An external auditor holds a post here only as who looks at the others: nobody asks them to acknowledge a policy.
create or replace function targets.asked_of(policy bigint, on_day date)
returns table (person_id int, unit_id int, people text, at timestamptz)
language sql stable as $$
  with below as materialized (
    select b as id from targets.policy p, organisation.pub_below(p.unit_id, on_day) b where p.id = policy),
  everybody as (
    select a.person_id, a.unit_id, case when a.kind = 'CONTRACTOR' then 1 when a.kind = 'EXECUTIVE' then 2 else 3 end as rank
    from organisation.pub_appointment a where not a.substitute and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
    union all
    select e.person_id, e.unit_id, 1 from organisation.pub_contractor_staff e where e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)),
  once as (
    select distinct on (e.person_id) e.person_id, e.unit_id, e.rank from everybody e where e.unit_id in (select b.id from below b)
      and e.person_id not in (select organisation.pub_auditors(on_day))
    order by e.person_id, e.rank, e.unit_id)
  select o.person_id, o.unit_id, (array['CONTRACTORS', 'EXECUTIVES', 'EMPLOYEES'])[o.rank], k.at
  from once o left join targets.acknowledgement k on k.policy_id = policy and k.person_id = o.person_id
$$;
create or replace function targets.places_of(person int, on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select p.unit_id from (
    select u as unit_id from organisation.pub_units_of(person, on_day) u
    union
    select e.unit_id from organisation.pub_contractor_staff e
    where e.person_id = person and e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)) p
  where person not in (select organisation.pub_auditors(on_day))
$$;
