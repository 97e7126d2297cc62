-- Programs outside that hear of notices: each with an address and a secret by which it knows that Verdite speaks.
create table notices.webhook (
  id int generated always as identity primary key,
  unit_id int not null references organisation.unit,
  name text not null check (length(btrim(name)) between 1 and 100),
  url text not null check (url ~ '^https?://' and length(url) <= 500),
  secret text not null,
  alarms_only boolean not null default false,
  created_at timestamptz not null default verdite.now(),
  created_by text not null default verdite.who(),
  ended_at timestamptz,
  version int not null default 1
);
create unique index on notices.webhook (unit_id, url) where ended_at is null;
call verdite.scoped('notices.webhook', 'insert, update');
-- the secret is for the work that signs, not for pages
grant select (id, unit_id, name, url, alarms_only, created_at, created_by, ended_at, version) on notices.webhook to verdite_app;
grant select on notices.webhook to verdite_all;
call trail.pub_watch('notices.webhook', 'id', 'secret');

-- One row a notice and webhook. No evidence, so the trail does not hear of it.
create table notices.delivery (
  id bigint generated always as identity primary key,
  webhook_id int not null references notices.webhook,
  notice_id bigint not null references notices.notice,
  unit_id int not null references organisation.unit,
  state text not null default 'WAITING' check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED')),
  tries smallint not null default 0,
  next_at timestamptz,
  at timestamptz,
  status int,
  problem text not null default '' check (problem in ('', 'ADDRESS', 'CONNECTION', 'REFUSED', 'REDIRECT', 'ENDED')),
  unique (webhook_id, notice_id)
);
create index on notices.delivery (next_at) where state in ('WAITING', 'SENDING');
create index on notices.delivery (notice_id);
call verdite.scoped('notices.delivery', 'select, insert, update');

-- A notice is for the webhooks of its unit and of those above it, as the tree is today.
create function notices.enqueue() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from notices.webhook w where w.ended_at is null) then
    insert into notices.delivery (webhook_id, notice_id, unit_id, next_at)
    select w.id, new.id, new.unit_id, verdite.now() from notices.webhook w
    where w.ended_at is null and (new.kind = 'ALARM' or not w.alarms_only)
      and w.unit_id in (select organisation.pub_over(array[new.unit_id], verdite.now()::date));
  end if;
  return null;
end $$;
create trigger enqueue after insert on notices.notice for each row execute function notices.enqueue();
