-- Who changes a permit from another room says which version was read.
create or replace view obligations.pub_limit_set with (security_invoker = true) as
  select id, unit_id, side, code, edition, table_name, name, authority, site_id, facility_id, valid_from, valid_to, replaces, source, licence,
    verified, verified_by, recorded_at, recorded_by, note, version
  from obligations.limit_set;
