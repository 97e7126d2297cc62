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
  -- Where the results of this load lie, so that its root can be computed again without reading everything.
  add column loaded_series int[] not null default '{}',
  add column loaded_from timestamptz,
  add column loaded_to timestamptz,
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

-- The root that stands for all results of a load (org.verdite.monitoring.intake.bulk.Merkle computes the same while loading):
-- leaves in the order of lines and, within a line, of hashes; two neighbours become one node, an odd one moves up.
-- Results that were revised since are read from the revisions. Null for a load without results.
create function monitoring.pub_root_of(place text, key text) returns bytea language plpgsql stable as $$
declare
  batch monitoring.intake;
  hashes bytea[];
begin
  if place <> 'monitoring.intake' then
    return null;
  end if;
  select * into batch from monitoring.intake i where i.id = pub_root_of.key::int;
  select array_agg(leaf order by line, leaf) into hashes from (
    select r.line, sha256('\x00'::bytea || int4send(r.series_id) || int8send(extract(epoch from r.started)::bigint)
        || int8send(extract(epoch from r.ended)::bigint) || int4send(octet_length(convert_to(r.sample, 'UTF8'))) || convert_to(r.sample, 'UTF8')
        || int2send(r.replicate) || int2send(r.run) || float8send(coalesce(r.value, 'NaN')) || int2send(r.censor)
        || float8send(coalesce(r.level, 'NaN')) || int4send(octet_length(convert_to(r.original, 'UTF8'))) || convert_to(r.original, 'UTF8')
        || int4send(octet_length(convert_to(r.original_unit, 'UTF8'))) || convert_to(r.original_unit, 'UTF8')
        || int4send(octet_length(convert_to(r.qualifier, 'UTF8'))) || convert_to(r.qualifier, 'UTF8') || int4send(r.line)) as leaf
    from (
      select series_id, started, ended, sample, replicate, run, value, censor, level, original, original_unit, qualifier, line
      from monitoring.result where intake_id = batch.id and series_id = any(batch.loaded_series)
        and started between batch.loaded_from and batch.loaded_to
      union all
      select series_id, started, ended, sample, replicate, run, value, censor, level, original, original_unit, qualifier, line
      from monitoring.result_revision where intake_id = batch.id and series_id = any(batch.loaded_series)
        and started between batch.loaded_from and batch.loaded_to) r) leaves;
  while array_length(hashes, 1) > 1 loop
    select array_agg(case when b is null then a else sha256('\x01'::bytea || a || b) end order by pair) into hashes from (
      select (n - 1) / 2 as pair, (array_agg(h) filter (where n % 2 = 1))[1] as a, (array_agg(h) filter (where n % 2 = 0))[1] as b
      from unnest(hashes) with ordinality as u(h, n) group by 1) pairs;
  end loop;
  return hashes[1];
end $$;
grant execute on function monitoring.pub_root_of(text, text) to verdite_app, verdite_all;
