-- Which transactions changed what the figures of the list are counted from. Who has counted under a snapshot looks here whether one has
-- committed since that the snapshot did not see: then it is counted anew. Rows of days before are taken away now and then.
create table rectification.touched (
  xid xid8 primary key,
  at timestamptz not null default verdite.now()
);
create index on rectification.touched (at);
call verdite.common('rectification.touched', 'select');

create function rectification.touch() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  mine xid8 := pg_current_xact_id();
begin
  insert into rectification.touched (xid) values (mine) on conflict do nothing;
  if mine::text::numeric % 1000 = 0 then
    delete from rectification.touched where xid in (
      select t.xid from rectification.touched t where t.at < verdite.now() - interval '1 day' limit 10000 for update skip locked);
  end if;
  return null;
end $$;
create trigger touched after insert or update or delete on rectification.item for each statement execute function rectification.touch();
create trigger touched after insert or update or delete on rectification.item_step for each statement execute function rectification.touch();
create trigger touched after insert or update or delete on rectification.change for each statement execute function rectification.touch();
create trigger touched after insert or update or delete on rectification.sample for each statement execute function rectification.touch();
create trigger touched after insert or update or delete on rectification.cause for each statement execute function rectification.touch();

-- Has nothing changed that this snapshot did not see?
create function rectification.untouched(since pg_snapshot) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select not exists (select from rectification.touched t
    where t.xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(t.xid, since))
$$;
revoke execute on function rectification.untouched(pg_snapshot) from public;
grant execute on function rectification.untouched(pg_snapshot) to verdite_app, verdite_all;
