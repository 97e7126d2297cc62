-- Door to goals: what waits to be put before those who decide above.
create view targets.pub_goal with (security_invoker = true) as
  select id, unit_id, number, sentence, horizon, due_year, owner_id, state, recorded_by from targets.goal;
grant select on targets.pub_goal to verdite_app, verdite_all;
