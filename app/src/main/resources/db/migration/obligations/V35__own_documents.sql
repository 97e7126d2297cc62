-- A unit's own documents: one edition is drafted, published and then never changed; a change is a new edition that
-- follows it. What comes with Verdite has no unit and is corrected by a newer Verdite only.
alter table obligations.standard
  add column state text not null default 'PUBLISHED' check (state in ('DRAFT', 'PUBLISHED')),
  -- the edition before, whose clauses the clauses of this one continue
  add column follows_id int references obligations.standard,
  add constraint standard_drafted check (unit_id is not null or state = 'PUBLISHED');
create index on obligations.standard (follows_id) where follows_id is not null;
alter table obligations.clause add column unit_id int references organisation.unit;
update obligations.clause c set unit_id = s.unit_id from obligations.standard s where s.id = c.standard_id and s.unit_id is not null;

create function obligations.own_document_guard() returns trigger language plpgsql as $$
begin
  if old.state = 'PUBLISHED' and old.unit_id is not null then
    raise exception 'a published edition is not changed' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger guarded before update or delete on obligations.standard for each row execute function obligations.own_document_guard();

create function obligations.own_clause_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from obligations.standard s
      where s.id = coalesce(new.standard_id, old.standard_id) and s.unit_id is not null and s.state = 'PUBLISHED' for share) then
    raise exception 'the clauses of a published edition are not changed' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger guarded before insert or update or delete on obligations.clause for each row execute function obligations.own_clause_guard();

-- A unit's own document is read by its people and, published, by those of the units below.
create function obligations.from_above(unit int) returns boolean language sql stable as $$
  select unit = any(array(select organisation.pub_over(verdite.units(), cast(verdite.now() as date))))
$$;
grant execute on function obligations.from_above(int) to verdite_app, verdite_all;
call verdite.scoped_by('obligations.standard', 'unit_id is null or unit_id = any((select verdite.units())::int[])', 'select, insert, update, delete');
create policy published on obligations.standard for select to verdite_app using (state = 'PUBLISHED' and obligations.from_above(unit_id));
call verdite.scoped_by('obligations.clause', 'unit_id is null or unit_id = any((select verdite.units())::int[])', 'select, insert, update, delete');
create policy published on obligations.clause for select to verdite_app using (obligations.from_above(unit_id)
  and exists (select from obligations.standard s where s.id = standard_id and s.state = 'PUBLISHED'));

drop trigger remember on obligations.standard;
call trail.pub_watch('obligations.standard', 'id', 'file_hash');
call trail.pub_read_by_everybody('obligations.standard', true);
drop trigger remember on obligations.clause;
call trail.pub_watch('obligations.clause', 'id');
call trail.pub_read_by_everybody('obligations.clause', true);

create or replace view obligations.pub_clause with (security_invoker = true) as
select s.code as standard, s.edition, s.name as standard_name, s.sample, s.verified, c.number as clause, c.place, c.name, c.before,
  s.id as standard_id, s.follows_id
from obligations.clause c join obligations.standard s on s.id = c.standard_id where s.state = 'PUBLISHED';
