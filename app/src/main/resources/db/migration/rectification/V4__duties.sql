-- Duties are separated over the whole history of a correction: who wrote its cause or brought its proofs had a hand in it,
-- and who owned it did so for a time, in which the hierarchy is looked at.
alter table rectification.item_party
  add column until timestamptz check (until is null or part = 'OWNER'),
  drop constraint item_party_part_check,
  add constraint item_party_part_check check (part in ('OWNER', 'SUBSTITUTE', 'ACTION_OWNER', 'PLAN_WRITER', 'CARRIER', 'CAUSE_WRITER',
    'EVIDENCE_GIVER'));
grant update (until) on rectification.item_party to verdite_app, verdite_all;

-- The files on an item and on its done actions, kept since it was last sent back or opened again: an old proof does not
-- prove a new correction.
create function rectification.proofs(item bigint) returns int language sql stable as $$
  select count(distinct e.id)::int from documents.pub_evidence e
  where (e.room = 'rectification' and e.kind = 'item' and e.key = item::text
      or e.room = 'actions' and e.kind = 'action' and e.key in (
        select a.id::text from actions.pub_action a
        where a.origin_room = 'rectification' and a.origin_kind = 'item' and a.origin_id = item::text and a.state = 'DONE'))
    and e.kept_at > coalesce((select max(s.at) from rectification.item_step s
      where s.item_id = item and s.step in ('REJECT', 'REOPEN')), '-infinity')
$$;
grant execute on function rectification.proofs(bigint) to verdite_app, verdite_all;

-- Who can't verify an item: who had a hand in it, worked under an owner of it or stood in for one.
create function rectification.barred(item bigint) returns setof int language sql stable as $$
  select p.person_id from rectification.item_party p where p.item_id = item
  union
  select h from rectification.item_party p,
    lateral (select organisation.pub_subordinates_between(p.person_id, (p.since at time zone i.time_zone)::date,
        (coalesce(p.until, verdite.now()) at time zone i.time_zone)::date)
      from rectification.item i where i.id = item
      union
      select organisation.pub_substitutes_between(p.person_id, (p.since at time zone i.time_zone)::date,
        (coalesce(p.until, verdite.now()) at time zone i.time_zone)::date)
      from rectification.item i where i.id = item) u(h)
  where p.item_id = item and p.part = 'OWNER'
$$;
grant execute on function rectification.barred(bigint) to verdite_app, verdite_all;

create or replace function rectification.guard() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.group_id, new.number, new.opened_at, new.opened_on, new.investigation)
      is distinct from (old.unit_id, old.group_id, old.number, old.opened_at, old.opened_on, old.investigation) then
    raise exception 'where, when and under which number an item was opened does not change' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in (
      'OPEN PLAN_SUBMITTED', 'PLAN_SUBMITTED OPEN', 'PLAN_SUBMITTED IN_PROGRESS', 'IN_PROGRESS DONE_SUBMITTED',
      'DONE_SUBMITTED IN_PROGRESS', 'DONE_SUBMITTED VERIFIED', 'OPEN CORRECTED', 'CORRECTED OPEN', 'CORRECTED VERIFIED',
      'VERIFIED CLOSED_EFFECTIVE', 'VERIFIED INEFFECTIVE', 'INEFFECTIVE OPEN', 'OPEN NO_FINDING', 'OPEN BECAME_ITEM',
      'OPEN CANCELLED', 'PLAN_SUBMITTED CANCELLED', 'IN_PROGRESS CANCELLED', 'DONE_SUBMITTED CANCELLED', 'CORRECTED CANCELLED') then
    raise exception 'there is no step from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if new.state = 'DONE_SUBMITTED' and old.state <> 'DONE_SUBMITTED' and (
      exists (select from actions.pub_action a where a.origin_room = 'rectification' and a.origin_kind = 'item'
        and a.origin_id = new.id::text and a.state in ('OPEN', 'STARTED'))
      or not exists (select from actions.pub_action a where a.origin_room = 'rectification' and a.origin_kind = 'item'
        and a.origin_id = new.id::text and a.state = 'DONE')) then
    raise exception 'an item is submitted as done when all its actions are' using errcode = 'check_violation';
  end if;
  if new.state in ('DONE_SUBMITTED', 'CORRECTED') and old.state <> new.state and rectification.proofs(new.id) = 0 then
    raise exception 'an item is submitted with evidence of this round' using errcode = 'check_violation';
  end if;
  if new.state in ('VERIFIED', 'CLOSED_EFFECTIVE') and old.state <> new.state
      and (case new.state when 'VERIFIED' then new.verified_by else new.closed_by end) in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t verify it' using errcode = 'check_violation';
  end if;
  if new.verifier_id is distinct from old.verifier_id and new.verifier_id in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t be asked to verify it' using errcode = 'check_violation';
  end if;
  if new.deadline <> old.deadline and new.round = old.round and new.severity = old.severity and not exists (
      select from rectification.item_extension x where x.item_id = new.id and x.granted and x.to_deadline = new.deadline) then
    raise exception 'a deadline moves only by a granted extension, another severity or a new round' using errcode = 'check_violation';
  end if;
  return new;
end $$;
