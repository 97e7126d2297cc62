-- How far goals and shares are: what no room computes is told for each month, quarter or year by who carries it.

-- An amount adds up over the year, a level stands at a day, an intensity is an amount over what drives it.
alter table targets.goal add column nature text not null default 'LEVEL' check (nature in ('AMOUNT', 'LEVEL', 'INTENSITY'));
-- what moves an intensity besides our own doing: ore grade, throughput, rain
alter table targets.goal add column driver text not null default '' check (length(driver) <= 200);
-- a value is told for so many months at once
alter table targets.goal add column every int not null default 1 check (every in (1, 3, 12));
alter table targets.goal disable trigger user;
update targets.goal set nature = case method when 'SUM' then 'AMOUNT' when 'WEIGHTED' then 'INTENSITY' else 'LEVEL' end, driver = base;
alter table targets.goal enable trigger user;
alter table targets.goal add constraint goal_intensity_has_a_driver check (nature <> 'INTENSITY' or btrim(driver) <> '');

create table targets.reading (
  id bigint generated always as identity primary key,
  goal_id bigint not null references targets.goal,
  -- null: of the goal itself
  share_id bigint,
  unit_id int not null references organisation.unit,
  -- first day of the last month that the value tells of
  month date not null check (month = date_trunc('month', month)),
  -- an amount of the months alone; a level or an intensity as it stands at their end
  value numeric(18, 4),
  -- of an obligation
  kept boolean,
  note text not null default '' check (length(note) <= 1000),
  -- where it can be looked up: number of a meter log, a document, an address
  evidence text not null check (btrim(evidence) <> '' and length(evidence) <= 500),
  entered_by int references organisation.person,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  confirmed_by int references organisation.person,
  confirmed_at timestamptz,
  -- why another value stands in its place; a correction keeps what was told before
  correction text not null default '' check (length(correction) <= 1000),
  superseded_at timestamptz,
  version int not null default 1,
  foreign key (share_id, goal_id) references targets.share (id, goal_id),
  check ((value is null) <> (kept is null)),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by is distinct from entered_by or confirmed_by is null)
);
create unique index reading_stands on targets.reading (goal_id, coalesce(share_id, 0), month) where superseded_at is null;
create index on targets.reading (share_id, month) where superseded_at is null;
call verdite.scoped('targets.reading', 'select, insert, update (confirmed_by, confirmed_at, superseded_at, version)');
call trail.pub_watch('targets.reading', 'id');

create function targets.reading_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  g targets.goal;
  s targets.share;
begin
  if tg_op = 'UPDATE' then
    if old.superseded_at is not null then
      raise exception 'another value stands instead' using errcode = 'check_violation';
    end if;
    if old.confirmed_at is not null and (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
      raise exception 'a value is confirmed once' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  select * into g from targets.goal x where x.id = new.goal_id for share;
  if g.state <> 'ACTIVE' then
    raise exception 'values are told of a goal that is worked on' using errcode = 'check_violation';
  end if;
  if (g.method = 'OBLIGATION') <> (new.value is null) then
    raise exception 'an obligation is kept or not, all others have a number' using errcode = 'check_violation';
  end if;
  if extract(year from new.month) not between g.baseline_year + 1 and g.due_year or extract(month from new.month)::int % g.every <> 0 then
    raise exception 'no value is told of this month' using errcode = 'check_violation';
  end if;
  if new.share_id is not null then
    select * into s from targets.share x where x.id = new.share_id for share;
    if s.state <> 'ACCEPTED' or s.unit_id <> new.unit_id then
      raise exception 'values are told of a share that was signed for' using errcode = 'check_violation';
    end if;
  elsif g.unit_id <> new.unit_id then
    raise exception 'a value stands where its goal does' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert or update on targets.reading for each row execute function targets.reading_guard();

-- The site that a unit belongs to on a day; what stands above or beside the sites is a part of its own.
create function targets.part_of(on_day date) returns table (unit_id int, part_id int) language sql stable as $$
  with recursive tree as materialized (select u.id, u.parent_id, u.kind from organisation.pub_unit_on(on_day) u),
  part(root, id) as (
    select t.id, t.id from tree t where t.kind = 'SITE'
    union all select p.root, t.id from part p join tree t on t.parent_id = p.id and t.kind <> 'SITE')
  select t.id, coalesce(p.root, t.id) from tree t left join part p on p.id = t.id
$$;

-- How many parts each share of a goal has, whoever may see them: what lies outside the reader's sight is said to be missing.
create function targets.all_parts(of_goal bigint) returns table (parent_id bigint, parts int)
language sql stable security definer set search_path = pg_catalog as $$
  select s.parent_id, count(*)::int from targets.share s left join targets.share p on p.id = s.parent_id join targets.goal g on g.id = s.goal_id
  where s.goal_id = of_goal and s.state <> 'WITHDRAWN'
    and coalesce(p.unit_id, g.unit_id) = any(coalesce(verdite.units(), array[coalesce(p.unit_id, g.unit_id)]))
  group by s.parent_id
$$;
revoke execute on function targets.all_parts(bigint) from public;
grant execute on function targets.all_parts(bigint) to verdite_app, verdite_all;
