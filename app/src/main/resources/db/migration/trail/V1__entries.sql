-- What happened: one entry for each change of each watched row, made by triggers, never by the application.
call verdite.room('trail');

create table trail.entry (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  who text not null,
  request text not null,
  place text not null,
  row_key text not null,
  unit_id int,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  old jsonb,
  new jsonb,
  hash bytea not null
);
create index on trail.entry (place, row_key, seq);
create index on trail.entry (xid, seq);
create index on trail.entry (unit_id, seq);

call verdite.scoped('trail.entry', 'select');

-- The fingerprint of an entry: everything it says, in one canonical text.
create function trail.fingerprint(e trail.entry) returns bytea language sql immutable as $$
  select sha256(convert_to(concat_ws(E'\x1f', e.seq, e.xid::text, extract(epoch from e.at)::text, e.who, e.request, e.place,
    e.row_key, coalesce(e.unit_id::text, '-'), e.operation, coalesce(e.old::text, '-'), coalesce(e.new::text, '-')), 'UTF8'))
$$;

-- Columns that say nothing a reader or an auditor asks for may be left out by naming them as trigger arguments.
create function trail.remember() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  e trail.entry;
  row_new jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - tg_argv[1:] end;
  row_old jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - tg_argv[1:] end;
begin
  if row_new is not distinct from row_old then
    return null;
  end if;
  e.seq := nextval('trail.entry_seq_seq');
  e.xid := pg_current_xact_id();
  e.at := verdite.now();
  e.who := verdite.who();
  e.request := verdite.request();
  e.place := tg_table_schema || '.' || tg_table_name;
  e.row_key := coalesce(row_new, row_old) ->> tg_argv[0];
  e.unit_id := (coalesce(row_new, row_old) ->> 'unit_id')::int;
  e.operation := lower(tg_op);
  e.old := row_old;
  e.new := row_new;
  e.hash := trail.fingerprint(e);
  insert into trail.entry overriding system value select e.*;
  return null;
end $$;

-- Watches a table: pub_watch('funds.posting', 'id') or with columns that are left out: pub_watch('t', 'id', 'search').
create procedure trail.pub_watch(t regclass, key text, variadic leave_out text[] default '{}') language plpgsql as $$
declare
  arguments text := quote_literal(key);
  c text;
begin
  foreach c in array leave_out loop
    arguments := arguments || ', ' || quote_literal(c);
  end loop;
  execute format('create trigger remember after insert or update or delete on %s for each row execute function trail.remember(%s)',
    t, arguments);
end $$;
