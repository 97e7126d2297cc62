-- Checklists as versioned data. A list has editions; one is drafted, published, withdrawn, and what was published is
-- never changed. A unit's own list may stand on one of a unit above: then it holds only what differs, each with why.
call verdite.room('inspections');

create table inspections.checklist (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,39}$'),
  name jsonb not null,
  -- the list of a unit above that this one adds to
  stands_on_id int references inspections.checklist,
  version int not null default 1,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  unique (unit_id, code)
);
create index on inspections.checklist (stands_on_id) where stands_on_id is not null;

create table inspections.edition (
  id int generated always as identity primary key,
  checklist_id int not null references inspections.checklist,
  unit_id int not null references organisation.unit,
  number int not null check (number > 0),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
  stands_on_id int references inspections.edition,
  note text not null default '' check (length(note) <= 2000),
  sample boolean not null default false,
  published_at timestamptz,
  published_by text not null default '',
  withdrawn_at timestamptz,
  withdrawn_by text not null default '',
  withdrawn_because text not null default '' check (length(withdrawn_because) <= 1000),
  replaced_by_id int references inspections.edition,
  version int not null default 1,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  unique (checklist_id, number),
  check ((state = 'DRAFT') = (published_at is null)),
  check ((state = 'WITHDRAWN') = (btrim(withdrawn_because) <> '' or replaced_by_id is not null))
);
create unique index on inspections.edition (checklist_id) where state = 'DRAFT';
create unique index on inspections.edition (checklist_id) where state = 'PUBLISHED';
create index on inspections.edition (stands_on_id) where stands_on_id is not null;

create table inspections.criterion (
  id int generated always as identity primary key,
  edition_id int not null references inspections.edition,
  unit_id int not null references organisation.unit,
  code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$'),
  place int not null check (place > 0),
  -- against the list below: ADDED where there is no such criterion, CHANGED in its stead, LEFT_OUT altogether
  against text not null default 'ADDED' check (against in ('ADDED', 'CHANGED', 'LEFT_OUT')),
  because text not null default '' check (length(because) <= 1000),
  standard text not null default '',
  standard_edition text not null default '',
  clause text not null default '',
  -- further clauses of other standards: [{"standard", "edition", "clause"}]
  also jsonb not null default '[]' check (jsonb_typeof(also) = 'array'),
  question jsonb,
  guidance jsonb,
  weight int check (weight between 1 and 5),
  answer text check (answer in ('CONFORMITY', 'NUMBER')),
  measure text not null default '',
  operator text not null default '' check (operator in ('', 'MIN', 'MAX', 'RANGE')),
  lower numeric,
  upper numeric,
  photo boolean not null default false,
  critical boolean not null default false,
  severity text not null default 'MINOR' check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  medium text not null default 'MANAGEMENT'
    check (medium in ('WATER', 'AIR', 'NOISE', 'SOIL', 'WASTE', 'ECOLOGY', 'ENERGY', 'MANAGEMENT', 'OTHER')),
  -- kinds of site where it is asked; none: everywhere
  sites text[] not null default '{}' check (sites <@ array['MINE', 'SMELTER', 'REFINERY', 'PROCESSING', 'OTHER']),
  version int not null default 1,
  unique (edition_id, code),
  check ((against = 'LEFT_OUT') = (question is null)),
  check ((against = 'LEFT_OUT') = (answer is null)),
  check ((against = 'LEFT_OUT') = (weight is null)),
  check (against = 'ADDED' or btrim(because) <> ''),
  check (answer is distinct from 'NUMBER' or measure <> '' and case operator
    when 'MIN' then lower is not null and upper is null
    when 'MAX' then upper is not null and lower is null
    when 'RANGE' then lower < upper else false end),
  check (answer = 'NUMBER' or (measure, operator) = ('', '') and lower is null and upper is null)
);
create index on inspections.criterion (edition_id, place);

-- What was published stands: inspections were answered by it.
create function inspections.edition_guard() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('DRAFT', 'PUBLISHED'), ('PUBLISHED', 'WITHDRAWN')) then
    raise exception 'an edition goes from draft to published to withdrawn' using errcode = 'check_violation';
  end if;
  if old.state <> 'DRAFT' and (new.checklist_id, new.unit_id, new.number, new.stands_on_id, new.note, new.published_at) is distinct from
    (old.checklist_id, old.unit_id, old.number, old.stands_on_id, old.note, old.published_at) then
    raise exception 'a published edition is not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.edition for each row execute function inspections.edition_guard();

create function inspections.criterion_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select e.state from inspections.edition e where e.id = coalesce(new.edition_id, old.edition_id) for share) <> 'DRAFT' then
    raise exception 'the criteria of a published edition are not changed' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger guarded before insert or update or delete on inspections.criterion for each row execute function inspections.criterion_guard();

-- Written by the unit's own people; what they published is read by those below them too.
call verdite.scoped('inspections.checklist');
call verdite.scoped('inspections.edition');
call verdite.scoped('inspections.criterion');
create function inspections.from_above(unit int) returns boolean language sql stable as $$
  select unit = any(array(select organisation.pub_over(verdite.units(), cast(verdite.now() as date))))
$$;
grant execute on function inspections.from_above(int) to verdite_app, verdite_all;
create policy published on inspections.edition for select to verdite_app using (state <> 'DRAFT' and inspections.from_above(unit_id));
create policy published on inspections.checklist for select to verdite_app using (inspections.from_above(unit_id)
  and exists (select from inspections.edition e where e.checklist_id = checklist.id and e.state <> 'DRAFT'));
create policy published on inspections.criterion for select to verdite_app using (inspections.from_above(unit_id)
  and exists (select from inspections.edition e where e.id = edition_id and e.state <> 'DRAFT'));

call trail.pub_watch('inspections.checklist', 'id');
call trail.pub_watch('inspections.edition', 'id');
call trail.pub_watch('inspections.criterion', 'id');

-- What an edition asks: its own criteria, and of the list it stands on those that it neither changes nor leaves out.
create function inspections.asked(edition int)
returns table (id int, code text, place int, own boolean, against text) language sql stable as $$
  with recursive layer(edition_id, depth) as (
    select asked.edition, 0
    union all
    select e.stands_on_id, l.depth + 1 from layer l join inspections.edition e on e.id = l.edition_id where e.stands_on_id is not null and l.depth < 8
  ), said as (
    select distinct on (c.code) c.id, c.code, c.place, l.depth, c.against
    from layer l join inspections.criterion c on c.edition_id = l.edition_id order by c.code, l.depth
  )
  select s.id, s.code, s.place, s.depth = 0, s.against from said s where s.against <> 'LEFT_OUT'
$$;
grant execute on function inspections.asked(int) to verdite_app, verdite_all;

-- What an edition adds stands behind all that it stands on, in the order it has.
create procedure inspections.set_behind(edition int) language sql as $$
  update inspections.criterion c set place = n.place from (
    select x.id, (select coalesce(max(b.place), 0) from inspections.edition e cross join lateral inspections.asked(e.stands_on_id) b
        where e.id = set_behind.edition) + row_number() over (order by x.place, x.code) as place
    from inspections.criterion x where x.edition_id = set_behind.edition and x.against = 'ADDED') n
  where c.id = n.id and c.place <> n.place
$$;
grant execute on procedure inspections.set_behind(int) to verdite_app, verdite_all;

create view inspections.pub_checklist with (security_invoker = true) as
select id, unit_id, code, name, stands_on_id from inspections.checklist;
grant select on inspections.pub_checklist to verdite_app, verdite_all;
