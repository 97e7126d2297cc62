-- What the rooms above count: shares of goals that stand, and letters that stand.
create view targets.pub_share with (security_invoker = true) as
  select s.id, s.unit_id, s.goal_id, g.horizon, g.due_year, s.holder, s.state in ('ACCEPTED', 'EVALUATED') as signed
  from targets.share s join targets.goal g on g.id = s.goal_id where s.state <> 'WITHDRAWN' and g.state <> 'WITHDRAWN';
create view targets.pub_letter with (security_invoker = true) as
  select id, unit_id, year, holder, signed_at is not null as signed from targets.letter where superseded_at is null;
grant select on targets.pub_share, targets.pub_letter to verdite_app, verdite_all;
