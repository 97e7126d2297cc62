-- The person behind the account that acts, so that a room can show people what they themselves have a part in.
create function verdite.person() returns int language sql stable parallel safe as
$$ select nullif(current_setting('verdite.person', true), '')::int $$;
