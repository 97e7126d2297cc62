-- On which days of a year a limit holds, what counts as which value in a mean that is put together, and "not detected" as a limit: then
-- there is no bound, and whatever was measured exceeds it.
alter table obligations.limit
  add column season text not null default '' check (season ~ '^(\d\d-\d\d/\d\d-\d\d)?$'),
  add column nondetect_mean text not null default 'HALF' check (nondetect_mean in ('ZERO', 'HALF', 'FULL')),
  drop constraint limit_operator_check,
  add constraint limit_operator_check check (operator in ('MAX', 'MIN', 'RANGE', 'NOT_DETECTED')),
  add constraint bounds_of_absence check (operator <> 'NOT_DETECTED' or lower is null and upper is null and formula = '');

create or replace view obligations.pub_binding with (security_invoker = true) as
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id,
      l.formula, l.covariates, cast('[]' as jsonb) as except_at, l.anchor, l.season, l.nondetect_mean
    from obligations.limit l join obligations.limit_set s on s.id = l.set_id
    where l.superseded_at is null and (s.side <> 'STANDARD' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      lower(d.days), upper(d.days), p.id,
      l.formula, l.covariates, coalesce(n.except_at, '[]'), l.anchor, l.season, l.nondetect_mean
    from obligations.reference r
    join obligations.limit_set p on p.id = r.permit_id
    join obligations.limit_set s on s.id = r.standard_id
    join obligations.limit l on l.set_id = s.id and l.superseded_at is null and l.kind in ('COMPLIANCE', 'DESIGN')
      and (r.point_class = '' or l.point_class = r.point_class)
    cross join lateral (select greatest(l.valid_from, r.valid_from, p.valid_from) as begins, least(l.valid_to, r.valid_to, p.valid_to) as ends) w
    left join lateral (
      select range_agg(daterange(o.valid_from, o.valid_to)) filter (where o.whole) as gone,
        jsonb_agg(jsonb_build_object('facility', o.facility_id, 'pointClass', o.point_class, 'pointCode', o.point_code,
          'from', o.valid_from, 'to', o.valid_to) order by o.own) filter (where not o.whole) as except_at
      from obligations.pub_overridden o where o.reference_id = r.id and o.adopted = l.revision) n on true
    cross join lateral unnest(
      case when w.ends is null or w.begins < w.ends then datemultirange(daterange(w.begins, w.ends)) else datemultirange() end
        - coalesce(n.gone, datemultirange())) d(days)
    where r.superseded_at is null) b
  where b.valid_to is null or b.valid_from < b.valid_to;
