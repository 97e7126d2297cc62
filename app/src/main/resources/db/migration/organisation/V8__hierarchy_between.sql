-- The hierarchy over a stretch of days, both ends included: who had a hand in something keeps it after a transfer.

-- Who worked directly under somebody on any of the days.
create function organisation.pub_subordinates_between(chief int, from_day date, to_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select distinct low.person_id from organisation.appointment high
  join organisation.position p on p.superior_id = high.position_id
  join organisation.appointment low on low.position_id = p.id
  where high.person_id = chief and high.superseded_at is null and low.superseded_at is null
    and greatest(high.valid_from, low.valid_from, from_day) <= to_day
    and greatest(high.valid_from, low.valid_from, from_day)
      < least(coalesce(high.valid_to, 'infinity'), coalesce(low.valid_to, 'infinity'))
$$;

-- Who stood in for the holder of a post, or was stood in for, on any of the days.
create function organisation.pub_substitutes_between(person int, from_day date, to_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select distinct other.person_id from organisation.appointment mine
  join organisation.appointment other on other.position_id = mine.position_id and other.person_id <> mine.person_id
    and other.substitute <> mine.substitute
  where mine.person_id = person and mine.superseded_at is null and other.superseded_at is null
    and greatest(mine.valid_from, other.valid_from, from_day) <= to_day
    and greatest(mine.valid_from, other.valid_from, from_day)
      < least(coalesce(mine.valid_to, 'infinity'), coalesce(other.valid_to, 'infinity'))
$$;
