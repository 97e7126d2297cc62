-- A file's way in: uploaded, mapped, tried out, loaded; and what a source's files taught us the last time.
create table monitoring.source (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  name text not null check (length(name) between 1 and 200),
  licence text not null default '',
  version int not null default 1,
  unique (unit_id, name)
);
-- The mapping and the answers given for one shape of file, applied to the next file of that shape without asking.
create table monitoring.source_mapping (
  id int generated always as identity primary key,
  source_id int not null references monitoring.source,
  unit_id int not null,
  fingerprint text not null,
  mapping jsonb not null,
  unique (source_id, fingerprint)
);

alter table monitoring.intake
  add column source_id int references monitoring.source,
  add column size bigint not null default 0,
  add column encoding text not null default '',
  add column delimiter text not null default '',
  add column header jsonb not null default '[]',
  add column fingerprint text not null default '',
  add column mapping jsonb,
  -- The units the mapping's author may see; null is every unit. Points are looked up among these only.
  add column visible int[],
  add column everywhere boolean not null default false,
  add column job_id bigint,
  add column failure text not null default '',
  add column judged bigint not null default 0,
  add column exceeded bigint not null default 0,
  add column not_judged bigint not null default 0,
  add constraint intake_state check (state in ('UPLOADED', 'MAPPED', 'DRY_RUN', 'LOADING', 'LOADED', 'FAILED', 'CANCELLED')),
  add constraint intake_loaded check ((state = 'LOADED') = (loaded_at is not null));

-- What a dry run found. It can be made again from the file at any time, so the trail does not watch it.
create table monitoring.dry_run (
  intake_id int primary key references monitoring.intake,
  unit_id int not null,
  intake_version int not null,
  result jsonb not null,
  made_at timestamptz not null default verdite.now()
);

-- The lines that were not or will not be loaded, with what was found and what was expected (a message and its arguments).
create table monitoring.intake_reject (
  intake_id int not null references monitoring.intake,
  ordinal int not null,
  unit_id int not null,
  line int not null,
  column_name text not null,
  found text not null,
  code text not null,
  args jsonb not null default '[]',
  primary key (intake_id, ordinal)
);

call verdite.scoped('monitoring.source', 'select, insert, update');
call verdite.scoped('monitoring.source_mapping', 'select, insert, update');
call verdite.scoped('monitoring.dry_run');
call verdite.scoped('monitoring.intake_reject');
call trail.pub_watch('monitoring.source', 'id');
call trail.pub_watch('monitoring.source_mapping', 'id');
