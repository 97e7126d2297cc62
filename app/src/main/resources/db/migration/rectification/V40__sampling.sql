-- Minor corrections on the spot are verified by sample: drawn when the correction is reported, by a rule, by doubt or by lot. What is
-- not drawn is closed after some days by the clock, never by a person.
create table rectification.sample_rule (
  severity text primary key check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  share int not null check (share between 0 and 100),
  least int not null check (least between 0 and 1000),
  wait_days int not null check (wait_days between 0 and 365),
  raised_days int not null check (raised_days between 0 and 365),
  version int not null default 1
);
insert into rectification.sample_rule (severity, share, least, wait_days, raised_days) values
  ('CRITICAL', 100, 0, 14, 30), ('MAJOR', 100, 0, 14, 30), ('MINOR', 25, 2, 7, 30), ('LOW', 10, 1, 7, 30);
call verdite.common('rectification.sample_rule', 'select, update');
call trail.pub_watch_common('rectification.sample_rule', 'severity');
call trail.pub_read_by_everybody('rectification.sample_rule');

-- The month's lot. Its fingerprint stands in the trail before anything was drawn by it, so that it can't be chosen afterwards;
-- the lot itself is read when the month is over everywhere, so that nobody can know a draw before.
create table rectification.sample_lot (
  month date primary key check (extract(day from month) = 1),
  fingerprint text not null unique,
  made_at timestamptz not null default verdite.now()
);
call verdite.common('rectification.sample_lot', 'select');
call trail.pub_watch_common('rectification.sample_lot', 'month');
call trail.pub_read_by_everybody('rectification.sample_lot');

-- Granted to nobody: read through the functions below only.
create table rectification.sample_bytes (
  month date primary key references rectification.sample_lot,
  lot bytea not null check (length(lot) = 32)
);

-- 0 to 9999: the first four bytes of sha256(lot, id of the item as text), as a whole number, modulo 10000.
create function rectification.lot_value(lot bytea, item bigint) returns int language sql immutable as $$
  select ((('x' || encode(substr(sha256(lot || convert_to(item::text, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint) % 10000)::int
$$;
create function rectification.draw_lot(item bigint, in_month date) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  fresh bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
begin
  with made as (
    insert into rectification.sample_lot (month, fingerprint) values (in_month, encode(sha256(fresh), 'hex'))
    on conflict (month) do nothing returning month
  ) insert into rectification.sample_bytes (month, lot) select m.month, fresh from made m;
  return (select rectification.lot_value(b.lot, item) from rectification.sample_bytes b where b.month = in_month);
end $$;
revoke all on function rectification.draw_lot(bigint, date) from public;
grant execute on function rectification.draw_lot(bigint, date) to verdite_app, verdite_all;

-- The lots of the months that are over everywhere; of a month that runs only the fingerprint.
create function rectification.lots() returns table (month date, fingerprint text, lot text)
language sql stable security definer set search_path = pg_catalog as $$
  select l.month, l.fingerprint, case when (l.month + interval '1 month')::date <= ((verdite.now() - interval '12 hours') at time zone 'UTC')::date
    then encode(b.lot, 'hex') end
  from rectification.sample_lot l join rectification.sample_bytes b on b.month = l.month order by l.month desc limit 120
$$;
revoke all on function rectification.lots() from public;
grant execute on function rectification.lots() to verdite_app, verdite_all;

-- Each decision about a reported correction, never changed; what was not drawn may be drawn later.
create table rectification.sample (
  id bigint generated always as identity primary key,
  item_id bigint not null references rectification.item,
  unit_id int not null references organisation.unit,
  step_id bigint not null references rectification.item_step,
  month date not null,
  lot_value int not null check (lot_value between 0 and 9999),
  share int not null check (share between 0 and 100),
  least int not null,
  rule_version int not null,
  drawn boolean not null,
  why text not null check (why in ('REPEAT', 'SENT_BACK', 'RECLASSIFIED', 'SAME_PROOF', 'LATE', 'UNIT_FAILED', 'LEAST', 'LOT', 'BY_HAND',
    'NOT_DRAWN')),
  reason text not null default '' check (length(reason) <= 2000),
  close_on date,
  person_id int references organisation.person,
  at timestamptz not null default verdite.now(),
  constraint why_drawn check (drawn = (why <> 'NOT_DRAWN')),
  constraint waits_or_drawn check (drawn = (close_on is null)),
  constraint by_lot check (why not in ('LOT', 'NOT_DRAWN') or (why = 'LOT') = (lot_value < share * 100)),
  constraint by_hand_with_reason check (why <> 'BY_HAND' or (person_id is not null and btrim(reason) <> ''))
);
create index on rectification.sample (item_id, id);
create index on rectification.sample (unit_id, month);
call verdite.scoped('rectification.sample', 'select, insert');
call trail.pub_watch('rectification.sample', 'id');

alter table rectification.item
  add column drawn boolean,
  add column close_on date,
  drop constraint known_state,
  drop constraint one_way,
  drop constraint done,
  drop constraint closed,
  add constraint known_state check (state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'VERIFIED',
    'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'INEFFECTIVE', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM')),
  add constraint one_way check (case workflow
    when 'PLAN' then state not in ('CORRECTED', 'CLOSED_UNSAMPLED', 'NO_FINDING', 'BECAME_ITEM')
    when 'SPOT' then state not in ('PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'NO_FINDING', 'BECAME_ITEM')
    else state in ('OPEN', 'NO_FINDING', 'BECAME_ITEM', 'CANCELLED') end),
  add constraint done check (state not in ('DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'INEFFECTIVE')
    or done_at is not null),
  add constraint closed check ((state in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM'))
    = (closed_at is not null and closed_on is not null)),
  add constraint undrawn_closes check ((drawn is false) = (close_on is not null)),
  add constraint closed_unsampled check (state <> 'CLOSED_UNSAMPLED' or (drawn is false and closed_by is null and verified_by is null)),
  add constraint open_is_undecided check (state <> 'OPEN' or drawn is null);
create index on rectification.item (close_on, id) where state = 'CORRECTED' and drawn is false;

create or replace function rectification.guard() returns trigger language plpgsql as $$
declare
  elsewhere record;
begin
  if (new.unit_id, new.group_id, new.number, new.opened_at, new.opened_on, new.investigation)
      is distinct from (old.unit_id, old.group_id, old.number, old.opened_at, old.opened_on, old.investigation) then
    raise exception 'where, when and under which number an item was opened does not change' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in (
      'OPEN PLAN_SUBMITTED', 'PLAN_SUBMITTED OPEN', 'PLAN_SUBMITTED IN_PROGRESS', 'IN_PROGRESS DONE_SUBMITTED',
      'DONE_SUBMITTED IN_PROGRESS', 'DONE_SUBMITTED VERIFIED', 'OPEN CORRECTED', 'CORRECTED OPEN', 'CORRECTED VERIFIED',
      'CORRECTED CLOSED_UNSAMPLED', 'VERIFIED CLOSED_EFFECTIVE', 'VERIFIED INEFFECTIVE', 'INEFFECTIVE OPEN', 'OPEN NO_FINDING', 'OPEN BECAME_ITEM',
      'OPEN CANCELLED', 'PLAN_SUBMITTED CANCELLED', 'IN_PROGRESS CANCELLED', 'DONE_SUBMITTED CANCELLED', 'CORRECTED CANCELLED') then
    raise exception 'there is no step from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if new.state in ('DONE_SUBMITTED', 'VERIFIED') and old.state <> new.state and new.workflow = 'PLAN' then
    select * into elsewhere from actions.pub_standing('rectification', 'item', new.id::text);
    if elsewhere.waiting > 0 or elsewhere.finished = 0 then
      raise exception 'an item is submitted as done when all its actions are' using errcode = 'check_violation';
    end if;
  end if;
  if new.state in ('DONE_SUBMITTED', 'CORRECTED') and old.state <> new.state and rectification.proofs(new.id) = 0 then
    raise exception 'an item is submitted with evidence of this round' using errcode = 'check_violation';
  end if;
  if new.state = 'CORRECTED' and old.state <> 'CORRECTED' and new.drawn is null then
    raise exception 'whether a correction is drawn for verification is decided when it is reported' using errcode = 'check_violation';
  end if;
  if new.state = 'CORRECTED' and old.state = 'CORRECTED' and (new.drawn, new.close_on) is distinct from (old.drawn, old.close_on)
      and new.drawn is distinct from true then
    raise exception 'what was drawn stays drawn, and what was not closes on the day that was said' using errcode = 'check_violation';
  end if;
  if new.state = 'CLOSED_UNSAMPLED' and old.state <> new.state and (new.drawn or old.drawn
      or new.close_on > (verdite.now() at time zone new.time_zone)::date or verdite.who() like 'account:%') then
    raise exception 'what was not drawn is closed by the clock, after its days' using errcode = 'check_violation';
  end if;
  if new.state in ('VERIFIED', 'CLOSED_EFFECTIVE') and old.state <> new.state
      and (case new.state when 'VERIFIED' then new.verified_by else new.closed_by end) in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t verify it' using errcode = 'check_violation';
  end if;
  if new.verifier_id is distinct from old.verifier_id and new.verifier_id in (select rectification.barred(new.id)) then
    raise exception 'who had a hand in a correction can''t be asked to verify it' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- What became of each reported correction on the spot: one row a report, with the month in which it was.
create view rectification.sampled with (security_invoker = true) as
  select s.item_id, s.unit_id, s.step_id, s.month, s.drawn,
    case next.step when 'VERIFY' then 'PASSED' when 'REJECT' then 'FAILED' when 'CLOSE_UNSAMPLED' then 'UNSAMPLED'
      when 'CANCEL' then 'CANCELLED' else 'WAITING' end as outcome
  from (select x.item_id, x.unit_id, x.step_id, min(x.month) as month, bool_or(x.drawn) as drawn
    from rectification.sample x group by x.item_id, x.unit_id, x.step_id) s
  left join lateral (select t.step from rectification.item_step t where t.item_id = s.item_id and t.id > s.step_id
    and t.step in ('VERIFY', 'REJECT', 'CLOSE_UNSAMPLED', 'CANCEL') order by t.id limit 1) next on true;
grant select on rectification.sampled to verdite_app, verdite_all;

-- How old the open ones are: what was closed unsampled is none of them.
create or replace function rectification.ledger(first date, last date, today date, of_unit int)
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
    where i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') and i.succeeded_by is null
    union all
    select i.opened_on from rectification.item i
    where current_setting('role') = 'verdite_all' and (of_unit is null or i.unit_id = of_unit)
      and i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM') and i.succeeded_by is null
  ) o
  cross join lateral (select case when today - o.opened_on <= 30 then '0-30' when today - o.opened_on <= 90 then '31-90'
    when today - o.opened_on <= 180 then '91-180' else '181-' end) a(age)
  group by a.age
$$;

create or replace view rectification.pub_item with (security_invoker = true) as
  select id, unit_id, number, title, severity, state, opened_on, deadline, owner_id, verifier_id, verified_on, closed_on, medium,
    investigation, time_zone, round, discovered, source, nature, clause_standard, clause_edition, clause_number, repeat_of,
    successor_of, succeeded_by, drawn
  from rectification.item;

-- Nothing is due of what was not drawn; when it is drawn after all, its ladder is looked at again.
create or replace function rectification.wind() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' or (new.state, new.severity, new.round, new.due_at, new.clock_from, new.drawn)
      is distinct from (old.state, old.severity, old.round, old.due_at, old.clock_from, old.drawn) then
    insert into rectification.item_clock (item_id, unit_id, next_at) values (new.id, new.unit_id, '-infinity')
    on conflict (item_id) do update set next_at = '-infinity';
  end if;
  return null;
end $$;
