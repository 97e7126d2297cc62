-- Who saved last, for the page that tells a second writer.
create function organisation.touch() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.changed_by := verdite.who();
  new.changed_at := verdite.now();
  return new;
end $$;
alter table organisation.unit add column changed_by text not null default verdite.who(), add column changed_at timestamptz not null default verdite.now();
alter table organisation.site add column changed_by text not null default verdite.who(), add column changed_at timestamptz not null default verdite.now();
alter table organisation.person add column changed_by text not null default verdite.who(), add column changed_at timestamptz not null default verdite.now();
create trigger touch before update on organisation.unit for each row execute function organisation.touch();
create trigger touch before update on organisation.site for each row execute function organisation.touch();
create trigger touch before update on organisation.person for each row execute function organisation.touch();

-- The name behind an actor's key (`account:7`, `token:3:account:7`), for readers of a record it changed.
create function organisation.pub_actor_name(actor text) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select p.name from organisation.account a join organisation.person p on p.id = a.person_id
  where a.id = nullif(substring(actor from 'account:(\d{1,9})$'), '')::int
$$;
