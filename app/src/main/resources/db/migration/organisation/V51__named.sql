-- The name of a unit whose number a record carries: whoever sees the record may read where it stands.
create function organisation.pub_unit_name(unit int) returns jsonb
language sql stable security definer set search_path = pg_catalog as
$$ select u.name from organisation.unit u where u.id = pub_unit_name.unit $$;
