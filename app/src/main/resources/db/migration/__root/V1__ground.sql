-- The ground every room stands on: who acts, in which scope, at what time; and how a table is put under them.
-- Roles are made before migration (see org.verdite.Roles): verdite_app may see the units of its scope, verdite_all everything.

create schema verdite;
grant usage on schema verdite to verdite_app, verdite_all;

-- Recorded time comes from the application's clock, passed in with each transaction, so that tests can set it.
create function verdite.now() returns timestamptz language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('verdite.now', true), '')::timestamptz, clock_timestamp()) $$;

create function verdite.who() returns text language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('verdite.who', true), ''), 'database:' || session_user) $$;

create function verdite.request() returns text language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('verdite.request', true), ''), '') $$;

create function verdite.units() returns int[] language sql stable parallel safe as
$$ select nullif(current_setting('verdite.units', true), '')::int[] $$;

-- A text of a user in the reader's language, else in the language it was written in (key "_").
create function verdite.text(t jsonb, lang text) returns text language sql immutable parallel safe as
$$ select coalesce(t ->> lang, t ->> (t ->> '_'), t ->> 'en', t ->> 'zh') $$;

-- A room's schema. Both roles may look inside; what they may do is said table by table.
create procedure verdite.room(name text) language plpgsql as $$
begin
  execute format('create schema if not exists %I', name);
  execute format('grant usage on schema %I to verdite_app, verdite_all', name);
end $$;

-- Puts a table with a column unit_id under row-level security. An "or" in the policy would take the index away,
-- so "everything" is a second role (docs/adr/0004).
create procedure verdite.scoped(t regclass, privileges text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('create policy units on %s to verdite_app using (unit_id = any((select verdite.units())::int[]))', t);
  execute format('create policy everything on %s to verdite_all using (true)', t);
  execute format('grant %s on %s to verdite_app, verdite_all', privileges, t);
end $$;

-- A table of the second line: its rows belong to the row of another table and are seen with it.
create procedure verdite.scoped_by(t regclass, condition text, privileges text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('create policy units on %s to verdite_app using (%s)', t, condition);
  execute format('create policy everything on %s to verdite_all using (true)', t);
  execute format('grant %s on %s to verdite_app, verdite_all', privileges, t);
end $$;

-- A table of words that belong to no place: everybody may read it; who may write is the application's matter.
create procedure verdite.common(t regclass, privileges text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('grant %s on %s to verdite_app, verdite_all', privileges, t);
end $$;

-- The durable queue of jobs (db-scheduler's table).
create schema jobs;
grant usage on schema jobs to verdite_app, verdite_all;
create table jobs.scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);
create index on jobs.scheduled_tasks (execution_time);
create index on jobs.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on jobs.scheduled_tasks to verdite_app, verdite_all;

-- The registry of published events (Spring Modulith's table, version 2).
create schema events;
grant usage on schema events to verdite_app, verdite_all;
create table events.event_publication (
  id uuid primary key,
  listener_id text not null,
  event_type text not null,
  serialized_event text not null,
  publication_date timestamptz not null,
  completion_date timestamptz,
  status text,
  completion_attempts int,
  last_resubmission_date timestamptz
);
create index on events.event_publication using hash (serialized_event);
create index on events.event_publication (completion_date);
grant select, insert, update, delete on events.event_publication to verdite_app, verdite_all;
