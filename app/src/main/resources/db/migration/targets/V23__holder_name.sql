-- Who carries a share, letter or score: whoever sees it reads the name, wherever the unit, post or contractor is.
create function targets.holder_name(holder text, unit int, post int, contractor int, lang text) returns text
language sql stable as $$
  select coalesce(verdite.text(case holder when 'UNIT' then organisation.pub_unit_name(unit)
    when 'POST' then organisation.pub_post_title(post) else organisation.pub_contractor_name(contractor) end, lang), '')
$$;
