-- The organisation as a file: judged first, then taken in as a whole. Only its reader sees it; what it says of people is
-- kept no longer than until it is decided, and never in the trail.
create table organisation.roster (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  account_id int references organisation.account,
  name text not null check (length(name) <= 200),
  state text not null default 'JUDGED' check (state in ('JUDGED', 'TAKEN', 'DROPPED')),
  wrong int not null check (wrong >= 0),
  changed int not null check (changed >= 0),
  added int not null check (added >= 0),
  same int not null check (same >= 0),
  content jsonb,
  brought_at timestamptz not null default verdite.now(),
  decided_at timestamptz,
  check ((state = 'JUDGED') = (decided_at is null)),
  check ((state = 'JUDGED') = (content is not null)),
  check (state <> 'TAKEN' or wrong = 0)
);
create index on organisation.roster (account_id, id);
call verdite.scoped('organisation.roster', 'select, insert, update');
call trail.pub_watch('organisation.roster', 'id', 'content', 'name');
