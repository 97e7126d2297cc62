-- From which day a committee is a door that must be passed; until then, and without a day, what passes through it is shown only.
alter table governance.committee add column binding_from date check (binding_from >= opened);

-- What a record asked for when it was put on the agenda, in words of its room: what passed is that, and nothing it is changed to
-- later. Empty for what was put on one before this was kept.
alter table governance.agenda_item add column terms text not null default '' check (length(terms) <= 8000);

-- What a review would be signed for: its conclusions, and how many decisions it came to.
create function governance.review_terms(review bigint) returns text language sql stable as $$
  select md5(concat_ws(E'\x1f', r.suitability, r.adequacy, r.effectiveness)) || ' '
    || (select count(*) from governance.decision d where d.review_id = r.id)
  from governance.review r where r.id = review
$$;

drop function governance.door_of(int, text);
create function governance.door_of(unit int, matter text) returns table (committee_id bigint, name jsonb, binding_from date)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.name, c.binding_from from organisation.pub_way_up(unit) w join governance.committee c on c.unit_id = w.id
  where c.closed is null and case matter when 'GOAL' then c.passes_goals when 'FUNDING' then c.passes_funding
    when 'YEAR' then c.passes_years when 'REVIEW' then c.passes_reviews else false end
  order by w.height limit 1
$$;

drop function governance.passings_of(text, text);
create function governance.passings_of(matter text, record text)
returns table (meeting_id bigint, number text, committee jsonb, state text, planned_on date, held_on date, outcome text, words text, terms text)
language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.number, c.name, m.state, m.planned_on, m.held_on, r.outcome, r.words, i.terms
  from governance.agenda_item i join governance.meeting m on m.id = i.meeting_id join governance.committee c on c.id = m.committee_id
  left join governance.resolution r on r.item_id = i.id
  where i.matter = passings_of.matter and i.key = record and m.state <> 'CANCELLED'
  order by coalesce(m.held_on, m.planned_on) desc, m.id desc limit 20
$$;

-- What stands against a step on a record at its door; no row where the door binds nobody on that day, or where the record passed as it
-- reads now. Only confirmed minutes count, of a committee with that matter in its charter, and of several decisions the last: what was
-- passed and is rejected later has not passed. As the owner, as door_of.
create function governance.bar_of(unit int, matter text, record text, terms text, day date)
returns table (committee_id bigint, name jsonb, standing text, meeting_id bigint)
language sql stable security definer set search_path = pg_catalog as $$
  with put as (
    select m.id, m.state, r.outcome, i.terms in ('', bar_of.terms) as same, coalesce(m.held_on, m.planned_on) as met
    from governance.agenda_item i join governance.meeting m on m.id = i.meeting_id join governance.committee c on c.id = m.committee_id
    left join governance.resolution r on r.item_id = i.id
    where i.matter = bar_of.matter and i.key = record and m.state <> 'CANCELLED'
      and case bar_of.matter when 'GOAL' then c.passes_goals when 'FUNDING' then c.passes_funding when 'REVIEW' then c.passes_reviews else false end),
  decided as (
    select * from put where state = 'CONFIRMED' and outcome in ('APPROVED', 'REJECTED') order by met desc, id desc limit 1),
  running as (
    select * from put where state <> 'CONFIRMED' and outcome is distinct from 'DEFERRED' order by met desc, id desc limit 1)
  select d.committee_id, d.name,
    case when u.outcome = 'APPROVED' and u.same then 'UNCONFIRMED'
      when u.id is not null and u.same then 'AGENDA'
      when u.id is not null then 'OUTDATED'
      when c.outcome = 'REJECTED' and c.same then 'REJECTED'
      when c.outcome = 'APPROVED' then 'CHANGED'
      else 'WAITS' end,
    coalesce(u.id, c.id)
  from governance.door_of(unit, matter) d left join decided c on true left join running u on true
  where d.binding_from <= day and not coalesce(c.outcome = 'APPROVED' and c.same, false)
$$;
revoke execute on function governance.door_of(int, text), governance.passings_of(text, text), governance.bar_of(int, text, text, text, date)
  from public;
grant execute on function governance.door_of(int, text), governance.passings_of(text, text), governance.bar_of(int, text, text, text, date),
  governance.review_terms(bigint) to verdite_app, verdite_all;
