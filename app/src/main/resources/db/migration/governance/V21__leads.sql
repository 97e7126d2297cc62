-- Who led a meeting may leave before its minutes are confirmed: then the committee names another who was there, with the reason.
alter table governance.meeting
  -- who led it on its day, where somebody else confirms
  add column led_by int references organisation.person check (led_by <> presider_id),
  add column lead_because text not null default '' check (length(lead_because) <= 1000),
  add check ((led_by is null) = (btrim(lead_because) = ''));

create or replace function governance.meeting_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (new.committee_id, new.unit_id, new.year) is distinct from (old.committee_id, old.unit_id, old.year) then
    raise exception 'whose meeting it is does not change' using errcode = 'check_violation';
  end if;
  if old.state in ('CONFIRMED', 'CANCELLED') then
    raise exception 'a meeting that is over is not changed' using errcode = 'check_violation';
  end if;
  if new.state <> old.state and (old.state, new.state) not in
      (('PLANNED', 'HELD'), ('PLANNED', 'CANCELLED'), ('HELD', 'CONFIRMED')) then
    raise exception 'a meeting does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  if old.state = 'HELD' and (new.held_on, new.seats, new.present, new.needed, new.held_by)
      is distinct from (old.held_on, old.seats, old.present, old.needed, old.held_by) then
    raise exception 'who came to a meeting stays as it was' using errcode = 'check_violation';
  end if;
  if (new.presider_id, new.led_by, new.lead_because) is distinct from (old.presider_id, old.led_by, old.lead_because)
      and old.state = 'HELD' then
    if new.state <> 'HELD' or new.presider_id = old.presider_id
        or new.led_by is distinct from coalesce(old.led_by, old.presider_id) or btrim(new.lead_because) = '' then
      raise exception 'a lead is handed on from who led the meeting, with a reason' using errcode = 'check_violation';
    end if;
    if not exists (select from governance.attendance a where a.meeting_id = new.id and a.person_id = new.presider_id and a.attended) then
      raise exception 'who was not there does not lead a meeting' using errcode = 'check_violation';
    end if;
    if exists (select from governance.resolution r where r.meeting_id = new.id and r.resolved_by = new.presider_id) then
      raise exception 'who leads a meeting confirms its minutes and does not write them' using errcode = 'check_violation';
    end if;
  end if;
  if new.state = 'HELD' and exists (select from governance.agenda_item i where i.meeting_id = new.id and i.raised_by = new.presider_id) then
    raise exception 'nobody leads a meeting that decides about what they raised' using errcode = 'check_violation';
  end if;
  if new.state = 'CONFIRMED' then
    if exists (select from governance.agenda_item i where i.meeting_id = new.id
        and not exists (select from governance.resolution r where r.item_id = i.id)) then
      raise exception 'minutes are confirmed when every item has its resolution' using errcode = 'check_violation';
    end if;
    if exists (select from governance.resolution r where r.meeting_id = new.id and r.resolved_by = new.confirmed_by) then
      raise exception 'minutes are confirmed by somebody other than who wrote them' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

-- Who raised a matter votes neither for nor against it; that they abstained can be written down.
create or replace function governance.resolution_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  m governance.meeting;
begin
  select * into m from governance.meeting x where x.id = case when tg_op = 'DELETE' then old.meeting_id else new.meeting_id end for share;
  if m.state <> 'HELD' then
    raise exception 'resolutions are written down after the meeting and before its minutes are confirmed' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'resolution' then
    if not exists (select from governance.agenda_item i where i.id = new.item_id and i.meeting_id = new.meeting_id) then
      raise exception 'a resolution belongs to an item of its meeting' using errcode = 'check_violation';
    end if;
    if new.resolved_by = m.presider_id then
      raise exception 'who leads a meeting confirms its minutes and does not write them' using errcode = 'check_violation';
    end if;
    if new.outcome in ('APPROVED', 'REJECTED', 'DECIDED') and m.present < m.needed then
      raise exception 'without its quorum a meeting decides nothing' using errcode = 'check_violation';
    end if;
  elsif tg_table_name = 'vote' and tg_op = 'INSERT' then
    if new.vote <> 'ABSTAINED' and exists (select from governance.resolution r join governance.agenda_item i on i.id = r.item_id
        where r.id = new.resolution_id and i.raised_by = new.person_id) then
      raise exception 'nobody votes on what they raised' using errcode = 'check_violation';
    end if;
    if not exists (select from governance.attendance a where a.meeting_id = m.id and a.person_id = new.person_id and a.attended) then
      raise exception 'who was not there does not vote' using errcode = 'check_violation';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
