-- What posts ask of who holds them (ISO 14001, 7.2), and what people were trained in. The catalogue is the group's; a requirement is of a
-- kind of post, everywhere, or of one post.
create table organisation.competence (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z][A-Z0-9-]{1,39}$'),
  name jsonb not null,
  -- after so many months it is to be shown again; null: it lasts
  months int check (months between 1 and 240),
  ended_on date,
  version int not null default 1
);
call verdite.common('organisation.competence', 'select, insert, update');
call trail.pub_watch_common('organisation.competence', 'id');

create table organisation.requirement (
  id int generated always as identity primary key,
  competence_id int not null references organisation.competence,
  kind text check (kind in ('EXECUTIVE', 'MANAGER', 'ENVIRONMENT_FULL_TIME', 'ENVIRONMENT_PART_TIME', 'STAFF', 'CONTRACTOR')),
  position_id int references organisation.position,
  valid_from date not null,
  ended_on date check (ended_on >= valid_from),
  check ((kind is null) <> (position_id is null))
);
create unique index requirement_once on organisation.requirement (competence_id, coalesce(kind, ''), coalesce(position_id, 0)) where ended_on is null;
call verdite.common('organisation.requirement', 'select, insert, update (ended_on)');
call trail.pub_watch_common('organisation.requirement', 'id');

-- One training or proof of somebody. What was wrong is withdrawn with the reason and stays readable.
create table organisation.training (
  id bigint generated always as identity primary key,
  unit_id int not null references organisation.unit,
  person_id int not null references organisation.person,
  competence_id int not null references organisation.competence,
  shown_on date not null,
  -- the first day on which it counts no more; null: it lasts
  valid_to date check (valid_to > shown_on),
  provider text not null default '' check (length(provider) <= 200),
  certificate text not null default '' check (length(certificate) <= 100),
  recorded_by int references organisation.person,
  recorded_at timestamptz not null default verdite.now(),
  withdrawn_because text not null default '' check (length(withdrawn_because) <= 500),
  withdrawn_at timestamptz,
  check ((withdrawn_at is null) = (btrim(withdrawn_because) = ''))
);
create index on organisation.training (person_id, competence_id) where withdrawn_at is null;
-- Whoever sees a person sees what they have shown, also before they came.
call verdite.scoped_by('organisation.training', 'unit_id = any((select verdite.units())::int[])
  or exists (select from organisation.person p where p.id = training.person_id)', 'select, insert, update (withdrawn_because, withdrawn_at)');
call trail.pub_watch('organisation.training', 'id');

create function organisation.training_guard() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null then
    raise exception 'what was withdrawn stays withdrawn' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guarded before update on organisation.training for each row execute function organisation.training_guard();

-- Of everybody who holds a post on a day: what the post asks for, the best proof of it, and how it stands. Who stands in is asked too.
create function organisation.competences(on_day date)
returns table (unit_id int, person_id int, position_id int, competence_id int, shown_on date, valid_to date)
language sql stable as $$
  select p.unit_id, a.person_id, p.id, r.competence_id, t.shown_on, t.valid_to
  from organisation.appointment a
  join organisation.position p on p.id = a.position_id
  join organisation.requirement r on (r.kind = p.kind or r.position_id = p.id) and r.valid_from <= on_day
    and (r.ended_on is null or r.ended_on > on_day)
  join organisation.competence c on c.id = r.competence_id and (c.ended_on is null or c.ended_on > on_day)
  left join lateral (
    select t.shown_on, t.valid_to from organisation.training t
    where t.person_id = a.person_id and t.competence_id = r.competence_id and t.withdrawn_at is null and t.shown_on <= on_day
    order by coalesce(t.valid_to, 'infinity') desc, t.shown_on desc limit 1) t on true
  where a.superseded_at is null and a.valid_from <= on_day and (a.valid_to is null or a.valid_to > on_day)
$$;

-- To begin with, to be replaced by the group's own.
insert into organisation.competence (code, name, months) values
  ('ENV-INDUCTION', '{"_":"en","en":"Environmental induction","zh":"环保入职培训"}', 12),
  ('ENV-OFFICER', '{"_":"en","en":"Training of environmental officers","zh":"环保管理人员培训"}', 36),
  ('EMERGENCY', '{"_":"en","en":"Environmental emergency response","zh":"突发环境事件应急培训"}', 12);
insert into organisation.requirement (competence_id, kind, valid_from)
select c.id, k.kind, date '2020-01-01' from organisation.competence c join (values
  ('ENV-OFFICER', 'ENVIRONMENT_FULL_TIME'), ('ENV-OFFICER', 'ENVIRONMENT_PART_TIME'), ('EMERGENCY', 'ENVIRONMENT_FULL_TIME'),
  ('ENV-INDUCTION', 'CONTRACTOR')) k(code, kind) on k.code = c.code;
