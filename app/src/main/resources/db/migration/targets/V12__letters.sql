-- Responsibility letters: what a post or a contractor signed for in a year, as one paper. A letter is a copy of its shares; when they
-- change, another takes its place.
create table targets.letter (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  number text not null generated always as ('RL-' || year || '-' || lpad(id::text, greatest(4, length(id::text)), '0')) stored,
  holder text not null check (holder in ('POST', 'CONTRACTOR')),
  position_id int references organisation.position,
  contractor_id int references organisation.contractor,
  -- of all that its lines say
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  issued_by int references organisation.person,
  issued_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  signed_by int references organisation.person,
  signed_at timestamptz,
  superseded_at timestamptz,
  version int not null default 1,
  check ((holder = 'POST') = (position_id is not null)),
  check ((holder = 'CONTRACTOR') = (contractor_id is not null)),
  check ((signed_by is null) = (signed_at is null))
);
create unique index letter_one_stands on targets.letter (year, unit_id, coalesce(position_id, 0), coalesce(contractor_id, 0)) where superseded_at is null;
create index on targets.letter (id desc) where superseded_at is null;

create table targets.letter_line (
  id bigint generated always as identity primary key,
  letter_id bigint not null references targets.letter,
  unit_id int not null references organisation.unit,
  place int not null,
  share_id bigint not null references targets.share,
  goal_number text not null,
  sentence jsonb not null,
  direction text not null,
  value numeric(18, 4),
  measure text not null,
  due_year int not null,
  -- of the words of the share that were signed for
  words text not null,
  unique (letter_id, place)
);
call verdite.scoped('targets.letter', 'select, insert, update (signed_by, signed_at, superseded_at, version)');
call verdite.scoped('targets.letter_line', 'select, insert');
call trail.pub_watch('targets.letter', 'id');
call trail.pub_watch_bulk('targets.letter_line', 'id');

create function targets.letter_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.superseded_at is not null then
    raise exception 'another letter stands instead' using errcode = 'check_violation';
  end if;
  if old.signed_at is not null and (new.signed_at, new.signed_by) is distinct from (old.signed_at, old.signed_by) then
    raise exception 'a letter is signed once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on targets.letter for each row execute function targets.letter_guard();
