-- Who found an item, what kind of thing it is, against which clause, where exactly, and what was done at once.
-- The default of source is for what was there before; from now on the opener or its origin says it.
alter table rectification.item
  add column source text not null default 'SELF_REPORT' check (source in ('INSPECTION', 'THIRD_PARTY', 'AUDIT', 'EXCEEDANCE',
    'DRILL', 'INCIDENT', 'COMPLAINT', 'AUTHORITY', 'SELF_REPORT')),
  add column nature text not null default 'NONCONFORMITY' check (nature in ('NONCONFORMITY', 'RISK')),
  add column clause_standard text not null default '' check (length(clause_standard) <= 80),
  add column clause_edition text not null default '' check (length(clause_edition) <= 80),
  add column clause_number text not null default '' check (length(clause_number) <= 80),
  add column place text not null default '' check (length(place) <= 200),
  add column latitude numeric(9, 6) check (latitude between -90 and 90),
  add column longitude numeric(9, 6) check (longitude between -180 and 180),
  add column immediate text not null default '' check (length(immediate) <= 2000),
  add constraint clause_whole check ((clause_standard = '') = (clause_number = '') and (clause_edition = '' or clause_standard <> '')),
  add constraint located check ((latitude is null) = (longitude is null));
update rectification.item i set source = case
    when o.kind = 'exceedance' or o.room = 'monitoring' then 'EXCEEDANCE'
    when o.room = 'inspections' then 'INSPECTION'
    when o.room = 'assessments' then 'AUDIT'
    when o.room = 'emergency' then 'INCIDENT'
    else 'SELF_REPORT' end
  from (select distinct on (item_id) item_id, room, kind from rectification.item_origin order by item_id, id) o
  where o.item_id = i.id and (o.kind = 'exceedance' or o.room in ('monitoring', 'inspections', 'assessments', 'emergency'));
create index on rectification.item (clause_standard, clause_number, clause_edition, deadline, id) where clause_standard <> '';

create or replace view rectification.pub_item with (security_invoker = true) as
  select id, unit_id, number, title, severity, state, opened_on, deadline, owner_id, verifier_id, verified_on, closed_on, medium,
    investigation, time_zone, round, discovered, source, nature, clause_standard, clause_edition, clause_number
  from rectification.item;
