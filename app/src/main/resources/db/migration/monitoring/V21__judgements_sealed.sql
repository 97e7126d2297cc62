-- Verdicts are evidence: each judging enters the trail as one root over its judgements, as the results of a load do.
-- A row for every judgement would double the cost of a load whose results can't be judged.
create index on monitoring.judgement (judging_id);
call trail.pub_watch('monitoring.judging', 'id');

create function monitoring.judging_root(judging int) returns bytea language sql stable as $$
  select sha256(string_agg(sha256(convert_to(concat_ws(E'\x1f', j.series_id, extract(epoch from j.started)::text,
      extract(epoch from j.ended)::text, length(j.sample), j.sample, j.replicate, j.run, j.revision, j.limit_id, j.limit_revision, j.kind,
      j.verdict, j.reason, coalesce(j.value::text, '-'), j.limit_value, j.unit), 'UTF8')), ''::bytea
    order by j.series_id, j.started, j.ended, j.sample, j.replicate, j.run, j.limit_id))
  from monitoring.judgement j where j.judging_id = judging
$$;

-- A result that still carries a judging says what its judgements say: the worst of its binding limits.
create function monitoring.judging_contradicted(judging int) returns boolean language sql stable as $$
  with ranked as (
    select j.*, case j.verdict when 3 then 3 when 2 then 2 else 1 end as rank from monitoring.judgement j where j.judging_id = judging
  ), worst as (
    select series_id, started, ended, sample, replicate, run, revision,
      (array_agg(verdict order by rank desc) filter (where kind = 'COMPLIANCE'))[1] as binding,
      (array_agg(verdict order by rank desc) filter (where kind <> 'COMPLIANCE'))[1] as other
    from ranked group by 1, 2, 3, 4, 5, 6, 7
  )
  select exists (select from worst w join monitoring.result r on r.series_id = w.series_id and r.started = w.started and r.ended = w.ended
    and r.sample = w.sample and r.replicate = w.replicate and r.run = w.run and r.revision = w.revision and r.judging_id = judging
    where case when w.binding is not null then r.verdict <> w.binding else r.verdict not in (0, 1, w.other) end)
$$;

create function monitoring.seal_judging(judging int) returns bigint language sql as $$
  select trail.pub_root('monitoring.judging', j.id::text, j.unit_id, monitoring.judging_root(j.id),
    (select count(*) from monitoring.judgement x where x.judging_id = j.id))
  from monitoring.judging j where j.id = judging
$$;

-- What verification asks again. The root of a load stays where it was; a judging has its own.
alter function monitoring.pub_root_of(text, text) rename to intake_root_of;
create function monitoring.pub_root_of(place text, key text) returns bytea language sql stable as $$
  select case when place <> 'monitoring.judging' then monitoring.intake_root_of(place, key)
    when monitoring.judging_contradicted(key::int) then '\x00'::bytea
    else monitoring.judging_root(key::int) end
$$;
grant execute on function monitoring.pub_root_of(text, text), monitoring.intake_root_of(text, text), monitoring.judging_root(int),
  monitoring.judging_contradicted(int), monitoring.seal_judging(int) to verdite_app, verdite_all;

-- What was judged before is sealed as it stands.
select monitoring.seal_judging(id) from monitoring.judging order by id;
