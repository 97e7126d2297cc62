-- A limit on one value of many, by its rank: a percentile of a period, or "at most n of m". `ranked` says which one, of what
-- (org.verdite.obligations.Ranked): P98 DAY_MEAN, 2/12 SAMPLE, 2 DAY_MEAN.
alter table obligations.limit
  add column ranked text not null default '',
  drop constraint limit_statistic_check,
  add constraint limit_statistic_check check (statistic in ('INSTANT', 'SAMPLE', 'HOUR_MEAN', 'EIGHT_HOUR_MEAN', 'DAY_MEAN', 'MEAN_30_DAYS',
    'MONTH_MEAN', 'QUARTER_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM', 'SUM', 'MONTH_PERCENTILE', 'QUARTER_PERCENTILE', 'YEAR_PERCENTILE',
    'AT_MOST_OF', 'AT_MOST_30_DAYS', 'AT_MOST_MONTH', 'AT_MOST_QUARTER', 'AT_MOST_YEAR')),
  add constraint limit_ranked check (ranked ~ case
    when statistic like '%_PERCENTILE' then '^P\d{1,2}(\.\d{1,3})? [A-Z_]+$'
    when statistic = 'AT_MOST_OF' then '^\d{1,3}/\d{1,4} [A-Z_]+$'
    when statistic like 'AT_MOST_%' then '^\d{1,3} [A-Z_]+$'
    else '^$' end);

create or replace view obligations.pub_limit with (security_invoker = true) as
  select revision, id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic, operator, lower, upper, unit,
    warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code, clause, valid_from, valid_to, verified,
    recorded_at, recorded_by, superseded_at, averaging, anchor, covariates, formula, ranked
  from obligations.limit;

-- A 95th percentile does not stand instead of a 98th one.
create or replace view obligations.pub_overridden with (security_invoker = true) as
  select r.id as reference_id, a.revision as adopted, o.revision as own, o.id as own_id, q.id as own_set_id,
    coalesce(o.facility_id, q.facility_id) as facility_id, o.point_class, o.point_code,
    greatest(o.valid_from, q.valid_from) as valid_from, least(o.valid_to, q.valid_to) as valid_to,
    o.point_code = ''
      and (coalesce(o.facility_id, q.facility_id) is null or coalesce(o.facility_id, q.facility_id) = p.facility_id)
      and (o.point_class in ('', a.point_class) or starts_with(a.point_class, o.point_class || ':')) as whole
  from obligations.reference r
  join obligations.limit_set p on p.id = r.permit_id
  join obligations.limit a on a.set_id = r.standard_id and a.superseded_at is null and a.kind in ('COMPLIANCE', 'DESIGN')
    and (r.point_class = '' or a.point_class = r.point_class)
  left join organisation.pub_facility f on f.id = p.facility_id
  join obligations.limit_set q on q.id = p.id or q.side = 'PERMIT' and (
    q.site_id = coalesce(p.site_id, f.site_id)
    or q.facility_id in (select n.id from organisation.pub_facility n where n.site_id = coalesce(p.site_id, f.site_id)))
  join obligations.limit o on o.set_id = q.id and o.superseded_at is null and o.kind = a.kind and o.parameter_code = a.parameter_code
    and o.fraction = a.fraction and o.basis = a.basis and o.statistic = a.statistic and o.operator = a.operator
    and o.ranked = a.ranked
  where r.superseded_at is null
    and (o.valid_to is null or o.valid_to > q.valid_from) and (q.valid_to is null or o.valid_from < q.valid_to)
    and (coalesce(o.facility_id, q.facility_id) is null or p.facility_id is null
      or coalesce(o.facility_id, q.facility_id) = p.facility_id)
    and (o.point_class in ('', a.point_class) or a.point_class = '' or starts_with(a.point_class, o.point_class || ':')
      or starts_with(o.point_class, a.point_class || ':'));

-- As before, with `ranked` at the end.
create or replace view obligations.pub_binding with (security_invoker = true) as
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id,
      l.formula, l.covariates, cast('[]' as jsonb) as except_at, l.anchor, l.season, l.nondetect_mean, l.ranked
    from obligations.limit l join obligations.limit_set s on s.id = l.set_id
    where l.superseded_at is null and (s.side <> 'STANDARD' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      lower(d.days), upper(d.days), p.id,
      l.formula, l.covariates, coalesce(n.except_at, '[]'), l.anchor, l.season, l.nondetect_mean, l.ranked
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
