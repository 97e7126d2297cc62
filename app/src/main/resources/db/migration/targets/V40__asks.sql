-- What a goal asks for, as those who decide above passed it: another number, measure or year asks for something else. An obligation
-- has no number, there its sentence says what is asked for.
create or replace view targets.pub_goal with (security_invoker = true) as
  select id, unit_id, number, sentence, horizon, due_year, owner_id, state, recorded_by,
    concat_ws(' ', direction, trim_scale(value)::text, coalesce(nullif(indicator, ''), nullif(measure, '')), due_year,
      case when value is null then sentence::text end) as asks
  from targets.goal;
