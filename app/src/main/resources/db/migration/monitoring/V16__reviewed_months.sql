-- A site's month of results: entered, checked by one person, approved by another, locked. A locked month takes no value and no
-- correction: what comes for it waits until somebody unlocks it by name and with a reason.
create table monitoring.month_review (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  site_id int not null references organisation.site,
  month date not null check (extract(day from month) = 1),
  state text not null check (state in ('ENTERED', 'CHECKED', 'APPROVED', 'LOCKED')),
  version int not null default 1,
  unique (site_id, month)
);
create index on monitoring.month_review (unit_id, month);
create table monitoring.month_review_step (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  review_id int not null references monitoring.month_review,
  step text not null check (step in ('CHECK', 'APPROVE', 'LOCK', 'UNLOCK', 'RETURN')),
  reason text not null default '' check (step not in ('UNLOCK', 'RETURN') or reason <> ''),
  person int,
  who text not null default verdite.who(),
  at timestamptz not null default verdite.now()
);
create index on monitoring.month_review_step (review_id, id);
call verdite.scoped('monitoring.month_review', 'select, insert, update');
call verdite.scoped('monitoring.month_review_step', 'select, insert');
call trail.pub_watch('monitoring.month_review', 'id');
call trail.pub_watch('monitoring.month_review_step', 'id');

-- Results that wait for their month to be unlocked, as they came.
create table monitoring.pending (
  like monitoring.result including defaults,
  id bigint generated always as identity primary key,
  site_id int,
  month date,
  recorded_at timestamptz not null default verdite.now(),
  applied_at timestamptz,
  applied_intake int references monitoring.intake
);
create index on monitoring.pending (site_id, month) where applied_at is null;
create index on monitoring.pending (series_id, started) where applied_at is null;
create index on monitoring.pending (intake_id);
call verdite.scoped('monitoring.pending', 'select, insert, update');
grant delete on monitoring.pending to verdite_all;
alter table monitoring.intake add column waiting bigint not null default 0;

-- The results of a series as they were known at a moment: what had come by then and was not yet superseded, with the verdict that stood.
-- Of a result that was judged again since, the last judging before the moment is asked for; "within" left no row there.
create function monitoring.known_results(series int, first timestamptz, last timestamptz, at timestamptz)
returns setof monitoring.result language sql stable as $$
  with v as (
    select r.*, null::timestamptz as superseded_at from monitoring.result r
    where r.series_id = series and r.started >= first and r.started < last
    union all
    select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
      v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by, v.status, v.verdict, v.judging_id, v.intake_id, v.line,
      v.digits, v.level_kind, v.time_precision, v.superseded_at
    from monitoring.result_revision v
    where v.series_id = series and v.started >= first and v.started < last and v.superseded_at > at
  )
  select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
    v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by, v.status,
    case when g.id is null or g.recorded_at <= at then v.verdict else coalesce(e.verdict, case when b.judged then 1 else 0 end)::smallint end,
    v.judging_id, v.intake_id, v.line, v.digits, v.level_kind, v.time_precision
  from v
  left join monitoring.intake i on i.id = v.intake_id and v.intake_id <> 0
  left join monitoring.composition m on m.series_id = v.series_id and m.started = v.started and m.revision = v.revision
  left join monitoring.judging g on g.id = v.judging_id
  left join lateral (
    select j.verdict from monitoring.judgement j join monitoring.judging x on x.id = j.judging_id
    where g.recorded_at > at and x.recorded_at <= at and j.series_id = v.series_id and j.started = v.started and j.ended = v.ended
      and j.sample = v.sample and j.replicate = v.replicate and j.run = v.run and j.revision = v.revision
    order by x.id desc, case j.verdict when 3 then 0 when 2 then 1 when 4 then 2 else 3 end limit 1) e on true
  left join lateral (
    select exists (select from monitoring.judging x where g.recorded_at > at and x.intake_id = v.intake_id and x.recorded_at <= at) as judged) b on true
  where coalesce(i.loaded_at, m.recorded_at, timestamptz '-infinity') <= at
$$;
grant execute on function monitoring.known_results(int, timestamptz, timestamptz, timestamptz) to verdite_app, verdite_all;

-- What waits is evidence too: the results that a load put aside enter the trail as one root.
create function monitoring.pending_root(intake int) returns bytea language sql stable as $$
  select sha256(string_agg(sha256(convert_to(concat_ws(E'\x1f', p.series_id, extract(epoch from p.started)::text, extract(epoch from p.ended)::text,
      length(p.sample), p.sample, p.replicate, p.run, coalesce(p.value::text, '-'), p.censor, coalesce(p.level::text, '-'), length(p.original),
      p.original, p.original_unit, p.qualifier, p.flag, p.line), 'UTF8')), ''::bytea
    order by p.line, p.series_id, p.started, p.sample, p.replicate, p.run))
  from monitoring.pending p where p.intake_id = intake
$$;
create function monitoring.seal_pending(intake int) returns bigint language sql as $$
  select trail.pub_root('monitoring.pending', i.id::text, i.unit_id, monitoring.pending_root(i.id),
    (select count(*) from monitoring.pending x where x.intake_id = i.id))
  from monitoring.intake i where i.id = intake
$$;
create or replace function monitoring.pub_root_of(place text, key text) returns bytea language sql stable as $$
  select case when place = 'monitoring.pending' then monitoring.pending_root(key::int)
    when place <> 'monitoring.judging' then monitoring.intake_root_of(place, key)
    when monitoring.judging_contradicted(key::int) then '\x00'::bytea
    else monitoring.judging_root(key::int) end
$$;
grant execute on function monitoring.pending_root(int), monitoring.seal_pending(int) to verdite_app, verdite_all;
