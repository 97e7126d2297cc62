-- What every share below would be if one value changed: rates follow, quantities keep their proportions. What is rounded
-- off one part of a quantity goes to the next, so that what was shared out without a rest stays so; and parts of nothing
-- stay nothing: a whole that grows from nothing is still to be shared out.
create or replace function targets.what_if(of_goal bigint, from_share bigint, old_value numeric, new_value numeric)
returns table (id bigint, parent_id bigint, depth int, value numeric, becomes numeric)
language sql stable as $$
  with recursive below(id, parent_id, depth, value, becomes) as (
    select s.id, s.parent_id, 1, s.value,
      case when g.method = 'SUM' then case when old_value = 0 then s.value
          else round(sum(s.value) over until * new_value / old_value, 4) - round((sum(s.value) over until - s.value) * new_value / old_value, 4) end
        when g.method = 'SAME' or old_value = 0 then new_value
        else round(s.value * new_value / old_value, 4) end
    from targets.share s join targets.goal g on g.id = s.goal_id
    where s.goal_id = of_goal and s.state not in ('WITHDRAWN', 'EVALUATED') and s.parent_id is not distinct from from_share
    window until as (order by s.id)
    union all
    select s.id, s.parent_id, b.depth + 1, s.value,
      case when g.method = 'SUM' then case when b.value = 0 then s.value
          else round(sum(s.value) over until * b.becomes / b.value, 4) - round((sum(s.value) over until - s.value) * b.becomes / b.value, 4) end
        when g.method = 'SAME' or b.value = 0 then b.becomes
        else round(s.value * b.becomes / b.value, 4) end
    from below b join targets.share s on s.parent_id = b.id join targets.goal g on g.id = s.goal_id
    where s.state not in ('WITHDRAWN', 'EVALUATED')
    window until as (partition by s.parent_id order by s.id)
  ) select below.id, below.parent_id, below.depth, below.value, below.becomes from below
$$;
