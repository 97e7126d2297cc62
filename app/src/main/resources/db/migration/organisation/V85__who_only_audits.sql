-- People who read and check and change nothing: on a day they have no other role than that of an external auditor. As the owner, for
-- roles are not read by everybody; it says only who is to be asked for nothing.
create function organisation.pub_auditors(on_day date) returns setof int
language sql stable security definer set search_path = pg_catalog as $$
  select a.person_id from organisation.account a join organisation.grant_of_role g on g.account_id = a.id
  where g.revoked_at is null and g.valid_from <= on_day and (g.valid_to is null or g.valid_to > on_day)
  group by a.person_id having bool_and(g.role = 'AUDITOR')
$$;
revoke execute on function organisation.pub_auditors(date) from public;
grant execute on function organisation.pub_auditors(date) to verdite_app, verdite_all;
