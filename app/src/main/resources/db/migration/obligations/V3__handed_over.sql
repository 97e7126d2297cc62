-- A facility has another responsible unit: its permits with their limits are seen by that unit. The unit of a row says who
-- sees it, so revisions of limits that nothing else may change move along. Only for who sees both units.
create function obligations.hand_over(facility int, now_unit int, before_unit int) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  permits bigint[];
begin
  if current_setting('role') <> 'verdite_all' and not (array[now_unit, before_unit] <@ verdite.units()) then
    raise insufficient_privilege;
  end if;
  select coalesce(array_agg(id), '{}') into permits from obligations.limit_set
    where facility_id = facility and unit_id = before_unit;
  update obligations.limit_set set unit_id = now_unit where id = any(permits);
  update obligations.reference set unit_id = now_unit where permit_id = any(permits);
  update obligations.limit set unit_id = now_unit where set_id = any(permits) and unit_id = before_unit;
  return coalesce(array_length(permits, 1), 0);
end $$;
