-- What binds, as it was known at a moment: a figure that is asked for as known then is told by the register of then. At infinity it is
-- what is known now, and the views are that.
create function obligations.stood(recorded timestamptz, superseded timestamptz, at timestamptz) returns boolean language sql immutable parallel safe as $$
  select recorded <= at and (superseded is null or superseded > at)
$$;

create function obligations.set_at(at timestamptz)
returns table (id bigint, unit_id int, side text, code text, edition text, table_name text, site_id int, facility_id int, valid_from date, valid_to date)
language sql stable as $$
  select s.id, s.unit_id, s.side, s.code, s.edition, s.table_name, s.site_id, s.facility_id,
    case when b.id is null then s.valid_from else b.valid_from end, case when b.id is null then s.valid_to else b.valid_to end
  from obligations.limit_set s
  left join obligations.limit_set_before b on b.set_id = s.id and obligations.stood(b.recorded_at, b.superseded_at, at)
$$;

-- A 95th percentile does not stand instead of a 98th one.
create function obligations.overridden_at(at timestamptz)
returns table (reference_id bigint, adopted bigint, own bigint, own_id bigint, own_set_id bigint, facility_id int, point_class text, point_code text,
  valid_from date, valid_to date, whole boolean)
language sql stable as $$
  select r.id as reference_id, a.revision as adopted, o.revision as own, o.id as own_id, q.id as own_set_id,
    coalesce(o.facility_id, q.facility_id) as facility_id, o.point_class, o.point_code,
    greatest(o.valid_from, q.valid_from) as valid_from, least(o.valid_to, q.valid_to) as valid_to,
    o.point_code = ''
      and (coalesce(o.facility_id, q.facility_id) is null or coalesce(o.facility_id, q.facility_id) = p.facility_id)
      and (o.point_class in ('', a.point_class) or starts_with(a.point_class, o.point_class || ':')) as whole
  from obligations.reference r
  join obligations.set_at(at) p on p.id = r.permit_id
  join obligations.limit a on a.set_id = r.standard_id and obligations.stood(a.recorded_at, a.superseded_at, at) and a.kind in ('COMPLIANCE', 'DESIGN')
    and (r.point_class = '' or a.point_class = r.point_class)
  left join organisation.pub_facility f on f.id = p.facility_id
  join obligations.set_at(at) q on q.id = p.id or q.side = 'PERMIT' and (
    q.site_id = coalesce(p.site_id, f.site_id)
    or q.facility_id in (select n.id from organisation.pub_facility n where n.site_id = coalesce(p.site_id, f.site_id)))
  join obligations.limit o on o.set_id = q.id and obligations.stood(o.recorded_at, o.superseded_at, at) and o.kind = a.kind and o.parameter_code = a.parameter_code
    and o.fraction = a.fraction and o.basis = a.basis and o.statistic = a.statistic and o.operator = a.operator
    and o.ranked = a.ranked
  where obligations.stood(r.recorded_at, r.superseded_at, at)
    and (o.valid_to is null or o.valid_to > q.valid_from) and (q.valid_to is null or o.valid_from < q.valid_to)
    and (coalesce(o.facility_id, q.facility_id) is null or p.facility_id is null
      or coalesce(o.facility_id, q.facility_id) = p.facility_id)
    and (o.point_class in ('', a.point_class) or a.point_class = '' or starts_with(a.point_class, o.point_class || ':')
      or starts_with(o.point_class, a.point_class || ':'))
$$;

create function obligations.binding_at(at timestamptz)
returns table (revision bigint, id bigint, unit_id int, set_id bigint, set_code text, edition text, table_name text, side text, kind text,
  parameter_code text, fraction text, basis text, statistic text, operator text, lower numeric, upper numeric, unit text, warning_share numeric,
  rounding text, nondetect text, minimum_number int, site_id int, facility_id int, point_class text, point_code text, clause text, verified boolean,
  valid_from date, valid_to date, permit_id bigint, formula text, covariates jsonb, except_at jsonb, anchor text, season text, nondetect_mean text, ranked text)
language sql stable as $$
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id,
      l.formula, l.covariates, cast('[]' as jsonb) as except_at, l.anchor, l.season, l.nondetect_mean, l.ranked
    from obligations.limit l join obligations.set_at(at) s on s.id = l.set_id
    where obligations.stood(l.recorded_at, l.superseded_at, at) and (s.side <> 'STANDARD' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      lower(d.days), upper(d.days), p.id,
      l.formula, l.covariates, coalesce(n.except_at, '[]'), l.anchor, l.season, l.nondetect_mean, l.ranked
    from obligations.reference r
    join obligations.set_at(at) p on p.id = r.permit_id
    join obligations.set_at(at) s on s.id = r.standard_id
    join obligations.limit l on l.set_id = s.id and obligations.stood(l.recorded_at, l.superseded_at, at) and l.kind in ('COMPLIANCE', 'DESIGN')
      and (r.point_class = '' or l.point_class = r.point_class)
    cross join lateral (select greatest(l.valid_from, r.valid_from, p.valid_from) as begins, least(l.valid_to, r.valid_to, p.valid_to) as ends) w
    left join lateral (
      select range_agg(daterange(o.valid_from, o.valid_to)) filter (where o.whole) as gone,
        jsonb_agg(jsonb_build_object('facility', o.facility_id, 'pointClass', o.point_class, 'pointCode', o.point_code,
          'from', o.valid_from, 'to', o.valid_to) order by o.own) filter (where not o.whole) as except_at
      from obligations.overridden_at(at) o where o.reference_id = r.id and o.adopted = l.revision) n on true
    cross join lateral unnest(
      case when w.ends is null or w.begins < w.ends then datemultirange(daterange(w.begins, w.ends)) else datemultirange() end
        - coalesce(n.gone, datemultirange())) d(days)
    where obligations.stood(r.recorded_at, r.superseded_at, at)) b
  where b.valid_to is null or b.valid_from < b.valid_to
$$;
grant execute on function obligations.stood(timestamptz, timestamptz, timestamptz), obligations.set_at(timestamptz),
  obligations.overridden_at(timestamptz), obligations.binding_at(timestamptz) to verdite_app, verdite_all;

create or replace view obligations.pub_overridden with (security_invoker = true) as select * from obligations.overridden_at('infinity');
create or replace view obligations.pub_binding with (security_invoker = true) as
  select revision, id, unit_id, set_id, set_code, edition, table_name, side, kind, parameter_code, fraction, basis, statistic, operator, lower, upper,
    unit, cast(warning_share as numeric(5, 4)) as warning_share, rounding, nondetect, minimum_number, site_id, facility_id, point_class, point_code,
    clause, verified, valid_from, valid_to, permit_id, formula, covariates, except_at, anchor, season, nondetect_mean, ranked
  from obligations.binding_at('infinity');
