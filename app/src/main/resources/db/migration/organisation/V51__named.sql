-- The name of a unit whose number a record carries: whoever sees the record may read where it stands.
create function organisation.pub_unit_name(unit int) returns jsonb
language sql stable security definer set search_path = pg_catalog as
$$ select u.name from organisation.unit u where u.id = pub_unit_name.unit $$;

-- Can they sign in? Asked by who invites somebody, whose account may lie outside of what they see.
create function organisation.pub_signs_in(person int) returns boolean
language sql stable security definer set search_path = pg_catalog as
$$ select exists (select from organisation.account a where a.person_id = pub_signs_in.person and not a.disabled) $$;
