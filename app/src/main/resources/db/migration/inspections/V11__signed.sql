-- Who signed the findings as they stood: a signature is over a fingerprint of them, so that a later change shows.
create table inspections.signature (
  id bigint generated always as identity primary key,
  inspection_id bigint not null references inspections.inspection,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  side text not null check (side in ('TEAM', 'INSPECTED')),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default verdite.now(),
  who text not null default verdite.who(),
  unique (inspection_id, person_id, fingerprint)
);
call verdite.scoped('inspections.signature', 'select, insert');
call trail.pub_watch('inspections.signature', 'id');

create function inspections.signature_guard() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (select i.state from inspections.inspection i where i.id = new.inspection_id for share) <> 'CLOSING' then
    raise exception 'findings are signed while they are discussed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before insert on inspections.signature for each row execute function inspections.signature_guard();
