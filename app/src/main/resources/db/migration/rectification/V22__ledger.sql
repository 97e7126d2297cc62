-- What the ledger is asked: lists by state, and its figures.
create index on rectification.item (state, deadline, id);
create index on rectification.item (opened_on, id);
create index on rectification.item (cause_kind, deadline, id) where cause_kind is not null;

create index on rectification.item (unit_id, opened_on)
  where state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') and succeeded_by is null;

-- The figures of the items opened in a period, and how old the open ones are. As the owner, since row-level security would look
-- up each row's unit in the reader's list one by one: the same list is joined here instead, and without a scope
-- nothing is counted.
--   kind ALL, MONTH, UNIT, CLAUSE, CAUSE or AGE; of units, clauses and causes the fifty with most
create function rectification.ledger(first date, last date, today date, of_unit int)
returns table (kind text, key text, found bigint, verified bigint, in_time bigint, repeats bigint, judged bigint, ineffective bigint,
  days numeric)
language sql stable security definer set search_path = pg_catalog as $$
  with seen(id) as materialized (
    select u from unnest(verdite.units()) u where current_setting('role') <> 'verdite_all' and (of_unit is null or u = of_unit)
  ), x as (
    select i.unit_id, i.opened_on, i.clause_standard, i.clause_edition, i.clause_number, i.cause_kind, i.repeat_of, i.state,
      i.verified_on, i.verified_at, i.due_at
    from seen s join rectification.item i on i.unit_id = s.id
    where not i.investigation and i.state <> 'CANCELLED' and i.opened_on between first and last
    union all
    select i.unit_id, i.opened_on, i.clause_standard, i.clause_edition, i.clause_number, i.cause_kind, i.repeat_of, i.state,
      i.verified_on, i.verified_at, i.due_at
    from rectification.item i
    where current_setting('role') = 'verdite_all' and (of_unit is null or i.unit_id = of_unit)
      and not i.investigation and i.state <> 'CANCELLED' and i.opened_on between first and last
  ), i as materialized (
    select x.unit_id, extract(year from x.opened_on)::int * 12 + extract(month from x.opened_on)::int - 1 as month,
      x.clause_standard, x.clause_edition, x.clause_number, x.cause_kind, x.repeat_of,
      x.state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE') as was_verified, x.verified_at < x.due_at as was_in_time,
      x.state in ('CLOSED_EFFECTIVE', 'INEFFECTIVE') as was_judged, x.state = 'INEFFECTIVE' as was_ineffective,
      x.verified_on - x.opened_on as took
    from x
  ), counted as (
    select grouping(month) as no_month, grouping(unit_id) as no_unit, grouping(clause_number) as no_clause,
      grouping(cause_kind) as no_cause, month, unit_id, clause_standard, clause_edition, clause_number, cause_kind,
      count(*) as found, count(*) filter (where was_verified) as verified,
      count(*) filter (where was_verified and was_in_time) as in_time, count(repeat_of) as repeats,
      count(*) filter (where was_judged) as judged, count(*) filter (where was_ineffective) as ineffective,
      sum(took) filter (where was_verified) as took, count(took) filter (where was_verified) as taken
    from i group by grouping sets ((), (month), (unit_id), (clause_standard, clause_edition, clause_number), (cause_kind))
  ), named as (
    select case when no_month = 0 then 'MONTH' when no_unit = 0 then 'UNIT' when no_clause = 0 then 'CLAUSE'
        when no_cause = 0 then 'CAUSE' else 'ALL' end as kind, c.*
    from counted c where (no_clause = 1 or clause_standard <> '') and (no_cause = 1 or cause_kind is not null)
  ), ranked as (
    select n.*, row_number() over (partition by n.kind order by n.found desc, n.unit_id, n.clause_number, n.month) as place from named n
  )
  select r.kind, case r.kind when 'MONTH' then to_char(make_date(r.month / 12, r.month % 12 + 1, 1), 'YYYY-MM')
      when 'UNIT' then r.unit_id::text when 'CLAUSE' then r.clause_standard || '|' || r.clause_edition || '|' || r.clause_number
      when 'CAUSE' then r.cause_kind else '' end,
    r.found, r.verified, r.in_time, r.repeats, r.judged, r.ineffective, r.took::numeric / nullif(r.taken, 0)
  from ranked r where r.place <= 50
  union all
  select 'AGE', a.age, count(*), 0, 0, 0, 0, 0, null
  from (
    select i.opened_on from seen s join rectification.item i on i.unit_id = s.id
    where i.state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') and i.succeeded_by is null
    union all
    select i.opened_on from rectification.item i
    where current_setting('role') = 'verdite_all' and (of_unit is null or i.unit_id = of_unit)
      and i.state not in ('CLOSED_EFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') and i.succeeded_by is null
  ) o
  cross join lateral (select case when today - o.opened_on <= 30 then '0-30' when today - o.opened_on <= 90 then '31-90'
    when today - o.opened_on <= 180 then '91-180' else '181-' end) a(age)
  group by a.age
$$;
revoke all on function rectification.ledger(date, date, date, int) from public;
grant execute on function rectification.ledger(date, date, date, int) to verdite_app, verdite_all;
