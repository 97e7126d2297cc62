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

-- What verification asks again: the root of a load, as before, or that of a judging.
create function monitoring.intake_root_of(place text, key text) returns bytea language plpgsql stable as $$
declare
  batch monitoring.intake;
  hashes bytea[];
begin
  if place <> 'monitoring.intake' then
    return null;
  end if;
  select * into batch from monitoring.intake i where i.id = intake_root_of.key::int;
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
create or replace function monitoring.pub_root_of(place text, key text) returns bytea language sql stable as $$
  select case when place <> 'monitoring.judging' then monitoring.intake_root_of(place, key)
    when monitoring.judging_contradicted(key::int) then '\x00'::bytea
    else monitoring.judging_root(key::int) end
$$;
grant execute on function monitoring.pub_root_of(text, text), monitoring.intake_root_of(text, text), monitoring.judging_root(int),
  monitoring.judging_contradicted(int), monitoring.seal_judging(int) to verdite_app, verdite_all;

-- What was judged before is sealed as it stands.
select monitoring.seal_judging(id) from monitoring.judging order by id;
