-- People from outside see their engagement and nothing else: its inspections, and what the inspected released to them on
-- their list of requests (ISO 19011, 5.5.2 and 6.3). For a time.
create table inspections.engagement (
  id bigint generated always as identity primary key,
  -- who is inspected; an inspection of it lies at this unit or below
  unit_id int not null references organisation.unit,
  language text not null default 'en',
  title text not null check (length(btrim(title)) between 1 and 200),
  body text not null check (length(btrim(body)) between 1 and 200),
  purpose text not null default '' check (length(purpose) <= 2000),
  valid_from date not null,
  valid_to date not null check (valid_to between valid_from and valid_from + 1100),
  time_zone text not null,
  ended_at timestamptz,
  ended_by int references organisation.person,
  ended_because text not null default '' check (length(ended_because) <= 1000),
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  version int not null default 1,
  check ((ended_at is null) = (btrim(ended_because) = ''))
);
create index on inspections.engagement (unit_id, valid_to desc, id desc);

create table inspections.guest (
  id bigint generated always as identity primary key,
  engagement_id bigint not null references inspections.engagement,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  added_at timestamptz not null default verdite.now(),
  added_by text not null default verdite.who(),
  left_at timestamptz
);
create unique index on inspections.guest (engagement_id, person_id) where left_at is null;
create index on inspections.guest (person_id) where left_at is null;

alter table inspections.inspection add column engagement_id bigint references inspections.engagement;
create index on inspections.inspection (engagement_id) where engagement_id is not null;

-- What the people from outside ask to see.
create table inspections.request (
  id bigint generated always as identity primary key,
  engagement_id bigint not null references inspections.engagement,
  unit_id int not null references organisation.unit,
  number int not null check (number > 0),
  language text not null default 'en',
  text text not null check (length(btrim(text)) between 1 and 2000),
  due date,
  person_id int references organisation.person,
  asked_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  state text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN')),
  answer text not null default '' check (length(answer) <= 2000),
  answered_by int references organisation.person,
  answered_at timestamptz,
  version int not null default 1,
  unique (engagement_id, number),
  check (state <> 'DECLINED' or btrim(answer) <> ''),
  check ((state in ('ANSWERED', 'DECLINED')) = (answered_at is not null))
);

-- A copy of that day, given to one request: the file lies in documents and is never changed. What is taken back is not
-- shown any more; that it was shown stays.
create table inspections.release (
  id bigint generated always as identity primary key,
  engagement_id bigint not null references inspections.engagement,
  unit_id int not null references organisation.unit,
  request_id bigint not null references inspections.request,
  evidence_id bigint not null,
  title text not null check (length(btrim(title)) between 1 and 300),
  file_name text not null,
  size bigint not null,
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- the record it is a copy of, empty for a file
  of_record text not null default '' check (length(of_record) <= 300),
  released_by int references organisation.person,
  released_at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  withdrawn_at timestamptz,
  withdrawn_by int references organisation.person,
  withdrawn_because text not null default '' check (length(withdrawn_because) <= 1000),
  check ((withdrawn_at is null) = (btrim(withdrawn_because) = ''))
);
create index on inspections.release (request_id, id);
create index on inspections.release (engagement_id, id);

-- Each time somebody opened a copy.
create table inspections.reading (
  id bigint generated always as identity primary key,
  release_id bigint not null references inspections.release,
  engagement_id bigint not null references inspections.engagement,
  unit_id int not null references organisation.unit,
  person_id int references organisation.person,
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who()
);
create index on inspections.reading (engagement_id, id desc);
create index on inspections.reading (release_id, id);

call verdite.scoped('inspections.engagement', 'select, insert, update');
call verdite.scoped('inspections.guest', 'select, insert, update');
call verdite.scoped('inspections.request', 'select, insert, update');
call verdite.scoped('inspections.release', 'select, insert');
call verdite.scoped('inspections.reading', 'select, insert');
-- What was released does not change; it can be taken back, with a reason.
grant update (withdrawn_at, withdrawn_by, withdrawn_because) on inspections.release to verdite_app, verdite_all;
call trail.pub_watch('inspections.engagement', 'id');
call trail.pub_watch('inspections.guest', 'id');
call trail.pub_watch('inspections.request', 'id');
call trail.pub_watch('inspections.release', 'id');
call trail.pub_watch('inspections.reading', 'id');

-- The engagements that are open to the person who acts, on the day where the inspected are. As the owner, because the
-- policies below ask it.
create function inspections.joined() returns setof bigint
language sql stable security definer set search_path = pg_catalog as $$
  select g.engagement_id from inspections.guest g join inspections.engagement e on e.id = g.engagement_id
  where g.person_id = verdite.person() and g.left_at is null and e.ended_at is null
    and cast(verdite.now() at time zone e.time_zone as date) between e.valid_from and e.valid_to
$$;

-- The inspections that the person who acts may look into wherever they lie: those of their engagements, and those in
-- whose team they are, until a quarter after the end.
create function inspections.engaged() returns setof bigint
language sql stable security definer set search_path = pg_catalog as $$
  select i.id from inspections.inspection i where i.engagement_id in (select inspections.joined())
  union
  select m.inspection_id from inspections.member m join inspections.inspection i on i.id = m.inspection_id
  where m.person_id = verdite.person() and m.left_at is null and i.engagement_id is null
    and cast(verdite.now() at time zone i.time_zone as date) <= coalesce(i.issued_on, greatest(i.planned_to,
      case when i.state in ('PLANNED', 'OPEN', 'CLOSING') then cast(verdite.now() at time zone i.time_zone as date) end)) + 90
$$;

-- The editions that those inspections ask by, with those they stand on.
create function inspections.lent() returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  with recursive lent(id) as (
    select i.edition_id from inspections.inspection i where i.id in (select inspections.engaged())
    union
    select e.stands_on_id from lent l join inspections.edition e on e.id = l.id where e.stands_on_id is not null
  ) select id from lent
$$;

-- An array made once a statement: what a policy asks for each row must cost nothing.
create policy engaged on inspections.inspection to verdite_app
  using (id = any (array(select inspections.engaged())));
create policy engaged on inspections.member for select to verdite_app
  using (inspection_id = any (array(select inspections.engaged())));
create policy declared on inspections.member for update to verdite_app
  using (inspection_id = any (array(select inspections.engaged())) and person_id = verdite.person());
create policy engaged on inspections.observation to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = observation.unit_id));
create policy engaged on inspections.photo to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = photo.unit_id));
create policy engaged on inspections.finding to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = finding.unit_id));
create policy engaged on inspections.finding_of to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = finding_of.unit_id));
create policy engaged on inspections.waived to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = waived.unit_id));
create policy engaged on inspections.signature to verdite_app
  using (inspection_id = any (array(select inspections.engaged())))
  with check (exists (select from inspections.inspection i where i.id = inspection_id and i.unit_id = signature.unit_id));
create policy engaged on inspections.remark to verdite_app
  using (exists (select from inspections.finding f where f.id = finding_id and f.unit_id = remark.unit_id));

create policy lent on inspections.edition for select to verdite_app using (id = any (array(select inspections.lent())));
create policy lent on inspections.criterion for select to verdite_app using (edition_id = any (array(select inspections.lent())));
create policy lent on inspections.checklist for select to verdite_app
  using (exists (select from inspections.edition e where e.checklist_id = checklist.id and e.id = any (array(select inspections.lent()))));

create policy joined on inspections.engagement for select to verdite_app using (id = any (array(select inspections.joined())));
create policy joined on inspections.guest for select to verdite_app using (engagement_id = any (array(select inspections.joined())));
create policy joined on inspections.request to verdite_app
  using (engagement_id = any (array(select inspections.joined())))
  with check (exists (select from inspections.engagement e where e.id = engagement_id and e.unit_id = request.unit_id));
create policy joined on inspections.release for select to verdite_app
  using (engagement_id = any (array(select inspections.joined())) and withdrawn_at is null);
create policy joined on inspections.reading for insert to verdite_app
  with check (exists (select from inspections.release r where r.id = release_id and r.engagement_id = reading.engagement_id
    and r.unit_id = reading.unit_id) and person_id = verdite.person());

revoke execute on function inspections.joined(), inspections.engaged(), inspections.lent() from public;
grant execute on function inspections.joined(), inspections.engaged(), inspections.lent() to verdite_app, verdite_all;

-- An engagement stays with its inspected; a request is answered once and not rewritten afterwards.
create function inspections.engagement_guard() returns trigger language plpgsql as $$
begin
  if new.unit_id <> old.unit_id then
    raise exception 'an engagement stays with who is inspected' using errcode = 'check_violation';
  end if;
  if old.ended_at is not null then
    raise exception 'an engagement that ended is not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.engagement for each row execute function inspections.engagement_guard();
create function inspections.request_guard() returns trigger language plpgsql as $$
begin
  if (new.engagement_id, new.unit_id, new.number, new.text, new.person_id)
      is distinct from (old.engagement_id, old.unit_id, old.number, old.text, old.person_id) then
    raise exception 'what was asked is not rewritten' using errcode = 'check_violation';
  end if;
  if old.state = 'WITHDRAWN' then
    raise exception 'a request that was withdrawn is not answered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.request for each row execute function inspections.request_guard();
create function inspections.release_guard() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null then
    raise exception 'what was taken back stays so' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on inspections.release for each row execute function inspections.release_guard();
