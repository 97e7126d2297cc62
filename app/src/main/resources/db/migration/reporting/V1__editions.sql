-- What was published: a snapshot of every figure with its inputs, rules and rates. Append-only.
call verdite.room('reporting');

create table reporting.edition (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  year int not null check (year between 1990 and 2200),
  version int not null check (version > 0),
  snapshot jsonb not null,
  structure_date date not null,
  known_at timestamptz not null,
  statement text not null check (statement <> ''),
  reason text not null default '' check (version = 1 or reason <> ''),
  person_id int,
  published_at timestamptz not null default verdite.now(),
  published_by text not null default verdite.who(),
  unique (unit_id, year, version)
);
call verdite.scoped('reporting.edition', 'select, insert');
call trail.pub_watch('reporting.edition', 'id');

-- Versions follow one another without a gap, so that none can be slipped in between.
create function reporting.follow() returns trigger language plpgsql as $$
begin
  if new.version <> 1 + coalesce((select max(e.version) from reporting.edition e where e.unit_id = new.unit_id and e.year = new.year), 0) then
    raise exception 'editions follow one another' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger follow before insert on reporting.edition for each row execute function reporting.follow();
