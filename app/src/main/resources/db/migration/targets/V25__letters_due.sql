-- Each post and contractor that signed for shares of a year owes a letter: is there one that is signed and says them all as they are?
create function targets.pub_letters_owed(of_year int) returns table (unit_id int, signed boolean)
language sql stable as $$
  select s.unit_id, bool_and(exists (select from targets.letter l join targets.letter_line x on x.letter_id = l.id
    where l.superseded_at is null and l.signed_at is not null and l.year = of_year and x.share_id = s.id and x.words = s.fingerprint))
  from targets.share s join targets.goal g on g.id = s.goal_id
  where g.due_year = of_year and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED') and s.holder <> 'UNIT'
  group by s.unit_id, s.position_id, s.contractor_id
$$;
