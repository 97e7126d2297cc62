-- What a bound was computed from belongs to the verdict: {"hardness": 52.2}, in the units the formula takes. Sealed with it.
alter table monitoring.judgement add column inputs jsonb;
create or replace function monitoring.judging_root(judging int) returns bytea language sql stable as $$
  select sha256(string_agg(sha256(convert_to(concat_ws(E'\x1f', j.series_id, extract(epoch from j.started)::text,
      extract(epoch from j.ended)::text, length(j.sample), j.sample, j.replicate, j.run, j.revision, j.limit_id, j.limit_revision, j.kind,
      j.verdict, j.reason, coalesce(j.value::text, '-'), coalesce(j.limit_value::text, '-'), j.unit, j.inputs::text), 'UTF8')), ''::bytea
    order by j.series_id, j.started, j.ended, j.sample, j.replicate, j.run, j.limit_id))
  from monitoring.judgement j where j.judging_id = judging
$$;
