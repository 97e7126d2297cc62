-- The companies somebody works for whose only role is a contractor's; null for everybody else. Policies of other rooms keep what
-- other companies and the mine's own people carry from them.
create function organisation.pub_company() returns int[]
language sql stable security definer set search_path = pg_catalog as $$
  select case when bool_and(g.role = 'CONTRACTOR') then coalesce(
    (select array_agg(distinct e.contractor_id) from organisation.employment e
      where e.person_id = verdite.person() and e.contractor_id is not null and e.superseded_at is null
        and e.valid_from <= verdite.now()::date and (e.valid_to is null or e.valid_to > verdite.now()::date)), '{}') end
  from organisation.account a
  join organisation.grant_of_role g on g.account_id = a.id and g.revoked_at is null
    and g.valid_from <= verdite.now()::date and (g.valid_to is null or g.valid_to > verdite.now()::date)
  where a.person_id = verdite.person()
$$;
revoke execute on function organisation.pub_company() from public;
grant execute on function organisation.pub_company() to verdite_app, verdite_all;
