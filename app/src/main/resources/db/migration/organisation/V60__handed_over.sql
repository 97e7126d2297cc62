-- Tasks of a post handed over by name, from day to day, with the reason: a substitute appointment that says for whom, by whom and why.
alter table organisation.appointment
  add column for_id int references organisation.person,
  add column given_by int references organisation.person,
  add column reason text not null default '' check (length(reason) <= 500),
  add constraint handed_over check (for_id is null or (substitute and for_id <> person_id and btrim(reason) <> '')),
  -- one delegate at a time for what somebody does at a post
  add constraint one_delegate exclude using gist (int4range(position_id, position_id, '[]') with &&, int4range(for_id, for_id, '[]') with &&,
    daterange(valid_from, valid_to) with &&) where (superseded_at is null and for_id is not null);
create index on organisation.appointment (for_id) where for_id is not null and superseded_at is null;

-- Nobody hands over what was handed to them, nor stands in for others while they are away themselves: whoever writes it.
create function organisation.guard_handed_over() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.for_id is not null and new.superseded_at is null and exists (
      select from organisation.appointment o
      where o.for_id is not null and o.superseded_at is null and o.id <> new.id and (o.for_id = new.person_id or o.person_id = new.for_id)
        and daterange(o.valid_from, o.valid_to) && daterange(new.valid_from, new.valid_to)) then
    raise exception 'what was handed over is not handed on' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard_handed_over before insert on organisation.appointment for each row execute function organisation.guard_handed_over();

-- For whom somebody stands in on a day: what was handed to them by name, and posts at which they were appointed for some days while
-- somebody else holds them. A standing deputy, appointed without a last day, stands in for nobody who is there.
create function organisation.pub_stands_in(person int, on_day date)
returns table (holder int, position_id int, title jsonb, valid_from date, valid_to date, reason text)
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(mine.for_id, other.person_id), p.id, p.title, mine.valid_from, mine.valid_to, mine.reason
  from organisation.appointment mine
  join organisation.position p on p.id = mine.position_id
  left join organisation.appointment other on mine.for_id is null and other.position_id = mine.position_id and not other.substitute
    and other.superseded_at is null and other.valid_from <= on_day and (other.valid_to is null or other.valid_to > on_day)
  where mine.person_id = person and mine.substitute and mine.superseded_at is null and mine.valid_to > on_day
    and mine.valid_from <= on_day and coalesce(mine.for_id, other.person_id) <> person
$$;

-- Who stands in for somebody on a day, and whether that delegate is there at all.
create function organisation.pub_handed_over(person int, on_day date)
returns table (delegate int, position_id int, title jsonb, valid_from date, valid_to date, reason text, gone boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.person_id, p.id, p.title, a.valid_from, a.valid_to, a.reason,
    exists (select from organisation.pub_presence(array[a.person_id], on_day) s where s.presence = 'GONE')
  from organisation.appointment a join organisation.position p on p.id = a.position_id
  where a.substitute and a.superseded_at is null and a.valid_from <= on_day and a.valid_to > on_day and a.person_id <> person
    and (a.for_id = person or a.for_id is null and exists (select from organisation.appointment h where h.position_id = a.position_id
      and h.person_id = person and not h.substitute and h.superseded_at is null and h.valid_from <= on_day
      and (h.valid_to is null or h.valid_to > on_day)))
$$;

-- Who of these people is gone: employed no longer, shut out, erased or without a post. Their work waits for somebody else.
create function organisation.pub_gone(people int[], on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select distinct s.person_id from organisation.pub_presence(people, on_day) s where s.presence = 'GONE'
$$;
revoke execute on function organisation.pub_stands_in(int, date), organisation.pub_handed_over(int, date), organisation.pub_gone(int[], date)
  from public;
grant execute on function organisation.pub_stands_in(int, date), organisation.pub_handed_over(int, date), organisation.pub_gone(int[], date)
  to verdite_app, verdite_all;
