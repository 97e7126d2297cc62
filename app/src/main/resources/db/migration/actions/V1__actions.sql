-- One register of things to do. What they are for is said by their origin.
call verdite.room('actions');

create table actions.action (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  title text not null check (length(btrim(title)) between 1 and 200),
  kind text not null check (kind in ('CORRECTIVE', 'PREVENTIVE', 'OTHER')),
  owner_id int not null references organisation.person,
  due date not null check (due between date '1990-01-01' and date '2200-01-01'),
  cost numeric(18, 2) check (cost >= 0),
  currency char(3) check (currency ~ '^[A-Z]{3}$'),
  evidence_needed boolean not null default false,
  state text not null default 'OPEN' check (state in ('OPEN', 'STARTED', 'DONE', 'CANCELLED')),
  done_on date,
  done_by int references organisation.person,
  note text not null default '' check (length(note) <= 2000),
  origin_room text not null check (origin_room ~ '^[a-z]{1,40}$'),
  origin_kind text not null,
  origin_id text not null,
  origin_title text not null,
  origin_href text not null check (origin_href ~ '^/[^/\\]'),
  opened_at timestamptz not null default verdite.now(),
  opened_by int references organisation.person,
  changed_at timestamptz not null default verdite.now(),
  changed_by int references organisation.person,
  version int not null default 1,
  check ((cost is null) = (currency is null)),
  check ((state = 'DONE') = (done_on is not null)),
  check (state <> 'CANCELLED' or btrim(note) <> '')
);
create index on actions.action (unit_id, due, id);
create index on actions.action (origin_room, origin_kind, origin_id);
create index on actions.action (owner_id, due) where state in ('OPEN', 'STARTED');
call verdite.scoped('actions.action', 'select, insert, update');
call trail.pub_watch('actions.action', 'id');

-- What is over stays over, whoever writes: the register is evidence.
create function actions.guard() returns trigger language plpgsql as $$
begin
  if old.state in ('DONE', 'CANCELLED') and new.state <> old.state then
    raise exception 'an action that is over can''t be taken up again' using errcode = 'check_violation';
  end if;
  if old.state = 'STARTED' and new.state = 'OPEN' then
    raise exception 'an action that was started can''t be unstarted' using errcode = 'check_violation';
  end if;
  if new.state = 'DONE' and old.state <> 'DONE' and new.evidence_needed and not exists (
      select from documents.pub_evidence e where e.room = 'actions' and e.kind = 'action' and e.key = new.id::text) then
    raise exception 'an action that needs evidence can''t be done without' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on actions.action for each row execute function actions.guard();

create view actions.pub_action with (security_invoker = true) as
  select id, unit_id, title, kind, owner_id, due, cost, currency, state, done_on, origin_room, origin_kind, origin_id,
    evidence_needed, done_by, opened_at
  from actions.action;
grant select on actions.pub_action to verdite_app, verdite_all;
