-- Records of other rooms and clauses of standards that an aspect or a risk speaks to; both ways and many to many.
create table risks.link (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  aspect_id bigint references risks.aspect,
  risk_id bigint references risks.risk,
  room text not null check (room ~ '^[a-z]{1,40}$'),
  title text not null check (length(btrim(title)) between 1 and 300),
  href text not null check (href ~ '^/[^/\\]' and length(href) <= 300),
  linked_at timestamptz not null default verdite.now(),
  linked_by text not null default verdite.who(),
  check (num_nonnulls(aspect_id, risk_id) = 1),
  unique nulls not distinct (aspect_id, risk_id, href)
);
create index on risks.link (href);
call verdite.scoped('risks.link', 'select, insert, delete');
call trail.pub_watch('risks.link', 'id');

create table risks.cited_clause (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  aspect_id bigint references risks.aspect,
  risk_id bigint references risks.risk,
  standard text not null,
  edition text not null,
  clause text not null,
  check (num_nonnulls(aspect_id, risk_id) = 1),
  unique nulls not distinct (aspect_id, risk_id, standard, edition, clause)
);
create index on risks.cited_clause (standard, edition, clause);
call verdite.scoped('risks.cited_clause', 'select, insert, delete');
call trail.pub_watch('risks.cited_clause', 'id');

-- What the system covers, what moves it from inside and outside, who has needs (ISO 14001, 4.1 to 4.3). A statement holds from a
-- day, is recorded at a time and is never edited: another one takes its place, or says that it holds no longer.
create table risks.statement (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  kind text not null check (kind in ('SCOPE', 'ISSUE', 'PARTY')),
  side text check (side in ('INTERNAL', 'EXTERNAL')),
  -- what the issue is about, who the party is; of a scope what it is called
  title text not null check (length(btrim(title)) between 1 and 200),
  -- the scope, the issue, the party's need
  body text not null default '' check (length(body) <= 4000),
  -- of a need: whether it is met as a compliance obligation
  obligation boolean,
  valid_from date not null check (valid_from between date '1990-01-01' and date '2200-01-01'),
  withdrawn boolean not null default false,
  -- only an older one, so that they can't go round in a circle; and each is replaced once
  replaces_id bigint unique references risks.statement check (replaces_id < id),
  language text not null,
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  check ((kind = 'ISSUE') = (side is not null)),
  check ((kind = 'PARTY') = (obligation is not null)),
  check (btrim(body) <> ''),
  check (not withdrawn or replaces_id is not null)
);
create index on risks.statement (unit_id, kind, id desc);
create unique index on risks.statement (unit_id) where kind = 'SCOPE' and replaces_id is null;
call verdite.scoped('risks.statement', 'select, insert');
call trail.pub_watch('risks.statement', 'id');

create function risks.statement_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  old risks.statement;
begin
  if new.replaces_id is not null then
    select * into old from risks.statement x where x.id = new.replaces_id;
    if (old.unit_id, old.kind) is distinct from (new.unit_id, new.kind) or old.withdrawn and new.kind <> 'SCOPE' or new.valid_from < old.valid_from then
      raise exception 'a statement is replaced by a later one of its kind and unit' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger guarded before insert on risks.statement for each row execute function risks.statement_guard();

-- What held on a day, as it was known at an instant.
create function risks.pub_statements(on_day date, known timestamptz default 'infinity')
returns table (id bigint, unit_id int, kind text, obligation boolean)
language sql stable as $$
  select s.id, s.unit_id, s.kind, s.obligation from risks.statement s
  where s.valid_from <= on_day and s.recorded_at <= known and not s.withdrawn and not exists (
    select from risks.statement n where n.replaces_id = s.id and n.valid_from <= on_day and n.recorded_at <= known)
$$;
create view risks.pub_statement_changes with (security_invoker = true) as
  select id, unit_id, kind, valid_from from risks.statement;
grant select on risks.pub_statement_changes to verdite_app, verdite_all;
