-- A site may adopt a standard without a permit: what it adopts hangs on a document of the site itself, of which there is one.
-- Its first day says nothing; each reference and each limit has its own.
do $$
declare
  held record;
begin
  for held in select conname from pg_constraint where conrelid = 'obligations.limit_set'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%PERMIT%' loop
    execute format('alter table obligations.limit_set drop constraint %I', held.conname);
  end loop;
end $$;
alter table obligations.limit_set
  add constraint limit_set_side check (side in ('STANDARD', 'PERMIT', 'SITE')),
  add constraint limit_set_held check ((side = 'STANDARD') = (unit_id is null)),
  add constraint limit_set_place check ((side = 'STANDARD') = (site_id is null and facility_id is null)),
  add constraint limit_set_own check (side <> 'SITE' or site_id is not null and facility_id is null);
create unique index on obligations.limit_set (site_id) where side = 'SITE';

-- Where adopted limits are overridden: by a limit of the document that refers to them, or of a permit of the same site, for the same
-- parameter, fraction, basis, statistic, operator and kind, on the days of that limit. `whole` where it holds at every place of the
-- adopted one; else it names a narrower place (a facility, a class, a point), and only there it overrides.
create view obligations.pub_overridden with (security_invoker = true) as
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
  where r.superseded_at is null
    and (o.valid_to is null or o.valid_to > q.valid_from) and (q.valid_to is null or o.valid_from < q.valid_to)
    and (coalesce(o.facility_id, q.facility_id) is null or p.facility_id is null
      or coalesce(o.facility_id, q.facility_id) = p.facility_id)
    and (o.point_class in ('', a.point_class) or a.point_class = '' or starts_with(a.point_class, o.point_class || ':')
      or starts_with(o.point_class, a.point_class || ':'));
grant select on obligations.pub_overridden to verdite_app, verdite_all;

-- Where each limit binds, as known now, on the days of both the limit and its document. An adopted limit binds on the days that no
-- limit overrides wholly, in as many stretches as remain; `except` are the narrower places where another one stands instead, each with its days.
create or replace view obligations.pub_binding with (security_invoker = true) as
  select b.* from (
    select l.revision, l.id, s.unit_id, l.set_id, s.code as set_code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      s.site_id, coalesce(l.facility_id, s.facility_id) as facility_id, l.point_class, l.point_code, l.clause, l.verified,
      greatest(l.valid_from, s.valid_from) as valid_from, least(l.valid_to, s.valid_to) as valid_to, cast(null as bigint) as permit_id,
      l.formula, l.covariates, cast('[]' as jsonb) as except_at
    from obligations.limit l join obligations.limit_set s on s.id = l.set_id
    where l.superseded_at is null and (s.side <> 'STANDARD' or l.kind in ('OBJECTIVE', 'TRIGGER'))
    union all
    select l.revision, l.id, p.unit_id, l.set_id, s.code, s.edition, s.table_name, s.side, l.kind, l.parameter_code, l.fraction, l.basis,
      l.statistic, l.operator, l.lower, l.upper, l.unit, l.warning_share, l.rounding, l.nondetect, l.minimum_number,
      p.site_id, p.facility_id, l.point_class, l.point_code, l.clause, l.verified,
      lower(d.days), upper(d.days), p.id,
      l.formula, l.covariates, coalesce(n.except_at, '[]')
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
