-- Figures roll up by the tree of their period. What stood below a unit then is a fact of the tree, not of the reader's
-- sight: units out of sight are named by number only, and the rows behind them stay hidden by their own policies.
create function organisation.pub_below(root int, on_day date, known timestamptz default 'infinity') returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  with recursive below(id) as (
    select root
    union
    select e.unit_id from organisation.edge e join below b on e.parent_id = b.id
    where e.valid_from <= on_day and (e.valid_to is null or e.valid_to > on_day)
      and e.recorded_at <= known and (e.superseded_at is null or e.superseded_at > known)
  ) select id from below
$$;

-- How many sites stood below a unit that the reader does not see: a figure without them is incomplete and says so.
create function organisation.pub_out_of_sight(root int, on_day date, known timestamptz default 'infinity') returns int
language sql stable security definer set search_path = pg_catalog as $$
  select case when verdite.units() is null then 0 else (
    select count(*)::int from organisation.site s
    where s.unit_id in (select organisation.pub_below(root, on_day, known)) and s.unit_id <> all (verdite.units())
      and (s.closed is null or s.closed > on_day)) end
$$;

-- Whether a boundary was ever kept up for a site. Where it was, its dates say whether the site belongs to it.
create function organisation.pub_kept(boundary text, site int, known timestamptz default 'infinity') returns boolean
language sql stable as $$
  select exists (select from organisation.membership m
    where m.boundary = pub_kept.boundary and m.site_id = site and m.recorded_at <= known)
$$;

-- Who entered a standing; unknown for what was entered before it was kept.
alter table organisation.membership add column recorded_by text;
alter table organisation.membership alter column recorded_by set default verdite.who();

-- Standings entered after an instant: why a figure of that boundary may now differ from what was published.
create function organisation.pub_membership_changes(boundary text, since timestamptz, known timestamptz)
returns table (site_id int, standing text, valid_from date, valid_to date, due date, reason text, recorded_at timestamptz,
  recorded_by text, before boolean)
language sql stable as $$
  select m.site_id, m.standing, m.valid_from, m.valid_to, m.due, m.reason, m.recorded_at, coalesce(m.recorded_by, ''),
    exists (select from organisation.membership o where o.boundary = m.boundary and o.site_id = m.site_id
      and o.valid_from = m.valid_from and o.standing = m.standing and o.recorded_at < m.recorded_at)
  from organisation.membership m
  where m.boundary = pub_membership_changes.boundary and m.recorded_at > since and m.recorded_at <= known
$$;
