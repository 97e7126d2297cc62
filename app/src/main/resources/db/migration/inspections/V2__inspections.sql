-- Inspections and audits (ISO 14001, 9.1.2 and 9.2; ISO 19011): planned, opened, observed, discussed, issued. What is
-- observed is only added to; what was issued stands.
create table inspections.number_series (
  group_id int not null,
  year int not null,
  last int not null check (last > 0),
  primary key (group_id, year)
);
call verdite.common('inspections.number_series', 'select, insert, update');

create table inspections.inspection (
  id bigint generated always as identity primary key,
  -- where it looks: a site, a subsidiary
  unit_id int not null references organisation.unit,
  group_id int not null,
  number text not null check (number ~ '^IN-\d{4}-\d{4,}$'),
  client_key text check (length(client_key) between 1 and 100),
  kind text not null check (kind in ('GROUP', 'SELF_CHECK', 'SPECIAL', 'THIRD_PARTY', 'INTERNAL_AUDIT', 'CERTIFICATION')),
  language text not null default 'en',
  title text not null check (length(btrim(title)) between 1 and 200),
  scope text not null default '' check (length(scope) <= 2000),
  -- the third party or the certification body
  body text not null default '' check (length(body) <= 200),
  -- frozen: a newer edition of the list changes nothing here
  edition_id int not null references inspections.edition,
  -- the kind of site it was planned for decides what is asked; empty: everything
  site_kind text not null default '' check (site_kind in ('', 'MINE', 'SMELTER', 'REFINERY', 'PROCESSING', 'OTHER')),
  planned_from date not null,
  planned_to date not null check (planned_to >= planned_from),
  independence_months int not null default 24 check (independence_months between 0 and 120),
  time_zone text not null,
  state text not null default 'PLANNED' check (state in ('PLANNED', 'OPEN', 'CLOSING', 'ISSUED', 'CANCELLED')),
  opened_at timestamptz,
  opened_by int references organisation.person,
  opening_note text not null default '' check (length(opening_note) <= 4000),
  closing_at timestamptz,
  closing_by int references organisation.person,
  closing_note text not null default '' check (length(closing_note) <= 4000),
  issued_at timestamptz,
  issued_on date,
  issued_by int references organisation.person,
  cancelled_because text not null default '' check (length(cancelled_because) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  unique (group_id, number),
  check ((opened_at is null) = (state in ('PLANNED', 'CANCELLED')) or state = 'CANCELLED'),
  check (state not in ('CLOSING', 'ISSUED') or closing_at is not null),
  check ((state = 'ISSUED') = (issued_at is not null and issued_on is not null)),
  check ((state = 'CANCELLED') = (btrim(cancelled_because) <> ''))
);
create index on inspections.inspection (unit_id, planned_from desc, id desc);
create index on inspections.inspection (edition_id);
create unique index on inspections.inspection (unit_id, client_key) where client_key is not null;

create table inspections.member (
  id bigint generated always as identity primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  part text not null check (part in ('LEADER', 'MEMBER', 'EXPERT', 'OBSERVER')),
  -- what a third party says of its interests before it begins
  declared_at timestamptz,
  declaration text not null default '' check (length(declaration) <= 1000),
  added_at timestamptz not null default verdite.now(),
  added_by text not null default verdite.who(),
  left_at timestamptz
);
create unique index on inspections.member (inspection_id, person_id) where left_at is null;
create unique index on inspections.member (inspection_id) where left_at is null and part = 'LEADER';
create index on inspections.member (person_id) where left_at is null;

-- What somebody saw, told by a command whose id the client made: sent again it changes nothing. A later one replaces
-- those its writer had before their eyes; what none replaces stands, and two that stand and differ are a conflict.
create table inspections.observation (
  id uuid primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  -- the criterion's code, or the id of what was seen beside the list
  subject text not null check (length(subject) between 1 and 60),
  beside boolean not null default false,
  answer text not null check (answer in ('CONFORMS', 'DOES_NOT', 'OPPORTUNITY', 'NOT_APPLICABLE', 'TAKEN_BACK')),
  measured numeric,
  note text not null default '' check (length(note) <= 4000),
  place text not null default '' check (length(place) <= 200),
  latitude numeric(9, 6) check (latitude between -90 and 90),
  longitude numeric(9, 6) check (longitude between -180 and 180),
  accuracy numeric(8, 1) check (accuracy >= 0),
  title text not null default '' check (length(title) <= 200),
  severity text check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  medium text check (medium in ('WATER', 'AIR', 'NOISE', 'SOIL', 'WASTE', 'ECOLOGY', 'ENERGY', 'MANAGEMENT', 'OTHER')),
  replaces uuid[] not null default '{}' check (cardinality(replaces) <= 20),
  -- when, by the phone's clock, and how far that stood from ours when it was sent (seconds, positive: ahead)
  told_at timestamptz not null,
  ahead int not null default 0,
  person_id int references organisation.person,
  received_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  fingerprint text not null,
  check ((latitude is null) = (longitude is null)),
  check (beside = (severity is not null and medium is not null and btrim(title) <> '') or answer = 'TAKEN_BACK')
);
create index on inspections.observation (inspection_id, subject, received_at);

create table inspections.photo (
  id uuid primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  subject text not null check (length(subject) between 1 and 60),
  evidence_id bigint not null,
  media_type text not null,
  -- of the picture as the camera made it, taken on the device; what is kept is that picture or marked as derived from it
  original_sha256 text not null check (original_sha256 ~ '^[0-9a-f]{64}$'),
  hashed_on_device boolean not null,
  derived boolean not null,
  caption text not null default '' check (length(caption) <= 500),
  latitude numeric(9, 6) check (latitude between -90 and 90),
  longitude numeric(9, 6) check (longitude between -180 and 180),
  accuracy numeric(8, 1) check (accuracy >= 0),
  taken_at timestamptz,
  told_at timestamptz not null,
  ahead int not null default 0,
  person_id int references organisation.person,
  received_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  check ((latitude is null) = (longitude is null))
);
create index on inspections.photo (inspection_id, subject, received_at);

-- What the observations come to: graded, discussed with who was inspected, issued.
create table inspections.finding (
  id bigint generated always as identity primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  number int not null check (number > 0),
  -- MAJOR and MINOR are nonconformities, RISK is what could go wrong, OPPORTUNITY what could be better
  grade text not null check (grade in ('MAJOR', 'MINOR', 'RISK', 'OPPORTUNITY', 'GOOD_PRACTICE')),
  severity text not null check (severity in ('LOW', 'MINOR', 'MAJOR', 'CRITICAL')),
  medium text not null check (medium in ('WATER', 'AIR', 'NOISE', 'SOIL', 'WASTE', 'ECOLOGY', 'ENERGY', 'MANAGEMENT', 'OTHER')),
  language text not null default 'en',
  title text not null check (length(btrim(title)) between 1 and 200),
  description text not null default '' check (length(description) <= 4000),
  standard text not null default '',
  standard_edition text not null default '',
  clause text not null default '',
  place text not null default '' check (length(place) <= 200),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'AGREED', 'DISPUTED', 'ISSUED', 'DROPPED')),
  dropped_because text not null default '' check (length(dropped_because) <= 1000),
  item_id bigint,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  unique (inspection_id, number),
  check ((state = 'DROPPED') = (btrim(dropped_because) <> ''))
);
create table inspections.finding_of (
  id bigint generated always as identity primary key,
  finding_id bigint not null references inspections.finding,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  subject text not null,
  unique (finding_id, subject)
);
create index on inspections.finding_of (inspection_id, subject);

-- What was said of a finding, by the inspected and the inspectors. Kept for ever, whatever became of the finding.
create table inspections.remark (
  id bigint generated always as identity primary key,
  finding_id bigint not null references inspections.finding,
  unit_id int not null references organisation.unit,
  stance text not null check (stance in ('AGREES', 'DISPUTES', 'SAYS')),
  text text not null default '' check (length(text) <= 2000),
  person_id int references organisation.person,
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  check (stance = 'AGREES' or btrim(text) <> '')
);
create index on inspections.remark (finding_id, id);

-- An observation that says "does not" and comes to no finding says why.
create table inspections.waived (
  id bigint generated always as identity primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  subject text not null,
  because text not null check (length(btrim(because)) between 1 and 1000),
  person_id int references organisation.person,
  at timestamptz not null default verdite.now(),
  unique (inspection_id, subject)
);

call verdite.scoped('inspections.inspection', 'select, insert, update');
call verdite.scoped('inspections.member', 'select, insert, update');
call verdite.scoped('inspections.observation', 'select, insert');
call verdite.scoped('inspections.photo', 'select, insert');
call verdite.scoped('inspections.finding', 'select, insert, update');
call verdite.scoped('inspections.finding_of', 'select, insert, delete');
call verdite.scoped('inspections.remark', 'select, insert');
call verdite.scoped('inspections.waived', 'select, insert, delete');
call trail.pub_watch('inspections.inspection', 'id');
call trail.pub_watch('inspections.member', 'id');
call trail.pub_watch('inspections.observation', 'id');
call trail.pub_watch('inspections.photo', 'id');
call trail.pub_watch('inspections.finding', 'id');
call trail.pub_watch('inspections.finding_of', 'id');
call trail.pub_watch('inspections.remark', 'id');
call trail.pub_watch('inspections.waived', 'id');

create function inspections.inspection_guard() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.group_id, new.number, new.edition_id, new.kind, new.site_kind)
      is distinct from (old.unit_id, old.group_id, old.number, old.edition_id, old.kind, old.site_kind) then
    raise exception 'where, by which list and under which number an inspection looks does not change' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('PLANNED', 'OPEN'), ('OPEN', 'CLOSING'), ('CLOSING', 'OPEN'), ('CLOSING', 'ISSUED'),
      ('PLANNED', 'CANCELLED'), ('OPEN', 'CANCELLED'), ('CLOSING', 'CANCELLED')) then
    raise exception 'an inspection does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state in ('ISSUED', 'CANCELLED') then
    raise exception 'an inspection that is over is not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.inspection for each row execute function inspections.inspection_guard();

-- Observations come in while it is open, and to none that is over; what was issued is not rewritten.
create function inspections.observed_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select i.state from inspections.inspection i where i.id = new.inspection_id for share) <> 'OPEN' then
    raise exception 'observations are told while an inspection is open' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on inspections.observation for each row execute function inspections.observed_guard();
create trigger guarded before insert on inspections.photo for each row execute function inspections.observed_guard();
create function inspections.finding_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'ISSUED' and (new.grade, new.severity, new.title, new.description, new.state, new.number, new.clause, new.standard)
      is distinct from (old.grade, old.severity, old.title, old.description, old.state, old.number, old.clause, old.standard) then
    raise exception 'an issued finding is not rewritten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.finding for each row execute function inspections.finding_guard();

-- What stands of what was told of a subject: one row, or several that differ.
create function inspections.standing(inspection bigint) returns setof inspections.observation language sql stable as $$
  select o.* from inspections.observation o
  where o.inspection_id = inspection and not exists (
    select from inspections.observation n where n.inspection_id = inspection and n.subject = o.subject and o.id = any(n.replaces))
$$;
grant execute on function inspections.standing(bigint) to verdite_app, verdite_all;

-- What an inspection asks: of its edition what is asked at that kind of site.
create function inspections.asked_by(inspection bigint) returns table (id int, code text, place int) language sql stable as $$
  select a.id, a.code, a.place from inspections.inspection i
  cross join lateral inspections.asked(i.edition_id) a join inspections.criterion c on c.id = a.id
  where i.id = inspection and (i.site_kind = '' or cardinality(c.sites) = 0 or i.site_kind = any(c.sites))
$$;
grant execute on function inspections.asked_by(bigint) to verdite_app, verdite_all;

create view inspections.pub_inspection with (security_invoker = true) as
select id, unit_id, number, kind, title, state, planned_from, planned_to, issued_on from inspections.inspection;
create view inspections.pub_finding with (security_invoker = true) as
select id, inspection_id, unit_id, number, grade, severity, title, state, item_id from inspections.finding;
grant select on inspections.pub_inspection, inspections.pub_finding to verdite_app, verdite_all;
