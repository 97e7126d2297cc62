-- Management reviews (ISO 14001, 9.3): planned, held, closed by the chair's signature. What a review looked at is a copy.
call verdite.room('governance');

create table governance.review (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  number text not null generated always as ('MR-' || year || '-' || lpad(id::text, 4, '0')) stored,
  kind text not null check (kind in ('GROUP', 'SUBSIDIARY', 'SITE')),
  language text not null,
  planned_on date not null,
  preparer_id int not null references organisation.person,
  -- nobody signs what they prepared themselves
  chair_id int not null references organisation.person check (chair_id <> preparer_id),
  time_zone text not null,
  state text not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'CLOSED', 'CANCELLED')),
  -- the collection of facts that counts, and when it was made
  round int not null default 0,
  collected_at timestamptz,
  held_on date,
  frozen_at timestamptz,
  suitability text not null default '' check (length(suitability) <= 4000),
  adequacy text not null default '' check (length(adequacy) <= 4000),
  effectiveness text not null default '' check (length(effectiveness) <= 4000),
  closed_at timestamptz,
  cancelled_because text not null default '' check (length(cancelled_because) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  check ((round = 0) = (collected_at is null)),
  check ((state in ('HELD', 'CLOSED')) = (held_on is not null and frozen_at is not null)),
  check ((state = 'CLOSED') = (closed_at is not null)),
  check (state <> 'CLOSED' or btrim(suitability) <> '' and btrim(adequacy) <> '' and btrim(effectiveness) <> ''),
  check ((state = 'CANCELLED') = (btrim(cancelled_because) <> ''))
);
create index on governance.review (unit_id, year, id);
create index on governance.review (planned_on desc, id desc);
call verdite.scoped('governance.review', 'select, insert, update');
call trail.pub_watch('governance.review', 'id');

-- Who takes part, with the post held when invited.
create table governance.participant (
  id bigint generated always as identity primary key,
  review_id bigint not null references governance.review,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  post jsonb,
  -- said when the meeting was held
  attended boolean,
  unique (review_id, person_id)
);
call verdite.scoped('governance.participant', 'select, insert, update (attended), delete');
call trail.pub_watch('governance.participant', 'id');

-- What a review must look at (9.3.2), and what it concluded of each.
create table governance.input (
  id bigint generated always as identity primary key,
  review_id bigint not null references governance.review,
  unit_id int not null references organisation.unit,
  code text not null check (code ~ '^[A-Z_]{3,40}$'),
  place int not null,
  -- who is to answer; null: the preparer
  answerer_id int references organisation.person,
  verdict text check (verdict in ('ADEQUATE', 'NEEDS_ACTION', 'NOT_APPLICABLE')),
  conclusion text not null default '' check (length(conclusion) <= 4000),
  answered_by int references organisation.person,
  answered_at timestamptz,
  version int not null default 1,
  unique (review_id, code),
  check ((verdict is null) = (answered_at is null)),
  check ((verdict is null) = (btrim(conclusion) = ''))
);
create index on governance.input (answerer_id) where verdict is null;
call verdite.scoped('governance.input', 'select, insert, update');
call trail.pub_watch('governance.input', 'id');

-- A fact as it was when it was collected. Collecting again adds another round; none is changed or taken away.
create table governance.fact (
  id bigint generated always as identity primary key,
  review_id bigint not null references governance.review,
  unit_id int not null references organisation.unit,
  round int not null check (round > 0),
  place int not null,
  input text not null,
  key text not null,
  args jsonb not null,
  known text not null check (known in ('KNOWN', 'PARTLY', 'NO_RECORD')),
  value numeric,
  numerator numeric,
  denominator numeric,
  measure text not null default '',
  note text not null default '',
  note_args jsonb not null,
  href text not null default '' check (href = '' or href ~ '^/[^/\\]'),
  recorded_at timestamptz not null default verdite.now(),
  unique (review_id, round, place),
  -- what nobody recorded is no nought
  check (known <> 'NO_RECORD' or value is null and numerator is null and denominator is null)
);
call verdite.scoped('governance.fact', 'select, insert');
call trail.pub_watch_bulk('governance.fact', 'id');

-- What was decided (9.3.3): each an action with owner and date.
create table governance.decision (
  id bigint generated always as identity primary key,
  review_id bigint not null references governance.review,
  unit_id int not null references organisation.unit,
  topic text not null check (topic in ('IMPROVEMENT', 'CHANGE', 'RESOURCES', 'OBJECTIVES', 'INTEGRATION', 'DIRECTION')),
  -- the input it answers; null: none of them
  input text,
  title text not null check (length(btrim(title)) between 1 and 200),
  action_id bigint not null references actions.action,
  -- as decided; what became of it is said by the action
  owner_id int not null references organisation.person,
  due date not null,
  decided_at timestamptz not null default verdite.now(),
  decided_by text not null default verdite.who(),
  unique (action_id)
);
create index on governance.decision (review_id);
call verdite.scoped('governance.decision', 'select, insert');
call trail.pub_watch('governance.decision', 'id');

-- The chair's: over the fingerprint of all that the minutes say.
create table governance.signature (
  id bigint generated always as identity primary key,
  review_id bigint not null unique references governance.review,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who()
);
call verdite.scoped('governance.signature', 'select, insert');
call trail.pub_watch('governance.signature', 'id');

create function governance.review_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (new.unit_id, new.year, new.kind, new.preparer_id) is distinct from (old.unit_id, old.year, old.kind, old.preparer_id) then
    raise exception 'of which unit and year a review is, and who prepares it, does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('CLOSED', 'CANCELLED') then
    raise exception 'a review that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('PLANNED', 'HELD'), ('PLANNED', 'CANCELLED'), ('HELD', 'CLOSED')) then
    raise exception 'a review does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'HELD' and (new.round, new.held_on, new.frozen_at, new.chair_id) is distinct from (old.round, old.held_on, old.frozen_at, old.chair_id) then
    raise exception 'what a meeting looked at stays as it was' using errcode = 'check_violation';
  end if;
  if new.state = 'HELD' and (new.round = 0 or exists (
      select from governance.input i where i.review_id = new.id and i.verdict is null)) then
    raise exception 'a review is held when every input is answered' using errcode = 'check_violation';
  end if;
  if new.state = 'CLOSED' and not exists (select from governance.signature s where s.review_id = new.id and s.person_id = new.chair_id) then
    raise exception 'a review is closed by its chair' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on governance.review for each row execute function governance.review_guard();

-- Facts, answers and who takes part belong to the time before the meeting; decisions and the signature to the meeting.
create function governance.before_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  review bigint := case when tg_op = 'DELETE' then old.review_id else new.review_id end;
begin
  if (select r.state from governance.review r where r.id = review for share) <> 'PLANNED' then
    raise exception 'what a meeting looked at stays as it was' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guarded before insert or update or delete on governance.input for each row execute function governance.before_guard();
create trigger guarded before insert or update or delete on governance.participant for each row execute function governance.before_guard();
create trigger guarded before insert or update or delete on governance.fact for each row execute function governance.before_guard();

create function governance.held_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  r governance.review;
begin
  select * into r from governance.review x where x.id = new.review_id for share;
  if r.state <> 'HELD' then
    raise exception 'decisions are taken and signed when the meeting was held and is not closed' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'signature' then
    if new.person_id <> r.chair_id then
      raise exception 'the chair signs' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger guarded before insert on governance.decision for each row execute function governance.held_guard();
create trigger guarded before insert on governance.signature for each row execute function governance.held_guard();
