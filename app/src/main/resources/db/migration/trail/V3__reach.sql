-- Who reads which entries, beyond "those of their units": what belongs to no place is everybody's, what guards the doors
-- is only for those who keep them.
create table trail.reach (
  place text primary key,
  readers text not null check (readers in ('EVERYBODY', 'EVERYBODY_WITHOUT_UNIT', 'ADMINISTRATORS'))
);
call verdite.common('trail.reach', 'select');

-- Units whose accounts the reader keeps; null when the setting was not handed over: then none.
create function trail.administered() returns int[] language sql stable parallel safe as
$$ select nullif(nullif(current_setting('verdite.administered', true), ''), 'all')::int[] $$;
create function trail.administers_all() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('verdite.administered', true), '') = 'all' $$;

-- For the rooms' own queries: does the reader keep the accounts of this unit?
create function trail.pub_administers(unit int) returns boolean language sql stable parallel safe as
$$ select trail.administers_all() or coalesce(unit = any(trail.administered()), false) $$;

create function trail.places_for(wanted text) returns text[] language sql stable as
$$ select coalesce(array_agg(place), '{}') from trail.reach where readers = wanted $$;

drop policy units on trail.entry;
create policy units on trail.entry to verdite_app using (
  (unit_id = any((select case when cardinality(verdite.units()) > 0 then verdite.units() || 0 end)::int[])
    or place = any((select case when cardinality(verdite.units()) > 0 then trail.places_for('EVERYBODY') end)::text[])
    or unit_id is null
      and place = any((select case when cardinality(verdite.units()) > 0 then trail.places_for('EVERYBODY_WITHOUT_UNIT') end)::text[]))
  and (place <> all((select trail.places_for('ADMINISTRATORS'))::text[])
    or (select trail.administers_all()) or unit_id = any((select trail.administered())::int[])));
drop policy everything on trail.entry;
create policy everything on trail.entry to verdite_all using (
  place <> all((select trail.places_for('ADMINISTRATORS'))::text[])
    or (select trail.administers_all()) or unit_id = any((select trail.administered())::int[]));

create procedure trail.reaches(t regclass, whom text) language sql as $$
  insert into trail.reach (place, readers)
  select n.nspname || '.' || c.relname, whom from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = t
  on conflict (place) do update set readers = excluded.readers
$$;

-- A table of words that belong to no place: everybody who sees anything reads all of its entries, earlier ones too.
create procedure trail.pub_read_by_everybody(t regclass, only_without_unit boolean default false) language plpgsql as $$
begin
  call trail.reaches(t, case when only_without_unit then 'EVERYBODY_WITHOUT_UNIT' else 'EVERYBODY' end);
end $$;

-- Accounts, roles, tokens, sign-ins: only whoever may keep accounts at the entry's unit reads them.
create procedure trail.pub_read_by_administrators(t regclass) language plpgsql as $$
begin
  call trail.reaches(t, 'ADMINISTRATORS');
end $$;

create or replace procedure trail.pub_watch_common(t regclass, key text, variadic leave_out text[] default '{}') language plpgsql as $$
begin
  execute format('create trigger remember after insert or update or delete on %s for each row execute function trail.remember_common(%s)',
    t, trail.arguments(variadic array[key] || leave_out));
  call trail.remember_present(t, key, '0', leave_out);
  call trail.pub_read_by_everybody(t);
end $$;

-- The youngest entries, which no seal covers yet, and since when.
create function trail.pub_unsealed(out entries bigint, out since timestamptz) language sql stable security definer
set search_path = pg_catalog as $$
  with last as (select coalesce(max(a.id), 0) as id from trail.anchor a),
    bound as (select coalesce(a.epoch, 0) as epoch, coalesce(a.upto, '0'::xid8) as upto from last left join trail.anchor a on a.id = last.id)
  select count(*), min(e.at) from trail.entry e
  where (e.epoch, e.xid) >= ((select epoch from bound), (select upto from bound))
$$;
