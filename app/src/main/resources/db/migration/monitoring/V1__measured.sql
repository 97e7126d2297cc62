-- What was measured. ISO 19156 in our words: a point is a feature of interest, a series a datastream with segments,
-- a result an observation's result.
call verdite.room('monitoring');

-- What can be measured. Codes of HJ 212 / HJ 524 / HJ 525 where there is one, else our own in the same manner.
create table monitoring.parameter (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  name jsonb not null,
  medium text not null check (medium in ('WATER', 'AIR', 'NOISE', 'SOIL', 'WASTE', 'WEATHER', 'OTHER')),
  unit text not null,
  aggregation text not null default 'ARITHMETIC' check (aggregation in ('ARITHMETIC', 'ENERGETIC', 'VECTOR', 'SUM', 'FLOW_WEIGHTED',
    'GEOMETRIC', 'MAXIMUM')),
  fraction text not null default '' check (fraction in ('', 'TOTAL', 'DISSOLVED', 'SUSPENDED', 'EXTRACTABLE')),
  basis text not null default '',
  cas text not null default '',
  molar_mass numeric(9, 4),
  below_zero boolean not null default false,
  version int not null default 1
);
-- Other names of a parameter, as laboratories and authorities write them.
create table monitoring.parameter_alias (
  alias text primary key,
  parameter_code text not null references monitoring.parameter
);

create table monitoring.point (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  facility_id int not null references organisation.facility,
  site_id int not null references organisation.site,
  code text not null,
  name jsonb not null,
  kind text not null check (kind in ('OUTFALL', 'WORKSHOP_OUTLET', 'STACK', 'BOUNDARY', 'AMBIENT_AIR', 'SURFACE_WATER', 'GROUNDWATER',
    'NOISE', 'VIBRATION', 'SOIL', 'WASTE', 'FLOW', 'WEATHER')),
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  time_zone text not null,
  receiving_body text not null default '',
  receiving_class text not null default '',
  data_source text not null default '',
  data_licence text not null default '',
  simulated boolean not null default false,
  valid_from date not null default date '1900-01-01',
  valid_to date,
  version int not null default 1,
  unique (site_id, code)
);
create index on monitoring.point (unit_id);

create table monitoring.series (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  point_id int not null references monitoring.point,
  parameter_code text not null references monitoring.parameter,
  fraction text not null default '',
  basis text not null default '',
  statistic text not null default 'VALUE' check (statistic in ('VALUE', 'HOUR_MEAN', 'DAY_MEAN', 'MONTH_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM',
    'SUM')),
  mode text not null default 'LABORATORY' check (mode in ('LABORATORY', 'FIELD', 'ONLINE')),
  unit text not null,
  unique (point_id, parameter_code, fraction, basis, statistic, mode)
);
create index on monitoring.series (unit_id);
-- A change of method, instrument or interval is a new segment of the same series.
create table monitoring.segment (
  id int generated always as identity primary key,
  unit_id int not null,
  series_id int not null references monitoring.series,
  valid_from date not null,
  valid_to date,
  method text not null default '',
  instrument text not null default '',
  depth_m numeric(8, 2),
  sampling_interval text not null default '',
  source_unit text not null default '',
  recorded_at timestamptz not null default verdite.now()
);
create index on monitoring.segment (series_id, valid_from);

-- One bulk intake: a file, a frame batch, an API call. Its results enter the trail as one Merkle root.
create table monitoring.intake (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  source text not null,
  file_name text not null default '',
  sha256 bytea,
  state text not null,
  lines bigint not null default 0,
  loaded bigint not null default 0,
  unchanged bigint not null default 0,
  revised bigint not null default 0,
  rejected bigint not null default 0,
  merkle_root bytea,
  who text not null default verdite.who(),
  recorded_at timestamptz not null default verdite.now(),
  loaded_at timestamptz,
  version int not null default 1
);
create index on monitoring.intake (unit_id, recorded_at desc);

-- The results. Identity: series, start, end, sample, replicate, run. The source key (intake, line) is apart.
-- value: as judged and charted, in the series' unit; the text as written and its unit are kept beside it.
-- censor: 0 measured, 1 below `level` (not detected), 2 below an unknown level, 3 above `level`, 4 too much to count.
-- verdict: 0 no limit, 1 within, 2 warning, 3 exceeded, 4 not judgeable (the worst among the COMPLIANCE limits, else among all).
create table monitoring.result (
  series_id int not null,
  unit_id int not null,
  started timestamptz not null,
  ended timestamptz not null,
  sample text not null default '',
  replicate smallint not null default 0,
  run smallint not null default 0,
  revision smallint not null default 0,
  date_only boolean not null default false,
  utc_offset_minutes smallint,
  value double precision,
  censor smallint not null default 0,
  level double precision,
  original text not null,
  original_unit text not null default '',
  qualifier text not null default '',
  flag text not null default '',
  flagged_by text not null default '',
  status smallint not null default 0,
  verdict smallint not null default 0,
  judging_id int,
  intake_id int not null,
  line int not null,
  primary key (series_id, started, ended, sample, replicate, run)
) partition by range (started);
call verdite.scoped('monitoring.result', 'select, insert, update');

-- Earlier values of a result: nothing is overwritten.
create table monitoring.result_revision (
  like monitoring.result,
  superseded_at timestamptz not null default verdite.now(),
  superseded_by_intake int not null
);
create index on monitoring.result_revision (series_id, started);
call verdite.scoped('monitoring.result_revision', 'select, insert');

create table monitoring.latest (
  series_id int primary key,
  unit_id int not null,
  started timestamptz not null,
  date_only boolean not null,
  value double precision,
  censor smallint not null,
  level double precision,
  original text not null,
  verdict smallint not null,
  recorded_at timestamptz not null
) with (fillfactor = 50);
call verdite.scoped('monitoring.latest', 'select, insert, update');

-- Monthly partitions, made as results arrive. Policies live on the parent; the leaves are for bulk copies made by work
-- whose scope was checked before, so only verdite_all may write there.
create function monitoring.ensure_partitions(first date, last date) returns int language plpgsql security definer
set search_path = pg_catalog as $$
declare
  month date := date_trunc('month', first)::date;
  leaf text;
  made int := 0;
begin
  if first < date '1900-01-01' or last > date '2200-01-01' then
    raise exception 'a result can not lie in the year %', extract(year from first) using errcode = '22008';
  end if;
  -- Two intakes may want the same month at the same moment.
  perform pg_advisory_xact_lock(hashtext('monitoring.ensure_partitions'));
  while month <= last loop
    leaf := 'result_' || to_char(month, 'YYYYMM');
    if to_regclass('monitoring.' || leaf) is null then
      execute format('create table monitoring.%I partition of monitoring.result for values from (%L) to (%L)', leaf,
        month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      execute format('grant select, insert on monitoring.%I to verdite_all', leaf);
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $$;
revoke execute on function monitoring.ensure_partitions(date, date) from public;
grant execute on function monitoring.ensure_partitions(date, date) to verdite_app, verdite_all;

call verdite.common('monitoring.parameter');
call verdite.common('monitoring.parameter_alias');
call verdite.scoped('monitoring.point', 'select, insert, update');
call verdite.scoped('monitoring.series', 'select, insert, update');
call verdite.scoped('monitoring.segment', 'select, insert, update');
call verdite.scoped('monitoring.intake', 'select, insert, update');
call trail.pub_watch('monitoring.parameter', 'code');
call trail.pub_watch('monitoring.point', 'id');
call trail.pub_watch('monitoring.series', 'id');
call trail.pub_watch('monitoring.segment', 'id');
call trail.pub_watch('monitoring.intake', 'id');
