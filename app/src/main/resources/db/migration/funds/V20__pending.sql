-- Which version of a line waits to be approved, null where none does; which waits or else holds; and whose matter it is.
create or replace view funds.pub_funding with (security_invoker = true) as
  select l.id, l.unit_id, l.year, l.number, l.title, l.state, l.category, l.nature, l.currency, l.origin_room, l.origin_kind, l.origin_key,
    l.planned, l.approved, l.committed, coalesce(s.spent, 0) as spent, coalesce(s.unrated, 0) as unrated,
    p.number as pending, coalesce(p.number, h.number) as version, coalesce(p.proposed_by, l.owner_id) as asked_by
  from funds.line l
  left join funds.line_version p on p.id = l.pending_id
  left join funds.line_version h on h.id = l.approved_id
  left join lateral (
    select sum(x.counted) as spent, count(*) filter (where x.counted is null)::int as unrated
    from funds.line_spending x where x.line_id = l.id) s on true;
