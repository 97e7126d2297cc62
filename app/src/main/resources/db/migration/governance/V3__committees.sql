-- Committees of a unit: who sits in them, when they meet, what they decided of what was put before them.

create table governance.committee (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  kind text not null check (kind in ('PRODUCTION_SAFETY', 'ENVIRONMENT', 'CLIMATE', 'OTHER')),
  name jsonb not null,
  -- what it is there for
  remit text not null default '' check (length(remit) <= 2000),
  language text not null,
  -- at least so many of a hundred seats must be taken before anything is decided
  quorum int not null check (quorum between 1 and 100),
  -- what of the unit, and of the units below without a committee for it, passes through it
  passes_goals boolean not null default false,
  passes_funding boolean not null default false,
  passes_years boolean not null default false,
  passes_reviews boolean not null default false,
  opened date not null,
  closed date check (closed >= opened),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1
);
create index on governance.committee (unit_id);
-- one door for each matter of a unit
create unique index committee_one_for_goals on governance.committee (unit_id) where passes_goals and closed is null;
create unique index committee_one_for_funding on governance.committee (unit_id) where passes_funding and closed is null;
create unique index committee_one_for_years on governance.committee (unit_id) where passes_years and closed is null;
create unique index committee_one_for_reviews on governance.committee (unit_id) where passes_reviews and closed is null;
call verdite.scoped('governance.committee', 'select, insert, update');
call trail.pub_watch('governance.committee', 'id');

-- A seat: of a person, or of whoever holds a post.
create table governance.member (
  id bigint generated always as identity primary key,
  committee_id bigint not null references governance.committee,
  unit_id int not null references organisation.unit,
  role text not null check (role in ('CHAIR', 'SECRETARY', 'MEMBER')),
  person_id int references organisation.person,
  position_id int references organisation.position,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check ((person_id is null) <> (position_id is null)),
  constraint member_one_chair exclude using gist (int8range(committee_id, committee_id, '[]') with &&, daterange(valid_from, valid_to) with &&)
    where (role = 'CHAIR'),
  constraint member_one_secretary exclude using gist (int8range(committee_id, committee_id, '[]') with &&, daterange(valid_from, valid_to) with &&)
    where (role = 'SECRETARY'),
  constraint member_once exclude using gist (int8range(committee_id, committee_id, '[]') with &&, int4range(person_id, person_id, '[]') with &&,
    daterange(valid_from, valid_to) with &&) where (person_id is not null),
  constraint member_post_once exclude using gist (int8range(committee_id, committee_id, '[]') with &&,
    int4range(position_id, position_id, '[]') with &&, daterange(valid_from, valid_to) with &&) where (position_id is not null)
);
create index on governance.member (committee_id);
create index on governance.member (person_id) where person_id is not null;
create index on governance.member (position_id) where position_id is not null;
call verdite.scoped('governance.member', 'select, insert, update (valid_to)');
call trail.pub_watch('governance.member', 'id');

create table governance.meeting (
  id bigint generated always as identity primary key,
  committee_id bigint not null references governance.committee,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  number text not null generated always as ('CM-' || year || '-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  language text not null,
  planned_on date not null,
  venue text not null default '' check (length(venue) <= 200),
  time_zone text not null,
  state text not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'CONFIRMED', 'CANCELLED')),
  held_on date,
  -- seats there were that day, people who came, and how many had to
  seats int check (seats > 0),
  present int,
  needed int,
  -- who led it: the chair, or whom it chose in the chair's stead
  presider_id int references organisation.person,
  -- who wrote down who came; never who confirms it
  held_by int references organisation.person check (held_by <> presider_id),
  confirmed_by int references organisation.person check (confirmed_by = presider_id),
  confirmed_at timestamptz,
  -- of all that the minutes say
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  cancelled_because text not null default '' check (length(cancelled_because) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  check ((state in ('HELD', 'CONFIRMED')) = (held_on is not null and presider_id is not null and held_by is not null
    and seats is not null and present is not null and needed is not null)),
  check ((state = 'CONFIRMED') = (confirmed_by is not null and confirmed_at is not null and fingerprint is not null)),
  check ((state = 'CANCELLED') = (btrim(cancelled_because) <> ''))
);
create index on governance.meeting (committee_id, planned_on desc, id desc);
create index on governance.meeting (presider_id) where state = 'HELD';
call verdite.scoped('governance.meeting', 'select, insert, update');
call trail.pub_watch('governance.meeting', 'id');

-- Each seat of the day, by whom it was taken or left empty.
create table governance.attendance (
  id bigint generated always as identity primary key,
  meeting_id bigint not null references governance.meeting,
  unit_id int not null references organisation.unit,
  member_id bigint not null references governance.member,
  role text not null check (role in ('CHAIR', 'SECRETARY', 'MEMBER')),
  -- null: nobody held the post that day
  person_id int references organisation.person,
  post jsonb,
  attended boolean not null,
  unique (meeting_id, member_id),
  check (not attended or person_id is not null)
);
call verdite.scoped('governance.attendance', 'select, insert');
call trail.pub_watch('governance.attendance', 'id');

create table governance.agenda_item (
  id bigint generated always as identity primary key,
  meeting_id bigint not null references governance.meeting,
  unit_id int not null references organisation.unit,
  place int not null,
  matter text not null check (matter in ('GOAL', 'FUNDING', 'YEAR', 'REVIEW', 'WORDS')),
  -- of the record it is about: its id, or unit and year of a year of the loop
  key text not null default '' check (key ~ '^([0-9]{1,18}(/[0-9]{4})?)?$'),
  title jsonb not null,
  -- whose matter it is: they do not vote on it
  raised_by int references organisation.person,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check ((matter = 'WORDS') = (key = '')),
  unique (meeting_id, place)
);
create unique index agenda_once on governance.agenda_item (meeting_id, matter, key) where matter <> 'WORDS';
create index on governance.agenda_item (matter, key) where matter <> 'WORDS';
call verdite.scoped('governance.agenda_item', 'select, insert, delete');
call trail.pub_watch('governance.agenda_item', 'id');

create table governance.resolution (
  id bigint generated always as identity primary key,
  item_id bigint not null unique references governance.agenda_item,
  meeting_id bigint not null references governance.meeting,
  unit_id int not null references organisation.unit,
  outcome text not null check (outcome in ('APPROVED', 'REJECTED', 'DEFERRED', 'NOTED', 'DECIDED')),
  words text not null default '' check (length(words) <= 2000),
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  abstained int not null check (abstained >= 0),
  resolved_by int not null references organisation.person,
  resolved_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  check (outcome not in ('APPROVED', 'DECIDED') or votes_for > votes_against),
  check (outcome <> 'REJECTED' or votes_for <= votes_against),
  check (outcome not in ('REJECTED', 'DEFERRED', 'DECIDED') or btrim(words) <> '')
);
create index on governance.resolution (meeting_id);
call verdite.scoped('governance.resolution', 'select, insert, update');
call trail.pub_watch('governance.resolution', 'id');

-- Who said no or nothing; the others who were there and had not raised it said yes.
create table governance.vote (
  id bigint generated always as identity primary key,
  resolution_id bigint not null references governance.resolution,
  meeting_id bigint not null references governance.meeting,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  vote text not null check (vote in ('AGAINST', 'ABSTAINED')),
  unique (resolution_id, person_id)
);
call verdite.scoped('governance.vote', 'select, insert, delete');
call trail.pub_watch('governance.vote', 'id');

-- What a resolution asks to be done; what became of it is said by the action.
create table governance.follow_up (
  id bigint generated always as identity primary key,
  resolution_id bigint not null references governance.resolution,
  meeting_id bigint not null references governance.meeting,
  unit_id int not null references organisation.unit,
  action_id bigint not null unique references actions.action,
  title text not null check (length(btrim(title)) between 1 and 200),
  owner_id int not null references organisation.person,
  due date not null,
  decided_at timestamptz not null default verdite.now(),
  decided_by text not null default verdite.who()
);
create index on governance.follow_up (resolution_id);
create index on governance.follow_up (meeting_id);
call verdite.scoped('governance.follow_up', 'select, insert');
call trail.pub_watch('governance.follow_up', 'id');

create function governance.meeting_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (new.committee_id, new.unit_id, new.year) is distinct from (old.committee_id, old.unit_id, old.year) then
    raise exception 'whose meeting it is does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('CONFIRMED', 'CANCELLED') then
    raise exception 'a meeting that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in
      (('PLANNED', 'HELD'), ('PLANNED', 'CANCELLED'), ('HELD', 'CONFIRMED')) then
    raise exception 'a meeting does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'HELD' and (new.held_on, new.seats, new.present, new.needed, new.presider_id, new.held_by)
      is distinct from (old.held_on, old.seats, old.present, old.needed, old.presider_id, old.held_by) then
    raise exception 'who came to a meeting stays as it was' using errcode = 'check_violation';
  end if;
  if new.state = 'HELD' and exists (select from governance.agenda_item i where i.meeting_id = new.id and i.raised_by = new.presider_id) then
    raise exception 'nobody leads a meeting that decides about what they raised' using errcode = 'check_violation';
  end if;
  if new.state = 'CONFIRMED' then
    if exists (select from governance.agenda_item i where i.meeting_id = new.id
        and not exists (select from governance.resolution r where r.item_id = i.id)) then
      raise exception 'minutes are confirmed when every item has its resolution' using errcode = 'check_violation';
    end if;
    if exists (select from governance.resolution r where r.meeting_id = new.id and r.resolved_by = new.confirmed_by) then
      raise exception 'minutes are confirmed by somebody other than who wrote them' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger guarded before update on governance.meeting for each row execute function governance.meeting_guard();

-- The agenda belongs to the time before the meeting, who came to the moment it is written down.
create function governance.agenda_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  meeting bigint := case when tg_op = 'DELETE' then old.meeting_id else new.meeting_id end;
begin
  if (select m.state from governance.meeting m where m.id = meeting for share) <> 'PLANNED' then
    raise exception 'agenda and attendance stay as they were' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guarded before insert or update or delete on governance.agenda_item for each row execute function governance.agenda_guard();
create trigger guarded before insert or update or delete on governance.attendance for each row execute function governance.agenda_guard();

create function governance.resolution_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  m governance.meeting;
begin
  select * into m from governance.meeting x where x.id = case when tg_op = 'DELETE' then old.meeting_id else new.meeting_id end for share;
  if m.state <> 'HELD' then
    raise exception 'resolutions are written down after the meeting and before its minutes are confirmed' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'resolution' then
    if not exists (select from governance.agenda_item i where i.id = new.item_id and i.meeting_id = new.meeting_id) then
      raise exception 'a resolution belongs to an item of its meeting' using errcode = 'check_violation';
    end if;
    if new.resolved_by = m.presider_id then
      raise exception 'who leads a meeting confirms its minutes and does not write them' using errcode = 'check_violation';
    end if;
    if new.outcome in ('APPROVED', 'REJECTED', 'DECIDED') and m.present < m.needed then
      raise exception 'without its quorum a meeting decides nothing' using errcode = 'check_violation';
    end if;
  elsif tg_table_name = 'vote' and tg_op = 'INSERT' then
    if exists (select from governance.resolution r join governance.agenda_item i on i.id = r.item_id
        where r.id = new.resolution_id and i.raised_by = new.person_id) then
      raise exception 'nobody votes on what they raised' using errcode = 'check_violation';
    end if;
    if not exists (select from governance.attendance a where a.meeting_id = m.id and a.person_id = new.person_id and a.attended) then
      raise exception 'who was not there does not vote' using errcode = 'check_violation';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guarded before insert or update on governance.resolution for each row execute function governance.resolution_guard();
create trigger guarded before insert or delete on governance.vote for each row execute function governance.resolution_guard();
create trigger guarded before insert on governance.follow_up for each row execute function governance.resolution_guard();

-- The nearest committee up the way that a matter of a unit passes through. As the owner: an officer sees neither the group nor its
-- committee, and may know whose door their goal goes through.
create function governance.door_of(unit int, matter text) returns table (committee_id bigint, name jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.name from organisation.pub_way_up(unit) w join governance.committee c on c.unit_id = w.id
  where c.closed is null and case matter when 'GOAL' then c.passes_goals when 'FUNDING' then c.passes_funding
    when 'YEAR' then c.passes_years when 'REVIEW' then c.passes_reviews else false end
  order by w.height limit 1
$$;
-- What committees made of a record, newest first. As the owner, for whoever has the record before them.
create function governance.passings_of(matter text, record text)
returns table (meeting_id bigint, number text, committee jsonb, state text, planned_on date, held_on date, outcome text, words text)
language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.number, c.name, m.state, m.planned_on, m.held_on, r.outcome, r.words
  from governance.agenda_item i join governance.meeting m on m.id = i.meeting_id join governance.committee c on c.id = m.committee_id
  left join governance.resolution r on r.item_id = i.id
  where i.matter = passings_of.matter and i.key = record and m.state <> 'CANCELLED'
  order by coalesce(m.held_on, m.planned_on) desc, m.id desc limit 20
$$;
revoke execute on function governance.door_of(int, text), governance.passings_of(text, text) from public;
grant execute on function governance.door_of(int, text), governance.passings_of(text, text) to verdite_app, verdite_all;
