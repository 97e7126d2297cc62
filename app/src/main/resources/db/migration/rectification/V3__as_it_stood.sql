-- How each item stood at the end of a day, from its steps, which never change: what happens later leaves the past alone.
-- A step keeps the deadline it found; the one it left is what the next step found, or what the item says now.
create function rectification.pub_stood_on(on_day date)
returns table (item_id bigint, unit_id int, state text, deadline date)
language sql stable as $$
  select s.item_id, s.unit_id, s.to_state,
    coalesce((select n.deadline from rectification.item_step n where n.item_id = s.item_id and n.id > s.id order by n.id limit 1), i.deadline)
  from (select distinct on (x.item_id) x.* from rectification.item_step x where x.day <= on_day order by x.item_id, x.id desc) s
  join rectification.item i on i.id = s.item_id and not i.investigation
$$;
