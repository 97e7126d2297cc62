-- When a load or a judging was is the same for everybody: whoever sees a result sees it as it was known, also where the file came from
-- outside of what they see. So this is asked with the owner's eyes, for results of the asker's own units only.
create or replace function monitoring.known_results(series int, first timestamptz, last timestamptz, at timestamptz)
returns setof monitoring.result language sql stable security definer set search_path = pg_catalog as $$
  with v as (
    select r.*, null::timestamptz as superseded_at from monitoring.result r
    where r.series_id = series and r.started >= first and r.started < last
      and (current_setting('role') = 'verdite_all' or r.unit_id = any((select verdite.units())::int[]))
    union all
    select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
      v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by, v.status, v.verdict, v.judging_id, v.intake_id, v.line,
      v.digits, v.level_kind, v.time_precision, v.superseded_at
    from monitoring.result_revision v
    where v.series_id = series and v.started >= first and v.started < last and v.superseded_at > at
      and (current_setting('role') = 'verdite_all' or v.unit_id = any((select verdite.units())::int[]))
  )
  select v.series_id, v.unit_id, v.started, v.ended, v.sample, v.replicate, v.run, v.revision, v.date_only, v.utc_offset_minutes, v.value,
    v.censor, v.level, v.original, v.original_unit, v.qualifier, v.flag, v.flagged_by,
    case when u.id is null then 0 else 1 end::smallint,
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
  left join lateral (
    select x.suppression_id as id from monitoring.suppressed x join monitoring.suppression p on p.id = x.suppression_id
    where x.series_id = v.series_id and x.started = v.started and x.ended = v.ended and x.sample = v.sample and x.replicate = v.replicate
      and x.run = v.run and x.revision = v.revision and p.applied_at <= at and (p.restored_at is null or p.restored_at > at) limit 1) u on true
  where coalesce(i.loaded_at, m.recorded_at, timestamptz '-infinity') <= at
$$;
revoke execute on function monitoring.known_results(int, timestamptz, timestamptz, timestamptz) from public;
grant execute on function monitoring.known_results(int, timestamptz, timestamptz, timestamptz) to verdite_app, verdite_all;
