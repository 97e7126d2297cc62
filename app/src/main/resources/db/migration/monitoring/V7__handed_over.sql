-- A facility has another responsible unit: its points, and all that was measured and judged there, are seen by that unit.
-- The unit of a row says who sees it, not what was measured, so also rows that nothing else may change move along. Only for
-- who sees both units.
create function monitoring.hand_over(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moved int;
  t text;
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  update monitoring.point set unit_id = now_unit where facility_id = facility and unit_id = before_unit;
  get diagnostics moved = row_count;
  update monitoring.series s set unit_id = now_unit from monitoring.point p
    where p.id = s.point_id and p.facility_id = facility and s.unit_id = before_unit;
  foreach t in array array['segment', 'result', 'result_revision', 'latest', 'judgement', 'exceedance'] loop
    execute format('update monitoring.%I x set unit_id = $1 from monitoring.series s join monitoring.point p on p.id = s.point_id
      where x.series_id = s.id and p.facility_id = $2 and x.unit_id = $3', t) using now_unit, facility, before_unit;
  end loop;
  return moved;
end $$;
