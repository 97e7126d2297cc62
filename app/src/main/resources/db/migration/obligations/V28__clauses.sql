-- Standards and a group's own documents by their clauses: numbers, and names in our own or the group's words.
-- A standard that comes with Verdite belongs to no unit; everybody reads every one.
create table obligations.standard (
  id int generated always as identity primary key,
  unit_id int references organisation.unit,
  code text not null check (btrim(code) <> '' and length(code) <= 80),
  edition text not null check (btrim(edition) <> '' and length(edition) <= 40),
  name jsonb not null,
  source jsonb not null,
  sample boolean not null default false,
  verified boolean not null default false,
  file_hash text not null default '',
  version int not null default 1,
  unique (code, edition)
);
create table obligations.clause (
  id int generated always as identity primary key,
  standard_id int not null references obligations.standard,
  number text not null check (number ~ '^[0-9A-Za-z][0-9A-Za-z.()-]{0,39}$'),
  place int not null check (place > 0),
  name jsonb not null,
  -- the clauses of the edition before that this one continues; none where it is new
  before text[] not null default '{}',
  unique (standard_id, number)
);
call verdite.common('obligations.standard', 'select, insert, update');
call verdite.common('obligations.clause', 'select, insert, update');

call trail.pub_watch_common('obligations.standard', 'id', 'file_hash');
call trail.pub_watch_common('obligations.clause', 'id');

create view obligations.pub_clause with (security_invoker = true) as
select s.code as standard, s.edition, s.name as standard_name, s.sample, s.verified, c.number as clause, c.place, c.name, c.before
from obligations.clause c join obligations.standard s on s.id = c.standard_id;
grant select on obligations.pub_clause to verdite_app, verdite_all;
