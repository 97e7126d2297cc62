-- Which version of a line waits to be approved; null where none does.
create or replace view funds.pub_funding with (security_invoker = true) as
  select l.id, l.unit_id, l.year, l.number, l.title, l.state, l.category, l.nature, l.currency, l.origin_room, l.origin_kind, l.origin_key,
    l.planned, l.approved, l.committed, coalesce(s.spent, 0) as spent, coalesce(s.unrated, 0) as unrated,
    (select v.number from funds.line_version v where v.id = l.pending_id) as pending
  from funds.line l left join lateral (
    select sum(x.counted) as spent, count(*) filter (where x.counted is null)::int as unrated
    from funds.line_spending x where x.line_id = l.id) s on true;
