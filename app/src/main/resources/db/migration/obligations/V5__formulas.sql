-- A limit may be a formula of other values (ADR 0028): its bound is then computed for each result, and it has no other.
-- Each covariate says by which name the formula speaks of it, in which unit, and how many days apart it may have been measured:
-- [{"name": "hardness", "parameter": "xw1001", "unit": "mg/L", "days": 0, "source": "same sample"}].
alter table obligations.limit
  add column formula text not null default '' check (length(formula) <= 2000),
  drop constraint limit_check,
  drop constraint limit_check1,
  drop constraint limit_check2,
  add constraint bounds_of_max check (operator <> 'MAX' or lower is null and (upper is null) = (formula <> '')),
  add constraint bounds_of_min check (operator <> 'MIN' or upper is null and (lower is null) = (formula <> '')),
  add constraint bounds_of_range check (operator <> 'RANGE' or formula = '' and lower is not null and upper > lower);

create or replace view obligations.pub_limit with (security_invoker = true) as
  select revision, id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic, operator, lower, upper, unit,
    warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code, clause, valid_from, valid_to, verified,
    recorded_at, recorded_by, superseded_at, averaging, anchor, covariates, formula
  from obligations.limit;

create or replace view obligations.pub_binding with (security_invoker = true) as
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id,
      l.formula, l.covariates
    from obligations.limit l join obligations.limit_set s on s.id = l.set_id
    where l.superseded_at is null and (s.side = 'PERMIT' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, r.valid_from, p.valid_from), least(l.valid_to, r.valid_to, p.valid_to), p.id,
      l.formula, l.covariates
    from obligations.reference r
    join obligations.limit_set p on p.id = r.permit_id
    join obligations.limit_set s on s.id = r.standard_id
    join obligations.limit l on l.set_id = s.id and l.superseded_at is null and l.kind in ('COMPLIANCE', 'DESIGN')
      and (r.point_class = '' or l.point_class = r.point_class)
    where r.superseded_at is null) b
  where b.valid_to is null or b.valid_from < b.valid_to;
