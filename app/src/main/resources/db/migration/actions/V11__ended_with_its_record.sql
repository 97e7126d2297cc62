-- A record that is withdrawn leaves nobody anything to do, at whatever units its actions stand.
create function actions.pub_end(of_room text, of_kind text, of_id text, because text, by_person int) returns int
language sql volatile security definer set search_path = pg_catalog as $$
  with ended as (
    update actions.action a set state = 'CANCELLED', note = because, version = a.version + 1, changed_at = verdite.now(), changed_by = by_person
    where a.origin_room = of_room and a.origin_kind = of_kind and a.origin_id = of_id and a.state in ('OPEN', 'STARTED') returning 1)
  select count(*)::int from ended
$$;
revoke all on function actions.pub_end(text, text, text, text, int) from public;
grant execute on function actions.pub_end(text, text, text, text, int) to verdite_app, verdite_all;
