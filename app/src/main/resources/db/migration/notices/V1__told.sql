-- What was told to whom, and what waits for somebody to take note of it.
call verdite.room('notices');

create table notices.notice (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  -- the finder's name for it: told twice, it is one notice
  key text not null unique check (length(key) between 1 and 200),
  kind text not null check (kind in ('ALARM', 'INFORM')),
  message jsonb not null,
  origin_room text not null check (origin_room ~ '^[a-z]{1,40}$'),
  origin_kind text not null,
  origin_id text not null,
  origin_title text not null,
  origin_href text not null check (origin_href ~ '^/[^/\\]'),
  -- the moment it is about, a date where `date_only`; and the moment that became known
  happened_at timestamptz not null,
  date_only boolean not null default false,
  known_at timestamptz not null,
  told_at timestamptz not null default verdite.now(),
  -- hours after `told_at` at which the next rungs are due: the unit above, the subsidiary, the group
  ladder int[] not null default '{}' check (cardinality(ladder) <= 3),
  rung smallint not null default 0 check (rung between 0 and 4),
  next_at timestamptz,
  state text not null default 'OPEN' check (state in ('OPEN', 'NOTED', 'SETTLED', 'WITHDRAWN')),
  noted_at timestamptz,
  noted_by int references organisation.person,
  noted_who text not null default '',
  over_at timestamptz,
  over_who text not null default '',
  why jsonb,
  version int not null default 1,
  check ((state in ('SETTLED', 'WITHDRAWN')) = (over_at is not null)),
  check (state <> 'NOTED' or noted_at is not null),
  check (state = 'OPEN' or next_at is null)
);
create index on notices.notice (told_at desc, id desc);
create index on notices.notice (unit_id, told_at desc, id desc);
create index on notices.notice (origin_room, origin_kind, origin_id);
create index on notices.notice (next_at) where next_at is not null;
call verdite.scoped('notices.notice', 'select, insert, update');
-- how far it was climbed is told by notices.told
call trail.pub_watch('notices.notice', 'id', 'rung', 'next_at');

-- Who was told, when, by which rung and duty. A place where nobody could be told is kept too.
create table notices.told (
  id bigint generated always as identity primary key,
  notice_id bigint not null references notices.notice,
  unit_id int not null references organisation.unit,
  rung smallint not null check (rung between 1 and 4),
  due_at timestamptz not null,
  at timestamptz not null default verdite.now(),
  place_id int not null references organisation.unit,
  duty text not null check (duty in ('OFFICER', 'MANAGER', 'DIRECTOR', 'NOBODY')),
  person_id int references organisation.person check ((duty = 'NOBODY') = (person_id is null))
);
create unique index on notices.told (notice_id, person_id) where person_id is not null;
create index on notices.told (notice_id, id);
call verdite.scoped('notices.told', 'select, insert');
call trail.pub_watch('notices.told', 'id');

-- One row a notice and person: has it been read, and what became of its mail. No evidence, so the trail does not hear of it.
create table notices.recipient (
  notice_id bigint not null references notices.notice,
  person_id int not null references organisation.person,
  unit_id int not null references organisation.unit,
  read_at timestamptz,
  mail text not null default 'NONE' check (mail in ('NONE', 'WAITING', 'SENDING', 'SENT', 'FAILED')),
  mail_tries smallint not null default 0,
  mail_next_at timestamptz,
  mail_at timestamptz,
  mail_problem text not null default '' check (mail_problem in ('', 'ADDRESS', 'AUTHENTICATION', 'CONNECTION', 'REFUSED', 'INTERRUPTED')),
  primary key (notice_id, person_id)
);
create index on notices.recipient (person_id, notice_id desc);
create index on notices.recipient (person_id) where read_at is null;
create index on notices.recipient (mail_next_at) where mail in ('WAITING', 'SENDING');
call verdite.scoped('notices.recipient', 'select, insert, update');

-- What was told stays what it was, and what is over stays over, whoever writes.
create function notices.guard() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.key, new.kind, new.message, new.happened_at, new.known_at, new.told_at, new.ladder)
      is distinct from (old.unit_id, old.key, old.kind, old.message, old.happened_at, old.known_at, old.told_at, old.ladder) then
    raise exception 'what was told can''t be changed' using errcode = 'check_violation';
  end if;
  if old.state in ('SETTLED', 'WITHDRAWN') and new.state <> old.state or new.state = 'OPEN' and old.state <> 'OPEN' then
    raise exception 'a notice that is over can''t be taken up again' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before update on notices.notice for each row execute function notices.guard();

create view notices.pub_notice with (security_invoker = true) as
  select id, unit_id, key, kind, state, origin_room, origin_kind, origin_id, happened_at, known_at, told_at, rung, next_at, noted_at
  from notices.notice;
grant select on notices.pub_notice to verdite_app, verdite_all;
