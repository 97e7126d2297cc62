-- A month of monitoring is published as a year is: month 1 to 12, or 0 for the whole year.
alter table reporting.edition
  add column month int not null default 0 check (month between 0 and 12),
  drop constraint edition_unit_id_year_version_key,
  add constraint edition_identity unique (unit_id, year, month, version);

create or replace function reporting.follow() returns trigger language plpgsql as $$
begin
  if new.version <> 1 + coalesce((select max(e.version) from reporting.edition e
      where e.unit_id = new.unit_id and e.year = new.year and e.month = new.month), 0) then
    raise exception 'editions follow one another' using errcode = '23514';
  end if;
  return new;
end $$;
