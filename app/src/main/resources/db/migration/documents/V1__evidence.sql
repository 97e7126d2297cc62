-- Evidence files. The bytes lie in the data directory under their fingerprint; here stands who kept them and what they prove.
call verdite.room('documents');

-- Numbered before the row is written: its policy shows it only once it is linked, so nothing can be read back from the insert.
create sequence documents.evidence_seq;
grant usage on sequence documents.evidence_seq to verdite_app, verdite_all;

-- No uniqueness on sha256: equal bytes in two scopes must reveal nothing of each other.
create table documents.evidence (
  id bigint primary key,
  unit_id int not null references organisation.unit,
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\[:cntrl:]]'),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size bigint not null check (size between 1 and 26214400),
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  caption text not null default '' check (length(caption) <= 500),
  captured_at timestamptz,
  latitude numeric(9, 6) check (latitude between -90 and 90),
  longitude numeric(9, 6) check (longitude between -180 and 180),
  class text not null default 'NORMAL' check (class in ('NORMAL', 'PERSONAL', 'PRIVILEGED')),
  retention text not null default 'STANDARD' check (retention in ('SHORT', 'STANDARD', 'LONG', 'PERMANENT')),
  legal_hold boolean not null default false,
  kept_at timestamptz not null default verdite.now(),
  kept_by int,
  who text not null default verdite.who(),
  version int not null default 1,
  check ((latitude is null) = (longitude is null))
);
create index on documents.evidence (unit_id, kept_at desc, id desc);

-- What a file proves: many to many, by name, as every link to a room above.
create table documents.evidence_link (
  id bigint generated always as identity primary key,
  evidence_id bigint not null references documents.evidence,
  unit_id int not null references organisation.unit,
  room text not null check (room ~ '^[a-z]{1,40}$'),
  kind text not null check (kind ~ '^[A-Za-z_-]{1,40}$'),
  key text not null check (length(key) between 1 and 80),
  title text not null check (length(title) between 1 and 300),
  href text not null check (href ~ '^/[^/\\]' and length(href) <= 300),
  linked_at timestamptz not null default verdite.now(),
  linked_by int,
  who text not null default verdite.who(),
  unique (evidence_id, room, kind, key)
);
create index on documents.evidence_link (room, kind, key);
create index on documents.evidence_link (unit_id, evidence_id desc);

-- May this file get another link? A file just kept has none yet; any other must already be seen through one of its links.
-- As the owner, because the policies of both tables would otherwise ask each other in a circle.
create function documents.linkable(evidence bigint) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select not exists (select from documents.evidence_link l where l.evidence_id = evidence)
    or exists (select from documents.evidence_link l where l.evidence_id = evidence and l.unit_id = any (verdite.units()))
$$;

alter table documents.evidence_link enable row level security;
create policy seen on documents.evidence_link for select to verdite_app
  using (unit_id = any ((select verdite.units())::int[]));
create policy linked on documents.evidence_link for insert to verdite_app
  with check (unit_id = any ((select verdite.units())::int[]) and documents.linkable(evidence_id));
create policy everything on documents.evidence_link to verdite_all using (true);
grant select, insert on documents.evidence_link to verdite_app, verdite_all;

-- A file is seen where one of its links is in scope. The subquery is itself filtered by the links' own policy.
alter table documents.evidence enable row level security;
create policy seen on documents.evidence for select to verdite_app
  using (exists (select from documents.evidence_link l where l.evidence_id = evidence.id));
create policy kept on documents.evidence for insert to verdite_app
  with check (unit_id = any ((select verdite.units())::int[]));
create policy described on documents.evidence for update to verdite_app
  using (unit_id = any ((select verdite.units())::int[]));
create policy everything on documents.evidence to verdite_all using (true);
grant select, insert on documents.evidence to verdite_app, verdite_all;
-- The bytes, their fingerprint and who kept them never change; what is said about them may.
grant update (caption, captured_at, latitude, longitude, class, retention, legal_hold, version)
  on documents.evidence to verdite_app, verdite_all;

call trail.pub_watch('documents.evidence', 'id');
call trail.pub_watch('documents.evidence_link', 'id');

create view documents.pub_evidence with (security_invoker = true) as
  select e.id, l.unit_id, l.room, l.kind, l.key, e.name, e.size, e.sha256, e.caption, e.kept_at
  from documents.evidence_link l join documents.evidence e on e.id = l.evidence_id;
grant select on documents.pub_evidence to verdite_app, verdite_all;
