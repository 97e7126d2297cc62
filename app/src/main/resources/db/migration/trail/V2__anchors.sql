-- Anchors: what had happened up to a moment, sealed in a chain, without a lock that writers would wait for.

-- Transaction ids start again in another cluster (a dump restored elsewhere), so entries and anchors name their epoch.
create function trail.identity() returns text language plpgsql stable as $$
begin
  return (select system_identifier::text from pg_control_system());
exception when insufficient_privilege then
  return '';
end $$;
create table trail.cluster (
  single boolean primary key default true check (single),
  epoch int not null,
  identity text not null
);
insert into trail.cluster (epoch, identity) values (1, trail.identity());
call verdite.common('trail.cluster', 'select');

alter table trail.entry add column epoch int not null default 1;
alter table trail.entry drop constraint entry_operation_check;
alter table trail.entry add constraint entry_operation_check check (operation in ('insert', 'update', 'delete', 'root'));
drop index trail.entry_xid_seq_idx;
create index on trail.entry (epoch, xid, seq);
create index on trail.entry (who, seq);

-- Entries of tables that belong to no place carry unit 0: whoever sees anything may read them. An entry whose table
-- names no unit carries none and is read only by those who see everything.
drop policy units on trail.entry;
create policy units on trail.entry to verdite_app
  using (unit_id = any((select case when cardinality(verdite.units()) > 0 then verdite.units() || 0 end)::int[]));

-- The fingerprint of an entry. Texts that somebody outside could choose carry their length, so that no two entries
-- share a text. Java computes the same from an export (trail.proof.Entry). Stable, not immutable: concat_ws is no more than
-- that, and only then does the planner put the body in the caller's place, which halves what an entry costs.
create or replace function trail.fingerprint(e trail.entry) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(concat_ws(E'\x1f', e.seq, e.epoch, e.xid::text, extract(epoch from e.at)::text,
    length(e.who), e.who, length(e.request), e.request, e.place, length(e.row_key), e.row_key,
    coalesce(e.unit_id::text, '-'), e.operation, coalesce(e.old::text, '-'), coalesce(e.new::text, '-')), 'UTF8'))
$$;

-- Fills in what every entry has in common and keeps it.
create function trail.keep(e trail.entry) returns void language plpgsql as $$
begin
  e.seq := nextval('trail.entry_seq_seq');
  e.xid := pg_current_xact_id();
  e.epoch := (select c.epoch from trail.cluster c);
  e.at := verdite.now();
  e.who := verdite.who();
  e.request := verdite.request();
  e.hash := trail.fingerprint(e);
  insert into trail.entry overriding system value select e.*;
end $$;
revoke execute on function trail.keep(trail.entry) from public;

-- Times are written in UTC whatever the session's zone is: the same row must give the same text tomorrow.
create or replace function trail.remember() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  e trail.entry;
begin
  if tg_op <> 'DELETE' then
    e.new := to_jsonb(new) - tg_argv[1:];
  end if;
  if tg_op <> 'INSERT' then
    e.old := to_jsonb(old) - tg_argv[1:];
    if e.new is not distinct from e.old then
      return null;
    end if;
  end if;
  e.place := tg_table_schema || '.' || tg_table_name;
  e.row_key := coalesce(e.new, e.old) ->> tg_argv[0];
  e.unit_id := (coalesce(e.new, e.old) ->> 'unit_id')::int;
  e.operation := lower(tg_op);
  -- As trail.keep, written out: this runs for every row of every write.
  e.seq := nextval('trail.entry_seq_seq');
  e.xid := pg_current_xact_id();
  e.epoch := (select c.epoch from trail.cluster c);
  e.at := coalesce(nullif(current_setting('verdite.now', true), '')::timestamptz, clock_timestamp());
  e.who := verdite.who();
  e.request := verdite.request();
  e.hash := trail.fingerprint(e);
  insert into trail.entry overriding system value select e.*;
  return null;
end $$;

-- A row of the second line has no unit of its own and takes its parent's: key, parent, its key, the column, left out.
create function trail.remember_below() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  e trail.entry;
begin
  if tg_op <> 'DELETE' then
    e.new := to_jsonb(new) - tg_argv[4:];
  end if;
  if tg_op <> 'INSERT' then
    e.old := to_jsonb(old) - tg_argv[4:];
    if e.new is not distinct from e.old then
      return null;
    end if;
  end if;
  e.place := tg_table_schema || '.' || tg_table_name;
  e.row_key := coalesce(e.new, e.old) ->> tg_argv[0];
  execute format('select unit_id from %s where %I::text = $1', tg_argv[1], tg_argv[2])
    into e.unit_id using coalesce(e.new, e.old) ->> tg_argv[3];
  e.operation := lower(tg_op);
  perform trail.keep(e);
  return null;
end $$;

-- A table of words that belong to no place: everybody may read what happened to it.
create function trail.remember_common() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  e trail.entry;
begin
  if tg_op <> 'DELETE' then
    e.new := to_jsonb(new) - tg_argv[1:];
  end if;
  if tg_op <> 'INSERT' then
    e.old := to_jsonb(old) - tg_argv[1:];
    if e.new is not distinct from e.old then
      return null;
    end if;
  end if;
  e.place := tg_table_schema || '.' || tg_table_name;
  e.row_key := coalesce(e.new, e.old) ->> tg_argv[0];
  e.unit_id := 0;
  e.operation := lower(tg_op);
  perform trail.keep(e);
  return null;
end $$;

-- One statement that touches thousands of rows gives its entries in one statement too.
create function trail.remember_many() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  -- Sets that this operation does not have are empty.
  rows_old text := case when tg_op = 'INSERT' then 'select null::jsonb as o, null::text as k where false'
    else 'select to_jsonb(t) - $2 as o, to_jsonb(t) ->> $1 as k from old_rows t' end;
  rows_new text := case when tg_op = 'DELETE' then 'select null::jsonb as n, null::text as k where false'
    else 'select to_jsonb(t) - $2 as n, to_jsonb(t) ->> $1 as k from new_rows t' end;
begin
  execute format($q$
    with a as (%s), b as (%s), c as (
      select nextval('trail.entry_seq_seq') as seq, pg_current_xact_id() as xid, verdite.now() as at, verdite.who() as who,
             verdite.request() as request, $3 as place, coalesce(b.k, a.k) as row_key,
             (coalesce(b.n, a.o) ->> 'unit_id')::int as unit_id,
             case when a.k is null then 'insert' when b.k is null then 'delete' else 'update' end as operation,
             a.o as old, b.n as new, null::bytea as hash, (select x.epoch from trail.cluster x) as epoch
      from a full join b on a.k = b.k where a.o is distinct from b.n)
    insert into trail.entry (seq, xid, at, who, request, place, row_key, unit_id, operation, old, new, hash, epoch)
    overriding system value
    select seq, xid, at, who, request, place, row_key, unit_id, operation, old, new,
           trail.fingerprint(row(c.*)::trail.entry), epoch from c$q$, rows_old, rows_new)
  using tg_argv[0], tg_argv[1:], tg_table_schema || '.' || tg_table_name;
  return null;
end $$;

create function trail.arguments(variadic words text[]) returns text language sql immutable as
$$ select string_agg(quote_literal(w), ', ' order by n) from unnest(words) with ordinality as u(w, n) $$;

-- What is there when the watch begins enters the trail too: every row's first entry is an insert.
create procedure trail.remember_present(t regclass, key text, unit text, leave_out text[]) language plpgsql
set timezone = 'UTC' as $$
begin
  execute format($q$
    with c as (
      select nextval('trail.entry_seq_seq') as seq, pg_current_xact_id() as xid, verdite.now() as at, verdite.who() as who,
             verdite.request() as request, (select n.nspname || '.' || k.relname from pg_class k join pg_namespace n
             on n.oid = k.relnamespace where k.oid = %L::regclass) as place, to_jsonb(t) ->> %L as row_key,
             %s as unit_id, 'insert' as operation, null::jsonb as old,
             to_jsonb(t) - $1 as new, null::bytea as hash, (select x.epoch from trail.cluster x) as epoch
      from %s t)
    insert into trail.entry (seq, xid, at, who, request, place, row_key, unit_id, operation, old, new, hash, epoch)
    overriding system value
    select seq, xid, at, who, request, place, row_key, unit_id, operation, old, new,
           trail.fingerprint(row(c.*)::trail.entry), epoch from c$q$, t, key, unit, t) using leave_out;
end $$;

-- Watches a table: pub_watch('funds.posting', 'id') or with columns that are left out: pub_watch('t', 'id', 'search').
-- A table without unit_id that is seen with its parent (verdite.scoped_by) takes the unit of the row it points to.
create or replace procedure trail.pub_watch(t regclass, key text, variadic leave_out text[] default '{}') language plpgsql as $$
declare
  parent regclass;
  parent_key text;
  pointer text;
begin
  if not exists (select from pg_attribute where attrelid = t and attname = 'unit_id' and not attisdropped) then
    select f.confrelid, pk.attname, fk.attname into parent, parent_key, pointer
    from pg_constraint f
    join pg_attribute fk on fk.attrelid = f.conrelid and fk.attnum = f.conkey[1]
    join pg_attribute pk on pk.attrelid = f.confrelid and pk.attnum = f.confkey[1]
    where f.conrelid = t and f.contype = 'f' and cardinality(f.conkey) = 1
      and exists (select from pg_attribute u where u.attrelid = f.confrelid and u.attname = 'unit_id' and not u.attisdropped)
      and exists (select from pg_policy p where p.polrelid = t and pg_get_expr(p.polqual, t) ~ ('\m' || fk.attname || '\M'))
    order by f.conkey[1] limit 1;
  end if;
  if parent is null then
    execute format('create trigger remember after insert or update or delete on %s for each row execute function trail.remember(%s)',
      t, trail.arguments(variadic array[key] || leave_out));
    call trail.remember_present(t, key, 'nullif(to_jsonb(t) ->> ''unit_id'', '''')::int', leave_out);
  else
    execute format('create trigger remember after insert or update or delete on %s for each row execute function trail.remember_below(%s)',
      t, trail.arguments(variadic array[key, parent::text, parent_key, pointer] || leave_out));
    call trail.remember_present(t, key, format('(select p.unit_id from %s p where p.%I = t.%I)', parent, parent_key, pointer),
      leave_out);
  end if;
end $$;

-- Watches a table of words that belong to no place and that everybody may read.
create procedure trail.pub_watch_common(t regclass, key text, variadic leave_out text[] default '{}') language plpgsql as $$
begin
  execute format('create trigger remember after insert or update or delete on %s for each row execute function trail.remember_common(%s)',
    t, trail.arguments(variadic array[key] || leave_out));
  call trail.remember_present(t, key, '0', leave_out);
end $$;

-- Watches a table that is filled by thousands of rows in a statement (it has unit_id).
create procedure trail.pub_watch_bulk(t regclass, key text, variadic leave_out text[] default '{}') language plpgsql as $$
declare
  arguments text := trail.arguments(variadic array[key] || leave_out);
begin
  execute format('create trigger remember after insert on %s referencing new table as new_rows
    for each statement execute function trail.remember_many(%s)', t, arguments);
  execute format('create trigger remember_update after update on %s referencing old table as old_rows new table as new_rows
    for each statement execute function trail.remember_many(%s)', t, arguments);
  execute format('create trigger remember_delete after delete on %s referencing old table as old_rows
    for each statement execute function trail.remember_many(%s)', t, arguments);
  call trail.remember_present(t, key, 'nullif(to_jsonb(t) ->> ''unit_id'', '''')::int', leave_out);
end $$;

-- A batch of rows that no trigger watches enters the chain as the root of its fingerprints. A room that can compute the
-- root again offers <room>.pub_root_of(place text, key text) returns bytea; verification asks it.
create function trail.pub_root(place text, key text, unit int, root bytea, count bigint) returns bigint language plpgsql
security definer set search_path = pg_catalog as $$
declare
  e trail.entry;
begin
  e.place := pub_root.place;
  e.row_key := key;
  e.unit_id := unit;
  e.operation := 'root';
  e.new := jsonb_build_object('count', count, 'root', encode(root, 'hex'));
  perform trail.keep(e);
  return currval('trail.entry_seq_seq');
end $$;
revoke execute on function trail.pub_root(text, text, int, bytea, bigint) from public;
grant execute on function trail.pub_root(text, text, int, bytea, bigint) to verdite_app, verdite_all;

-- leaves: for each entry in (xid, seq) order eight bytes of seq and its hash, so that a comparison names the entry.
create table trail.anchor (
  id bigint primary key check (id > 0),
  epoch int not null,
  upto xid8 not null,
  count bigint not null check (count > 0),
  first_seq bigint not null,
  last_seq bigint not null,
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  at timestamptz not null,
  unique (epoch, upto)
);
alter table trail.anchor alter column leaves set storage external;
call verdite.common('trail.anchor', 'select');

create function trail.seal(a trail.anchor) returns bytea language sql immutable as $$
  select sha256(convert_to(concat_ws(':', encode(a.previous, 'hex'), encode(a.root, 'hex'), a.id, a.epoch, a.upto::text, a.count,
    a.first_seq, a.last_seq, extract(epoch from a.at)::text), 'UTF8'))
$$;

-- Seals what an epoch's transactions below the bound left unsealed. The caller holds the lock.
create function trail.seal_up_to(of_epoch int, bound xid8) returns bigint language plpgsql as $$
declare
  last trail.anchor;
  a trail.anchor;
  begin_at xid8 := '0';
begin
  select id, epoch, upto, null, null, null, null, null, null, hash, null into last from trail.anchor order by id desc limit 1;
  if last.epoch = of_epoch then
    begin_at := last.upto;
  end if;
  select count(*), min(seq), max(seq), string_agg(int8send(seq) || hash, ''::bytea order by xid, seq)
    into a.count, a.first_seq, a.last_seq, a.leaves
    from trail.entry where epoch = of_epoch and xid >= begin_at and xid < bound;
  if a.count = 0 then
    return null;
  end if;
  a.id := coalesce(last.id, 0) + 1;
  a.epoch := of_epoch;
  a.upto := bound;
  a.root := sha256(a.leaves);
  a.previous := coalesce(last.hash, ''::bytea);
  a.at := verdite.now();
  a.hash := trail.seal(a);
  insert into trail.anchor select a.*;
  return a.id;
end $$;

-- Seals every entry whose transaction ended before the oldest one still running: complete by definition, nobody waits.
create function trail.pub_anchor() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7446001);
  return trail.seal_up_to((select epoch from trail.cluster), pg_snapshot_xmin(pg_current_snapshot()));
end $$;

-- Called at every start, before anything is written: another cluster begins a new epoch. What the old one left open is
-- sealed first.
create function trail.pub_epoch() returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
  c trail.cluster;
  here text := trail.identity();
  newest xid8;
begin
  perform pg_advisory_xact_lock(7446001);
  select * into c from trail.cluster;
  select xid into newest from trail.entry where epoch = c.epoch order by xid desc limit 1;
  if c.identity <> here or newest > pg_snapshot_xmax(pg_current_snapshot()) then
    perform trail.seal_up_to(c.epoch, (newest::text::bigint + 1)::text::xid8);
    update trail.cluster set epoch = epoch + 1, identity = here returning epoch into c.epoch;
  end if;
  return c.epoch;
end $$;
revoke execute on function trail.seal_up_to(int, xid8), trail.pub_anchor(), trail.pub_epoch() from public;
grant execute on function trail.pub_anchor(), trail.pub_epoch() to verdite_app, verdite_all;

-- Not even the owner changes what happened by mistake; verification is for those who mean it.
create function trail.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the trail is append-only' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on trail.entry for each statement execute function trail.refuse();
create trigger append_only before update or delete or truncate on trail.anchor for each statement execute function trail.refuse();

-- Results of verification: what it saw may come from every unit, so only work that sees everything reads or writes them.
create table trail.verification (
  id bigint generated always as identity primary key,
  who text not null default verdite.who(),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  entries bigint not null,
  anchors bigint not null,
  unsealed bigint not null,
  heads bigint not null,
  findings bigint not null,
  head bytea
);
create table trail.finding (
  verification_id bigint not null references trail.verification,
  number int not null,
  what text not null,
  found_by text not null,
  seq bigint,
  anchor_id bigint,
  place text,
  row_key text,
  who text,
  at timestamptz,
  expected text,
  found text,
  primary key (verification_id, number)
);
grant select, insert on trail.verification, trail.finding to verdite_all;

-- Everybody may know when the whole trail was last verified.
create function trail.pub_verified_at() returns timestamptz language sql stable security definer set search_path = pg_catalog as
$$ select max(ended_at) from trail.verification $$;
